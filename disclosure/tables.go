package disclosure

import (
	"errors"
	"fmt"
	"slices"
)

// Tables are linked tables of counts. A report registers each cell under an id as it builds its tables; the
// same id in two tables is the same cell. Mistakes are kept and returned by Protect. The zero value is empty.
type Tables struct {
	cells  []cell
	index  map[string]int
	sums   []sum
	groups []group
	err    error
}

type cell struct {
	id        string
	value     int64
	sensitive bool
}

// sum says that the parts add up to the total.
type sum struct {
	total int
	parts []int
}

// members are the total and then the parts.
func (s sum) members() []int { return append([]int{s.total}, s.parts...) }

type group struct{ n, placed, notPlaced int }

// Group names the three cells of people with a placement rate.
type Group struct{ N, Placed, NotPlaced string }

// Count registers a count of people that is hidden when it is small. It returns the id.
func (t *Tables) Count(id string, value int64) string {
	t.add(id, value, true)
	return id
}

// Open registers a count that may be shown however small it is, such as a number of rows that could not be
// read. It is hidden only where another cell needs it. It returns the id.
func (t *Tables) Open(id string, value int64) string {
	t.add(id, value, false)
	return id
}

// Group registers n people of whom placed found a placement, as the cells "id n", "id placed" and
// "id not placed", and that they add up.
func (t *Tables) Group(id string, n, placed int64) Group {
	g := Group{N: t.Count(id+" n", n), Placed: t.Count(id+" placed", placed), NotPlaced: t.Count(id+" not placed", n-placed)}
	if t.err == nil {
		added := group{t.index[g.N], t.index[g.Placed], t.index[g.NotPlaced]}
		if !slices.Contains(t.groups, added) {
			t.groups = append(t.groups, added)
			t.Sum(g.N, g.Placed, g.NotPlaced)
		}
	}
	return g
}

// Sum registers that the parts add up to the total: a row, a column, years and their pooled row.
func (t *Tables) Sum(total string, parts ...string) {
	if t.err != nil {
		return
	}
	if len(parts) == 0 {
		t.fail("sum %q: it has no parts", total)
		return
	}
	at := make([]int, 0, len(parts)+1)
	for _, id := range append([]string{total}, parts...) {
		i, ok := t.index[id]
		if !ok {
			t.fail("sum %q: cell %q is not registered", total, id)
			return
		}
		if slices.Contains(at, i) {
			t.fail("sum %q: cell %q is in it twice", total, id)
			return
		}
		at = append(at, i)
	}
	var added int64
	for _, i := range at[1:] {
		added += t.cells[i].value
	}
	if added != t.cells[at[0]].value {
		t.fail("sum %q: the parts add up to %d, and the total is %d", total, added, t.cells[at[0]].value)
		return
	}
	if !slices.ContainsFunc(t.sums, func(s sum) bool { return slices.Equal(s.members(), at) }) {
		t.sums = append(t.sums, sum{at[0], at[1:]})
	}
}

// SumGroups registers that groups add up to a group: in n, in placed and in not placed.
func (t *Tables) SumGroups(total Group, parts ...Group) {
	n, placed, notPlaced := make([]string, len(parts)), make([]string, len(parts)), make([]string, len(parts))
	for i, p := range parts {
		n[i], placed[i], notPlaced[i] = p.N, p.Placed, p.NotPlaced
	}
	t.Sum(total.N, n...)
	t.Sum(total.Placed, placed...)
	t.Sum(total.NotPlaced, notPlaced...)
}

func (t *Tables) add(id string, value int64, sensitive bool) {
	if t.err != nil {
		return
	}
	if value < 0 || value > maxCount {
		t.fail("cell %q: %d is not a count from 0 to %d", id, value, int64(maxCount))
		return
	}
	if i, ok := t.index[id]; ok {
		if t.cells[i].value != value {
			t.fail("cell %q: it is %d in one table and %d in another", id, t.cells[i].value, value)
		}
		// What one table holds to be sensitive is sensitive in all.
		t.cells[i].sensitive = t.cells[i].sensitive || sensitive
		return
	}
	if t.index == nil {
		t.index = map[string]int{}
	}
	t.index[id] = len(t.cells)
	t.cells = append(t.cells, cell{id, value, sensitive})
}

// maxCount keeps sums of counts far from the end of an int64.
const maxCount = 1 << 40

func (t *Tables) fail(format string, args ...any) {
	t.err = errors.New("disclosure: " + fmt.Sprintf(format, args...))
}
