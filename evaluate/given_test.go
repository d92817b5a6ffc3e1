package evaluate

import (
	"bytes"
	"encoding/json"
	"math/big"
	"os"
	"strings"
	"testing"

	"sib/contract"
	"sib/contract/money"
	"sib/contract/trace"
	"sib/evidence"
)

// givenTerms pay for an effect, for a figure and for a rate card, of which a later
// amendment halves the first and asks a bound at a level of its own of it.
func givenTerms(t *testing.T) *contract.Terms {
	t.Helper()
	b, err := os.ReadFile(duoContract)
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(string(b), "measures:\n")
	terms, err := contract.Parse("contract.yaml", []byte(head+`
measures:
  - {id: gain, clause: "3.1", effect: points, scope: pooled, pooling: participants, statistic: lower-bound, level: 0.95, sides: 1, rounding: {to: 0.1 points, mode: half-up}}
  - {id: jobs, clause: "3.2", effect: count, unit: people, source: reported, scope: each-cohort, statistic: point-estimate, rounding: none}
payment:
  rounding: {to: 0.01, mode: half-up}
  rules:
    - {id: bonus, clause: "4.1", text: Paid., measure: gain, at_least: 0 points, pay: {amount: 1000}}
    - {id: found, clause: "4.2", text: Paid., measure: jobs, prices: [{amount: 10, each: 1 person}]}
    - id: card
      clause: "4.3"
      text: Paid.
      card: {outcomes: [{id: a, clause: "A1", amount: 100}, {id: b, clause: "A2", amount: 50, needs: [a]}]}
  cap: {clause: "5", amount: 50000}
  cumulative: {clause: "6", recover: false}
  early_end: {clause: "7", values: [{from: 2014-01-01, pay: {amount: 77}}]}
  due: {clause: "8", date: 2017-06-30, day_count: act/365}
amendments:
  - id: halved
    clause: "9"
    effective: 2017-01-01
    changes:
      - {at: payment.rules.bonus.pay.amount, was: 1000, is: 500}
      - {at: measures.gain.level, was: 0.95, is: 0.9}
disclosure: {threshold: 10}
`))
	if err != nil {
		t.Fatal(err)
	}
	return terms
}

