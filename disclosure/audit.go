package disclosure

import "math"

// component is hidden cells that sums tie together, and those sums. What is known about one component
// says nothing about another.
type component struct{ cells, sums []int }

// components come in the order of their first cell.
func (s *suppression) components() []component {
	var all []component
	seenCell, seenSum := make([]bool, len(s.cells)), make([]bool, len(s.sums))
	for first := range s.cells {
		if s.reasons[first] == Shown || seenCell[first] {
			continue
		}
		seenCell[first] = true
		part := component{cells: []int{first}}
		for k := 0; k < len(part.cells); k++ {
			for _, e := range s.in[part.cells[k]] {
				if seenSum[e] {
					continue
				}
				seenSum[e] = true
				part.sums = append(part.sums, e)
				for _, i := range s.sums[e].members() {
					if s.reasons[i] != Shown && !seenCell[i] {
						seenCell[i] = true
						part.cells = append(part.cells, i)
					}
				}
			}
		}
		all = append(all, part)
	}
	return all
}

// audit gives the first hidden cell for which the promise of this package cannot be shown, with its
// component, or −1.
func (s *suppression) audit() (int, component) {
	for _, part := range s.components() {
		if len(part.sums) == 0 {
			continue // nothing published is tied to the cell
		}
		if at := s.auditComponent(part); at >= 0 {
			return at, part
		}
	}
	return -1, component{}
}

func (s *suppression) auditComponent(part component) int {
	w := newWitnesses(s, part)
	var x *simplex
	for k, i := range part.cells {
		if s.protected(i, w.lo[k], w.hi[k]) {
			continue
		}
		if x == nil {
			x = newSimplex(s.rows(part))
			w.corner(x)
		}
		done := func() bool { return s.protected(i, w.lo[k], w.hi[k]) }
		for _, up := range []bool{true, false} {
			for !done() {
				moved, ray := x.improve(k, up)
				if !moved {
					w.ray(ray)
					break
				}
				w.corner(x)
			}
		}
		if !done() {
			return i
		}
	}
	return -1
}

// protected holds an interval of possible values against the promise in the package comment.
func (s *suppression) protected(i int, lo, hi int64) bool {
	if s.small(i) {
		return lo == 0 && hi >= s.threshold-1
	}
	return hi-lo >= max(s.threshold-1, 1)
}

// rows are the sums over the hidden cells of a component: coefficients and what they amount to. An attacker
// has the amounts from the published cells; the hidden counts add up to the same.
func (s *suppression) rows(part component) ([][]int64, []int64) {
	column := make(map[int]int, len(part.cells))
	for k, i := range part.cells {
		column[i] = k
	}
	coefficients, amounts := make([][]int64, len(part.sums)), make([]int64, len(part.sums))
	for r, e := range part.sums {
		coefficients[r] = make([]int64, len(part.cells))
		for m, i := range s.sums[e].members() {
			k, ok := column[i]
			if !ok {
				continue
			}
			sign := int64(1)
			if m == 0 {
				sign = -1 // the total
			}
			coefficients[r][k] = sign
			amounts[r] += sign * s.cells[i].value
		}
	}
	return coefficients, amounts
}

// witnesses are the least and the most that each cell of a component is in whole tables which agree with
// everything published. The true table is the first.
type witnesses struct{ lo, hi []int64 }

// unbounded is more than any count.
const unbounded = math.MaxInt64

func newWitnesses(s *suppression, part component) witnesses {
	w := witnesses{make([]int64, len(part.cells)), make([]int64, len(part.cells))}
	for k, i := range part.cells {
		w.lo[k], w.hi[k] = s.cells[i].value, s.cells[i].value
	}
	return w
}

// corner takes in the table that the simplex stands on, if it is one of whole counts.
func (w witnesses) corner(x *simplex) {
	if !x.whole() {
		return
	}
	seen := make([]bool, len(w.lo))
	for r, k := range x.basis {
		v := x.value(r)
		seen[k] = true
		w.lo[k], w.hi[k] = min(w.lo[k], v), max(w.hi[k], v)
	}
	for k := range seen {
		if !seen[k] {
			w.lo[k] = 0 // a cell outside the basis is zero
		}
	}
}

// ray takes in cells that grow without end. A multiple of a rational ray is whole, and the true table
// plus a whole ray is a whole table.
func (w witnesses) ray(cells []int) {
	for _, k := range cells {
		w.hi[k] = unbounded
	}
}
