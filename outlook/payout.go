package outlook

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"slices"

	"sib/contract"
	"sib/contract/money"
)

// Uncertainty is how far a payment depends on chance: its distribution if the same
// programme were measured again on people like these.
type Uncertainty struct {
	Method string       `json:"method"` // how it was worked out, by name
	Words  string       `json:"words"`  // how it was worked out, in a sentence
	Limits []string     `json:"limits"` // what it leaves out
	Due    money.Amount `json:"due"`    // what is due by the measurement itself
	Prospect
	// Useless is the same if the programme did nothing: programme people have the rate
	// that was measured of the comparison group.
	Useless *Prospect `json:"if_useless,omitempty"`
	// PaidIfUseless is the chance that something is due then, a proportion.
	PaidIfUseless float64 `json:"chance_paid_if_useless,omitempty"`
}

// payoutDraws is how many draws stand for what cannot be gone through: a chance of a
// half then has a standard error of 1.1 points, and the slowest contract takes seconds.
const payoutDraws = 2000

// Methods of an uncertainty.
const (
	Bootstrap = "parametric-bootstrap"
	Normal    = "normal"
)

// ErrNoChance says that nothing the payment rests on has an uncertainty that is known.
var ErrNoChance = errors.New("the payment rests on nothing whose uncertainty is known")

// Payout returns the distribution of the payment around what was measured, by the
// terms in force on the day on. Reported figures, tallies and what was paid are held
// fixed. Where programme people count once each and the effective number of
// comparison people is known it is a parametric bootstrap: outcomes of both groups
// are binomial at the measured rates, gone through exactly where Design would, else
// drawn. Elsewhere the difference is normal with the standard error of the agreed
// interval, the comparison rate held fixed. Without any comparison the error wraps ErrNoChance.
func Payout(t *contract.Terms, in contract.Measurements, on money.Date) (*Uncertainty, error) {
	out, err := payout(t, in, on)
	if err != nil {
		return nil, fmt.Errorf("payout: %w", err)
	}
	return out, nil
}

func payout(t *contract.Terms, in contract.Measurements, on money.Date) (*Uncertainty, error) {
	e, err := newEngine(t, in, on, nil)
	if err != nil {
		return nil, err
	}
	e.kinds = payoutKinds
	d, err := contract.DecideBriefly(t, in, on)
	if err != nil {
		return nil, err
	}
	parts := e.parts(in.Compared)
	if len(e.uses) == 0 || len(parts) == 0 {
		return nil, ErrNoChance
	}
	out := &Uncertainty{Due: d.Due, Limits: []string{
		"it is chance among people that is shown, not what is left of bias after matching, nor mistakes in the data",
		"the measured rates are taken for the true ones",
		"comparison people who serve several programme people are counted by their effective number only",
	}}
	var again Prospect
	if again, out.Method, out.Words, err = e.repeated(parts, measuredRate); err != nil {
		return nil, err
	}
	out.Prospect = again
	useless, _, _, err := e.repeated(parts, noEffect)
	if err != nil {
		return nil, err
	}
	out.Useless, out.PaidIfUseless = &useless, max(0, 1-useless.Nothing)
	return out, nil
}

// truth is the programme rate that is taken for the true one.
type truth func(contract.Measurement) *big.Rat

func measuredRate(m contract.Measurement) *big.Rat { return m.ProgrammeRate }
func noEffect(m contract.Measurement) *big.Rat     { return m.ComparisonRate }

// repeated measures people like these once more, and says how that was worked out.
func (e *engine) repeated(parts []contract.Measurement, of truth) (p Prospect, method, words string, err error) {
	var ps []Prospect
	perPerson := e.now.Outcome.Counts == contract.CountEvents // events for each person are not binomial
	if parties, all, ok := bootstrap(parts, of); ok && !perPerson {
		method = Bootstrap
		ps, words, err = e.again(parties, all)
	} else {
		method = Normal
		words = fmt.Sprintf("normal: the difference of rates has the standard error that the agreed interval implies, (upper − lower limit) ÷ 2z, and takes %d values of equal chance; the comparison rate is held fixed", normalPoints)
		ps, err = e.normally(parts, of)
	}
	if err != nil {
		return Prospect{}, "", "", err
	}
	return ps[0], method, words, nil
}

// parts are the measurements that vary: the pooled one where everything rests on
// it, else the cohorts.
func (e *engine) parts(in []contract.Measurement) []contract.Measurement {
	in = slices.SortedFunc(slices.Values(in), func(a, b contract.Measurement) int { return a.Cohort - b.Cohort })
	if len(in) > 0 && in[0].Cohort == 0 {
		pool := in[0]
		if in = in[1:]; e.scopes(contract.Pooled) || len(in) == 0 {
			return []contract.Measurement{pool}
		}
	}
	return in
}

