package settle

import (
	"fmt"
	"slices"
	"strings"

	"sib/contract"
	"sib/evidence"
)

// once refuses a row without figures, and one that gives what an earlier row has given.
func (r *reader) once(cells map[string]string, cohort int) error {
	if len(cells) == 0 {
		return r.problem("", "gives no figure", "fill the row, or delete it")
	}
	what, key := "the comparison", fmt.Sprintf("comparison %d", cohort)
	switch {
	case cells["rule"] != "":
		outcomes := outcomesOf(cells["outcomes"])
		slices.Sort(outcomes)
		what, key = "people with exactly these outcomes", fmt.Sprintf("tally %q %d %q", cells["rule"], cohort, outcomes)
	case cells["measure"] != "":
		what, key = fmt.Sprintf("the value of %q", cells["measure"]), fmt.Sprintf("value %q %d", cells["measure"], cohort)
	}
	if first := r.rows[key]; first > 0 {
		return r.problem("year", fmt.Sprintf("gives %s a second time for %s", what, cohortWords(cohort)), fmt.Sprintf("keep one of them; the first is in row %d", first))
	}
	r.rows[key] = r.line
	return nil
}

// outcomesOf reads outcomes that are joined by a plus sign.
func outcomesOf(text string) []string {
	if text == "" {
		return nil
	}
	var out []string
	for o := range strings.SplitSeq(text, "+") {
		out = append(out, strings.TrimSpace(o))
	}
	return out
}

// knows refuses a measure that the contract has not, under any amendment.
func (r *reader) knows(measure string) error {
	var known []string
	for _, m := range r.t.Measures {
		known = append(known, m.ID)
	}
	if !slices.Contains(known, measure) {
		return r.problem("measure", fmt.Sprintf("there is no measure %q", measure), "write "+strings.Join(known, " or "))
	}
	return nil
}

// onCard refuses a tally of a rule without a rate card, and outcomes that are not on it.
func (r *reader) onCard(t contract.Tally) error {
	var cards, outcomes []string
	for _, rule := range r.t.Payment.Rules {
		if rule.Card == nil {
			continue
		}
		cards = append(cards, rule.ID)
		if rule.ID == t.Rule {
			for _, o := range rule.Card.Outcomes {
				outcomes = append(outcomes, o.ID)
			}
		}
	}
	switch {
	case len(cards) == 0:
		return r.problem("rule", "the contract has no rate card, so nobody's outcomes are counted", "give an effect (year, measure, value) or a comparison")
	case !slices.Contains(cards, t.Rule):
		return r.problem("rule", fmt.Sprintf("there is no rule %q with a rate card", t.Rule), "write "+strings.Join(cards, " or "))
	}
	for i, o := range t.Outcomes {
		switch {
		case !slices.Contains(outcomes, o):
			return r.problem("outcomes", fmt.Sprintf("the rate card of %q has no outcome %q", t.Rule, o), "its outcomes are "+strings.Join(outcomes, ", "))
		case slices.Contains(t.Outcomes[:i], o):
			return r.problem("outcomes", fmt.Sprintf("names %q twice", o), "name each outcome once")
		}
	}
	return nil
}

// complete refuses comparisons of some cohorts where a rule is decided in each.
// Gates and amendments may ask for less; what is missing then Decide says.
func (r *reader) complete(in contract.Measurements) error {
	if len(in.Compared) == 0 || len(r.t.Amendments)+len(r.t.Payment.Gates) > 0 {
		return nil
	}
	var missing []string
	for _, year := range r.t.Cohorts {
		if !slices.ContainsFunc(in.Compared, func(m contract.Measurement) bool { return m.Cohort == year }) {
			missing = append(missing, fmt.Sprint(year))
		}
	}
	if len(missing) == 0 {
		return nil
	}
	for _, rule := range r.t.Payment.Rules {
		for _, m := range r.t.Measures {
			if m.ID == rule.Measure && m.Source == contract.Compared && m.Scope == contract.EachCohort {
				return &evidence.Problem{
					File: r.file, Column: "year", What: fmt.Sprintf("rule %q is decided in each cohort, and the row of %s is missing", rule.ID, strings.Join(missing, ", ")),
					Remedy: "add one row for each cohort year",
				}
			}
		}
	}
	return nil
}

func cohortWords(cohort int) string {
	if cohort == 0 {
		return "all cohorts"
	}
	return fmt.Sprintf("cohort %d", cohort)
}
