package evaluate

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// What a run under amendments writes can be assessed without the contract file.
func TestReadEvaluation(t *testing.T) {
	terms := givenTerms(t)
	e, err := runGiven(t, terms, figures())
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.MarshalIndent(e, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	back, err := ReadEvaluation(append(b, '\n'))
	if err != nil {
		t.Fatal(err)
	}
	want, _ := json.Marshal(assess(t, e))
	got, _ := json.Marshal(assess(t, back))
	if !bytes.Equal(want, got) || back.Contract.Amendments[0].Amended == nil {
		t.Errorf("sensitivity differs:\n%s\n%s", want, got)
	}
	if again, err := json.MarshalIndent(back, "", "  "); err != nil || !bytes.Equal(again, b) {
		t.Errorf("the evaluation changes when it is read back: %v", err)
	}

	// An earlier version wrote no amended terms: estimates stay, amounts cannot be told.
	back.Amended = nil
	if b, err = json.Marshal(back); err != nil {
		t.Fatal(err)
	}
	if back, err = ReadEvaluation(b); err != nil {
		t.Fatal(err)
	}
	if s := assess(t, back); !strings.Contains(s.Undecided, `"halved"`) {
		t.Errorf("without amended terms: %q", s.Undecided)
	}
}

func TestReadEvaluationRefuses(t *testing.T) {
	const head = `{"schema_version": "sib-evaluation/1"`
	const decided = head + `, "contract": {"amendments": [{"id": "a"}]}, "decision": {}`
	if _, err := ReadEvaluation([]byte(decided + "}\n")); err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"":               "it is empty",
		"[]":             "cannot unmarshal",
		decided:          "unexpected EOF",
		decided + "} {}": "more after the end of it",
		"{}":             `unknown version "", expected "sib-evaluation/1"`,
		head + "}":       "no contract or no decision",
		`{"schema_version": "sib-evaluation/2", "contract": 1}`:                  `unknown version "sib-evaluation/2"`,
		decided + `, "results": 1}`:                                              "results",
		decided + `, "amended_terms": [{"amendment": "b"}]}`:                     `of amendment "b", not of "a"`,
		decided + `, "amended_terms": [{"amendment": "a"}, {"amendment": "b"}]}`: "for 2 of 1 amendments",
	} {
		if e, err := ReadEvaluation([]byte(in)); err == nil || e != nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ReadEvaluation(%s) = %v; want an error with %q", in, err, want)
		}
	}
}
