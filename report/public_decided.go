package report

import (
	"slices"

	"sib/contract"
	"sib/evaluate"
)

// decide takes over what the contract makes of published effects.
func (p *published) decide(run *evaluate.Evaluation) {
	t := run.Contract.Under(run.Decision)
	for _, v := range run.Decision.Verdicts {
		m, ok := measureOf(t, v.Measure)
		if !p.tellable(m, v.Cohort) || len(p.Contract.Cohorts) == 1 && !v.Binding {
			continue
		}
		one := publishedVerdict{Verdict: v}
		// A figure that somebody reports may count people whom no table here has.
		reported := ok && !compared(m) || !ok && v.Measure != ""
		if typ, unit := typeOf(v); !reported && v.Statistic != contract.PValue && formOf(typ, unit).percent {
			one.observed, one.gap = percent(v.ObservedF), percent(v.Margin)
		}
		one.Observed, one.ObservedF, one.Margin = "", 0, 0
		p.verdicts = append(p.verdicts, one)
	}
	if !p.amountsTellable(t, run.Decision.Amounts) {
		return
	}
	for _, a := range run.Decision.Amounts {
		p.amounts = append(p.amounts, publishedAmount{a.Rule, a.Clause, a.Cohort, a.Amount})
	}
}

// tellable says whether what a measure gives in a cohort year, or in all for 0, follows
// from published effects. A pooled measure of another kind than the effect of everybody
// is made of each year's rates.
func (p *published) tellable(m contract.Measure, cohort int) bool {
	if p.allShown() {
		return true
	}
	plain := (m.Pooling == "" || m.Pooling == contract.Participants) && m.Scope != contract.Unpaid && m.Statistic != contract.PValue
	return p.effectShown(cohort) && (cohort != 0 || plain)
}

// amountsTellable says whether amounts by rule may be told. They add up to the amount due:
// unless all may be, none is.
func (p *published) amountsTellable(t *contract.Terms, amounts []contract.RuleAmount) bool {
	if p.allShown() {
		return true
	}
	return !slices.ContainsFunc(amounts, func(a contract.RuleAmount) bool { return a.Cohort != 0 }) &&
		!slices.ContainsFunc(t.Measures, func(m contract.Measure) bool { return m.Scope != contract.Pooled || !p.tellable(m, 0) })
}

// allShown says that no effect is hidden.
func (p *published) allShown() bool {
	return !slices.ContainsFunc(p.groups, func(g publishedGroup) bool { return g.effect == nil })
}

// effectShown says whether the effect of a cohort year, or of all for 0, is published.
func (p *published) effectShown(cohort int) bool {
	if len(p.Contract.Cohorts) == 1 {
		return p.allShown()
	}
	return slices.ContainsFunc(p.groups, func(g publishedGroup) bool { return g.cohort == cohort && g.effect != nil })
}
