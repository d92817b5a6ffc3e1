package contract

import (
	"reflect"
	"strings"
	"testing"
)

func TestParsesOutcomes(t *testing.T) {
	terms := parsed(t, onSpells()...)
	o := terms.Outcome
	if o.Column != "" || !reflect.DeepEqual(o.FollowUp, &FollowUp{12, "2017-12-31"}) ||
		!reflect.DeepEqual(o.Spells, &Spells{Kinds: []string{"job"}, ContractMonths: 3, Condition: OnWorkingDays, AtLeast: 90, Without: "not-placed"}) {
		t.Errorf("%+v", o)
	}
	if len(terms.Secondary) != 1 || terms.Secondary[0].Name != "any work" || !reflect.DeepEqual(terms.Secondary[0].Spells, &Spells{Condition: OnBegins, Without: "not-placed"}) {
		t.Errorf("%+v", terms.Secondary)
	}
	if all := terms.Outcomes(); len(all) != 2 || all[0].Name != "placement" {
		t.Errorf("%+v", all)
	}
	want := &SpellsData{Files: Paths{"spells.parquet"}, ID: "person_id", Start: "first_day", End: "last_day", Kind: "kind", ContractMonths: "months"}
	if !reflect.DeepEqual(terms.Data.Spells, want) {
		t.Errorf("%+v", terms.Data.Spells)
	}
	// Follow-up is for a column too, also where another column tells the cohort.
	for _, pairs := range [][]string{onEntry(), change("  cohort: year\n", "  cohort: year\n  entry: entry_date\n")} {
		pairs = append(pairs, "  missing: exclude\n\ncov", "  missing: refuse\n"+followUpText+"\ncov")
		if o := parsed(t, pairs...).Outcome; o.Column != "placed" || o.FollowUp.Months != 12 {
			t.Errorf("%+v", o)
		}
	}
}

func TestRefusesOutcomes(t *testing.T) {
	second := func(keys string) []string {
		return change("covariates:\n", "secondary_outcomes:\n  - {clause: \"1.4\", definition: d, "+keys+"}\ncovariates:\n")
	}
	runRefusals(t, []refusalTest{
		{change("  column: placed\n", ""), "outcome:", `outcome has no key "column"`, "or spells: with condition"},
		{second("name: x, column: w"), "{clause: \"1.4\"", `an entry of secondary_outcomes has no key "missing"`, "missing: exclude"},
		{second("name: x, missing: refuse"), "{clause: \"1.4\"", `no key "column"`, "spells"},
		{second("name: placement, column: w, missing: refuse"), "placement, column", `two outcomes have the name "placement"`, "rename"},
		{second("name: x, column: w, missing: refuse}\n  - {clause: \"1\", definition: d, name: x, column: z, missing: refuse"), "x, column: z", `two outcomes have the name "x"`, "rename"},
		{second("name: x, column: placed, missing: refuse"), "placed, missing", `cannot hold the outcome "x": it holds the outcome`, "another"},
		{second("name: x, column: gender, missing: refuse"), "gender\n    kind", `cannot hold the covariate "gender": it holds the outcome "x"`, "another"},
		{second("name: x, column: w, missing: refuse, counts: events"), "events", "how often", "counts: people"},
		{onSpells("  missing: exclude\n  follow_up", "  missing: exclude\n  column: placed\n  follow_up"), "spells: {condition: working", "by a column and by spells", "keep one"},
		{change("  missing: exclude\n\ncov", "  missing: exclude\n"+followUpText+"\ncov"), "follow_up:", "follow-up starts on the day of entry", "to data"},
		{onEntry("name: gender\n", "name: gender\n    column: entry_date\n"), "entry_date\n    kind", `it holds the day of entry`, "another"},
		{onEntry("entry: entry_date", "entry: person_id"), "person_id\n\nelig", `cannot hold the day of entry: it holds the person's id`, "another"},
	})
}

// A contract on given figures reads nobody, so it has nothing that says whom to read and how.
func TestRefusesReadingOfFigures(t *testing.T) {
	outcome := "outcome: {name: p, clause: x, definition: d"
	for _, tt := range []struct{ text, what string }{
		{secondText + givenText(gainMeasure, gainPayment), "nobody to read"},
		{calendarText + givenText(gainMeasure, gainPayment), "nobody to read"},
		{outcome + ", follow_up: {months: 3, until: 2014-01-01}}\n" + givenText(gainMeasure, gainPayment), "the outcome has follow_up"},
		{outcome + ", spells: {condition: begins, without: missing}, follow_up: {months: 3, until: 2014-01-01}}\n" + givenText(gainMeasure, gainPayment), "the outcome has spells"},
		{strings.Replace(givenText(gainMeasure, gainPayment), "cohorts: [2014, 2015, 2016]\n", windowsText, 1), "windows of entry are for people"},
	} {
		found := false
		for _, p := range problems(t, tt.text) {
			found = found || strings.Contains(p.What, tt.what)
		}
		if !found {
			t.Errorf("%q is not said of\n%s", tt.what, tt.text)
		}
	}
	terms, err := Parse("c.yaml", []byte(outcome+"}\n"+givenText(gainMeasure, gainPayment)))
	if err != nil || terms.Outcome.Name != "p" {
		t.Errorf("an outcome alone: %v", err)
	}
}