func day(t *testing.T, s string) money.Date {
	t.Helper()
	d, err := money.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// figures are 6 found jobs, and 3 people with the outcomes of the card: EUR 60 and 400.
func figures() Given {
	g := Given{Tallies: []contract.Tally{
		{Rule: "card", Cohort: 2015, Outcomes: []string{"b", "a"}, People: 2},
		{Rule: "card", Cohort: 2014, Outcomes: []string{"a"}, People: 1},
	}}
	for i, year := range []int{2016, 2014, 2015} {
		g.Figures = append(g.Figures, contract.Figure{Measure: "jobs", Cohort: year, Value: big.NewRat(int64(i+1), 1)})
	}
	return g
}

func runGiven(t *testing.T, terms *contract.Terms, g Given) (*Evaluation, error) {
	t.Helper()
	e, _, err := Run(t.Context(), terms, Data{Dir: dirOf(duoContract)}, g, evidence.Tool{Name: "test"}, nil)
	if err == nil {
		if err := trace.Recompute(e.Decision.Trace); err != nil {
			t.Error(err)
		}
	}
	return e, err
}

func TestRunTakesWhatIsGiven(t *testing.T) {
	terms := givenTerms(t)
	paid := money.New("EUR", big.NewRat(100, 1))
	end := day(t, "2015-03-01")
	for _, tt := range []struct {
		name   string
		change func(*Given)
		due    string
		on     string
		signed string
	}{
		{"on the due date, which is after the amendment", func(*Given) {}, "960.00", "2017-06-30", "1460.00"},
		{"the day before the amendment", func(g *Given) { g.On = day(t, "2016-12-31") }, "1460.00", "2016-12-31", ""},
		{"the day of the amendment", func(g *Given) { g.On = day(t, "2017-01-01") }, "960.00", "2017-01-01", "1460.00"},
		{"paid before", func(g *Given) { g.PaidToDate = &paid }, "860.00", "2017-06-30", "1360.00"},
		{"ended early", func(g *Given) { g.Ended = &end }, "77.00", "2017-06-30", "77.00"},
	} {
		g := figures()
		tt.change(&g)
		e, err := runGiven(t, terms, g)
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		signed := ""
		if e.Decision.AsSigned != nil {
			signed = e.Decision.AsSigned.Due.Decimal()
		}
		if got := e.Decision.Due.Decimal(); got != tt.due || signed != tt.signed || e.Given.On.String() != tt.on {
			t.Errorf("%s: due %s (as signed %q) on %s", tt.name, got, signed, e.Given.On)
		}
		if s := assess(t, e); s.Specifications[0].Due == nil || s.Specifications[0].Due.Cmp(e.Decision.Due) != 0 || s.Undecided != "" {
			t.Errorf("%s: sensitivity does not start from the decision: %+v", tt.name, s.Specifications[0])
		}
	}
	if _, err := runGiven(t, terms, Given{}); err == nil || !strings.Contains(err.Error(), "jobs") {
		t.Errorf("without figures: %v", err)
	}
}

// What is given is recorded, in an order that is not that of a file.
func TestGivenIsRecorded(t *testing.T) {
	terms := givenTerms(t)
	first, turned := figures(), figures()
	turned.Figures[0], turned.Figures[2] = turned.Figures[2], turned.Figures[0]
	turned.Tallies[0], turned.Tallies[1] = turned.Tallies[1], turned.Tallies[0]
	turned.Tallies[1].Outcomes = []string{"a", "b"}
	var texts [2][]byte
	var last *Evaluation
	for i, g := range []Given{first, turned} {
		e, err := runGiven(t, terms, g)
		if err != nil {
			t.Fatal(err)
		}
		if texts[i], err = json.Marshal(e); err != nil {
			t.Fatal(err)
		}
		last = e
	}
	if !bytes.Equal(texts[0], texts[1]) {
		t.Error("the order of what is given changes the evaluation")
	}
	if first.Figures[0].Cohort != 2016 || first.Tallies[0].Outcomes[0] != "b" {
		t.Error("the caller's figures were reordered")
	}
	var back Evaluation
	if err := json.Unmarshal(texts[0], &back); err != nil {
		t.Fatal(err)
	}
	if again, err := json.Marshal(&back); err != nil || !bytes.Equal(again, texts[0]) {
		t.Errorf("the evaluation changes when it is read back: %v", err)
	}
	again, err := runGiven(t, terms, back.Given)
	if err != nil || again.Decision.Due.Cmp(last.Decision.Due) != 0 {
		t.Errorf("what was recorded gives another decision: %v", err)
	}

	// Without the amended terms estimates stay, and amounts cannot be told.
	s := assess(t, &back)
	own := s.Specifications[0]
	if !strings.Contains(s.Undecided, `"halved"`) || own.Due != nil || own.Error != "" || own.Difference == nil || s.Tipping != nil {
		t.Errorf("read back: %q, %+v", s.Undecided, own)
	}
	back.Contract = terms
	if s := assess(t, &back); s.Undecided != "" || s.Specifications[0].Due == nil {
		t.Errorf("with the contract file: %q, %+v", s.Undecided, s.Specifications[0])
	}
}

func TestGivenIsLeftOutWhereNothingIs(t *testing.T) {
	b, err := json.Marshal(run(t, duoContract))
	if err != nil || bytes.Contains(b, []byte(`"given":{`)) {
		t.Errorf("%v: nothing was given, but it is recorded", err)
	}
}

func TestTieSpreadTakesWhatIsGiven(t *testing.T) {
	s, err := TieSpread(t.Context(), givenTerms(t), Data{Dir: dirOf(duoContract)}, 2, figures(), nil)
	if err != nil || s.Due == nil {
		t.Fatalf("%+v, %v", s, err)
	}
	if most := s.Due.Max.Decimal(); most != "960.00" && most != "460.00" {
		t.Errorf("a draw pays %s", most)
	}
}

// Only measures that compare the two rates say how their means are put together.
func TestOneEffect(t *testing.T) {
	fixed, err := contract.ParseDecimal("0.25")
	if err != nil {
		t.Fatal(err)
	}
	of := func(e contract.EffectType) contract.Measure {
		return contract.Measure{Source: contract.Compared, Effect: e}
	}
	points, relative := of(contract.Points), of(contract.Relative)
	reported, agreed := of(contract.Points), of(contract.Points)
	reported.Source, agreed.ComparisonRate = contract.Reported, &fixed
	for _, tt := range []struct {
		measures []contract.Measure
		want     contract.EffectType
		bad      bool
	}{
		{[]contract.Measure{relative}, contract.Relative, false},
		{[]contract.Measure{of(contract.Reduction), of(contract.Ratio), relative}, contract.Relative, false},
		{[]contract.Measure{points, of(contract.Count)}, contract.Points, false},
		{[]contract.Measure{relative, of(contract.Rate), reported, agreed}, contract.Relative, false},
		{[]contract.Measure{relative, points}, "", true},
		{[]contract.Measure{points, of(contract.Reduction)}, "", true},
	} {
		a := &assessor{t: &contract.Terms{Measures: tt.measures}}
		if got, err := a.oneEffect(); got != tt.want || (err != nil) != tt.bad {
			t.Errorf("%+v: %q, %v", tt.measures, got, err)
		}
	}
}
