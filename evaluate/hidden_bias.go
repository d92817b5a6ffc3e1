package evaluate

import (
	"fmt"
	"math/big"
	"strconv"

	"sib/contract"
	"sib/stats"
)

// HiddenBias says how strong something unrecorded would have to be.
type HiddenBias struct {
	// Alpha is the one-sided level of the contract's interval, a proportion: 0.025 for 95 %.
	Alpha float64 `json:"alpha"`
	// CriticalGamma is the least Γ, a ratio of odds, at which the evidence for any effect
	// no longer reaches Alpha (Rosenbaum 2002, ch. 4); nil if it does not reach it at
	// Γ = 1, or if the design has no strata to test in.
	CriticalGamma *float64 `json:"critical_gamma"`
	// Untested says that the design has no strata, and so no p-values.
	Untested bool `json:"untested,omitempty"`
	// Error says why strata have no p-values all the same; empty if they do.
	Error string `json:"error,omitempty"`
	// Bounds are for Γ of 1, 1.1, 1.25, 1.5 and 2.
	Bounds []BiasStep `json:"bounds"`
	// Flip is where the money changes; nil if it does not.
	Flip *Flip `json:"flip,omitempty"`
	// EValue and EValueLimit are VanderWeele and Ding's (2017) for the pooled rate
	// ratio and for the limit of its interval nearest to 1; nil without a ratio. Both are
	// rate ratios from 1 up, which something unrecorded would have to have with belonging
	// to the programme and with the outcome.
	EValue      *float64 `json:"e_value"`
	EValueLimit *float64 `json:"e_value_limit"` // for the limit nearest to 1, a rate ratio; 1 if the interval holds a ratio of 1
}

// BiasStep is one strength of hidden bias: two people alike in everything that is
// recorded may differ Γ-fold in their odds.
type BiasStep struct {
	Gamma float64 `json:"gamma"` // Γ, a ratio of odds; 1 is no hidden bias
	// PValue is the largest one-sided p-value of no effect that Γ allows, a proportion.
	PValue *float64 `json:"p_value,omitempty"`
	// Scenario is what would be due if the true odds of placement of the comparison
	// group were Γ times those measured.
	Scenario Scenario `json:"scenario"`
}

// gammas are the strengths that are tabulated, as exact numbers.
var gammas = []*big.Rat{big.NewRat(1, 1), big.NewRat(11, 10), big.NewRat(5, 4), big.NewRat(3, 2), big.NewRat(2, 1)}

func (a *assessor) hiddenBias() *HiddenBias {
	b := &HiddenBias{Alpha: a.alpha(), Untested: a.people.sums != nil}
	upper := func(float64) *float64 { return nil }
	if !b.Untested {
		upper = b.test(strataOf(comparable(a.e.Strata), 0))
	}
	for _, g := range gammas {
		f, _ := g.Float64()
		text := strconv.FormatFloat(f, 'g', -1, 64)
		b.Bounds = append(b.Bounds, BiasStep{Gamma: f, PValue: upper(f),
			Scenario: a.scenario("odds-times-"+text, "comparison odds of placement "+text+" times those measured",
				func(year int) (view, error) { return a.oddsTimes(g, year) })})
	}
	b.Flip = a.flip()
	b.EValue, b.EValueLimit = a.eValues()
	return b
}

// test fills in the critical Γ of strata, or why there is none, and returns the largest
// p-value by Γ.
func (b *HiddenBias) test(strata []stats.Stratum) func(gamma float64) *float64 {
	bias, err := stats.NewStrataBias(strata)
	if err != nil {
		b.Error = err.Error()
		return func(float64) *float64 { return nil }
	}
	gamma, ok, err := bias.CriticalGamma(b.Alpha)
	switch {
	case err != nil:
		b.Error = err.Error()
	case ok:
		b.CriticalGamma = &gamma
	}
	return func(gamma float64) *float64 {
		bounds, err := bias.Bounds(gamma)
		if err != nil {
			return nil
		}
		return &bounds.Upper
	}
}

// alpha is (1 − level)/2, taken from the contract's decimal.
func (a *assessor) alpha() float64 {
	r := new(big.Rat).Sub(big.NewRat(1, 1), a.t.Interval.Level.Rat())
	f, _ := r.Mul(r, big.NewRat(1, 2)).Float64()
	return f
}

// oddsTimes multiplies the odds of the comparison rate, Γp/(1 − p + Γp), and takes
// the weighted Newcombe interval there: no counts of strata go with that rate.
func (a *assessor) oddsTimes(gamma *big.Rat, year int) (view, error) {
	s := a.people.totals(year)
	if s.strata == 0 {
		return view{}, fmt.Errorf("nobody of cohort year %d is compared", year)
	}
	up := new(big.Rat).Mul(gamma, s.p0)
	rest := new(big.Rat).Sub(big.NewRat(1, 1), s.p0)
	s.p0 = new(big.Rat).Quo(up, rest.Add(rest, up))
	at := func(level float64) (stats.Estimate, error) {
		return difference(contract.WeightedNewcombe, s, nil, year, level)
	}
	diff, err := at(a.level)
	return view{s.n[0], s.events[0], s.p1, s.p0, diff, s.weighted, at, a.quality(a.people, year)}, err
}

// eValues takes the rate ratio at the ends of the interval of the difference,
// with the comparison rate as measured.
func (a *assessor) eValues() (point, limit *float64) {
	v, err := a.asDecided(0)
	if err != nil || v.p0.Sign() == 0 || v.p1.Sign() == 0 {
		return nil, nil
	}
	p1, _ := v.p1.Float64()
	p0, _ := v.p0.Float64()
	if e, err := stats.EValue("risk-ratio", p1/p0, 1); err == nil && finite(e) {
		point = &e
	}
	if e, err := stats.EValueLimit("risk-ratio", (p0+v.diff.Lo)/p0, (p0+v.diff.Hi)/p0, 1); err == nil && finite(e) {
		limit = &e
	}
	return point, limit
}
