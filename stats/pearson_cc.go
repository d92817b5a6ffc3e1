package stats

import "math"

// PearsonCC is PearsonZ with Yates' continuity correction (Yates 1934): the
// difference is brought nearer to 0 by (1/n1 + 1/n0)/2, never beyond. The
// statistic of the two-sided test has no sign; that of a one-sided one has the
// sign of the difference. No events at all, or nothing else, give 0.
func PearsonCC(x1, n1, x0, n0, margin float64, alternative Alternative) (Test, error) {
	const op = "pearson-cc"
	t, err := newNullTable(op, x1, n1, x0, n0, margin, alternative)
	if err != nil {
		return Test{}, err
	}
	z := 0.0
	if short := math.Abs(t.diff()) - (1/t.n1+1/t.n0)/2; short > 0 {
		z = short / math.Sqrt(t.scoreVariance(0))
	}
	if alternative != TwoSided && t.diff() < 0 {
		z = -z
	}
	return zTest(op, z, margin, alternative), nil
}
