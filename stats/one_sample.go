package stats

import (
	"fmt"
	"math"
)

// OneSampleFunc is a two-sided interval for the proportion x/n of events among n
// people: whole counts in, proportions out. n = 0, x above n, NaN and a level
// outside (0, 1) are errors that name the argument.
type OneSampleFunc func(x, n, level float64) (Estimate, error)

// oneSample holds the methods by name.
var oneSample = registry[OneSampleFunc]{
	"agresti-coull":       OneSampleAgrestiCoull,
	"agresti-coull-plus4": OneSamplePlusFour,
	"clopper-pearson":     OneSampleClopperPearson,
	"jeffreys":            OneSampleJeffreys,
	"midp":                OneSampleMidP,
	"wald":                OneSampleWald,
	"wilson":              OneSampleWilson,
	"wilson-cc":           OneSampleWilsonCC,
}

// OneSample returns the method with the given name, such as "clopper-pearson".
// Underscores do as well as hyphens.
func OneSample(method string) (OneSampleFunc, bool) {
	return oneSample.find(method)
}

// OneSampleMethods returns the names of all methods, sorted.
func OneSampleMethods() []string { return oneSample.names() }

// OneSampleLower returns the one-sided interval from the lower limit of the method
// to 1, at a level above ½: the limit is that of the two-sided interval at
// 2·level − 1.
func OneSampleLower(f OneSampleFunc, x, n, level float64) (Estimate, error) {
	e, err := oneSided(f, x, n, level)
	e.Hi = 1
	return e, err
}

// OneSampleUpper is OneSampleLower for the interval from 0 to the upper limit.
func OneSampleUpper(f OneSampleFunc, x, n, level float64) (Estimate, error) {
	e, err := oneSided(f, x, n, level)
	e.Lo = 0
	return e, err
}

func oneSided(f OneSampleFunc, x, n, level float64) (Estimate, error) {
	if !(level > 0.5 && level < 1) {
		return Estimate{}, bad("one-sided interval", "level", level, "more than 0.5 and less than 1")
	}
	e, err := f(x, n, 2*level-1)
	if err != nil {
		return Estimate{}, fmt.Errorf("one-sided interval: %w", err)
	}
	e.Level, e.Warnings = level, nil
	return e, nil
}

// checkOneSample wants whole counts with 0 ≤ x ≤ n and n above 0.
func checkOneSample(op string, x, n, level float64) error {
	if err := checkSize(op, "n", n); err != nil {
		return err
	}
	if n != math.Trunc(n) {
		return bad(op, "n", n, "a whole number of people")
	}
	if err := checkEvents(op, "x", x, "n", n); err != nil {
		return err
	}
	if x != math.Trunc(x) {
		return bad(op, "x", x, "a whole number of events")
	}
	return checkLevel(op, level)
}

// proportion is the estimate of a rate with limits cut to [0, 1].
func proportion(method string, level float64, a part) Estimate {
	e := Estimate{Value: a.p, Lo: clip(a.lo, 0, 1), Hi: clip(a.hi, 0, 1), Level: level, Method: method}
	if e.Lo == e.Hi {
		e.Warnings = append(e.Warnings, "the interval has no width: the method does not work for rates of 0 or 1")
	}
	return e
}
