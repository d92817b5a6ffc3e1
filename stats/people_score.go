package stats

import "math"

// PeopleScore returns the weighted difference with the score interval of Miettinen and
// Nurminen 1985 on Kish's effective sizes over different people (see KishPeople):
// sizes and events need not be whole. With equal weights it is MiettinenNurminen. The
// p-value is that of the same test at 0, so that it is below 1 − level exactly when 0 is
// outside the interval. The N/(N − 1) of the method needs effective sizes of more than
// 1 together, which two arms always have. No units in an arm and a level outside (0, 1)
// are errors.
func PeopleScore(units []Unit, level float64) (Estimate, error) {
	const op = "people-score"
	r, err := peopleRates(op, units, level)
	if err != nil {
		return Estimate{}, err
	}
	t := table{float64(r.P1 * r.N1), r.N1, float64(r.P0 * r.N0), r.N0}
	e := scoreLimits(op, t, level, scoreUpper(zFor(level), table.unbiased))
	e.Value = r.P1 - r.P0
	p := 1.0
	if v := float64(t.unbiased() * t.scoreVariance(0)); v > 0 {
		p = erfc(math.Abs(e.Value) / math.Sqrt(float64(2*v)))
	}
	e.PValue = &p
	return e, nil
}
