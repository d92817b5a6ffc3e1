package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sib/cohort"
	"sib/cohort/outcome"
	"sib/evaluate"
	"sib/evidence"
)

// docs/data.md lists every code about data with the words of `sib explain`.
func TestDocsListEveryDataCode(t *testing.T) {
	b, err := os.ReadFile("../../docs/data.md")
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, codes := range []map[string]string{cohort.Codes, outcome.Codes, evaluate.Codes} {
		for code, words := range codes {
			if !strings.HasPrefix(code, "SIB-D") {
				continue
			}
			want = append(want, fmt.Sprintf("| `%s` | %s |", code, words))
		}
	}
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "| `SIB-D") {
			got = append(got, strings.TrimSpace(line))
		}
	}
	slices.Sort(want)
	if !slices.Equal(want, got) {
		t.Errorf("docs/data.md should list, in this order:\n%s", strings.Join(want, "\n"))
	}
}

// small makes the small run with both arms as they are given.
func small(t *testing.T, contract string, programme, comparison []person) string {
	t.Helper()
	dir := t.TempDir()
	write("programme", programme)(t, dir)
	write("comparison", comparison)(t, dir)
	text("contract.yaml", contract)(t, dir)
	return filepath.Join(dir, "contract.yaml")
}

// checkData runs the check twice, for people and for programs.
func checkData(t *testing.T, path string, flags ...string) (code int, text string, found evaluate.Inspection) {
	t.Helper()
	code, text, stderr := sib(t, append([]string{"check", "--data", path}, flags...)...)
	again, asJSON, _ := sib(t, append([]string{"check", "--data", "--json", path}, flags...)...)
	if code != again {
		t.Errorf("exit %d, and %d with --json", code, again)
	}
	var c struct {
		Data evaluate.Inspection `json:"data"`
	}
	if err := json.Unmarshal([]byte(asJSON), &c); err != nil {
		t.Fatalf("%v\n%s%s", err, asJSON, stderr)
	}
	if strings.Contains(text+asJSON+stderr, "secret") {
		t.Errorf("an id is printed:\n%s%s", text, stderr)
	}
	return code, text, c.Data
}

func TestCheckDataListsEverything(t *testing.T) {
	programme, comparison := smallPeople("programme"), smallPeople("comparison")
	programme[0].sex, programme[1].age, programme[2].placed, programme[3].id = "W", nil, int64(4711), programme[0].id
	comparison[0].placed, comparison[1].id, comparison[2].sex, comparison[3].year = nil, nil, "W", int64(201547)
	code, text, found := checkData(t, small(t, smallContract, programme, comparison))
	if code != exitData {
		t.Errorf("exit %d", code)
	}
	var got []string
	for _, f := range found.Findings {
		if f.Severity == evidence.Error {
			got = append(got, fmt.Sprintf("%s %s %s %d", f.Code, f.File, f.Column, f.FirstRow))
		}
	}
	want := []string{
		"SIB-D201 programme.parquet age 2", "SIB-D202 comparison.parquet sex 3", "SIB-D202 programme.parquet sex 1", "SIB-D207 comparison.parquet year 4",
		"SIB-D301 comparison.parquet id 2", "SIB-D302 programme.parquet id 4", "SIB-D601 programme.parquet placed 3", "SIB-D602 comparison.parquet placed 1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	for _, w := range want {
		if !strings.Contains(text, "error "+w[:8]+" "+strings.Fields(w)[1]) {
			t.Errorf("the text lacks %s:\n%s", w, text)
		}
	}
	for _, tell := range []string{"4711", "201547"} {
		if strings.Contains(text, tell) {
			t.Errorf("%s is told:\n%s", tell, text)
		}
	}
}

func TestCheckDataExits(t *testing.T) {
	clean := func(arm string) (out []person) {
		for i := range 40 {
			out = append(out, person{fmt.Sprintf("secret-%s-%d", arm, i), int64(2014 + i%2), int64(20 + i/2%10), []string{"F", "M"}[i/2%2], int64(i % 2)})
		}
		return out
	}
	warned := clean("programme")
	for i := range 3 {
		warned[i].age = int64(33) // beyond the pool
	}
	for _, tt := range []struct {
		name      string
		programme []person
		code      int
		strict    int
		says      string
	}{
		{"nothing", clean("programme"), exitOK, exitOK, "0 errors, 0 warnings, 0 notes about the data"},
		{"a warning", warned, exitOK, exitData, "warning SIB-D404"},
	} {
		path := small(t, smallContract, tt.programme, clean("comparison"))
		code, text, _ := checkData(t, path)
		if code != tt.code || !strings.Contains(text, tt.says) {
			t.Errorf("%s: exit %d\n%s", tt.name, code, text)
		}
		if code, _, stderr := sib(t, "check", "--data", "--strict", path); code != tt.strict {
			t.Errorf("%s: exit %d with --strict\n%s", tt.name, code, stderr)
		}
	}
}

// Check tells nothing about results: other outcomes leave every byte but digests as it is.
func TestCheckDataIsBlind(t *testing.T) {
	var before string
	for _, won := range []int64{0, 1} {
		programme, comparison := smallPeople("programme"), smallPeople("comparison")
		for i := range programme {
			programme[i].placed, comparison[i].placed = won, 1-won
		}
		_, _, found := checkData(t, small(t, smallContract, programme, comparison))
		found.Inputs = nil
		b, err := json.Marshal(found)
		if err != nil {
			t.Fatal(err)
		}
		if before != "" && before != string(b) {
			t.Errorf("it tells results:\n%s\n%s", before, b)
		}
		before = string(b)
	}
}
