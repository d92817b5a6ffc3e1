package main

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// TestIntervalFiles sends the reference tables through the batch mode as they are:
// each row's answer stands in its place and agrees, to 1e-8 where the reference was
// computed and to its printed decimals where it was published.
func TestIntervalFiles(t *testing.T) {
	for _, tt := range []struct{ flag, path string }{
		{"--input", "../../testdata/reference/ci_two_proportions.csv"},
		{"--pairs-input", "../../testdata/reference/paired_proportions.csv"},
	} {
		code, stdout, stderr := sib(t, "interval", tt.flag, tt.path)
		if code != exitOK {
			t.Fatalf("%s: exit %d\n%s", tt.path, code, stderr)
		}
		b, err := os.ReadFile(tt.path)
		if err != nil {
			t.Fatal(err)
		}
		want, got := table(t, string(b)), table(t, stdout)
		if len(got) != len(want) || len(got) < 300 {
			t.Fatalf("%s: %d answers to %d questions", tt.path, len(got), len(want))
		}
		for i, w := range want {
			for _, column := range []string{"estimate", "lower", "upper", "p_value"} {
				checkCell(t, tt.path, i+2, column, w, got[i])
			}
		}
	}
}

func checkCell(t *testing.T, path string, line int, column string, want, got map[string]string) {
	t.Helper()
	w, err := strconv.ParseFloat(want[column], 64)
	if err != nil || math.IsNaN(w) {
		return // the reference says nothing
	}
	tolerance := 1e-8
	if d, err := strconv.Atoi(want["decimals"]); err == nil {
		tolerance = 0.5*math.Pow10(-d) + 1e-12
	}
	g, err := strconv.ParseFloat(got[column], 64)
	if err != nil || g != w && !(math.Abs(g-w) <= tolerance) {
		t.Errorf("%s:%d: %s of %s is %q (%s), want %s", path, line, column, want["method"], got[column], got["error"], want[column])
	}
}

func table(t *testing.T, text string) []map[string]string {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range all[1:] {
		m := map[string]string{}
		for i, name := range all[0] {
			m[name] = row[i]
		}
		out = append(out, m)
	}
	return out
}
