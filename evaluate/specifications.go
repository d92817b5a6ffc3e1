package evaluate

import (
	"errors"
	"fmt"
	"math/big"

	"sib/cohort"
	"sib/contract"
	"sib/matching"
	"sib/stats"
)

// otherMethod is an estimator over strata by its name in package stats.
type otherMethod struct{ method, words string }

// otherMethods are estimators over strata in the order in which they are shown:
// first those with the contract's estimand and another interval, then those with
// other weights, which estimate another average of the same effects.
var otherMethods = []otherMethod{
	{"strat-score-att", "the same weights, stratified score interval"},
	{"strat-newcombe-att", "the same weights, stratified Newcombe interval"},
	{"att-wald-hc0", "the same weights, linearised Wald interval"},
	{"mh-sato", "Mantel–Haenszel weights, Sato's variance"},
	{"mh-klingenberg", "Mantel–Haenszel weights, Klingenberg's interval"},
	{"strat-score-mh", "Mantel–Haenszel weights, stratified score interval"},
	{"inverse-variance-fixed", "inverse-variance weights, which depend on the outcomes"},
	{"minimum-risk-wald", "minimum-risk weights"},
}

func (a *assessor) specifications() []Scenario {
	out := []Scenario{
		a.scenario("agreed", "as the contract says", a.asDecided),
	}
	if a.t.Interval.Method == contract.AbadieImbens {
		out = append(out, a.scenario(contract.WeightedNewcombe, "the same weights, weighted Newcombe interval", func(year int) (view, error) { return a.agreed(a.people, year) }))
	}
	for _, m := range a.others() {
		out = append(out, a.scenario(m.method, m.words, func(year int) (view, error) { return a.method(m.method, year) }))
	}
	return append(out,
		a.scenario("without-matching", "plain rates of everybody eligible with an outcome: no basis for a payment", a.unmatched),
		a.scenario("dropped-gain-nothing", "programme people without a match counted with no gain", a.dropped),
		a.scenario("mean-of-yearly-rates", "every cohort year counts the same, whatever its size", a.meanOfRates),
	)
}

// others are the estimators that the design has strata for; they are the ATT's.
func (a *assessor) others() []otherMethod {
	if a.people.sums != nil || a.people.estimand != string(matching.OnTreated) {
		return nil
	}
	return otherMethods
}

// method is the view of another estimator. Where its point estimate is the
// contract's own, the exact rates stay.
func (a *assessor) method(name string, year int) (view, error) {
	base, err := a.agreed(a.people, year)
	if err != nil {
		return view{}, err
	}
	f, ok := stats.Strata(name)
	if !ok {
		return view{}, fmt.Errorf("unknown method %q", name)
	}
	base.at = func(level float64) (stats.Estimate, error) {
		e, err := f(strataOf(a.e.Strata, year), level)
		return e.Estimate, err
	}
	e, err := base.at(a.level)
	if err != nil {
		return view{}, err
	}
	const same = 1e-12
	if d := e.Value - base.diff.Value; d < same && d > -same {
		base.diff = e
		return base, nil
	}
	return base.moved(e)
}

func (a *assessor) unmatched(year int) (view, error) {
	for _, r := range a.e.Results {
		if r.Cohort != year {
			continue
		}
		c := r.Everybody
		if c.N[cohort.Programme] == 0 || c.N[cohort.Comparison] == 0 {
			return view{}, errors.New("a group is empty")
		}
		at := func(level float64) (stats.Estimate, error) {
			return stats.Newcombe(float64(c.Events[0]), float64(c.N[0]), float64(c.Events[1]), float64(c.N[1]), level)
		}
		d, err := at(a.level)
		return view{c.N[0], c.Events[0], big.NewRat(c.Events[0], c.N[0]), big.NewRat(c.Events[1], c.N[1]), d, false, at, a.unmatchedQuality(c)}, err
	}
	return view{}, fmt.Errorf("no result for cohort year %d", year)
}

// unmatchedQuality says that everybody with an outcome is compared, alike or not; how
// alike they are nobody has looked at. Nil without gates.
func (a *assessor) unmatchedQuality(c Counts) *contract.Quality {
	if len(a.t.Payment.Gates) == 0 {
		return nil
	}
	return &contract.Quality{Eligible: c.N, Matched: c.N, Analysed: c.N, ESS: float64(c.N[1])}
}

