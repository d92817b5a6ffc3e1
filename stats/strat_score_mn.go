package stats

import "math"

// StratifiedScoreMN is StratifiedScoreMH with the weights of Miettinen and
// Nurminen 1985 (Stat. Med. 4:213): the inverse of R1(1−R1)/n1 + R0(1−R0)/n0,
// where R1 and R0 are the means, by the same weights, of the rates fitted under δ.
// So the weights are iterated for each δ, and the estimate is the δ at which the
// score is 0. At δ = 0 they are those of Mantel and Haenszel.
func StratifiedScoreMN(strata []Stratum, level float64) (StratifiedEstimate, error) {
	const op = "strat-score-mn"
	d, err := newStrata(op, strata, level)
	if err != nil {
		return StratifiedEstimate{}, err
	}
	return newScoreTest(d, weighMN).estimate(op, level), nil
}

func weighMN(s *scoreTest, delta float64) {
	for i, c := range s.d.cells {
		s.w[i] = c.mhWeight()
	}
	before := math.Inf(1)
	for range 500 {
		r1, r0 := s.meanRates()
		v1, v0 := float64(r1*(1-r1)), float64(r0*(1-r0))
		if v1+v0 <= 0 || math.Abs(r1-before) <= 1e-15 {
			return
		}
		before = r1
		for i, c := range s.d.cells {
			s.w[i] = 1 / (v1/c.n1 + v0/c.n0)
		}
	}
}

// meanRates are the weighted means of the fitted rates, each from 0 to 1.
func (s *scoreTest) meanRates() (r1, r0 float64) {
	total := 0.0
	for i, w := range s.w {
		total += w
		r1 += float64(w * s.p1[i])
		r0 += float64(w * s.p0[i])
	}
	return clip(r1/total, 0, 1), clip(r0/total, 0, 1)
}
