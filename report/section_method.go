package report

import (
	"fmt"
	"strings"

	"sib/contract"
)

func methodSection(e account, _ figures) []Block {
	return []Block{
		Heading{e.say("Who is compared with whom")}, Paragraph{Text: matchingWords(e)}, covariateTable(e),
		Heading{e.say("What is estimated")}, Paragraph{Text: estimandWords(e)},
		Heading{e.say("The interval")}, Paragraph{Text: intervalWords(e)},
		Heading{e.say("From the effect to the amount")}, measureList(e),
		Heading{e.say("How to recompute it")}, recompute(e),
		Heading{e.say("Deviations from the locked plan")}, List{deviations(e)},
	}
}

func covariateTable(e account) Table {
	t := Table{Caption: e.say("Characteristics and how they are matched"), Columns: []Column{{Head: e.say("Characteristic")}, {Head: e.say("Kind")}, {Head: e.say("Matched")}, {Head: e.say("When missing")}}}
	for _, c := range e.Contract.Covariates {
		t.Rows = append(t.Rows, Row{Cells: []string{c.Name, e.quoted(c.Kind), e.matchedHow(c), e.missingWords(c.Missing)}})
	}
	return t
}

func (l *lexicon) matchedHow(c contract.Covariate) string {
	switch {
	case c.Match == contract.MatchDistance:
		return l.say("by the distance")
	case c.Bins != nil:
		return l.binWords(*c.Bins)
	case len(c.Groups) > 0:
		return l.say("in groups: %s", l.groupWords(c.Groups))
	case len(c.Cuts) == 0:
		return l.say("on the exact value")
	}
	var cuts []string
	for _, d := range c.Cuts {
		cuts = append(cuts, l.localised(strings.ReplaceAll(d.String(), "-", minus)))
	}
	return l.say("in bands cut at %s", l.series(cuts))
}

func (l *lexicon) binWords(b contract.Bins) string {
	switch b.Rule {
	case "quantiles":
		return l.say("in %d bands with equally many people", b.Count)
	case "sturges":
		return l.say("in bands of equal width, as many as Sturges’ rule gives")
	}
	return l.say("in %d bands of equal width", b.Count)
}

func (l *lexicon) groupWords(groups []contract.Group) string {
	var out []string
	for _, g := range groups {
		out = append(out, fmt.Sprintf("%s (%s)", g.Name, l.listing(g.Levels)))
	}
	return strings.Join(out, ", ")
}

func (l *lexicon) missingWords(policy string) string {
	switch policy {
	case "exclude":
		return l.say("left out, and counted")
	case "level":
		return l.say("a level of its own")
	}
	return l.say("refused")
}

func intervalWords(e account) string {
	d := e.Results[len(e.Results)-1].Difference
	if d.Method == contract.StratifiedScore {
		return e.say("The interval of the difference is the stratified score interval (Miettinen and Nurminen 1985) at the level %s (%s), with the weights of the estimate: all differences δ for which the sum over the sets of n₁ₛ(dₛ − δ), divided by its standard deviation under δ, is not extreme. If the evaluation were repeated many times, about %s of such intervals would hold the true difference. The interval covers chance only, not differences between the groups that nobody recorded.",
			e.level(e.Results[0]), e.clause(e.Contract.Interval.Clause), e.level(e.Results[0]))
	}
	if d.Method != contract.WeightedNewcombe {
		return e.say("The interval of the difference is computed by the method %q at the level %s (%s).", d.Method, e.level(e.Results[0]), e.clause(e.Contract.Interval.Clause))
	}
	return e.say("The interval of the difference is Newcombe’s (1998, method 10) at the level %s (%s). Each rate gets a Wilson score interval, the comparison rate with its effective sample size, (Σw)² ÷ Σw² (Kish 1965), in place of the number of people, because unequal weights carry less information. With p₁ and p₀ the rates, l and u the ends of their intervals: lower end p₁ − p₀ − √((p₁ − l₁)² + (u₀ − p₀)²), upper end p₁ − p₀ + √((u₁ − p₁)² + (p₀ − l₀)²). If the evaluation were repeated many times, about %s of such intervals would hold the true difference. The interval covers chance only, not differences between the groups that nobody recorded.",
		e.level(e.Results[0]), e.clause(e.Contract.Interval.Clause), e.level(e.Results[0]))
}

