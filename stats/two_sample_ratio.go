package stats

import (
	"fmt"
)

// TwoSampleRatioFunc is an interval for the ratio (x1/n1)/(x0/n0) of two rates
// from independent samples, programme first: whole counts in. No events in either
// arm leave the ratio undefined, which is an error, as are empty arms, x above n,
// NaN and a level outside (0, 1).
type TwoSampleRatioFunc func(x1, n1, x0, n0, level float64) (Ratio, error)

// twoSampleRatios holds the methods by name.
var twoSampleRatios = registry[TwoSampleRatioFunc]{
	"katz-log":           RatioKatz,
	"koopman":            RatioKoopman,
	"miettinen-nurminen": RatioMiettinenNurminen,
	"mover-wilson":       RatioMOVER,
}

// TwoSampleRatio returns the method with the given name, such as "katz-log".
// Underscores do as well as hyphens.
func TwoSampleRatio(method string) (TwoSampleRatioFunc, bool) {
	return twoSampleRatios.find(method)
}

// TwoSampleRatioMethods returns the names of all methods, sorted.
func TwoSampleRatioMethods() []string { return twoSampleRatios.names() }

func newRatioTable(op string, x1, n1, x0, n0, level float64) (table, error) {
	t, err := newTable(op, x1, n1, x0, n0, level)
	if err != nil {
		return table{}, err
	}
	if t.x1+t.x0 == 0 {
		return table{}, fmt.Errorf("%s: x1 and x0 are 0: want an event in one of the arms, the ratio is undefined", op)
	}
	return t, nil
}

// ratio is that of the rates; +Inf without events in the comparison group.
func (t table) ratio() float64 { return t.p1() / t.p0() }
