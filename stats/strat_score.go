package stats

import "math"

// StratifiedScoreMH returns the Mantel–Haenszel difference with the stratified
// score interval of Miettinen and Nurminen 1985 (Stat. Med. 4:213) with the
// weights w = n1·n0/N: all differences δ with |Σ w(d − δ)| ≤ z·√(Σ w²Ṽ(δ)), Ṽ at
// the rates that fit each stratum best under δ, times N/(N − 1). The p-value is of
// the same test at δ = 0 and equals that of CMH: the interval excludes 0 exactly
// where p is less than 1 − level. Defined for all strata with two arms; within
// [−1, 1].
func StratifiedScoreMH(strata []Stratum, level float64) (StratifiedEstimate, error) {
	return stratifiedScore("strat-score-mh", strata, level, table.mhWeight)
}

// StratifiedScoreATT is StratifiedScoreMH with each stratum weighted by its
// programme people: the effect on them (ATT), as the user-written weights of
// ratesci allow (Laud 2017, Pharm. Stat. 16:334).
func StratifiedScoreATT(strata []Stratum, level float64) (StratifiedEstimate, error) {
	return stratifiedScore("strat-score-att", strata, level, func(t table) float64 { return t.n1 })
}

// scoreTest is the stratified score statistic; its slices are working memory.
type scoreTest struct {
	d      strataDesign
	weigh  func(s *scoreTest, delta float64) // fills w, given the fitted rates
	p1, p0 []float64
	w      []float64
}

func newScoreTest(d strataDesign, weigh func(*scoreTest, float64)) *scoreTest {
	n := len(d.cells)
	return &scoreTest{d: d, weigh: weigh, p1: make([]float64, n), p0: make([]float64, n), w: make([]float64, n)}
}

func stratifiedScore(op string, strata []Stratum, level float64, weight func(table) float64) (StratifiedEstimate, error) {
	d, err := newStrata(op, strata, level)
	if err != nil {
		return StratifiedEstimate{}, err
	}
	s := newScoreTest(d, func(s *scoreTest, _ float64) {
		for i, c := range s.d.cells {
			s.w[i] = weight(c)
		}
	})
	return s.estimate(op, level), nil
}

// at returns Σ w(d − delta) and the square root of its variance, over Σ w.
func (s *scoreTest) at(delta float64) (score, deviation float64) {
	for i, c := range s.d.cells {
		s.p1[i], s.p0[i] = c.restricted(delta)
	}
	s.weigh(s, delta)
	var total, variance float64
	for i, c := range s.d.cells {
		w := s.w[i]
		total += w
		score += float64(w * (c.exactDiff() - delta))
		variance += float64(w * w * c.unbiased() * (binomialVariance(s.p1[i], c.n1) + binomialVariance(s.p0[i], c.n0)))
	}
	return score / total, math.Sqrt(math.Max(0, variance)) / total
}

func (s *scoreTest) estimate(op string, level float64) StratifiedEstimate {
	z := zFor(level)
	diff := s.centre()
	e := s.d.describe(Estimate{Value: diff, Lo: s.limit(diff, -1, z), Hi: s.limit(diff, 1, z), Level: level, Method: op})
	score, deviation := s.at(0)
	if deviation == 0 {
		score, deviation = 0, 1 // no stratum can vary at 0: all differences are 0
	}
	e.PValue = some(twoSidedP(score / deviation))
	return e
}

// centre is the difference at which the score is 0. With weights that do not
// depend on it one step does.
func (s *scoreTest) centre() float64 {
	diff := 0.0
	for range 500 {
		score, _ := s.at(diff)
		next := clip(diff+score, -1, 1)
		if math.Abs(next-diff) <= 1e-15 {
			break
		}
		diff = next
	}
	return diff
}

// limit is the difference furthest from diff on one side, −1 or 1, that the test
// does not reject at z.
func (s *scoreTest) limit(diff, side, z float64) float64 {
	span := 1 - float64(side*diff)
	accepted := func(step float64) float64 {
		score, deviation := s.at(diff + float64(side*step))
		return float64(side*score) + float64(z*deviation)
	}
	// At diff itself neither score nor deviation may be left, as with no events.
	inner := 0.0
	if accepted(0) <= 0 {
		inner = span
		for accepted(inner) <= 0 && inner > 1e-17 {
			inner /= 8
		}
	}
	if span <= 1e-16 || inner <= 1e-17 && accepted(inner) <= 0 {
		return diff
	}
	return clip(diff+float64(side*fallingZero(accepted, inner, span)), -1, 1)
}
