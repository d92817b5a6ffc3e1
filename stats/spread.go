package stats

// Spread is an estimated difference of proportions with its standard error.
type Spread struct {
	Value, SE float64 // proportions
	// DF are the degrees of freedom of the t distribution that the interval uses,
	// not always a whole number; +Inf stands for the normal distribution.
	DF       float64
	Clusters int // independent groups of units; each unit is one where none were named
	Method   string
	Warnings []string
}

// Interval returns Value ± q·SE at a level such as 0.95, q the quantile of Student's
// t with DF degrees of freedom, clipped to [−1, 1], with the two-sided p-value of no
// difference from the same distribution. A standard error of 0 gives an interval
// without width and a warning; its p-value is 1 where the difference is 0 too, and
// missing otherwise. A level outside (0, 1) is an error.
func (s Spread) Interval(level float64) (Estimate, error) {
	if err := checkLevel(s.Method, level); err != nil {
		return Estimate{}, err
	}
	if err := checkDF(s.Method, s.DF); err != nil {
		return Estimate{}, err
	}
	e := around(s.Method, level, s.Value, s.Value, float64(tFor(level, s.DF)*s.SE))
	e.PValue = s.pValue()
	e.Warnings = append(append([]string(nil), s.Warnings...), e.Warnings...)
	return e, nil
}

func checkDF(op string, df float64) error {
	if !(df > 0) {
		return bad(op, "degrees of freedom", df, "a number above 0")
	}
	return nil
}

func (s Spread) pValue() *float64 {
	p := 1.0
	switch {
	case s.SE > 0:
		p = tTwoSided(s.Value/s.SE, s.DF)
	case s.Value != 0:
		return nil
	}
	return &p
}
