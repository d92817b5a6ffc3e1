package main

import (
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sib/evaluate"
)

// extracted is the text of a PDF as another program reads it, on one line, pages
// divided by form feeds.
func extracted(t *testing.T, path string) string {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext (Debian: poppler-utils) is not installed")
	}
	b, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimSuffix(string(b), "\f"), "\f")
	for i, page := range pages {
		pages[i] = strings.Join(strings.Fields(page), " ")
	}
	return strings.Join(pages, "\f")
}

// inPrint writes a number as the report promises to: n decimals of the exact value, ties
// away from zero, a plus where it is asked for, and a real minus. It is written anew here,
// so that a mistake of the report's own formatting is seen.
func inPrint(t *testing.T, exact string, times int64, n int, plus bool) string {
	t.Helper()
	r, ok := new(big.Rat).SetString(exact)
	if !ok {
		t.Fatalf("%q is no number", exact)
	}
	s := r.Mul(r, big.NewRat(times, 1)).FloatString(n)
	switch {
	case strings.Trim(s, "-0.") == "":
		return strings.TrimPrefix(s, "-")
	case plus && r.Sign() > 0:
		s = "+" + s
	}
	return strings.Replace(s, "-", "−", 1)
}

// heldNumbers wants every rate, difference, interval, relative change and the amount due
// of an evaluation in a text.
func heldNumbers(t *testing.T, evaluation, text string) {
	t.Helper()
	b, err := os.ReadFile(evaluation)
	if err != nil {
		t.Fatal(err)
	}
	var e struct {
		Results  []evaluate.Result
		Decision struct {
			Due struct{ Currency, Amount string }
		}
	}
	if err := json.Unmarshal(b, &e); err != nil {
		t.Fatal(err)
	}
	if len(e.Results) == 0 {
		t.Fatal("the evaluation holds no results")
	}
	float := func(f float64, plus bool) string {
		return inPrint(t, new(big.Rat).SetFloat64(f).RatString(), 100, 1, plus)
	}
	wants := []string{e.Decision.Due.Currency + " " + thousands(e.Decision.Due.Amount)}
	for _, r := range e.Results {
		d := r.Difference
		wants = append(wants,
			fmt.Sprintf("%s%% (%s to %s)", inPrint(t, r.Programme.Exact, 100, 1, false), float(r.Programme.Lo, false), float(r.Programme.Hi, false)),
			fmt.Sprintf("%s%% (%s to %s)", inPrint(t, r.Comparison.Exact, 100, 1, false), float(r.Comparison.Lo, false), float(r.Comparison.Hi, false)),
			fmt.Sprintf("%s (%s to %s)", float(d.Value, true), float(d.Lo, true), float(d.Hi, true)))
		if r.Relative != nil {
			wants = append(wants, float(*r.Relative, true))
		}
	}
	for _, want := range wants {
		if !strings.Contains(text, want) {
			t.Errorf("the PDF does not say %q", want)
		}
	}
}

// thousands sets commas between the thousands of an amount.
func thousands(amount string) string {
	whole, cents, _ := strings.Cut(amount, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return whole + "." + cents
}

// TestPDFHoldsTheNumbers reads report.pdf with programs that are not ours.
func TestPDFHoldsTheNumbers(t *testing.T) {
	for _, terms := range []string{duo, "../../testdata/parquet/contract.yaml"} {
		run := filepath.Join(t.TempDir(), "run")
		if code, _, stderr := sib(t, "evaluate", terms, "--out", run); code != exitOK {
			t.Fatalf("evaluate: %d\n%s", code, stderr)
		}
		pdf := filepath.Join(run, "report.pdf")
		text := extracted(t, pdf)
		heldNumbers(t, filepath.Join(run, evaluationFile), text)
		pages := strings.Split(text, "\f")
		for i, page := range pages {
			if want := fmt.Sprintf("page %d / %d", i+1, len(pages)); !strings.HasSuffix(page, want) {
				t.Errorf("%s: page %d does not end with %q", terms, i+1, want)
			}
		}
		if _, err := exec.LookPath("qpdf"); err != nil {
			t.Log("qpdf is not installed: the structure of the PDF is not checked")
			continue
		}
		if said, err := exec.Command("qpdf", "--check", pdf).CombinedOutput(); err != nil {
			t.Errorf("%s: qpdf --check: %v\n%s", terms, err, said)
		}
	}
}
