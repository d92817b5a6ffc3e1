package export

import (
	"slices"

	"sib/contract"
	"sib/contract/money"
)

// Codes of the standard. What is due is a planned payment until the money has moved.
const (
	planned = "Planned"
	actual  = "Actual"
)

func (b *builder) plan() string { return "sib-" + b.Terms.Digest.Short() }

// plans is the one plan: what the decision says is due.
func (b *builder) plans() []row {
	return []row{{planKey: b.plan(), sourcesKey: sourceID, notesKey: b.decided()}}
}

// payments are what was paid to date and what is due. The standard wants past
// payments twice: by themselves, and in the plan that was made knowing them.
func (b *builder) payments() []row {
	var out []row
	if a, ok := b.paid(); ok {
		words := listed("; ", "paid to date, as given to the decision", b.clauseOf(paidNode))
		for _, plan := range []string{"", b.plan()} {
			r := b.payment(a, b.metric(), words)
			r[paymentPlanKey], r[paymentTypeKey] = plan, actual
			out = append(out, r)
		}
	}
	for _, r := range b.due() {
		r[paymentPlanKey], r[paymentTypeKey] = b.plan(), planned
		if d := b.Terms.Payment.Due; d != nil && d.LongStop != "" {
			r[endKey] = b.said("payment.due.long_stop", d.LongStop)
		}
		out = append(out, r)
	}
	return out
}

func (b *builder) payment(a money.Amount, metric, words string) row {
	r := row{metricKey: metric, sourcesKey: sourceID, notesKey: words}
	b.priced(r, paymentKey, paymentIn, a)
	return r
}

// due splits what is due where the decision does: by payers if there are several,
// else by rules if nothing came between them and what is due. Nothing is shared out here.
func (b *builder) due() []row {
	d := b.Decision
	var out []row
	when := unless("due on ", b.dueDate())
	switch {
	case len(d.Payers) > 1:
		for _, p := range d.Payers {
			out = append(out, b.payment(p.Amount, b.metric(), listed("; ", "payer: "+p.Name+clause(p.Clause), when)))
		}
	case len(d.Amounts) > 0 && adds(d):
		for _, a := range d.Amounts {
			words := listed("; ", "rule "+a.Rule+ofCohort(a.Cohort)+clause(a.Clause), b.payerName(), when)
			out = append(out, b.payment(a.Amount, b.metricOf(a.Rule), words))
		}
	default:
		out = append(out, b.payment(d.Due, b.metric(), listed("; ", b.clauseOf(dueNode), b.payerName(), when)))
	}
	return out
}

// adds reports whether the rules' amounts are all of what is due.
func adds(d *contract.Decision) bool {
	sum := money.Zero(d.Due.Currency())
	for _, a := range d.Amounts {
		sum = sum.Add(a.Amount)
	}
	return sum.Cmp(d.Due) == 0
}

// payerName names the one payer, if the contract names one.
func (b *builder) payerName() string {
	names := named(b.Terms, "payer")
	if p := b.Terms.Payment.Payers; len(p) > 0 {
		names = []string{p[0].Name}
	}
	if len(names) != 1 {
		return ""
	}
	return "payer: " + names[0]
}

// clauseOf says what a node of the trace is, with its clause.
func (b *builder) clauseOf(node string) string {
	for _, n := range b.Decision.Trace {
		if n.ID == node {
			return n.Words + clause(n.Clause)
		}
	}
	return ""
}

// metricOf is the metric that a rule pays for.
func (b *builder) metricOf(rule string) string {
	i := slices.IndexFunc(b.Terms.Payment.Rules, func(r contract.Rule) bool { return r.ID == rule })
	if i < 0 {
		return ""
	}
	r := b.Terms.Payment.Rules[i]
	if r.Card != nil && len(r.Card.Outcomes) == 1 {
		return cardMetric(r, r.Card.Outcomes[0])
	}
	return r.Measure
}

// metric is the one metric that all rules pay for; empty if there are several.
func (b *builder) metric() string {
	var out string
	for i, r := range b.Terms.Payment.Rules {
		m := b.metricOf(r.ID)
		if i > 0 && m != out {
			return ""
		}
		out = m
	}
	return out
}
