package report

import (
	"fmt"
	"strings"

	"sib/contract"
	"sib/evaluate"
)

func methodSection(e *evaluate.Evaluation, _ figures) []Block {
	return []Block{
		Heading{"Who is compared with whom"}, Paragraph{Text: matchingWords(e)}, covariateTable(e),
		Heading{"What is estimated"}, Paragraph{Text: estimandWords(e)},
		Heading{"The interval"}, Paragraph{Text: intervalWords(e)},
		Heading{"From the effect to the amount"}, measureList(e),
		Heading{"How to recompute it"}, recompute(e),
	}
}

func covariateTable(e *evaluate.Evaluation) Table {
	t := Table{Caption: "Characteristics and how they are matched", Columns: []Column{{Head: "Characteristic"}, {Head: "Kind"}, {Head: "Matched"}, {Head: "When missing"}}}
	for _, c := range e.Contract.Covariates {
		t.Rows = append(t.Rows, Row{Cells: []string{c.Name, c.Kind, matchedHow(c), missingWords(c.Missing)}})
	}
	return t
}

func matchedHow(c contract.Covariate) string {
	switch {
	case c.Match == contract.MatchDistance:
		return "by the distance"
	case c.Bins != nil:
		return binWords(*c.Bins)
	case len(c.Groups) > 0:
		return "in groups: " + groupWords(c.Groups)
	case len(c.Cuts) == 0:
		return "on the exact value"
	}
	var cuts []string
	for _, d := range c.Cuts {
		cuts = append(cuts, strings.ReplaceAll(d.String(), "-", minus))
	}
	return "in bands cut at " + listing(cuts)
}

func binWords(b contract.Bins) string {
	switch b.Rule {
	case "quantiles":
		return fmt.Sprintf("in %d bands with equally many people", b.Count)
	case "sturges":
		return "in bands of equal width, as many as Sturges’ rule gives"
	}
	return fmt.Sprintf("in %d bands of equal width", b.Count)
}

func groupWords(groups []contract.Group) string {
	var out []string
	for _, g := range groups {
		out = append(out, fmt.Sprintf("%s (%s)", g.Name, listing(g.Levels)))
	}
	return strings.Join(out, ", ")
}

func missingWords(policy string) string {
	switch policy {
	case "exclude":
		return "left out, and counted"
	case "level":
		return "a level of its own"
	}
	return "refused"
}

func intervalWords(e *evaluate.Evaluation) string {
	d := e.Results[len(e.Results)-1].Difference
	if d.Method == contract.StratifiedScore {
		return fmt.Sprintf("The interval of the difference is the stratified score interval (Miettinen and Nurminen 1985) at the level %s (%s), with the weights of the estimate: all differences δ for which the sum over the sets of n₁ₛ(dₛ − δ), divided by its standard deviation under δ, is not extreme. If the evaluation were repeated many times, about %s of such intervals would hold the true difference. The interval covers chance only, not differences between the groups that nobody recorded.",
			level(e.Results[0]), clause(e.Contract.Interval.Clause), level(e.Results[0]))
	}
	if d.Method != contract.WeightedNewcombe {
		return fmt.Sprintf("The interval of the difference is computed by the method %q at the level %s (%s).", d.Method, level(e.Results[0]), clause(e.Contract.Interval.Clause))
	}
	return fmt.Sprintf("The interval of the difference is Newcombe’s (1998, method 10) at the level %s (%s). Each rate gets a Wilson score interval, the comparison rate with its effective sample size, (Σw)² ÷ Σw² (Kish 1965), in place of the number of people, because unequal weights carry less information. With p₁ and p₀ the rates, l and u the ends of their intervals: lower end p₁ − p₀ − √((p₁ − l₁)² + (u₀ − p₀)²), upper end p₁ − p₀ + √((u₁ − p₁)² + (p₀ − l₀)²). If the evaluation were repeated many times, about %s of such intervals would hold the true difference. The interval covers chance only, not differences between the groups that nobody recorded.",
		level(e.Results[0]), clause(e.Contract.Interval.Clause), level(e.Results[0]))
}

