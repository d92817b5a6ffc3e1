package settle_test

import (
	"errors"
	"strings"
	"testing"

	"sib/evidence"
	"sib/settle"
)

func TestRefusesUnknownKeys(t *testing.T) {
	const head = "scenarios:\n  - name: a\n    source: x\n    expect: {due: 1}\n"
	for text, want := range map[string]string{
		"scenarois: []\n":               `s.yaml:1:1: unknown key "scenarois"`,
		head + "    gievn: {}\n":        `s.yaml:5:1: unknown key "gievn" in a scenario`,
		head + "    given: {paid: 1}\n": `unknown key "paid" in given`,
		head + "    given:\n      compared: [{comparison_rte: 1}]\n":      `s.yaml:6:1: unknown key "comparison_rte" in compared`,
		head + "    given: {reported: [{unit: 1}]}\n":                     `unknown key "unit" in reported`,
		head + "    given: {tallies: [{n: 1}]}\n":                         `unknown key "n" in tallies`,
		strings.Replace(head, "{due: 1}", "{due: 1,000}", 1):              `s.yaml:4:1: unknown key "000" in expect`,
		head + "    name: b\n":                                            "already defined",
		head + "---\nscenarios: []\n":                                     "holds more than one document",
		head + "---\n[":                                                   "holds more than one document",
		head + strings.TrimPrefix(head, "scenarios:\n"):                   `scenario 2 has the name "a" of scenario 1`,
		strings.Replace(head, "{due: 1}", "{due: 1, refused: zero}", 1):   "scenario 1 expects a refusal and a payment",
		strings.Replace(head, "{due: 1}", "{refused: zero, met: [a]}", 1): "scenario 1 expects a refusal and a payment",
	} {
		_, err := settle.ReadScenarios("s.yaml", []byte(text))
		var p *evidence.Problem
		if !errors.As(err, &p) || p.Remedy == "" || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: it says %v, want %q", text, err, want)
			continue
		}
		if strings.Contains(err.Error(), "settle.") {
			t.Errorf("it names a type of the program: %v", err)
		}
	}
}

// A case that cannot be read is not one that the terms refuse.
func TestUnreadableIsNotRefused(t *testing.T) {
	const zero = "compared: [{programme_events: 1, programme_n: 2, comparison_rate: 0}]"
	for text, want := range map[string]string{
		"given: {" + zero + "}, expect: {refused: comparison rate is zero}":                     "",
		"given: {" + zero + ", paid_to_date: many}, expect: {refused: many}":                    "the figures cannot be read: paid_to_date",
		"given: {" + zero + ", ended: soon}, expect: {refused: soon}":                           "the figures cannot be read: ended",
		"as_of: soon, given: {" + zero + "}, expect: {refused: soon}":                           "the figures cannot be read: parse date",
		"given: {reported: [{measure: gain, value: 10 %}]}, expect: {refused: two ways}":        "the figures cannot be read: ",
		"given: {compared: [{programme_events: 3, programme_n: 2}]}, expect: {refused: 3 of 2}": "the figures cannot be read: comparison of cohort 0: programme_events is 3 of 2 people",
	} {
		o := settle.Run(duo(t), cases(t, "  - {name: a, source: x, "+text+"}\n"))[0]
		if got := strings.Join(o.Differs, "; "); want == "" && got != "" || !strings.Contains(got, want) || o.Decision != nil {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// FuzzReadScenarios holds the reader to its word: scenarios, or a problem with a remedy.
func FuzzReadScenarios(f *testing.F) {
	f.Add("scenarios:\n  - {name: a, source: x, given: {reported: [{measure: gain, value: 9 % relative}]}, expect: {due: 0}}\n")
	f.Add("scenarios: &a\n  - {name: a, source: x, given: *a, expect: {due: 0}}\n")
	f.Add("scenarios:\n  - !")
	terms := duo(f)
	f.Fuzz(func(t *testing.T, text string) {
		all, err := settle.ReadScenarios("s.yaml", []byte(text))
		var p *evidence.Problem
		if err != nil && (!errors.As(err, &p) || p.Remedy == "") {
			t.Fatal(err)
		}
		if err == nil && len(all) == 0 {
			t.Fatal("nothing was read, and nothing said")
		}
		for _, o := range settle.Run(terms, all) {
			if o.Decision == nil && o.Refused == "" {
				t.Fatalf("neither decided nor refused: %+v", o)
			}
		}
	})
}
