package export

import (
	"encoding/csv"
	"encoding/json"
	"math/big"
	"os"
	"strings"
	"testing"

	"sib/contract"
	"sib/contract/money"
	"sib/evaluate"
	"sib/evidence"
)

// terms reads a contract of the examples with pairs of old and new text
// replaced; each old text must occur exactly once.
func terms(t testing.TB, path string, pairs ...string) *contract.Terms {
	t.Helper()
	b, err := os.ReadFile("../testdata/" + path)
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	for i := 0; i < len(pairs); i += 2 {
		if n := strings.Count(text, pairs[i]); n != 1 {
			t.Fatalf("%q occurs %d times in %s", pairs[i], n, path)
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	out, err := contract.Parse("contract.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

const duoFile = "duo/contract.yaml"

func rat(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic("test: not a number: " + s)
	}
	return r
}

func euros(s string) *money.Amount {
	a := money.New("EUR", rat(s))
	return &a
}

// published are the rates of the founding case, with made-up sizes.
func published() contract.Measurements {
	var in contract.Measurements
	for i, r := range [][2]string{{"0.429", "0.337"}, {"0.436", "0.305"}, {"0.387", "0.334"}} {
		in.Compared = append(in.Compared, contract.Measurement{
			Cohort: 2014 + i, ProgrammeN: 1000, ProgrammeRate: rat(r[0]), ComparisonRate: rat(r[1]),
			ProgrammeEvents: new(big.Rat).Mul(rat(r[0]), big.NewRat(1000, 1)).Num().Int64(),
		})
	}
	return in
}

// people are results as a run has them: all cohorts last.
func people(counts ...[2]int64) []evaluate.Result {
	var out []evaluate.Result
	var all evaluate.Result
	for i, c := range counts {
		r := evaluate.Result{Cohort: 2014 + i, Programme: evaluate.Rate{Exact: "429/1000"}, Comparison: evaluate.Rate{Exact: "337/1000"}}
		r.Difference.Value, r.Difference.Lo, r.Difference.Hi, r.Difference.Level, r.Difference.Method = 0.092, -0.033, 0.218, 0.95, "weighted-newcombe"
		r.Everybody.N[0], r.Everybody.Events[0] = c[0], c[1]
		all.Everybody.N[0] += c[0]
		all.Everybody.Events[0] += c[1]
		out = append(out, r)
	}
	all.Programme, all.Comparison = out[0].Programme, out[0].Comparison
	return append(out, all)
}

// decided decides, or fails the test.
func decided(t testing.TB, terms *contract.Terms, in contract.Measurements) Input {
	t.Helper()
	d, err := contract.Decide(terms, in, money.Date{})
	if err != nil {
		t.Fatal(err)
	}
	return Input{Terms: terms, Decision: d}
}

// duo is the founding case, with people.
func duo(t testing.TB, pairs ...string) Input {
	t.Helper()
	in := decided(t, terms(t, duoFile, pairs...), published())
	in.Results = people([2]int64{87, 36}, [2]int64{119, 51}, [2]int64{123, 49})
	in.Tool = evidence.Tool{Name: "sib", Version: "0.1.0"}
	return in
}

// book exports, or fails the test.
func book(t testing.TB, in Input) *Workbook {
	t.Helper()
	w, err := Indigo(in)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// table is a CSV file by its titles.
func table(t testing.TB, w *Workbook, name string) []map[string]string {
	t.Helper()
	lines, err := csv.NewReader(strings.NewReader(string(w.Files()[name]))).ReadAll()
	if err != nil || len(lines) == 0 {
		t.Fatalf("%s: %d lines, %v", name, len(lines), err)
	}
	var out []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, title := range lines[0] {
			row[title] = line[i]
		}
		out = append(out, row)
	}
	return out
}

// cells are those of one column of a table.
func cells(rows []map[string]string, title string) []string {
	var out []string
	for _, r := range rows {
		out = append(out, r[title])
	}
	return out
}

// encoded is a decision as `sib settle --json` writes it.
func encoded(t testing.TB, in Input) []byte {
	t.Helper()
	b, err := json.Marshal(map[string]any{"contract": in.Terms, "decision": in.Decision, "results": in.Results, "tool": in.Tool})
	if err != nil {
		t.Fatal(err)
	}
	return b
}