// dropped shrinks the difference, and its interval, by the share of programme
// people who were matched.
func (a *assessor) dropped(year int) (view, error) {
	v, err := a.agreed(a.people, year)
	if err != nil {
		return view{}, err
	}
	g := a.e.Matching.Pooled
	for _, y := range a.e.Matching.Years {
		if y.Year == year {
			g = y
		}
	}
	share := big.NewRat(g.Matched[cohort.Programme], g.Eligible[cohort.Programme])
	if g.Shortfall > 0 && a.e.Matching.Spec.Focal() == cohort.Programme {
		short := new(big.Rat).SetFloat64(g.Shortfall / float64(g.Eligible[cohort.Programme]))
		share.Sub(share, short)
	}
	gain := new(big.Rat).Mul(new(big.Rat).Sub(v.p1, v.p0), share)
	v.p0 = new(big.Rat).Sub(v.p1, gain)
	f, _ := share.Float64()
	v.diff.Value, _ = gain.Float64()
	v.diff.Lo, v.diff.Hi = float64(v.diff.Lo*f), float64(v.diff.Hi*f)
	whole := v.at
	v.at = func(level float64) (stats.Estimate, error) {
		e, err := whole(level)
		e.Value, e.Lo, e.Hi = v.diff.Value, float64(e.Lo*f), float64(e.Hi*f)
		return e, err
	}
	return v, nil
}

// meanOfRates averages the yearly rates. The contract's decision takes whole
// counts, so the programme rate stays and the comparison rate is the one that
// gives the same effect; that is possible for one type of effect at a time.
func (a *assessor) meanOfRates(year int) (view, error) {
	v, err := a.agreed(a.people, year)
	if err != nil || year != 0 {
		return v, err
	}
	effect, err := a.oneEffect()
	if err != nil {
		return view{}, err
	}
	var years []stats.YearRates
	p1, p0 := new(big.Rat), new(big.Rat)
	for _, y := range a.t.Cohorts {
		s := a.people.totals(y)
		if s.strata == 0 {
			return view{}, fmt.Errorf("cohort year %d has nobody to compare", y)
		}
		p1.Add(p1, s.p1)
		p0.Add(p0, s.p0)
		one, _ := s.p1.Float64()
		zero, _ := s.p0.Float64()
		years = append(years, stats.YearRates{P1: one, N1: s.ess[0], P0: zero, N0: s.ess[1]})
	}
	pooled, err := stats.PoolMeanOfRates(years, a.level)
	if err != nil {
		return view{}, err
	}
	if effect == contract.Relative {
		if p1.Sign() == 0 {
			return view{}, errors.New("nobody in the programme was placed")
		}
		v.p0 = clipRate(new(big.Rat).Mul(v.p1, new(big.Rat).Quo(p0, p1)))
	} else {
		gap := new(big.Rat).Mul(new(big.Rat).Sub(p1, p0), big.NewRat(1, int64(len(a.t.Cohorts))))
		v.p0 = clipRate(new(big.Rat).Sub(v.p1, gap))
	}
	v.diff = pooled.Difference.Estimate
	v.at = func(level float64) (stats.Estimate, error) {
		pooled, err := stats.PoolMeanOfRates(years, level)
		return pooled.Difference.Estimate, err
	}
	return v, nil
}

// oneEffect is how the measures compare the two rates, if they agree: relative where
// they divide, points where they subtract. What is reported, or looks at one rate
// alone, has no say.
func (a *assessor) oneEffect() (contract.EffectType, error) {
	var out contract.EffectType
	for _, m := range a.t.Measures {
		effect := contract.Relative
		switch {
		case m.Source != contract.Compared || m.Effect == contract.Rate || m.ComparisonRate != nil:
			continue
		case m.Effect == contract.Points || m.Effect == contract.Count:
			effect = contract.Points
		}
		if out != "" && effect != out {
			return "", errors.New("the contract measures both relative change and points")
		}
		out = effect
	}
	return out, nil
}
