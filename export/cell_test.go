package export

import (
	"encoding/csv"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"sib/contract"
)

func TestCell(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"=SUM(A1)", "'=SUM(A1)"}, {"@x", "'@x"}, {"+origin", "'+origin"}, {"-x", "'-x"}, {"-0.5", "-0.5"}, {"-5000.00", "-5000.00"},
		{"-1+2", "'-1+2"}, {"--1", "'--1"}, {"+1", "'+1"}, {"-", "'-"}, {"-1/3", "'-1/3"}, {"-1e5", "'-1e5"}, {"plain", "plain"}, {"", ""}, {"1=2", "1=2"},
	} {
		if got := cell(tt.in); got != tt.want {
			t.Errorf("cell(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestClean(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"a\r\nb\tc", "a  b c"}, {" \t=1+1", "=1+1"}, {"a\u202eb", "a\ufffdb"}, {"\x00", "\ufffd"}, {"a\xffb", "a\ufffdb"}, {"\u00a0=1", "=1"}, {"2014–2016", "2014–2016"},
	} {
		if got := clean(tt.in); got != tt.want {
			t.Errorf("clean(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

var hostileTexts = []string{
	"=cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "+1+1", "-1+1", "\t=1+1", " =1+1", "\u00a0=1+1", "\r\n=1+1", "a\",\"=1+1", "x,=1", "a\u202egnp.exe", "\x00", "'=1",
}

// hostile writes a text wherever a contract has words.
func hostile(t testing.TB, text string) Input {
	in := duo(t)
	in.Project = "INDIGO-POJ-0035"
	tm := in.Terms
	tm.ID, tm.Title, tm.Note, tm.File = text, text, text, text
	for i := range tm.Parties {
		tm.Parties[i].Name = text
	}
	tm.Outcome.Name, tm.Outcome.Definition = text, text
	tm.Eligibility = []contract.Eligibility{{ID: text, Covariate: text, Clause: text, OneOf: []string{text}}}
	tm.Measures[0].Clause = text
	for i := range tm.Payment.Rules {
		r := &tm.Payment.Rules[i]
		r.Text, r.Note, r.Clause = text, text, text
	}
	tm.Payment.Tranches = []contract.Tranche{{ID: text, Clause: text, Amount: *euros("1")}}
	tm.Payment.Payers = []contract.Payer{{Name: text, Clause: text, Rules: []string{text}}}
	tm.Measures = append(tm.Measures, contract.Measure{ID: text, Text: text, Effect: contract.Count, Unit: text, Source: contract.Reported})
	return in
}

// No text of a contract runs in a spreadsheet, breaks a line or hides another.
func TestHostileTexts(t *testing.T) {
	seen := 0
	for _, text := range hostileTexts {
		for name, b := range book(t, hostile(t, text)).Files() {
			rows, err := csv.NewReader(strings.NewReader(string(b))).ReadAll() // every row as long as the titles
			if err != nil || strings.Count(string(b), "\n") != len(rows) {
				t.Fatalf("%q: %s: %d rows, %v", text, name, len(rows), err)
			}
			for _, row := range rows[1:] {
				for _, c := range row {
					if strings.ContainsAny(c, "\x00\t\r\n\u202e") {
						t.Errorf("%q: %s: cell %q", text, name, c)
					}
					if c != "" && strings.ContainsRune("=+-@\t\r\u00a0 ", rune(c[0])) && !plain(c) {
						t.Errorf("%q: %s: cell %q could run in a spreadsheet", text, name, c)
					}
					if strings.HasPrefix(c, "'") {
						seen++
					}
				}
			}
		}
	}
	if seen == 0 {
		t.Error("no cell was made harmless: the test reaches nothing")
	}
}

// The record has numbers as numbers, the standard's nesting, and no empty parts.
func TestJSON(t *testing.T) {
	b, err := book(t, duo(t)).JSON()
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	finance := got["overall_project_finance"].(map[string]any)
	want := map[string]any{"currency": map[string]any{"value": "EUR"}, "amount": map[string]any{"value": 290000.0}}
	if most := finance["maximum_potential_outcome_payment_v2"]; !reflect.DeepEqual(most, want) {
		t.Errorf("%v", most)
	}
	if made, ok := finance["total_outcome_payments_made"]; ok {
		t.Errorf("nothing was paid: %v", made)
	}
	payments := got["outcome_payments"].([]any)
	amount := payments[1].(map[string]any)["money"].(map[string]any)["amount"].(map[string]any)["value"]
	if len(payments) != 2 || amount != 44697.74 {
		t.Errorf("%v", payments)
	}
	if !strings.Contains(string(b), `"value": 44697.74`) {
		t.Error("an amount is not written as it is")
	}
}