func measureList(e *evaluate.Evaluation) List {
	var out []string
	for _, m := range terms(e).Measures {
		text := fmt.Sprintf("%s (%s): %s, %s, %s, %s.", capital(m.ID), clause(m.Clause), effectWords(m), scopeWords(m), statisticWords(m), roundingWords(terms(e), m))
		out = append(out, text)
	}
	return List{append(out, fmt.Sprintf("Rates and effects are exact fractions until they are rounded as the contract says, and are then compared exactly. Each rule’s amount is %s; %s.", moneyRounding(terms(e)), capWords(terms(e))))}
}

func scopeWords(m contract.Measure) string {
	over := "over all cohort years together"
	switch m.Scope {
	case contract.EachCohort:
		return "in each cohort year"
	case contract.Unpaid:
		over = fmt.Sprintf("over the cohort years for which rule “%s” pays nothing", clean(m.UnpaidBy))
	}
	switch m.Pooling {
	case contract.MeanOfRates:
		over += ", from the mean of the yearly rates"
	case contract.MeanOfEffects:
		over += ", as the mean of the yearly effects"
	case contract.SumOfCohorts:
		over += ", added up"
	}
	return over
}

func roundingWords(t *contract.Terms, m contract.Measure) string {
	if m.Rounding.Step == nil {
		return "not rounded"
	}
	step := contract.Threshold{Effect: m.Effect, Value: *m.Rounding.Step, Unit: m.Unit}
	switch {
	case m.Statistic == contract.PValue:
		return fmt.Sprintf("rounded to %s (%s)", cut(m.Rounding.Step.Rat(), 0), m.Rounding.Mode)
	case m.Effect == contract.Money:
		step.Unit = string(t.Currency)
	}
	return fmt.Sprintf("rounded to %s (%s)", threshold(step), m.Rounding.Mode)
}

// capWords says what follows the rules' amounts, in its order.
func capWords(t *contract.Terms) string {
	if len(t.Payment.Limits) > 0 {
		return "limits follow in their order, and the cap comes after them"
	}
	return "the cap comes last"
}

func moneyRounding(t *contract.Terms) string {
	r := t.Payment.Rounding
	if r.Step == nil {
		return "not rounded"
	}
	return fmt.Sprintf("rounded to %s%s%s (%s)", t.Currency, nbsp, r.Step.String(), r.Mode)
}

func recompute(e *evaluate.Evaluation) List {
	last := fmt.Sprintf("The difference and the relative change follow; tables/payment.csv shows each step from there to %s.", amount(e.Decision.Due))
	if len(e.Weighted) > 0 {
		return List{[]string{
			"tables/weighted.csv has one row for each cohort year and group: the people, their outcomes, the sum of their weights (w), of the weights of those with the outcome (w_events), and of the squared weights (w2).",
			"A group’s rate in a year is w_events ÷ w. Over all years it is the mean of the yearly rates, each year counting for the weight (target) of the people whom the estimate is about.",
			"sib match writes the weights themselves, from the contract and the people, without opening an outcome.",
			last,
		}}
	}
	target := map[string]string{"ATT": "programme_n", "ATC": "comparison_n", "ATE": "(programme_n + comparison_n)"}[e.Contract.Matching.Estimand]
	if target == "" || target == "programme_n" {
		return List{[]string{
			"tables/strata.parquet has one row for each set: the year, the set’s characteristics, and the people and outcomes of both groups (programme_n, programme_events, comparison_n, comparison_events). Any tool that reads Parquet will do.",
			"Keep the sets in which both groups have people. The programme rate is the sum of programme_events divided by the sum of programme_n.",
			"The comparison rate is the sum of programme_n × comparison_events ÷ comparison_n over the sets, divided by the sum of programme_n.",
			last,
		}}
	}
	return List{[]string{
		"tables/strata.parquet has one row for each set: the year, the set’s characteristics, and the people and outcomes of both groups (programme_n, programme_events, comparison_n, comparison_events). Any tool that reads Parquet will do.",
		fmt.Sprintf("Keep the sets in which both groups have people. A group’s rate is the sum over the sets of %s × its events ÷ its people, divided by the sum of %s.", target, target),
		last,
	}}
}
