package stats

import "math"

// RatioMiettinenNurminen returns the ratio with the score interval of Miettinen
// and Nurminen 1985 (Stat. Med. 4:213): all ratios θ that the score
// (p1 − θ·p0)/√Ṽ does not reject, Ṽ = (p̃1q̃1/n1 + θ²·p̃0q̃0/n0)·N/(N − 1) at the
// rates that fit best among those with p1 = θ·p0. No events in the programme give
// a lower limit of exactly 0; none in the comparison leave the ratio and the upper
// limit unbounded. The p-value is that of the score at 1, the chi-square test with
// N − 1. Swapped arms give the inverse.
func RatioMiettinenNurminen(x1, n1, x0, n0, level float64) (Ratio, error) {
	return scoreRatio("miettinen-nurminen", table.unbiased, x1, n1, x0, n0, level)
}

// RatioKoopman is RatioMiettinenNurminen without N/(N − 1): the chi-square method
// of Koopman 1984 (Biometrics 40:513). Its p-value is Pearson's.
func RatioKoopman(x1, n1, x0, n0, level float64) (Ratio, error) {
	return scoreRatio("koopman", asIs, x1, n1, x0, n0, level)
}

func scoreRatio(op string, factor func(table) float64, x1, n1, x0, n0, level float64) (Ratio, error) {
	t, err := newRatioTable(op, x1, n1, x0, n0, level)
	if err != nil {
		return Ratio{}, err
	}
	z := zFor(level)
	return Ratio{
		Value:  t.ratio(),
		Lo:     1 / t.swapped().ratioUpper(z, factor(t)),
		Hi:     t.ratioUpper(z, factor(t)),
		Level:  level,
		Method: op,
		PValue: some(twoSidedP(t.scoreZ(0, factor))),
	}, nil
}

// ratioUpper is the ratio above the observed one that the score just rejects. The
// bracket is widened until it does.
func (t table) ratioUpper(z, factor float64) float64 {
	if t.x0 == 0 {
		return math.Inf(1)
	}
	p1, p0, lo := t.p1(), t.p0(), t.ratio()
	excess := func(theta float64) float64 {
		return theta - lo - float64(z*math.Sqrt(factor*t.ratioVariance(theta)))/p0
	}
	_, wilsonHi := wilson(p1, t.n1, z)
	wilsonLo, _ := wilson(p0, t.n0, z)
	guess := wilsonHi / wilsonLo
	hi := 2 * guess
	for excess(hi) <= 0 {
		hi *= 2
	}
	return crossing(excess, lo, hi, guess)
}

// ratioVariance is the variance of p1 − θ·p0 at the rates that fit best: the
// smaller root p0 of N·θ·p0² − (θ(n1 + x0) + x1 + n0)·p0 + x1 + x0 = 0. The root
// and the rates of failure are written in numbers of failures and in θ − 1, so that
// rates and ratios near 1 keep their digits.
func (t table) ratioVariance(theta float64) float64 {
	if theta < 1 {
		return float64(theta * float64(theta*t.swapped().ratioVariance(1/theta)))
	}
	above, events, y1, y0 := theta-1, t.x1+t.x0, t.n1-t.x1, t.n0-t.x0
	gap := float64((t.n1+t.x0)*above) + (y1 - y0)
	root := math.Sqrt(float64(gap*gap) + float64(4*theta*float64(y1*y0)))
	den := float64(theta*(t.n1+t.x0)) + t.x1 + t.n0 + root
	fail0 := float64((t.n1+t.x0)*above) + y1 + y0 + root
	fail1 := float64(theta*y1) + y0 - float64(events*above)
	if fail1 >= 0 {
		fail1 += root
	} else {
		fail1 = 4 * theta * float64(events*y1) * above / (root - fail1)
	}
	p0 := math.Min(2*events/den, 1)
	p1 := math.Min(theta*p0, 1)
	return float64(p1*(fail1/den))/t.n1 + float64(theta*float64(theta*p0))*(fail0/den)/t.n0
}