func measureList(e account) List {
	var out []string
	for _, m := range terms(e).Measures {
		text := e.say("%s (%s): %s, %s, %s, %s.", capital(m.ID), e.clause(m.Clause), e.effectWords(m), e.scopeWords(m), e.statisticWords(m), e.roundingWords(terms(e), m))
		out = append(out, text)
	}
	return List{append(out, e.say("Rates and effects are exact fractions until they are rounded as the contract says, and are then compared exactly. Each rule’s amount is %s; %s.", e.moneyRounding(terms(e)), e.capWords(terms(e))))}
}

func (l *lexicon) scopeWords(m contract.Measure) string {
	over := l.say("over all cohort years together")
	switch m.Scope {
	case contract.EachCohort:
		return l.say("in each cohort year")
	case contract.Unpaid:
		over = l.say("over the cohort years for which rule “%s” pays nothing", clean(m.UnpaidBy))
	}
	switch m.Pooling {
	case contract.MeanOfRates:
		over += l.say(", from the mean of the yearly rates")
	case contract.MeanOfEffects:
		over += l.say(", as the mean of the yearly effects")
	case contract.SumOfCohorts:
		over += l.say(", added up")
	}
	return over
}

func (l *lexicon) roundingWords(t *contract.Terms, m contract.Measure) string {
	if m.Rounding.Step == nil {
		return l.say("not rounded")
	}
	step := contract.Threshold{Effect: m.Effect, Value: *m.Rounding.Step, Unit: m.Unit}
	switch {
	case m.Statistic == contract.PValue:
		return l.say("rounded to %s (%s)", l.cut(m.Rounding.Step.Rat(), 0), l.quoted(string(m.Rounding.Mode)))
	case m.Effect == contract.Money:
		step.Unit = string(t.Currency)
	}
	return l.say("rounded to %s (%s)", l.threshold(step), l.quoted(string(m.Rounding.Mode)))
}

// capWords says what follows the rules' amounts, in its order.
func (l *lexicon) capWords(t *contract.Terms) string {
	if len(t.Payment.Limits) > 0 {
		return l.say("limits follow in their order, and the cap comes after them")
	}
	return l.say("the cap comes last")
}

func (l *lexicon) moneyRounding(t *contract.Terms) string {
	r := t.Payment.Rounding
	if r.Step == nil {
		return l.say("not rounded")
	}
	return l.say("rounded to %s%s%s (%s)", t.Currency, nbsp, l.localised(r.Step.String()), l.quoted(string(r.Mode)))
}

func recompute(e account) List {
	last := e.say("The difference and the relative change follow; tables/payment.csv shows each step from there to %s.", e.amount(e.Decision.Due))
	if len(e.Weighted) > 0 {
		return List{[]string{
			e.say("tables/weighted.csv has one row for each cohort year and group: the people, their outcomes, the sum of their weights (w), of the weights of those with the outcome (w_events), and of the squared weights (w2)."),
			e.say("A group’s rate in a year is w_events ÷ w. Over all years it is the mean of the yearly rates, each year counting for the weight (target) of the people whom the estimate is about."),
			e.say("sib match writes the weights themselves, from the contract and the people, without opening an outcome."),
			last,
		}}
	}
	target := map[string]string{"ATT": "programme_n", "ATC": "comparison_n", "ATE": "(programme_n + comparison_n)"}[e.Contract.Matching.Estimand]
	if target == "" || target == "programme_n" {
		return List{[]string{
			e.say("tables/strata.parquet has one row for each set: the year, the set’s characteristics, and the people and outcomes of both groups (programme_n, programme_events, comparison_n, comparison_events). Any tool that reads Parquet will do."),
			e.say("Keep the sets in which both groups have people. The programme rate is the sum of programme_events divided by the sum of programme_n."),
			e.say("The comparison rate is the sum of programme_n × comparison_events ÷ comparison_n over the sets, divided by the sum of programme_n."),
			last,
		}}
	}
	return List{[]string{
		e.say("tables/strata.parquet has one row for each set: the year, the set’s characteristics, and the people and outcomes of both groups (programme_n, programme_events, comparison_n, comparison_events). Any tool that reads Parquet will do."),
		e.say("Keep the sets in which both groups have people. A group’s rate is the sum over the sets of %s × its events ÷ its people, divided by the sum of %s.", target, target),
		last,
	}}
}
