package disclosure

import (
	"math/big"
	"slices"
)

// simplex stands on a corner of the tables x ≥ 0 that obey a system of equations, and walks to better ones.
// It is exact: a bound that is off by a rounding error would hide too little.
//
// Bland (1977): among the columns that improve the first enters, among the rows that limit it the one of
// the first variable leaves; such a walk never comes back. Zeros are skipped, for sums are sparse.
type simplex struct {
	rows   [][]big.Rat // coefficients of all columns
	amount []big.Rat   // the value of each row's basic variable
	basis  []int       // the basic variable of each row; −1 is an artificial one
}

// newSimplex finds a corner. The equations have a solution: the true table.
func newSimplex(coefficients [][]int64, amounts []int64) *simplex {
	x := &simplex{rows: make([][]big.Rat, len(amounts)), amount: make([]big.Rat, len(amounts)), basis: make([]int, len(amounts))}
	for r := range amounts {
		sign := int64(1)
		if amounts[r] < 0 {
			sign = -1
		}
		x.rows[r] = make([]big.Rat, len(coefficients[r]))
		for k, a := range coefficients[r] {
			x.rows[r][k].SetInt64(sign * a)
		}
		x.amount[r].SetInt64(sign * amounts[r])
		x.basis[r] = -1
	}
	for x.drive() {
	}
	x.clear()
	return x
}

// drive does one step towards artificial variables that are all zero.
func (x *simplex) drive() bool {
	if len(x.rows) == 0 {
		return false
	}
	var total big.Rat
	for k := range x.rows[0] {
		total.SetInt64(0)
		for r, b := range x.basis {
			if b < 0 && x.rows[r][k].Sign() != 0 {
				total.Add(&total, &x.rows[r][k])
			}
		}
		if total.Sign() > 0 {
			// Some artificial row has a positive coefficient here, so a row limits the step.
			x.pivot(x.leaving(k), k)
			return true
		}
	}
	return false
}

// clear takes artificial variables out of the basis. They are zero by now; a row without any
// other coefficient follows from the rest and goes.
func (x *simplex) clear() {
	for r := 0; r < len(x.rows); {
		if x.basis[r] >= 0 {
			r++
			continue
		}
		if x.amount[r].Sign() != 0 {
			panic("disclosure: the sums contradict each other")
		}
		k := slices.IndexFunc(x.rows[r], func(a big.Rat) bool { return a.Sign() != 0 })
		if k >= 0 {
			x.pivot(r, k)
			r++
			continue
		}
		x.rows, x.amount, x.basis = slices.Delete(x.rows, r, r+1), slices.Delete(x.amount, r, r+1), slices.Delete(x.basis, r, r+1)
	}
}

// improve does one step that lets variable k not fall (up) or not rise. It returns false when there is
// none: the corner is the best, or, when variables are returned, those grow without end.
func (x *simplex) improve(k int, up bool) (bool, []int) {
	enter := -1
	if r := slices.Index(x.basis, k); r >= 0 {
		// x[k] = amount − Σ a·x: a column with a negative coefficient lifts it, a positive one lowers it.
		for j := range x.rows[r] {
			if sign := x.rows[r][j].Sign(); j != k && (up && sign < 0 || !up && sign > 0) {
				enter = j
				break
			}
		}
	} else if up {
		enter = k // it is zero
	}
	if enter < 0 {
		return false, nil
	}
	if r := x.leaving(enter); r >= 0 {
		x.pivot(r, enter)
		return true, nil
	}
	grow := []int{enter}
	for r, b := range x.basis {
		if x.rows[r][enter].Sign() < 0 {
			grow = append(grow, b)
		}
	}
	return false, grow
}

// leaving gives the row that limits column k the most, or −1.
func (x *simplex) leaving(k int) int {
	best := -1
	var least, ratio big.Rat
	for r := range x.rows {
		if x.rows[r][k].Sign() <= 0 {
			continue
		}
		ratio.Quo(&x.amount[r], &x.rows[r][k])
		if c := ratio.Cmp(&least); best < 0 || c < 0 || c == 0 && x.basis[r] < x.basis[best] {
			best = r
			least.Set(&ratio)
		}
	}
	return best
}

// pivot makes k the basic variable of row r.
func (x *simplex) pivot(r, k int) {
	var factor, term big.Rat
	factor.Inv(&x.rows[r][k])
	var filled []int
	for j := range x.rows[r] {
		if x.rows[r][j].Sign() != 0 {
			x.rows[r][j].Mul(&x.rows[r][j], &factor)
			filled = append(filled, j)
		}
	}
	x.amount[r].Mul(&x.amount[r], &factor)
	for i := range x.rows {
		if i == r || x.rows[i][k].Sign() == 0 {
			continue
		}
		factor.Set(&x.rows[i][k])
		for _, j := range filled {
			x.rows[i][j].Sub(&x.rows[i][j], term.Mul(&factor, &x.rows[r][j]))
		}
		x.amount[i].Sub(&x.amount[i], term.Mul(&factor, &x.amount[r]))
	}
	x.basis[r] = k
}

// whole says whether the corner is a table of whole counts.
func (x *simplex) whole() bool {
	for r := range x.amount {
		if !x.amount[r].IsInt() {
			return false
		}
	}
	return true
}

// value is the whole value of row r's basic variable.
func (x *simplex) value(r int) int64 { return x.amount[r].Num().Int64() }
