package disclosure

import (
	"math"
	"testing"
)

// attacker knows the sums and the cells that are not hidden, exactly, and looks for whole tables that agree
// with them by trying: it narrows every range by every sum and then guesses a cell. It shares nothing with
// the audit but the definition of the tables.
type attacker struct {
	t      *testing.T
	sums   [][]int // total first
	hidden []bool
	known  []int64 // of hidden cells the attacker may not look
	budget int
}

type span struct{ lo, hi int64 }

func newAttacker(t *testing.T, tables *Tables, hidden []bool) *attacker {
	a := &attacker{t: t, hidden: hidden, known: make([]int64, len(hidden))}
	for i := range hidden {
		a.known[i] = -1
		if !hidden[i] {
			a.known[i] = tables.cells[i].value
		}
	}
	for _, s := range tables.sums {
		a.sums = append(a.sums, s.members())
	}
	return a
}

// start is what is known at first; most is a count that no cell of the country reaches.
func (a *attacker) start(most int64) []span {
	known := make([]span, len(a.known))
	for i, v := range a.known {
		if known[i] = (span{v, v}); a.hidden[i] {
			known[i] = span{0, most}
		}
	}
	return known
}

// narrow uses total = parts in both directions until nothing moves. It returns false on a contradiction.
func (a *attacker) narrow(x []span) bool {
	for moved := true; moved; {
		moved = false
		for _, sum := range a.sums {
			// sign·x adds up to zero: +1 for parts, −1 for the total.
			var lo, hi int64
			for m, i := range sum {
				if m == 0 {
					lo, hi = lo-x[i].hi, hi-x[i].lo
				} else {
					lo, hi = lo+x[i].lo, hi+x[i].hi
				}
			}
			for m, i := range sum {
				was := x[i]
				if m == 0 {
					x[i] = span{max(was.lo, lo+was.hi), min(was.hi, hi+was.lo)}
				} else {
					x[i] = span{max(was.lo, was.hi-hi), min(was.hi, was.lo-lo)}
				}
				if x[i].lo > x[i].hi {
					return false
				}
				if x[i] != was {
					moved = true
					if m == 0 {
						lo, hi = lo+was.hi-x[i].hi, hi+was.lo-x[i].lo
					} else {
						lo, hi = lo-was.lo+x[i].lo, hi-was.hi+x[i].hi
					}
				}
			}
		}
	}
	return true
}

// exists says whether some whole table lies within the spans.
func (a *attacker) exists(x []span) bool {
	if a.budget--; a.budget < 0 {
		a.t.Fatal("the attacker ran out of guesses")
	}
	if !a.narrow(x) {
		return false
	}
	at, width := -1, int64(math.MaxInt64)
	for i, s := range x {
		if w := s.hi - s.lo; w > 0 && w < width {
			at, width = i, w
		}
	}
	if at < 0 {
		return true
	}
	for v := x[at].lo; v <= x[at].hi; v++ {
		guess := append([]span(nil), x...)
		guess[at] = span{v, v}
		if a.exists(guess) {
			return true
		}
	}
	return false
}

// possible says whether cell i may lie in a span.
func (a *attacker) possible(i int, s span, most int64) bool {
	a.budget = 200_000
	x := a.start(most)
	x[i] = s
	return a.exists(x)
}

// breaks says whether the attacker learns what the package comment promises to keep about hidden cell i.
func (a *attacker) breaks(i int, sensitive bool, truth, threshold, most int64) bool {
	if sensitive && truth < threshold {
		return !a.possible(i, span{0, 0}, most) || !a.possible(i, span{threshold - 1, most}, most)
	}
	// The least possible value, by halving: possible values of all x ≤ v grow with v.
	lo, hi := int64(0), truth
	for lo < hi {
		if mid := (lo + hi) / 2; a.possible(i, span{0, mid}, most) {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return !a.possible(i, span{lo + threshold - 1, most}, most)
}

// broken counts the hidden cells that the attacker breaks.
func broken(t *testing.T, tables *Tables, hidden []bool, threshold int64) int {
	t.Helper()
	var most int64
	for _, c := range tables.cells {
		most = max(most, c.value)
	}
	most = 2*most + 4*threshold
	a, n := newAttacker(t, tables, hidden), 0
	for i, c := range tables.cells {
		if hidden[i] && a.breaks(i, c.sensitive, c.value, threshold, most) {
			n++
		}
	}
	return n
}

func TestAttackerOnKnownTables(t *testing.T) {
	for _, tt := range []struct {
		name   string
		counts []int64 // the parts
		hidden []bool  // total, then parts
		want   int
	}{
		{"a lone cell is a subtraction", []int64{3, 40}, []bool{false, true, false}, 1},
		{"two that share 43", []int64{3, 40}, []bool{false, true, true}, 0},
		{"two that share 7", []int64{3, 4}, []bool{false, true, true}, 2},
		{"two that share 9", []int64{3, 6}, []bool{false, true, true}, 0},
		{"nothing published", []int64{3, 4}, []bool{true, true, true}, 0},
	} {
		var tables Tables
		ids := []string{"a", "b"}
		var total int64
		for k, v := range tt.counts {
			tables.Count(ids[k], v)
			total += v
		}
		tables.Count("total", total)
		tables.Sum("total", ids...)
		hidden := []bool{tt.hidden[1], tt.hidden[2], tt.hidden[0]}
		if got := broken(t, &tables, hidden, 10); got != tt.want {
			t.Errorf("%s: the attacker breaks %d cells, want %d", tt.name, got, tt.want)
		}
	}
}
