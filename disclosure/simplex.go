package disclosure

import "slices"

// simplex stands on a corner of the tables x ≥ 0 that obey a system of equations, and walks to better ones.
// It is exact: a bound that is off by a rounding error would hide too little.
//
// Bland (1977): among the columns that improve the first enters, among the rows that limit it the one of
// the first variable leaves; such a walk never comes back. Zeros are skipped, for sums are sparse.
type simplex struct {
	rows   [][]number // coefficients of all columns
	amount []number   // the value of each row's basic variable
	basis  []int      // the basic variable of each row; −1 is an artificial one
}

// newSimplex finds a corner. The equations have a solution: the true table.
func newSimplex(coefficients [][]int64, amounts []int64) *simplex {
	x := &simplex{rows: make([][]number, len(amounts)), amount: make([]number, len(amounts)), basis: make([]int, len(amounts))}
	for r := range amounts {
		sign := int64(1)
		if amounts[r] < 0 {
			sign = -1
		}
		x.rows[r] = make([]number, len(coefficients[r]))
		for k, a := range coefficients[r] {
			x.rows[r][k].n = sign * a
		}
		x.amount[r].n = sign * amounts[r]
		x.basis[r] = -1
	}
	x.drive()
	x.clear()
	return x
}

// drive walks until the artificial variables are all zero. Their rows added up say which columns lower them.
func (x *simplex) drive() {
	total := make([]number, len(x.rows[0]))
	for _, row := range x.rows {
		for k := range total {
			total[k] = total[k].less(number{n: -1}, row[k])
		}
	}
	for {
		k := slices.IndexFunc(total, func(a number) bool { return a.sign() > 0 })
		if k < 0 {
			return
		}
		// Some artificial row has a positive coefficient here, so a row limits the step.
		r := x.leaving(k)
		x.pivot(r, k)
		factor := total[k]
		for j := range total {
			if x.rows[r][j].sign() != 0 {
				total[j] = total[j].less(factor, x.rows[r][j])
			}
		}
	}
}

// clear takes artificial variables out of the basis. They are zero by now; a row without any
// other coefficient follows from the rest and goes.
func (x *simplex) clear() {
	for r := 0; r < len(x.rows); {
		if x.basis[r] >= 0 {
			r++
			continue
		}
		if x.amount[r].sign() != 0 {
			panic("disclosure: the sums contradict each other")
		}
		k := slices.IndexFunc(x.rows[r], func(a number) bool { return a.sign() != 0 })
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
			if sign := x.rows[r][j].sign(); j != k && (up && sign < 0 || !up && sign > 0) {
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
		if x.rows[r][enter].sign() < 0 {
			grow = append(grow, b)
		}
	}
	return false, grow
}

// leaving gives the row that limits column k the most, or −1.
func (x *simplex) leaving(k int) int {
	best := -1
	var least number
	for r := range x.rows {
		if x.rows[r][k].sign() <= 0 {
			continue
		}
		ratio := x.amount[r].quo(x.rows[r][k])
		if c := ratio.cmp(least); best < 0 || c < 0 || c == 0 && x.basis[r] < x.basis[best] {
			best, least = r, ratio
		}
	}
	return best
}

// pivot makes k the basic variable of row r.
func (x *simplex) pivot(r, k int) {
	by := x.rows[r][k]
	var filled []int
	for j := range x.rows[r] {
		if x.rows[r][j].sign() != 0 {
			x.rows[r][j] = x.rows[r][j].quo(by)
			filled = append(filled, j)
		}
	}
	x.amount[r] = x.amount[r].quo(by)
	for i := range x.rows {
		factor := x.rows[i][k]
		if i == r || factor.sign() == 0 {
			continue
		}
		for _, j := range filled {
			x.rows[i][j] = x.rows[i][j].less(factor, x.rows[r][j])
		}
		x.amount[i] = x.amount[i].less(factor, x.amount[r])
	}
	x.basis[r] = k
}

// whole says whether the corner is a table of whole counts.
func (x *simplex) whole() bool {
	for r := range x.amount {
		if x.amount[r].r != nil {
			return false
		}
	}
	return true
}

// value is the whole value of row r's basic variable.
func (x *simplex) value(r int) int64 { return x.amount[r].n }
