package stats

import "math"

// McNemar is the test of equal rates in matched pairs of McNemar 1947
// (Psychometrika 12:153): z = (b − c)/√(b + c). The statistic is z², chi-square
// with one degree of freedom. If no pair differs there is none, and p is 1.
func McNemar(a, b, c, d float64, alternative Alternative) (Test, error) {
	return mcnemar("mcnemar-asymptotic", 0, a, b, c, d, alternative)
}

// McNemarCC is McNemar with Edwards' continuity correction (Edwards 1948):
// |b − c| less 1, never below 0.
func McNemarCC(a, b, c, d float64, alternative Alternative) (Test, error) {
	return mcnemar("mcnemar-cc", 1, a, b, c, d, alternative)
}

func mcnemar(op string, correction, a, b, c, d float64, alternative Alternative) (Test, error) {
	p, err := newPairsTest(op, a, b, c, d, alternative)
	if err != nil {
		return Test{}, err
	}
	result := Test{PValue: 1, Method: op, Alternative: alternative}
	if p.b+p.c > 0 {
		z := p.mcnemarZ(correction)
		result.Statistic, result.PValue = some(p.mcnemarChi(correction)), alternative.normalP(z)
	}
	return result, nil
}

// mcnemarZ is the signed root of McNemar's chi-square; 0 if no pair differs.
func (p pairs) mcnemarZ(correction float64) float64 {
	return math.Copysign(math.Sqrt(p.mcnemarChi(correction)), p.b-p.c)
}

func (p pairs) mcnemarChi(correction float64) float64 {
	if p.b+p.c == 0 {
		return 0
	}
	far := math.Max(math.Abs(p.b-p.c)-correction, 0)
	return float64(far*far) / (p.b + p.c)
}

func newPairsTest(op string, a, b, c, d float64, alternative Alternative) (pairs, error) {
	p, err := newPairs(op, a, b, c, d)
	if err != nil {
		return pairs{}, err
	}
	return p, checkAlternative(op, alternative)
}
