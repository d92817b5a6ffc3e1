package stats

import (
	"fmt"
	"math"
)

// bad is the error of op for a field with a value it cannot use.
func bad(op, field string, value float64, want string) error {
	return fmt.Errorf("%s: %s is %v: want %s", op, field, value, want)
}

func checkLevel(op string, level float64) error {
	if !(level > 0 && level < 1) {
		return bad(op, "level", level, "more than 0 and less than 1")
	}
	return nil
}

func checkSize(op, field string, n float64) error {
	if !(n > 0) || math.IsInf(n, 1) {
		return bad(op, field, n, "a number above 0")
	}
	return nil
}

func checkRate(op, field string, p float64) error {
	if !(p >= 0 && p <= 1) {
		return bad(op, field, p, "a proportion from 0 to 1")
	}
	return nil
}

// checkEvents wants 0 ≤ x ≤ n; n has been checked.
func checkEvents(op, field string, x float64, size string, n float64) error {
	if !(x >= 0) {
		return bad(op, field, x, "a number from 0 on")
	}
	if x > n {
		return fmt.Errorf("%s: %s is %v, more than %s, which is %v", op, field, x, size, n)
	}
	return nil
}

// table is two independent samples: x events among n, programme first.
type table struct{ x1, n1, x0, n0 float64 }

func (t table) p1() float64   { return t.x1 / t.n1 }
func (t table) p0() float64   { return t.x0 / t.n0 }
func (t table) diff() float64 { return t.p1() - t.p0() }

// swapped exchanges the arms.
func (t table) swapped() table { return table{t.x0, t.n0, t.x1, t.n1} }

// newTable checks the counts and the level of a two-sample method.
func newTable(op string, x1, n1, x0, n0, level float64) (table, error) {
	for _, arm := range []struct {
		xName, nName string
		x, n         float64
	}{{"x1", "n1", x1, n1}, {"x0", "n0", x0, n0}} {
		if err := checkSize(op, arm.nName, arm.n); err != nil {
			return table{}, err
		}
		if err := checkEvents(op, arm.xName, arm.x, arm.nName, arm.n); err != nil {
			return table{}, err
		}
		if arm.n != math.Trunc(arm.n) {
			return table{}, bad(op, arm.nName, arm.n, "a whole number of people")
		}
		if arm.x != math.Trunc(arm.x) {
			return table{}, bad(op, arm.xName, arm.x, "a whole number of events")
		}
	}
	return table{x1, n1, x0, n0}, checkLevel(op, level)
}

func clip(x, lo, hi float64) float64 { return math.Max(lo, math.Min(hi, x)) }
