package contract

import (
	"slices"
	"strings"
	"testing"

	"sib/contract/money"
	"sib/contract/trace"
)

// The DWP Innovation Fund's second round.
const innovationFund = `[{` + head + `, card: {outcomes: [
  {id: behaviour, clause: A1, amount: 1300}, {id: attendance, clause: A2, amount: 1400}, {id: attitude, clause: A3, amount: 700},
  {id: entry-level, clause: A4, amount: 900}, {id: basic-skills, clause: A5, amount: 900},
  {id: level-1, clause: A6, amount: 1100}, {id: level-2, clause: A7, amount: 3300}, {id: level-3, clause: A8, amount: 5100},
  {id: job-13, clause: A9, amount: 3500}, {id: job-26, clause: A10, amount: 2000, needs: [job-13]}],
  person_cap: {clause: A11, amount: 11700}}}]`

func tally(cohort int, people int64, outcomes ...string) Tally {
	return Tally{Rule: "r", Cohort: cohort, Outcomes: outcomes, People: people}
}

func TestInnovationFund(t *testing.T) {
	terms := ruled(t, innovationFund)
	all := []string{"behaviour", "attendance", "attitude", "entry-level", "basic-skills", "level-1", "level-2", "job-13", "job-26"}
	for want, in := range map[string][]Tally{
		"11700.00": {tally(0, 1, all...)}, // 15,100 before the cap of a person
		"0.00":     {tally(0, 7)},
		"3500.00":  {tally(0, 1, "job-13")},
		"5500.00":  {tally(0, 1, "job-26", "job-13")},
		"1300.00":  {tally(0, 1, "job-26", "behaviour")}, // 26 weeks without 13 weeks are not paid
		"24700.00": {tally(0, 2, all...), tally(0, 1, "behaviour"), tally(0, 3, "job-26")},
	} {
		if d := paid(t, terms, Measurements{Tallies: in}); d.Due.Decimal() != want {
			t.Errorf("%v: due %s, want %s", in, d.Due, want)
		}
	}
	d := paid(t, terms, Measurements{Tallies: []Tally{tally(0, 1, all...)}})
	i := slices.IndexFunc(d.Trace, func(n trace.Node) bool { return n.ID == "r.tally.1.prices" })
	if i < 0 || d.Trace[i].Rounded != "15100" {
		t.Errorf("the prices are not 15,100: %v", d.Trace)
	}
	// Exactly on the cap, and one pound around it.
	for cap, want := range map[string]string{"2699": "2699.00", "2700": "2700.00", "2701": "2700.00"} {
		terms.Payment.Rules[0].Card.PersonCap.Amount = money.New("EUR", rat(cap))
		if d := paid(t, terms, Measurements{Tallies: []Tally{tally(0, 1, "behaviour", "attendance")}}); d.Due.Decimal() != want {
			t.Errorf("a cap of %s: %s", cap, d.Due)
		}
	}
}

// People are tallied cohort by cohort; the order of tallies and of outcomes does not matter.
func TestTalliedCohorts(t *testing.T) {
	terms := ruled(t, innovationFund)
	in := []Tally{tally(2016, 1, "attitude"), tally(2014, 2, "behaviour", "attitude"), tally(2014, 1, "attitude")}
	d := paid(t, terms, Measurements{Tallies: in})
	if payouts(d) != "4700.00 700.00" || d.Amounts[0].Cohort != 2014 || d.Amounts[1].Cohort != 2016 {
		t.Errorf("%+v", d.Amounts)
	}
	again := []Tally{tally(2014, 1, "attitude"), tally(2014, 2, "attitude", "behaviour"), tally(2016, 1, "attitude")}
	other := paid(t, terms, Measurements{Tallies: again})
	if len(other.Trace) != len(d.Trace) {
		t.Fatal("another order gives another trace")
	}
	for i := range d.Trace {
		if d.Trace[i].ID != other.Trace[i].ID || d.Trace[i].Formula != other.Trace[i].Formula || d.Trace[i].Words != other.Trace[i].Words {
			t.Errorf("%+v\n%+v", d.Trace[i], other.Trace[i])
		}
	}
	if !slices.Equal(again[1].Outcomes, []string{"attitude", "behaviour"}) {
		t.Error("the caller's outcomes were changed")
	}
}

func TestRefusesTallies(t *testing.T) {
	terms := ruled(t, innovationFund)
	for want, in := range map[string][]Tally{
		"there is no tally of people":                nil,
		`has no outcome "degree"`:                    {tally(0, 1, "degree")},
		`outcome "job-13" is given twice`:            {tally(0, 1, "job-13", "job-13")},
		"people with job-13, job-26 are given twice": {tally(0, 1, "job-26", "job-13"), tally(0, 1, "job-13", "job-26")},
		"-1 people":                                    {tally(0, -1)},
		"the contract has no such cohort":              {tally(1999, 1)},
		"tallied over all cohorts and for cohort 2014": {tally(0, 1), tally(2014, 1)},
		"no such rule with a rate card":                {tally(0, 1), {Rule: "x"}},
	} {
		if _, err := Decide(terms, Measurements{Tallies: in}, money.Date{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, want %q", in, err, want)
		}
	}
}

func TestRefusesCards(t *testing.T) {
	card := func(s string) string { return `[{` + head + `, card: {outcomes: [` + s + `]}}]` }
	refusedRules(t, [][3]string{
		{card(`{id: a, clause: A, amount: 1, needs: [b]}`), codeValue, `there is no outcome "b"`},
		{card(`{id: a, clause: A, amount: 1, needs: [a]}`), codeValue, "needs itself"},
		{card(`{id: a, clause: A, amount: 1}, {id: a, clause: A, amount: 1}`), codeTwice, "used twice"},
		{card(`{id: a, clause: A, amount: -1}`), codeTwoSided, "no floor"},
		{card(`{id: a, amount: 1}`), codeMissingKey, `no key "clause"`},
		{`[{` + head + `, card: {}}]`, codeMissingKey, `no key "outcomes"`},
		{`[{` + head + `, measure: in-work, card: {outcomes: [{id: a, clause: A, amount: 1}]}}]`, codeValue, "nothing in the rule depends on the measure"},
		{`[{` + head + `, pay: {amount: 4}, card: {outcomes: [{id: a, clause: A, amount: 1}]}}]`, codeValue, "in more than one way"},
	})
}
