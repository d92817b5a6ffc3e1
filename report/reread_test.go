package report

import (
	"bytes"
	"encoding/json"
	"math/big"
	"os"
	"strings"
	"testing"

	"sib/contract"
	"sib/evaluate"
	"sib/evidence"
)

// changed is the text of a contract of testdata with the places of pairs (old, new)
// replaced.
func changed(t *testing.T, path string, pairs ...string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("%s does not hold %q", path, pairs[i])
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return text
}

// upTo is the text of a contract from one place to another, or to its end.
func upTo(t *testing.T, path, from, to string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(string(b), from)
	end := len(b)
	if to != "" {
		end = strings.Index(string(b), to)
	}
	if at < 0 || end < at {
		t.Fatalf("%s: %q does not come before %q", path, from, to)
	}
	return string(b[at:end])
}

const (
	duoFile  = "../testdata/duo/contract.yaml"
	onePath  = "../testdata/parquet/contract.yaml"
	jobsText = `measures:
  - {id: gain, clause: "3.1", effect: points, scope: pooled, pooling: participants, statistic: point-estimate, rounding: none}
  - {id: jobs, clause: "3.2", effect: count, unit: people, source: reported, scope: each-cohort, statistic: point-estimate, rounding: none}
payment:
  rounding: {to: 0.01, mode: half-up}
  principal: {clause: "1.1", amount: 5000}
  drawdowns: [{date: 2014-01-01, amount: 5000}]
  rules:
    - {id: bonus, clause: "4.1", text: Paid., measure: gain, at_least: 0 points, pay: {amount: 1000}}
    - {id: found, clause: "4.2", text: Paid., measure: jobs, prices: [{amount: 10, each: 1 person}]}
  cap: {clause: "5", amount: 50000}
  due: {clause: "8", date: 2017-06-30, day_count: act/365}
amendments:
  - id: halved
    clause: "9"
    effective: 2017-01-01
    changes:
      - {at: payment.rules.bonus.pay.amount, was: 1000, is: 500}
      - {at: payment.rules.bonus.text, was: Paid., is: Half is paid.}
  - {id: capped, clause: "10", effective: 2017-02-01, changes: [{at: payment.cap.amount, was: 50000, is: 540}]}
disclosure: {threshold: 10}
`
)

// runOf carries a contract out.
func runOf(t *testing.T, dir, text string, given evaluate.Given) *evaluate.Evaluation {
	t.Helper()
	terms, err := contract.Parse("contract.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	e, _, err := evaluate.Run(t.Context(), terms, evaluate.Data{Dir: dir}, given, evidence.Tool{Name: "sib", Version: "test"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// A run's evaluation.json is enough for its report, to the byte.
func TestReportFromJSON(t *testing.T) {
	jobs := evaluate.Given{}
	for i, year := range []int{2014, 2015, 2016} {
		jobs.Figures = append(jobs.Figures, contract.Figure{Measure: "jobs", Cohort: year, Value: big.NewRat(int64(i+1), 3)})
	}
	people := upTo(t, onePath, "covariates:\n", "matching:")
	const scored = "covariates:\n  - {name: age, kind: integer, match: distance, missing: refuse}\n  - {name: gender, kind: category, match: exact, missing: refuse}\n\n"
	for _, tt := range []struct {
		name, dir, text string
		given           evaluate.Given
		holds           func(*evaluate.Evaluation) bool
	}{
		{"the founding case", "../testdata/duo", changed(t, duoFile), evaluate.Given{}, func(e *evaluate.Evaluation) bool { return len(e.Strata) > 0 }},
		{"one table", "../testdata/parquet", changed(t, onePath), evaluate.Given{}, func(e *evaluate.Evaluation) bool { return len(e.Strata) > 0 }},
		{"weights", "../testdata/parquet", changed(t, onePath, people, scored, "estimand: ATT,", "estimand: ATT, method: entropy,", "rounding: none", "rounding: {to: 0.1 points, mode: half-up}"),
			evaluate.Given{}, func(e *evaluate.Evaluation) bool { return len(e.Weighted) > 0 }},
		{"subclasses", "../testdata/parquet", changed(t, onePath, people, scored, "estimand: ATT,", "estimand: ATE, method: subclassification, subclasses: 5,"),
			evaluate.Given{}, func(e *evaluate.Evaluation) bool { return e.Strata[0].Class > 0 }},
		{"two outcomes", "../testdata/sources", changed(t, duoFile,
			upTo(t, duoFile, "data:\n", "outcome:\n"), "data:\n  people: polars-none.parquet\n  arm: {column: arm, programme: P, comparison: C}\n  id: person_id\n  entry: entry_date\n",
			upTo(t, duoFile, "covariates:\n", "matching:\n"), "secondary_outcomes:\n  - {name: on the register, clause: \"1.3\", definition: as the column says, missing: exclude, column: registered}\ncovariates:\n  - {name: gender, kind: category, levels: [F, M], match: exact, missing: refuse}\n"),
			evaluate.Given{}, func(e *evaluate.Evaluation) bool { return len(e.Secondary) > 0 }},
		{"amended, with figures", "../testdata/duo", changed(t, duoFile, upTo(t, duoFile, "measures:\n", ""), jobsText), jobs, func(e *evaluate.Evaluation) bool {
			return len(e.Amended) == 2 && e.Decision.Due.Decimal() == "520.00"
		}},
	} {
		e := runOf(t, tt.dir, tt.text, tt.given)
		if !tt.holds(e) {
			t.Errorf("%s: the run is not what its name says: due %s, %d amended", tt.name, e.Decision.Due.Decimal(), len(e.Amended))
		}
		sameFromJSON(t, tt.name, e)
	}
}

func sameFromJSON(t *testing.T, name string, e *evaluate.Evaluation) {
	t.Helper()
	b, err := json.MarshalIndent(e, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	back, err := evaluate.ReadEvaluation(b)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	want, got := render(t, e), render(t, back)
	if len(want) != len(got) {
		t.Errorf("%s: %d files, and %d from JSON", name, len(want), len(got))
	}
	for path, b := range want {
		if !bytes.Equal(b, got[path]) {
			t.Errorf("%s: %s differs when it is made from JSON", name, path)
		}
	}
	if Summary(e) != Summary(back) {
		t.Errorf("%s: the summary differs", name)
	}
	for i, a := range e.Contract.Amendments {
		want, _ := json.Marshal(a.Amended)
		got, _ := json.Marshal(back.Contract.Amendments[i].Amended)
		if !bytes.Equal(want, got) {
			t.Errorf("%s: the terms after amendment %q differ:\n%s\n%s", name, a.ID, want, got)
		}
	}
}

// So is that of made-up evaluations, with every rule shape and many years.
func TestMadeUpReportFromJSON(t *testing.T) {
	for _, c := range cases {
		e := c.make()
		if c.name == "hostile" {
			continue // JSON has no number for an interval that does not exist, and no run holds one
		}
		for _, a := range e.Contract.Amendments {
			e.Amended = append(e.Amended, evaluate.AmendedTerms{Amendment: a.ID, Measures: a.Amended.Measures, Payment: a.Amended.Payment})
		}
		sameFromJSON(t, c.name, e)
	}
}
