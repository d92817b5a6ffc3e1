package report

import (
	"math/big"
	"slices"
	"strings"

	"sib/contract"
	"sib/contract/trace"
)

func readingsTable(e account) Table {
	t := Table{
		Caption: e.say("Relative and in points"),
		Columns: []Column{
			{Head: e.say("Rule")}, {Head: e.say("Cohort")}, {Head: e.say("Number, %%"), Align: Right}, {Head: e.say("Relative change, %%"), Align: Right}, {Head: e.say("Read as relative")},
			{Head: e.say("Difference, points"), Align: Right}, {Head: e.say("Read as points")}, {Head: e.say("Agreed reading")},
		},
	}
	for _, r := range e.Decision.Readings {
		number := r.Number.Rat()
		agreed := e.say("points")
		if r.Agreed == contract.Relative {
			agreed = e.say("relative")
		}
		cells := []string{
			r.Rule, labelIn(e, r.Cohort), e.plain(number, 0),
			readAs(e, r, contract.Relative, number), e.yesNo(r.RelativeMet),
			readAs(e, r, contract.Points, number), e.yesNo(r.PointsMet), agreed,
		}
		if i := sameReading(t.Rows, cells); i < 0 {
			t.Rows = append(t.Rows, Row{Cells: cells})
		} else if !slices.Contains(strings.Split(t.Rows[i].Cells[0], ", "), r.Rule) {
			t.Rows[i].Cells[0] += ", " + r.Rule
		}
	}
	return t
}

// sameReading finds the row that says the same of another rule, or −1.
func sameReading(rows []Row, cells []string) int {
	return slices.IndexFunc(rows, func(r Row) bool { return slices.Equal(r.Cells[1:], cells[1:]) })
}

// readAs quotes the number decided on where the contract measured this effect.
func readAs(e account, r contract.Reading, t contract.EffectType, number *big.Rat) string {
	rule, _ := ruleOf(terms(e), r.Rule)
	m, _ := measureOf(terms(e), rule.Measure)
	if v, ok := decided(e, r.Cohort, t); ok && m.ComparisonRate == nil {
		return e.brief(v)
	}
	op := comparing(rule, contract.Threshold{Effect: r.Agreed, Value: r.Number})
	if t == contract.Relative {
		return e.reading(r.RelativeF, op, number, r.RelativeMet)
	}
	return e.reading(r.PointsF, op, number, r.PointsMet)
}

// comparing is how a rule compares with a threshold of its own or of its conditions.
func comparing(rule contract.Rule, t contract.Threshold) trace.Op {
	b, _, _ := boundAt(rule, t)
	op, _ := b.Only()
	return op
}

// boundAt finds the bound of a rule at a threshold, and the measure that it is on.
func boundAt(rule contract.Rule, at contract.Threshold) (b contract.Bound, measure string, found bool) {
	for _, b := range rule.Bounds() {
		if _, t := b.Only(); sameThreshold(*t, at) {
			return b, rule.Measure, true
		}
	}
	if rule.If != nil {
		for _, c := range rule.If.Of {
			if _, t := c.Only(); t != nil && sameThreshold(*t, at) {
				return c.Bound, c.Measure, true
			}
		}
	}
	return contract.Bound{}, "", false
}
