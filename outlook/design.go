package outlook

import (
	"fmt"
	"math/big"
	"slices"

	"sib/contract"
	"sib/contract/money"
	"sib/evidence"
)

// Forecast is what a contract does with a planned comparison. Its terms are those
// of the plan's day.
type Forecast struct {
	Contract string          `json:"contract"`
	Digest   evidence.Digest `json:"sha256"`
	Currency money.Currency  `json:"currency"`
	Method   string          `json:"method"` // exact or simulation
	Words    []string        `json:"assumptions"`
	Sizes    []Size          `json:"sizes"`
	Cap      money.Amount    `json:"cap"`
	Invested *money.Amount   `json:"invested,omitempty"` // the drawdowns, or the principal
	// Scenarios have one true effect each, in the order that was asked for.
	Scenarios []Scenario `json:"scenarios"`
}

// Methods of a forecast.
const (
	Exact     = "exact"
	Simulated = "simulation"
)

// Scenario is one true effect and what it makes of the money.
type Scenario struct {
	Effect contract.Threshold `json:"true_effect"`
	None   bool               `json:"no_effect,omitempty"` // the programme does nothing
	// ProgrammeRates are the true rates, proportions, in the order of the sizes.
	ProgrammeRates []float64 `json:"programme_rates"`
	Prospect
}

// Design works out what the contract pays, and how often it is wrong, for planned
// sizes under each true effect. It is exact where the rules rest on one comparison,
// pooled or of the only cohort, or on cohorts that add up; else it draws.
//
// Errors: sizes that are not the contract's cohorts, effects that the base rate has
// no room for, measures that do not come from the two groups' counts.
func Design(t *contract.Terms, p Plan, tell Progress) (*Forecast, error) {
	out, err := design(t, p, tell)
	if err != nil {
		return nil, fmt.Errorf("design: %w", err)
	}
	return out, nil
}

func design(t *contract.Terms, p Plan, tell Progress) (*Forecast, error) {
	e, err := newEngine(t, contract.Measurements{}, p.On, tell)
	if err != nil {
		return nil, err
	}
	if err := e.plannable(); err != nil {
		return nil, err
	}
	if err := p.check(e.now); err != nil {
		return nil, err
	}
	p.Sizes = slices.SortedFunc(slices.Values(p.Sizes), func(a, b Size) int { return a.Cohort - b.Cohort })
	effects, err := p.effects(e.now, e.uses)
	if err != nil {
		return nil, err
	}
	out := &Forecast{
		Contract: t.ID, Digest: t.Digest, Currency: t.Currency, Sizes: p.Sizes, Cap: e.now.Payment.Cap.Amount,
		Invested: invested(e.now),
	}
	var all [][]odds
	for _, effect := range effects {
		rates, err := p.rates(effect, countsEach(e.uses))
		if err != nil {
			return nil, err
		}
		s := Scenario{Effect: effect, None: true}
		for i, r := range rates {
			s.ProgrammeRates = append(s.ProgrammeRates, float(r))
			s.None = s.None && r.Cmp(exactly(p.Sizes[i].BaseRate)) == 0
		}
		out.Scenarios = append(out.Scenarios, s)
		o, err := p.odds(rates)
		if err != nil {
			return nil, err
		}
		all = append(all, o)
	}
	prospects, words, err := e.foresee(p.parties(), all, p.Draws)
	if err != nil {
		return nil, err
	}
	out.Method = Exact
	for i := range prospects {
		out.Scenarios[i].Prospect = prospects[i]
		if prospects[i].Draws > 0 {
			out.Method = Simulated
		}
	}
	out.Words = append(assumptions(e), words)
	return out, nil
}

// plannable refuses contracts whose money does not come from counts of two groups.
func (e *engine) plannable() error {
	if len(e.reported) > 0 {
		return fmt.Errorf("measure %q is reported: only effects of a programme and a comparison group have chances that follow from their sizes", e.reported[0])
	}
	if e.now.Outcome.Counts == contract.CountEvents {
		return fmt.Errorf("the outcome counts events: how often they recur to one person is not known, and no chance follows from sizes alone")
	}
	for _, r := range e.now.Payment.Rules {
		if r.Card != nil {
			return fmt.Errorf("rule %q pays by a rate card: only effects of a programme and a comparison group have chances that follow from their sizes", r.ID)
		}
	}
	return nil
}

