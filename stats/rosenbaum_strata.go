package stats

import "math"

// RosenbaumStrata returns the exact bounds for a 2×2 table, or for 2×2×k tables of strata
// (Rosenbaum 1995, JASA 90:1424; Rosenbaum, Small 2017, Biometrics 73:422): with the
// margins fixed, the programme events of a stratum follow the extended hypergeometric
// distribution with odds ratio Γ for Upper and 1/Γ for Lower, and the p-value is the chance
// of a sum over strata as large or larger. At Γ = 1 it is the exact one-sided Mantel–Haenszel
// test (Birch 1964), for one table Fisher's.
//
// A stratum with an empty arm, or with all or none placed, has one possible value and
// decides nothing; without any other p = 1. Counts are whole; p-values below 1e-90 lose
// digits when strata are added up. For several Γ there is StrataBias.
func RosenbaumStrata(strata []Stratum, gamma float64) (RosenbaumBounds, error) {
	const op = "rosenbaum strata"
	if err := checkStrata(op, strata); err != nil {
		return RosenbaumBounds{}, err
	}
	if err := checkGamma(op, gamma); err != nil {
		return RosenbaumBounds{}, err
	}
	return newStrataBias(strata).bounds(gamma), nil
}

// CriticalGammaStrata is CriticalGammaPairs for the tables of RosenbaumStrata.
func CriticalGammaStrata(strata []Stratum, alpha float64) (gamma float64, ok bool, err error) {
	const op = "critical gamma of strata"
	if err := checkStrata(op, strata); err != nil {
		return 0, false, err
	}
	return criticalGamma(op, alpha, newStrataBias(strata).tail)
}

// StrataBias is the distribution behind RosenbaumStrata and CriticalGammaStrata, worked
// out once for every Γ. With the margins fixed, the sums at odds ratio Γ have the
// probabilities at any other odds ratio ψ times (Γ/ψ)^x, scaled to add up to 1. ψ is where
// the events observed are to be expected, so that both tails beside them keep their digits.
type StrataBias struct {
	alone    *Stratum // one table: nothing is added up, and each Γ keeps all digits
	sums     lattice  // at the odds ratio psi
	psi      float64
	observed int
}

// NewStrataBias takes a time proportional to the programme people, a tenth of a second
// for each 50,000 or so. Errors are those of RosenbaumStrata.
func NewStrataBias(strata []Stratum) (*StrataBias, error) {
	if err := checkStrata("rosenbaum strata", strata); err != nil {
		return nil, err
	}
	return newStrataBias(strata), nil
}

// Bounds are those of RosenbaumStrata.
func (b *StrataBias) Bounds(gamma float64) (RosenbaumBounds, error) {
	if err := checkGamma("rosenbaum strata", gamma); err != nil {
		return RosenbaumBounds{}, err
	}
	return b.bounds(gamma), nil
}

// CriticalGamma is that of CriticalGammaStrata.
func (b *StrataBias) CriticalGamma(alpha float64) (gamma float64, ok bool, err error) {
	return criticalGamma("critical gamma of strata", alpha, b.tail)
}

// leastTilted is leastSum for sums that are read at other odds ratios than the one they
// were added up at.
const leastTilted = 1e-160

func newStrataBias(strata []Stratum) *StrataBias {
	b := &StrataBias{psi: 1, sums: lattice{0, []float64{1}}}
	for _, s := range strata {
		b.observed += int(s.X1)
	}
	switch len(strata) {
	case 0:
	case 1:
		b.alone = &strata[0]
	default:
		b.psi = oddsOf(strata)
		b.sums = sumOfStrata(strata, b.psi)
	}
	return b
}

func (b *StrataBias) bounds(gamma float64) RosenbaumBounds {
	return RosenbaumBounds{Gamma: gamma, Lower: b.tail(1 / gamma), Upper: b.tail(gamma)}
}

// tail is the probability of as many programme events as observed, or more.
func (b *StrataBias) tail(odds float64) float64 {
	if b.alone != nil {
		return extendedHypergeometric(*b.alone, odds, leastPairs).atLeast(b.observed)
	}
	step, end := log(odds/b.psi), 0 // the end that weighs most has weight 1
	if step > 0 {
		end = len(b.sums.p) - 1
	}
	weighed := func(i int) float64 { return float64(b.sums.p[i] * exp(float64(float64(i-end)*step))) }
	at := min(max(b.observed-b.sums.from, 0), len(b.sums.p))
	below, above := 0.0, 0.0
	for i := range at {
		below += weighed(i)
	}
	for i := len(b.sums.p) - 1; i >= at; i-- {
		above += weighed(i)
	}
	return above / (below + above)
}

// oddsOf is an odds ratio at which about as many programme events are to be expected as
// there are: Newton's steps on its logarithm from Mantel and Haenszel's, with a half added
// so that it is neither 0 nor infinite, until they are a standard deviation away.
func oddsOf(strata []Stratum) float64 {
	up, down, observed := 0.5, 0.5, 0.0
	for _, s := range strata {
		t := s.table()
		observed += t.x1
		if n := t.n1 + t.n0; n > 0 {
			up += float64(t.x1*(t.n0-t.x0)) / n
			down += float64(t.x0*(t.n1-t.x1)) / n
		}
	}
	odds := up / down
	for range 20 {
		mean, variance := 0.0, 0.0
		for _, s := range strata {
			m, v := extendedHypergeometric(s, odds, leastMoment).moments()
			mean += m
			variance += v
		}
		if off := observed - mean; float64(off*off) > variance && variance > 0 {
			odds = float64(odds * exp(clip(off/variance, -1, 1)))
			continue
		}
		break
	}
	return odds
}

// leastMoment is the share of a probability that no mean and no variance shows.
const leastMoment = 1e-20

// sumOfStrata adds up the events of strata, halves first: two sums of alike width are
// added in far less time than one long one with each stratum in turn.
func sumOfStrata(strata []Stratum, odds float64) lattice {
	if len(strata) == 1 {
		return extendedHypergeometric(strata[0], odds, leastTilted)
	}
	half := len(strata) / 2
	return sumOfStrata(strata[:half], odds).plus(sumOfStrata(strata[half:], odds), leastTilted)
}

// extendedHypergeometric is the number of programme events given all margins (Fisher's
// noncentral hypergeometric distribution).
func extendedHypergeometric(s Stratum, odds, least float64) lattice {
	t := s.table()
	events := t.x1 + t.x0
	lo, hi := math.Max(0, events-t.n0), math.Min(t.n1, events)
	return newLattice(int(lo), int(hi), least, func(x int) float64 {
		v := float64(x)
		return float64((t.n1 - v) / (v + 1) * ((events - v) / (t.n0 - events + v + 1)) * odds)
	})
}

func checkStrata(op string, strata []Stratum) error {
	for i, s := range strata {
		if err := s.check(op, i+1); err != nil {
			return err
		}
	}
	return nil
}
