package disclosure

import (
	"cmp"
	"fmt"
	"slices"
)

// suppression is which cells are hidden so far, and why.
type suppression struct {
	cells     []cell
	sums      []sum
	in        [][]int // the sums that each cell is in
	threshold int64
	reasons   []Reason
	rules     []string
	hidden    []int // the number of hidden cells of each sum
}

func newSuppression(t *Tables, threshold int64) *suppression {
	s := &suppression{cells: t.cells, sums: t.sums, threshold: threshold, in: make([][]int, len(t.cells)),
		reasons: make([]Reason, len(t.cells)), rules: make([]string, len(t.cells)), hidden: make([]int, len(t.sums))}
	for e, eq := range t.sums {
		for _, i := range eq.members() {
			s.in[i] = append(s.in[i], e)
		}
	}
	return s
}

func (s *suppression) hide(i int, why Reason, rule string) {
	if s.reasons[i] != Shown {
		return
	}
	s.reasons[i], s.rules[i] = why, rule
	for _, e := range s.in[i] {
		s.hidden[e]++
	}
}

func (s *suppression) show(i int) {
	s.reasons[i], s.rules[i] = Shown, ""
	for _, e := range s.in[i] {
		s.hidden[e]--
	}
}

// small says whether the count itself has to be hidden. A threshold of 1 asks for nothing: no count of
// people is below it, and a zero is hidden only beside small counts.
func (s *suppression) small(i int) bool {
	return s.threshold > 1 && s.cells[i].sensitive && s.cells[i].value < s.threshold
}

func (s *suppression) primary(groups []group) {
	for _, g := range groups {
		if s.small(g.n) || s.small(g.placed) || s.small(g.notPlaced) {
			s.hide(g.placed, Primary, ruleGroup)
			s.hide(g.notPlaced, Primary, ruleGroup)
		}
	}
	for i := range s.cells {
		if s.small(i) {
			s.hide(i, Primary, ruleCount)
		}
	}
}

// mostTried bounds the second look, an audit for each cell. In larger tables it would take minutes.
const mostTried = 30

// secondary hides the cheapest further cell until the audit finds nothing, and then shows again what
// turned out not to be needed, the largest counts first, where there are few.
func (s *suppression) secondary() error {
	for {
		s.pair()
		at, part := s.audit()
		if at < 0 {
			break
		}
		next := s.cheapest(part.sums)
		if next < 0 {
			return fmt.Errorf("disclosure: cell %q cannot be protected: the sums leave it no other value even when every cell tied to it is hidden", s.cells[at].id)
		}
		s.hide(next, Secondary, ruleSecondary)
	}
	var extra []int
	for i, r := range s.reasons {
		if r == Secondary {
			extra = append(extra, i)
		}
	}
	slices.SortFunc(extra, func(a, b int) int {
		return cmp.Or(cmp.Compare(s.cells[b].value, s.cells[a].value), cmp.Compare(a, b))
	})
	if len(extra) > mostTried {
		return nil
	}
	for _, i := range extra {
		s.show(i)
		if !s.safe() {
			s.hide(i, Secondary, ruleSecondary)
		}
	}
	return nil
}

func (s *suppression) safe() bool {
	if slices.Contains(s.hidden, 1) {
		return false
	}
	at, _ := s.audit()
	return at < 0
}

// pair hides a second cell in every sum that has one hidden: a subtraction gives a lone one back.
// The audit would find these too; this only finds them without solving anything.
func (s *suppression) pair() {
	for {
		e := slices.Index(s.hidden, 1)
		if e < 0 {
			return
		}
		s.hide(s.cheapest([]int{e}), Secondary, ruleSecondary)
	}
}

// cheapest picks, among the shown cells of some sums, the one that leaves the fewest lone hidden cells, then
// the one with the fewest people, then the first. Totals hold more people than their parts, so they go last.
// It gives −1 when all are hidden.
func (s *suppression) cheapest(sums []int) int {
	best, bestLone := -1, 0
	for _, e := range sums {
		for _, i := range s.sums[e].members() {
			if s.reasons[i] != Shown || i == best {
				continue
			}
			lone := s.lone(i)
			if best < 0 || cmp.Or(cmp.Compare(lone, bestLone), cmp.Compare(s.cells[i].value, s.cells[best].value), cmp.Compare(i, best)) < 0 {
				best, bestLone = i, lone
			}
		}
	}
	return best
}

// lone is by how much the sums with one hidden cell would become more if cell i were hidden.
func (s *suppression) lone(i int) int {
	change := 0
	for _, e := range s.in[i] {
		switch s.hidden[e] {
		case 0:
			change++
		case 1:
			change--
		}
	}
	return change
}