func assumptions(e *engine) []string {
	out := []string{
		"people's outcomes do not depend on each other; every programme person has the true programme rate, every comparison person the base rate",
		"the comparison group is alike: what is left after matching is chance, not bias",
	}
	if slices.ContainsFunc(e.now.Payment.Gates, func(g contract.Gate) bool { return g.Require.Quantity != "" }) {
		out = append(out, "gates see the planned sizes; those on match rate, balance and attrition are taken as passed")
	}
	return out
}

// party is one cohort's people.
type party struct {
	cohort int
	n1, n0 int64
}

func (p Plan) parties() []party {
	var out []party
	for _, s := range p.Sizes {
		out = append(out, party{s.Cohort, s.Programme, s.Comparison})
	}
	return out
}

// odds are the chances of each cohort's counts.
func (p Plan) odds(rates []*big.Rat) ([]odds, error) {
	var out []odds
	for i, s := range p.Sizes {
		one, err := counts(s.Programme, float(rates[i]))
		if err != nil {
			return nil, err
		}
		zero, err := counts(s.Comparison, s.BaseRate)
		if err != nil {
			return nil, err
		}
		out = append(out, odds{one, zero})
	}
	return out, nil
}

// foresee returns a prospect for each scenario, by the first of the three ways that
// fits, and says which. all lists the odds of each scenario by cohort.
func (e *engine) foresee(cohorts []party, all [][]odds, draws int) ([]Prospect, string, error) {
	var units []unit
	for _, c := range cohorts {
		units = append(units, counted([]int{c.cohort}, c.n1, c.n0, e.level))
	}
	u, joint, single := e.single(cohorts, all)
	if single {
		out, ok, err := e.whole(u, joint)
		if ok || err != nil {
			return out, "exact: every number of programme and comparison outcomes that can come out is gone through", err
		}
	}
	if !single && e.scopes(contract.EachCohort) && len(cohorts) > 1 {
		out, ok, err := e.apart(units, all)
		if ok || err != nil {
			return out, "exact: every number of outcomes of each cohort is gone through, and what the cohorts pay is added up in every combination", err
		}
	}
	if len(cohorts) == 1 {
		units[0].cohorts = append(units[0].cohorts, 0)
	}
	if draws == 0 {
		draws = defaultDraws
	}
	out, err := e.drawn(units, all, draws)
	return out, fmt.Sprintf("simulation: %d draws for each true effect; %s", draws, streamRule), err
}

// scopes reports whether everything that varies is measured in one scope.
func (e *engine) scopes(scope string) bool {
	return !slices.ContainsFunc(e.uses, func(u use) bool {
		return u.Scope != scope || scope == contract.Pooled && u.Pooling != contract.Participants
	})
}

// single is the one comparison that everything rests on, with its odds in each
// scenario: that of the only cohort; or that of all cohorts pooled, if they have the
// same number of comparison people for each programme person, so that pooled rates
// are those of all people together.
func (e *engine) single(cohorts []party, all [][]odds) (unit, []odds, bool) {
	if len(cohorts) == 1 {
		c := cohorts[0]
		var joint []odds
		for _, o := range all {
			joint = append(joint, o[0])
		}
		own := slices.ContainsFunc(e.uses, func(u use) bool { return u.Scope == contract.Unpaid })
		return counted([]int{c.cohort, 0}, c.n1, c.n0, e.level), joint, !own
	}
	if !e.scopes(contract.Pooled) || slices.ContainsFunc(e.now.Payment.Gates, func(g contract.Gate) bool { return g.Scope == contract.EachCohort }) {
		return unit{}, nil, false
	}
	var n1, n0 int64
	for _, c := range cohorts {
		if big.NewRat(c.n0, c.n1).Cmp(big.NewRat(cohorts[0].n0, cohorts[0].n1)) != 0 {
			return unit{}, nil, false
		}
		n1, n0 = n1+c.n1, n0+c.n0
	}
	var joint []odds
	for _, o := range all {
		sum := o[0]
		for _, x := range o[1:] {
			sum = odds{sum.programme.plus(x.programme), sum.comparison.plus(x.comparison)}
		}
		joint = append(joint, sum)
	}
	return counted([]int{0}, n1, n0, e.level), joint, true
}
