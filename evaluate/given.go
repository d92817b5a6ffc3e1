package evaluate

import (
	"cmp"
	"slices"
	"strings"

	"sib/contract"
	"sib/contract/money"
)

// Given is what a decision rests on besides people: figures and tallies that
// somebody reports, what was paid before, when the programme ended, and the day
// of the decision.
type Given struct {
	Figures    []contract.Figure `json:"figures,omitempty"`
	Tallies    []contract.Tally  `json:"tallies,omitempty"`
	PaidToDate *money.Amount     `json:"paid_to_date,omitempty"` // what was paid before
	Ended      *money.Date       `json:"ended,omitempty"`        // day on which the programme ended before its time
	On         money.Date        `json:"on,omitzero"`            // day of the decision; not set: the end of time
}

// settled is g as it is recorded: on the day that counts, and in an order that is
// not the one of a file.
func (g Given) settled(t *contract.Terms) (Given, error) {
	var err error
	if g.On, err = t.Day(g.On); err != nil {
		return g, err
	}
	g.Figures = slices.Clone(g.Figures)
	slices.SortStableFunc(g.Figures, func(a, b contract.Figure) int {
		return cmp.Or(cmp.Compare(a.Measure, b.Measure), cmp.Compare(a.Cohort, b.Cohort))
	})
	tallies := slices.Clone(g.Tallies)
	for i := range tallies {
		tallies[i].Outcomes = slices.Sorted(slices.Values(tallies[i].Outcomes))
	}
	slices.SortStableFunc(tallies, func(a, b contract.Tally) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Cohort, b.Cohort),
			cmp.Compare(strings.Join(a.Outcomes, "+"), strings.Join(b.Outcomes, "+")), cmp.Compare(a.People, b.People))
	})
	g.Tallies = tallies
	return g, nil
}

// decide holds comparisons and what is given besides against the terms, for the amount.
func (g Given) decide(t *contract.Terms, compared []contract.Measurement) (*contract.Decision, error) {
	return contract.DecideBriefly(t, g.facts(compared), g.On)
}

// facts are comparisons with what is given besides.
func (g Given) facts(compared []contract.Measurement) contract.Measurements {
	return contract.Measurements{Compared: compared, Reported: g.Figures, Tallies: g.Tallies, PaidToDate: g.PaidToDate, Ended: g.Ended}
}

// versions are the terms as they were signed, and as amended. Terms that were not
// read from a contract file know only the first.
func versions(t *contract.Terms) []*contract.Terms {
	out := []*contract.Terms{t}
	for _, a := range t.Amendments {
		if a.Amended != nil {
			out = append(out, a.Amended)
		}
	}
	return out
}
