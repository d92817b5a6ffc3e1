package contract

import (
	"fmt"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"sib/contract/money"
)

// testMeasures are measures of several types, for rules to cite.
func testMeasures() []Measure {
	reported := func(id string, e EffectType, unit, scope string) Measure {
		m := Measure{ID: id, Clause: "3", Effect: e, Unit: unit, Source: Reported, Scope: scope, Statistic: PointEstimate}
		if scope == Pooled {
			m.Pooling = Single
		}
		return m
	}
	return []Measure{
		reported("gain", Relative, "", Pooled),
		reported("jail-days", Points, "", Pooled),
		reported("fall", Reduction, "", Pooled),
		reported("in-work", Count, "people", Pooled),
		reported("stable-days", Duration, "days", Pooled),
		reported("savings", Money, "", Pooled),
		reported("rearrested", Rate, "", Pooled),
		reported("hired", Count, "people", EachCohort),
		reported("yearly", Points, "", EachCohort),
		{ID: "chance", Clause: "3", Effect: Points, Source: Compared, Scope: Pooled, Pooling: Participants, Statistic: PValue, Sides: 1},
	}
}

// testRules reads a list of rules that cite testMeasures.
func testRules(t testing.TB, twoSided bool, text string) (*Terms, Problems) {
	t.Helper()
	s := &source{file: "contract.yaml", lines: splitLines([]byte(text))}
	root := s.document([]byte(text))
	if root == nil {
		t.Fatal(s.problems)
	}
	amount := func(n string) money.Amount { return money.New("EUR", rat(n)) }
	step := dec("0.01")
	terms := &Terms{
		Language: Language, ID: "test", Currency: "EUR", Cohorts: []int{2014, 2015, 2016}, Measures: testMeasures(),
		Payment: Payment{
			Principal: &Principal{"1", amount("2200000")},
			Rounding:  Rounding{&step, money.HalfUp},
			Indices:   []IndexOf{{"cpi", "6", "the statistics office", 2014, []IndexValue{{2014, dec("100")}, {2015, dec("101.2")}}}},
			Cap:       Cap{"8", amount("1000000000")},
		},
	}
	r := &reader{source: s, t: terms, columns: map[string]string{}, ids: map[string]int{}, principal: terms.Payment.Principal, asksBack: twoSided}
	o := &object{s, "payment", root, map[string]*yaml.Node{"rules": root}, map[string]*yaml.Node{"rules": root}, map[string]bool{}}
	terms.Payment.Rules = r.rules(o)
	return terms, s.problems
}

// ruled is testRules of rules that are accepted.
func ruled(t testing.TB, text string) *Terms {
	t.Helper()
	terms, ps := testRules(t, false, text)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	return terms
}

// asReported is a reported value of a measure over all cohorts; a year may follow the id, as in hired@2014.
func asReported(measure, value string) Figure {
	f := Figure{Measure: measure, Value: rat(value)}
	if id, year, ok := strings.Cut(measure, "@"); ok {
		f.Measure = id
		fmt.Sscan(year, &f.Cohort)
	}
	return f
}

// paid decides on reported figures, and works the trace out again.
func paid(t testing.TB, terms *Terms, in Measurements) *Decision {
	t.Helper()
	d, err := Decide(terms, in, money.Date{})
	if err != nil {
		t.Fatal(err)
	}
	if tt, ok := t.(*testing.T); ok {
		recompute(tt, d)
	}
	return d
}

// payouts are what the rules pay, cohort by cohort, in the order of the decision.
func payouts(d *Decision) string {
	var out []string
	for _, a := range d.Amounts {
		out = append(out, a.Amount.Decimal())
	}
	return strings.Join(out, " ")
}

// onOne holds a rule on one pooled measure against values and what they pay.
func onOne(t *testing.T, measure, text string, pays map[string]string) {
	t.Helper()
	terms := ruled(t, text)
	for value, want := range pays {
		d := paid(t, terms, Measurements{Reported: []Figure{asReported(measure, value)}})
		if got := payouts(d); got != want {
			t.Errorf("%s of %s pays %s, want %s", value, measure, got, want)
		}
	}
}

// refusedRules expects one problem with each list of rules: its code and words.
func refusedRules(t *testing.T, tests [][3]string) {
	t.Helper()
	for _, tt := range tests {
		_, ps := testRules(t, false, tt[0])
		if len(ps) != 1 || ps[0].Code != tt[1] || !strings.Contains(ps[0].What, tt[2]) || ps[0].Remedy == "" {
			t.Errorf("%s\nis refused with\n%v\nwant %s %s", tt[0], ps, tt[1], tt[2])
		}
	}
}
