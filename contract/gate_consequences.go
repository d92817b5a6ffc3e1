package contract

import (
	"fmt"

	"sib/contract/money"
	"sib/contract/trace"
)

// words says what a failed gate does to the rules behind it.
func (f OnFailure) words(rules ...string) string {
	behind, nothing := fmt.Sprintf("rule %s", andList(rules)), " pays nothing"
	switch len(rules) {
	case 0:
		return "nothing: no rule stands behind it"
	case 1:
	default:
		behind, nothing = fmt.Sprintf("rules %s", andList(rules)), " pay nothing"
	}
	switch {
	case f.Defer:
		return behind + ": nothing is decided yet"
	case f.Use != "":
		return fmt.Sprintf("%s: measure %q takes the place of its own", behind, f.Use)
	case f.Deem != nil:
		return fmt.Sprintf("%s: the effect is taken to be %s", behind, f.Deem)
	case f.Pay != nil && f.Pay.Share != nil:
		return fmt.Sprintf("%s: %s %% of the principal is paid in place of what it says", behind, percent(f.Pay.Share.value()))
	case f.Pay != nil && f.Pay.Amount != nil && f.Pay.Amount.Sign() != 0:
		return fmt.Sprintf("%s: %s is paid in place of what it says", behind, f.Pay.Amount.Format())
	}
	return behind + nothing
}

// measured is what a rule is decided on in a cohort: its measure, or what a failed
// gate puts in its place.
func (d *decider) measured(r Rule, cohort int) (observation, error) {
	m, err := d.t.measure(r.Measure)
	if err != nil {
		return observation{}, err
	}
	failed, barred := d.barred[ruleCohort{r.ID, cohort}]
	switch f := failed.gate.OnFailure; {
	case barred && f.Use != "":
		other, err := d.t.measure(f.Use)
		if err != nil {
			return observation{}, fmt.Errorf("gate %q: %w", failed.gate.ID, err)
		}
		if err := m.replaceable(other); err != nil {
			return observation{}, fmt.Errorf("gate %q: %w", failed.gate.ID, err)
		}
		return d.observe(other, cohort)
	case barred && f.Deem != nil:
		if f.Deem.Effect != m.thresholdType() {
			return observation{}, fmt.Errorf("gate %q: %q is not of the type %s of measure %q", failed.gate.ID, f.Deem, m.thresholdType(), m.ID)
		}
		id := r.ID + "." + label(cohort) + ".deemed"
		v := d.Give(trace.Node{
			ID: id, Clause: failed.gate.Clause, Unit: d.unit(m),
			Words: fmt.Sprintf("effect that measure %q is taken to have, because gate %q failed", m.ID, failed.gate.ID),
		}, f.Deem.Value.value())
		return observation{measure: m, cohort: cohort, node: id, value: v, deemed: true}, nil
	}
	return d.observe(m, cohort)
}

// replaceable refuses a measure that the thresholds of m do not fit.
func (m Measure) replaceable(by Measure) error {
	if m.thresholdType() != by.thresholdType() || m.Unit != by.Unit || m.Scope != by.Scope {
		return fmt.Errorf("measure %q (%s, %s) cannot stand for %q (%s, %s)", by.ID, by.thresholdType(), by.Scope, m.ID, m.thresholdType(), m.Scope)
	}
	return nil
}

// outside reports whether something else than its thresholds decides what a rule
// pays in a cohort: a failed gate that pays or defers, or that nobody is left to measure.
func (d *decider) outside(r Rule, cohort int) bool {
	if failed, barred := d.barred[ruleCohort{r.ID, cohort}]; barred && failed.gate.OnFailure.decides() {
		return true
	}
	m, err := d.t.measure(r.Measure)
	if err != nil || m.Scope != Unpaid || cohort != 0 {
		return false
	}
	_, waits := d.deferred[m.UnpaidBy]
	left, decided := d.unpaid[m.UnpaidBy]
	return decided && (waits || len(left) == 0)
}

