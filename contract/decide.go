package contract

import (
	"fmt"

	"sib/contract/money"
	"sib/contract/trace"
)

// Decide holds measurements against the terms that are in force on the day on:
// what is due, and why. The zero day stands for the end of time: every amendment
// is in force, and no long stop has passed. It needs a measurement for everything that a rule depends on;
// cohort years that a pooled rule does not depend on are used for information if
// they are given, and so is the pooled measurement. Nothing in t or in is
// changed. Errors name the rule, the measure and the cohort.
//
// Each measure is taken exactly, rounded once as the measure says, and compared
// exactly; each amount is rounded once as payment.rounding says; sums are exact;
// limits follow in their order, the floor and the cap; then what an early end,
// payments to date and the long stop make of that. See docs/contract.md.
func Decide(t *Terms, in Measurements, on money.Date) (*Decision, error) {
	now, ids, err := t.InForce(on)
	if err != nil {
		return nil, fmt.Errorf("decide: %w", err)
	}
	out, err := decide(now, in, on)
	if err != nil {
		return nil, fmt.Errorf("decide: %w", err)
	}
	if len(ids) == 0 {
		return out, nil
	}
	out.Amendments = ids
	if out.AsSigned, err = decide(t, in, on); err != nil {
		return nil, fmt.Errorf("decide as signed: %w", err)
	}
	return out, nil
}

// decide is Decide under one version of the terms.
func decide(t *Terms, in Measurements, on money.Date) (*Decision, error) {
	return decideFor(t, in, on, false)
}

func decideFor(t *Terms, in Measurements, on money.Date, brief bool) (*Decision, error) {
	if err := t.numbers(); err != nil {
		return nil, err
	}
	given, err := factsOf(t, in)
	if err != nil {
		return nil, err
	}
	d := newDecider(t, given, on)
	d.brief, d.Quiet = brief, brief
	d.out = Decision{Verdicts: []Verdict{}, Readings: []Reading{}, Next: []Headroom{}, Previous: []Headroom{}}
	d.givePrincipal()
	if err := d.gates(); err != nil {
		return nil, err
	}
	for _, r := range t.Payment.Rules {
		if err := d.rule(r); err != nil {
			return nil, fmt.Errorf("rule %q: %w", r.ID, err)
		}
	}
	if err := d.settle(); err != nil {
		return nil, err
	}
	if err := d.distribute(); err != nil {
		return nil, err
	}
	d.out.Trace = d.Nodes()
	return &d.out, nil
}

// decider gathers one decision.
type decider struct {
	*trace.Builder
	t     *Terms
	given facts
	on    money.Date
	out   Decision
	brief bool // leave out what only a reader asks
	// barred are the failed gates in front of each rule, by rule and cohort.
	barred map[ruleCohort]bar
	// unpaid are the cohorts that each rule, once decided, did not pay for; deferred
	// are the rules that are not decided yet.
	unpaid   map[string][]int
	deferred map[string]bar
}

// ruleCohort is a rule where it binds: in a cohort year, or pooled under 0.
type ruleCohort struct {
	rule   string
	cohort int
}

func newDecider(t *Terms, given facts, on money.Date) *decider {
	return &decider{
		Builder: &trace.Builder{Show: showValue}, t: t, given: given, on: on,
		barred: map[ruleCohort]bar{}, unpaid: map[string][]int{}, deferred: map[string]bar{},
	}
}

// aside is a decider with the same facts whose trace nobody reads: for what is
// shown for information and for what-ifs.
func (d *decider) aside(given facts) *decider {
	out := newDecider(d.t, given, d.on)
	out.Quiet = true
	out.barred, out.unpaid, out.deferred = d.barred, d.unpaid, d.deferred
	return out
}

// rule applies r wherever it binds and records what it pays there.
func (d *decider) rule(r Rule) error {
	cohorts, err := d.binding(r)
	if err != nil {
		return err
	}
	unpaid := []int{}
	for _, cohort := range cohorts {
		a, instead, err := d.instead(r, cohort)
		if err == nil && !instead {
			a, err = d.apply(r, cohort)
		}
		if err != nil {
			return err
		}
		if a.Amount.Sign() <= 0 && cohort != 0 {
			unpaid = append(unpaid, cohort)
		}
		d.out.Amounts = append(d.out.Amounts, a)
	}
	d.unpaid[r.ID] = unpaid
	return d.inform(r)
}

// binding returns the cohorts in which a rule pays: 0 for all of them together.
func (d *decider) binding(r Rule) ([]int, error) {
	if r.Card != nil {
		return d.tallied(r)
	}
	each, err := d.t.ofEachCohort(r)
	if err != nil {
		return nil, err
	}
	if each {
		return d.t.Cohorts, nil
	}
	return []int{0}, nil
}

// ofEachCohort reports whether a rule is decided for each cohort: because its
// measure is of each, or one of its conditions', if it tests nothing else.
func (t *Terms) ofEachCohort(r Rule) (bool, error) {
	ids := []string{r.Measure}
	if r.Measure == "" {
		ids = r.If.measures()
	}
	each := false
	for _, id := range ids {
		m, err := t.measure(id)
		if err != nil {
			return false, err
		}
		each = each || m.Scope == EachCohort
	}
	return each, nil
}