// bootstrap returns the sizes and the chances of each measurement's counts; false
// if one has no sizes.
func bootstrap(in []contract.Measurement, of truth) ([]party, []odds, bool) {
	var parties []party
	var all []odds
	for _, m := range in {
		n0, err := effective(m)
		if err != nil || m.Weighted || m.PerPerson {
			return nil, nil, false
		}
		n := max(1, int64(math.Round(n0)))
		one, err1 := counts(m.ProgrammeN, float(of(m)))
		zero, err0 := counts(n, float(m.ComparisonRate))
		if err1 != nil || err0 != nil {
			return nil, nil, false
		}
		parties = append(parties, party{m.Cohort, m.ProgrammeN, n})
		all = append(all, odds{one, zero})
	}
	return parties, all, true
}

// again measures the same people's like once more.
func (e *engine) again(parties []party, all []odds) ([]Prospect, string, error) {
	if len(parties) == 1 && parties[0].cohort == 0 {
		p := parties[0]
		ps, ok, err := e.whole(counted([]int{0}, p.n1, p.n0, e.level), all)
		if ok || err != nil {
			return ps, "parametric bootstrap: every number of outcomes of both groups, pooled, is gone through", err
		}
		u := counted([]int{0}, p.n1, p.n0, e.level)
		ps, err = e.drawn([]unit{u}, [][]odds{all}, payoutDraws)
		return ps, fmt.Sprintf("parametric bootstrap: %d draws; %s", payoutDraws, streamRule), err
	}
	ps, words, err := e.foresee(parties, [][]odds{all}, payoutDraws)
	return ps, "parametric bootstrap, " + words, err
}

// normalPoints is how many values of equal chance stand for a normal distribution.
const normalPoints = 1001

// normally spreads each measurement's programme rate normally about its own.
func (e *engine) normally(in []contract.Measurement, of truth) ([]Prospect, error) {
	var units []unit
	var all []odds
	for _, m := range in {
		d := m.Difference
		if !(d.Lo <= d.Hi) || !(d.Level > 0 && d.Level < 1) {
			return nil, fmt.Errorf("measurement of %s: %w: it has no interval", named(m.Cohort), ErrNoChance)
		}
		n0, err := effective(m)
		if err != nil {
			n0 = 0
		}
		if e.level != 0 && n0 == 0 {
			return nil, err
		}
		units = append(units, e.normal(m, of(m), n0))
		all = append(all, odds{even(normalPoints), even(1)})
	}
	if len(units) == 1 {
		units[0].cohorts = e.labels(in[0])
		ps, ok, err := e.whole(units[0], all)
		if ok || err != nil {
			return ps, err
		}
		return e.drawn(units, [][]odds{all}, payoutDraws)
	}
	if e.scopes(contract.EachCohort) {
		ps, ok, err := e.apart(units, [][]odds{all})
		if ok || err != nil {
			return ps, err
		}
	}
	return e.drawn(units, [][]odds{all}, payoutDraws)
}

// labels are the cohorts whose measurements one measurement makes: the only
// cohort of a contract is its pool, too.
func (e *engine) labels(m contract.Measurement) []int {
	if m.Cohort != 0 && len(e.now.Cohorts) == 1 {
		return []int{m.Cohort, 0}
	}
	return []int{m.Cohort}
}

// normal is a measurement whose programme rate is spread normally about the true one, cut at 0 and 1.
func (e *engine) normal(m contract.Measurement, rate *big.Rat, n0 float64) unit {
	z := math.Sqrt2 * math.Erfinv(m.Difference.Level)
	se := (m.Difference.Hi - m.Difference.Lo) / (2 * z)
	p := float(rate)
	rates := make([]*big.Rat, normalPoints)
	for i := range rates {
		u := (float64(i) + 0.5) / normalPoints
		x := p - float64(se*math.Sqrt2*math.Erfcinv(2*u))
		if m.PerPerson {
			x = max(0, x)
		} else {
			x = min(1, max(0, x))
		}
		rates[i] = money.Round(new(big.Rat).SetFloat64(x), big.NewRat(1, 1e12), money.HalfEven)
	}
	rates[normalPoints/2] = rate // the middle one is the true one, not a float of it
	return unit{
		cohorts: []int{m.Cohort}, n1: m.ProgrammeN, n0: n0, level: e.level, weighted: true, perPerson: m.PerPerson,
		programme:  func(i int64) *big.Rat { return rates[i] },
		comparison: func(int64) *big.Rat { return m.ComparisonRate },
	}
}
