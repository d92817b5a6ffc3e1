package contract

import (
	"encoding/json"
	"strings"
	"testing"

	"sib/contract/money"
)

// amended is the founding contract with amendments.
func amended(t testing.TB, list string) string { return duo(t) + "amendments:\n" + list }

const twoAmendments = `  - id: first
    clause: "A1"
    effective: 2015-07-01
    changes:
      - {at: payment.rules.principal.at_least, was: 10 % relative, is: 30 % relative}
      - {at: payment.rules.return.tiers.4.rate, was: 6 %, is: 6.5 %}
  - id: second
    clause: "A2"
    effective: 2016-01-01
    changes:
      - {at: payment.rules.principal.at_least, was: 30 % relative, is: 25 % relative}
      - {at: payment.cap.amount, was: 290000, is: 250000}
      - {at: measures.gain.rounding.to, was: 0.1 %, is: 1 %}
      - {at: payment.principal.clause, was: "1.1", is: "1.1a"}
`

func TestAmendments(t *testing.T) {
	text := amended(t, twoAmendments)
	validates(t, text)
	terms, err := Parse("contract.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	// 28.3 %: 234,000 back and 6 %, or 6.5 % from the first amendment on.
	for _, tt := range []struct{ on, due, signed, ids string }{
		{"2014-01-01", "278697.74", "", ""},
		{"2015-06-30", "278697.74", "", ""},
		{"2015-07-01", "48660.21", "278697.74", "first"},
		{"2015-12-31", "48660.21", "278697.74", "first"},
		{"2016-01-01", "250000.00", "278697.74", "first second"},
		{"", "250000.00", "278697.74", "first second"},
	} {
		var day money.Date
		if tt.on != "" {
			day = *onDay(tt.on)
		}
		d, err := Decide(terms, Measurements{Compared: published()}, day)
		if err != nil {
			t.Fatal(err)
		}
		recompute(t, d)
		signed := ""
		if d.AsSigned != nil {
			signed = d.AsSigned.Due.Decimal()
			recompute(t, d.AsSigned)
		}
		if d.Due.Decimal() != tt.due || signed != tt.signed || strings.Join(d.Amendments, " ") != tt.ids {
			t.Errorf("on %q: %s, signed %s, %v", tt.on, d.Due, signed, d.Amendments)
		}
		if under := terms.Under(d); (under == terms) != (tt.ids == "") || strings.Contains(tt.ids, "second") && under.Payment.Principal.Clause != "1.1a" {
			t.Errorf("on %q: decided under %v", tt.on, under.Payment.Principal)
		}
	}
	if c := terms.Amendments[1].Changes[3]; c.At != "payment.principal.clause" || c.Was != "1.1" || c.Is != "1.1a" {
		t.Errorf("%+v", c)
	}
	if terms.Payment.Cap.Amount.Decimal() != "290000.00" || terms.Measures[0].Rounding.Step.String() != "0.001" {
		t.Error("the terms as signed were changed")
	}
}

// The amended terms are not in JSON: what is read back from there cannot decide
// once an amendment is in force, and says so.
func TestAmendmentsSurviveJSON(t *testing.T) {
	terms, err := Parse("contract.yaml", []byte(amended(t, twoAmendments)))
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(terms)
	if err != nil {
		t.Fatal(err)
	}
	var back Terms
	if err := json.Unmarshal(b, &back); err != nil || len(back.Amendments) != 2 {
		t.Fatalf("%v, %v", back.Amendments, err)
	}
	if _, err := Decide(&back, Measurements{Compared: published()}, *onDay("2014-01-01")); err != nil {
		t.Error(err)
	}
	refusedToDecide(t, &back, Measurements{Compared: published()}, *onDay("2015-07-01"), "read the file")
	back.Amendments[0].Effective = "soon"
	refusedToDecide(t, &back, Measurements{Compared: published()}, money.Date{}, "amendment \"first\"")
}