// decides reports whether nothing remains for the rules to decide.
func (f OnFailure) decides() bool { return f.Use == "" && f.Deem == nil }

// instead returns what a rule pays in a cohort where its thresholds do not decide.
func (d *decider) instead(r Rule, cohort int) (a RuleAmount, instead bool, err error) {
	if !d.outside(r, cohort) {
		return a, false, nil
	}
	prefix := prefixOf(r, cohort)
	failed, barred := d.barred[ruleCohort{r.ID, cohort}]
	if barred && failed.gate.OnFailure.decides() {
		a, err = d.atGate(prefix, r, cohort, failed)
		return a, true, err
	}
	m, err := d.t.measure(r.Measure)
	if err != nil {
		return a, true, err
	}
	words := fmt.Sprintf("nothing: rule %q pays for every cohort, and none is left", m.UnpaidBy)
	first, waits := d.deferred[m.UnpaidBy]
	if waits {
		words = fmt.Sprintf("nothing yet: gate %q defers rule %q, so that the cohorts it leaves are not known", first.gate.ID, m.UnpaidBy)
	}
	d.Give(trace.Node{ID: prefix + "none-left", Clause: m.Clause, Words: words, Unit: string(d.t.Currency)}, money.Zero(d.t.Currency).Rat())
	if a, err = d.round(prefix, r, cohort, prefix+"none-left"); err == nil && waits {
		d.put(r, first, a)
	}
	return a, true, err
}

// atGate pays what a failed gate says in place of the rule, or defers it.
func (d *decider) atGate(prefix string, r Rule, cohort int, failed bar) (RuleAmount, error) {
	g := failed.gate
	if _, err := d.Compute(trace.Node{
		ID: prefix + "failed-gate", Clause: g.Clause, Words: fmt.Sprintf("gate %q failed", g.ID),
		Op: trace.Not, Inputs: []string{failed.node}, Unit: trace.Condition,
	}); err != nil {
		return RuleAmount{}, err
	}
	pay, err := d.inPlace(prefix, g)
	if err != nil {
		return RuleAmount{}, err
	}
	if _, err := d.Compute(trace.Node{
		ID: prefix + "earned", Clause: g.Clause, Words: g.OnFailure.words(fmt.Sprintf("%q", r.ID)),
		Op: trace.If, Inputs: []string{prefix + "failed-gate", pay}, Unit: string(d.t.Currency),
	}); err != nil {
		return RuleAmount{}, err
	}
	a, err := d.round(prefix, r, cohort, prefix+"earned")
	if err == nil && g.OnFailure.Defer {
		d.put(r, failed, a)
	}
	return a, err
}

// inPlace adds the amount that a failed gate pays.
func (d *decider) inPlace(prefix string, g Gate) (string, error) {
	n := trace.Node{
		ID: prefix + "in-place", Clause: g.Clause, Words: fmt.Sprintf("what is paid when gate %q fails", g.ID), Unit: string(d.t.Currency),
	}
	p := g.OnFailure.Pay
	switch {
	case g.OnFailure.Defer:
		d.Give(n, money.Zero(d.t.Currency).Rat())
	case p == nil || p.Amount == nil && p.Share == nil:
		return "", fmt.Errorf("gate %q does not say what happens when it fails", g.ID)
	case p.Amount != nil:
		d.Give(n, p.Amount.Rat())
	case !d.Has(principalID):
		return "", fmt.Errorf("gate %q needs a principal, and the contract has none", g.ID)
	default:
		n.Op, n.Inputs, n.Args = trace.Product, []string{principalID}, []string{trace.Text(p.Share.value())}
		_, err := d.Compute(n)
		return n.ID, err
	}
	return n.ID, nil
}

// put notes that a rule is not decided yet.
func (d *decider) put(r Rule, by bar, a RuleAmount) {
	d.deferred[r.ID] = by
	d.out.Deferred = append(d.out.Deferred, a)
}
