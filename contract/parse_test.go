package contract

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"sib/contract/money"
)

func TestParseDuo(t *testing.T) {
	terms := parsed(t)
	got, err := json.MarshalIndent(terms, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	var back Terms
	if err := json.Unmarshal(got, &back); err != nil {
		t.Fatal(err)
	}
	again, err := json.MarshalIndent(back, "", "  ")
	if err != nil || string(again) != string(got) {
		t.Errorf("terms do not survive JSON: %v\n%s\n%s", err, got, again)
	}
	checkHead(t, terms)
	checkPeople(t, terms)
	checkPayment(t, terms)
}

func checkHead(t *testing.T, terms *Terms) {
	t.Helper()
	if terms.Language != Language || terms.ID != "duo-for-a-job-synthetic" || terms.Currency != "EUR" || terms.File != "contract.yaml" {
		t.Errorf("head: %q %q %q %q", terms.Language, terms.ID, terms.Currency, terms.File)
	}
	if len(terms.Parties) != 4 || terms.Parties[2] != (Party{"investor", "the investors"}) {
		t.Errorf("parties: %v", terms.Parties)
	}
	if len(terms.Cohorts) != 3 || terms.Cohorts[0] != 2014 || terms.Disclosure.Threshold != 10 {
		t.Errorf("cohorts %v, threshold %d", terms.Cohorts, terms.Disclosure.Threshold)
	}
	want := Data{Programme: Paths{"programme.parquet"}, Comparison: Paths{"comparison.parquet"}, ID: "person_id", Cohort: "year"}
	if !reflect.DeepEqual(terms.Data, want) {
		t.Errorf("data: %+v", terms.Data)
	}
}

func checkPeople(t *testing.T, terms *Terms) {
	t.Helper()
	e := terms.Eligibility[0]
	if e.ID != "age" || e.Clause != "2.1" || e.AtLeast.String() != "18" || e.AtMost.String() != "33" || e.OneOf != nil {
		t.Errorf("eligibility: %+v", e)
	}
	age, gender := terms.Covariates[0], terms.Covariates[1]
	if age.Column != "age" || age.Kind != "integer" || age.Match != "coarsened" || len(age.Cuts) != 4 || age.Cuts[3].Float64() != 29.5 || age.Missing != "exclude" {
		t.Errorf("age: %+v", age)
	}
	if gender.Column != "gender" || len(gender.Levels) != 2 || gender.Levels[1] != "M" || gender.Cuts != nil {
		t.Errorf("gender: %+v", gender)
	}
	o := terms.Outcome
	if o.Name != "placement" || o.Column != "placed" || o.Missing != "exclude" || o.Clause != "1.2" {
		t.Errorf("outcome: %+v", o)
	}
	if m := terms.Matching; !reflect.DeepEqual(m, Matching{Clause: "2.2", Estimand: "ATT", Unmatched: "drop"}) {
		t.Errorf("matching: %+v", m)
	}
	if i := terms.Interval; i.Method != "weighted-newcombe" || i.Level.String() != "0.95" || i.Clause != "2.3" {
		t.Errorf("interval: %+v", i)
	}
}

func checkPayment(t *testing.T, terms *Terms) {
	t.Helper()
	m, p := terms.Measures[0], terms.Payment
	if m.ID != "gain" || m.Effect != Relative || m.Scope != Pooled || m.Pooling != "participants" || m.Statistic != PointEstimate ||
		m.Rounding.Step.String() != "0.001" || m.Rounding.Mode != money.HalfUp {
		t.Errorf("measure: %+v", m)
	}
	if p.Principal.Amount.String() != "EUR 234000.00" || p.Drawdowns[0].Date != "2014-01-01" || p.Drawdowns[0].Amount.Cmp(p.Principal.Amount) != 0 ||
		p.Cap.Amount.String() != "EUR 290000.00" || p.Cap.Clause != "4.3" || p.Rounding.Step.String() != "0.01" || p.Rounding.Mode != money.HalfUp {
		t.Errorf("payment: %+v", p)
	}
	binary, table := p.Rules[0], p.Rules[1]
	if binary.ID != "principal" || binary.AtLeast.String() != "10 % relative" || binary.Pay.Share.String() != "1.00" || binary.Pay.Amount != nil || binary.Tiers != nil {
		t.Errorf("rule: %+v", binary)
	}
	if table.AtLeast != nil || table.Pay != nil || len(table.Tiers) != 5 || table.Tiers[4].AtLeast.String() != "30 % relative" ||
		table.Tiers[4].Rate.String() != "0.07" || table.Coupon.Years.String() != "3" || table.Coupon.Compounding != compound || table.Note == "" {
		t.Errorf("rule: %+v", table)
	}
}

// Forms that the example does not use.
func TestParseAccepts(t *testing.T) {
	tests := []struct {
		name  string
		pairs []string
		check func(*Terms) bool
	}{
		{"one file", change("  programme: programme.parquet\n  comparison: comparison.parquet\n", "  people: /data/all.parquet\n  arm: {column: arm, programme: \"1\", comparison: \"0\"}\n"),
			func(t *Terms) bool {
				return slices.Equal(t.Data.People, Paths{"/data/all.parquet"}) && *t.Data.Arm == Arm{"arm", "1", "0"} && t.Data.Programme == nil
			}},
		{"one cohort without a column", change("[2014, 2015, 2016]", "[2014]", "  cohort: year\n", ""), func(t *Terms) bool { return t.Data.Cohort == "" }},
		{"no eligibility", change("eligibility:\n  - id: age\n    clause: \"2.1\"\n    covariate: age\n    at_least: 18\n    at_most: 33\n", ""), func(t *Terms) bool { return len(t.Eligibility) == 0 }},
		{"rounding none", change("{to: 0.1 %, mode: half-up}", "none"), func(t *Terms) bool { return t.Measures[0].Rounding == Rounding{} }},
		{"rounding to none", change("{to: 0.1 %, mode: half-up}", "{to: none}"), func(t *Terms) bool { return t.Measures[0].Rounding == Rounding{} }},
		{"points", onPoints(), func(t *Terms) bool { return t.Payment.Rules[0].AtLeast.String() == "10 points" }},
		{"lower bound", append(onPoints(), "point-estimate", "lower-bound"), func(t *Terms) bool { return t.Measures[0].Statistic == LowerBound }},
		{"each cohort", change("scope: pooled\n    pooling: participants", "scope: each-cohort", returnRule, "", "share_of_principal: 100 %", "amount: 78000"),
			func(t *Terms) bool {
				return t.Measures[0].Scope == EachCohort && t.Payment.Rules[0].Pay.Amount.String() == "EUR 78000.00"
			}},
		{"shares that add up to the whole", change("[2014, 2015, 2016]", "[2014, 2015]", "scope: pooled\n    pooling: participants", "scope: each-cohort", returnRule, "", "share_of_principal: 100 %", "share_of_principal: 50 %"),
			func(t *Terms) bool { return t.Payment.Rules[0].Pay.Share.String() == "0.50" }},
		{"column and level", change(covariateGender, "  - {name: gender, column: sex, kind: category, match: exact, missing: level}\n"),
			func(t *Terms) bool {
				c := t.Covariates[1]
				return c.Column == "sex" && c.Missing == "level" && c.Levels == nil
			}},
		{"missing level in eligibility", change(covariateGender, "  - {name: gender, kind: category, levels: [F, M], match: exact, missing: level}\n",
			"at_most: 33\n", "at_most: 33\n  - {id: x, clause: \"2\", covariate: gender, none_of: [(missing)]}\n"),
			func(t *Terms) bool { return t.Eligibility[1].NoneOf[0] == missingLevel }},
		{"quoted legacy booleans", change("levels: [F, M]", `levels: ["Y", 'NO', "1"]`), func(t *Terms) bool { return len(t.Covariates[1].Levels) == 3 }},
		{"a cap of zero", change("amount: 290000", "amount: 0"), func(t *Terms) bool { return t.Payment.Cap.Amount.Sign() == 0 }},
		{"no drawdowns", change("  drawdowns:\n    - {date: 2014-01-01, amount: 234000}\n", ""), func(t *Terms) bool { return t.Payment.Drawdowns == nil }},
		{"simple over part of a year", change("{years: 3, compounding: compound}", "{years: 2.5, compounding: simple}"), func(t *Terms) bool { return t.Payment.Rules[1].Coupon.Years.String() == "2.5" }},
		{"yen", change("currency: EUR", "currency: JPY", "{to: 0.01,", "{to: 100,"), func(t *Terms) bool { return t.Payment.Cap.Amount.String() == "JPY 290000" }},
		{"a date in quotes", change("{date: 2014-01-01", `{date: "2016-02-29"`), func(t *Terms) bool { return t.Payment.Drawdowns[0].Date == "2016-02-29" }},
		{"block title", change("title: DUO for a JOB, Brussels 2014–2016, on synthetic people", "title: >-\n  DUO for\n  a JOB"), func(t *Terms) bool { return t.Title == "DUO for a JOB" }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			terms := parsed(t, tt.pairs...)
			if !tt.check(terms) {
				t.Errorf("%+v", terms)
			}
			validates(t, duo(t, tt.pairs...))
		})
	}
}

// One value alone may be let in.
func TestEligibilityOfOneAge(t *testing.T) {
	const at = "  - {id: only, clause: \"2.9\", covariate: age, at_least: 20, at_most: %s}\n"
	b := duo(t)
	i := strings.Index(b, "eligibility:\n") + len("eligibility:\n")
	if _, err := Parse("c.yaml", []byte(b[:i]+fmt.Sprintf(at, "20")+b[i:])); err != nil {
		t.Error(err)
	}
	ps := problems(t, b[:i]+fmt.Sprintf(at, "19.9")+b[i:])
	if len(ps) != 1 || !strings.Contains(ps[0].What, "nobody is at least 20 and at most 19.9") {
		t.Error(ps)
	}
}
