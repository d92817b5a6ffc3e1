package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"sib/contract"
	"sib/contract/money"
	"sib/evaluate"
	"sib/evidence"
)

// recorded is what a run was given besides people, as the run holds it.
type recorded struct {
	given   evaluate.Given
	file    *evidence.Input // of figures, in the manifest
	figures string          // the file to read again; empty: none
}

// recordedIn reads it. A run whose evaluation cannot be read was given nothing
// here: that its file differs is found by the comparison.
func recordedIn(dir string, old *evidence.Manifest, figures string) recorded {
	r := recorded{figures: figures}
	var e struct {
		Given evaluate.Given `json:"given"`
	}
	if b, err := os.ReadFile(filepath.Join(dir, evaluationFile)); err == nil && json.Unmarshal(b, &e) == nil {
		r.given = e.Given
	}
	for i, in := range old.Inputs {
		if in.Role == roleFigures {
			r.file = &old.Inputs[i]
		}
	}
	return r
}

// take gives the run made again the same, with the figures of the file if it is named.
func (r recorded) take(t *contract.Terms) (evaluate.Given, *evidence.Input, error) {
	if r.figures == "" {
		return r.given, r.file, nil
	}
	now, in, err := givenFlags{figures: r.figures}.read(t)
	if err != nil {
		return now, nil, err
	}
	if r.file != nil && r.file.SHA256 == in.SHA256 {
		in.Path = r.file.Path // the same file under another name
	}
	g := r.given
	g.Figures, g.Tallies = now.Figures, now.Tallies
	return g, in, nil
}

// words says what is believed because nothing but the run holds it.
func (r recorded) words() []string {
	var out []string
	g := r.given
	if g.On != (money.Date{}) {
		out = append(out, "decided as of "+g.On.String())
	}
	if g.PaidToDate != nil {
		out = append(out, g.PaidToDate.Format()+" paid to date")
	}
	if g.Ended != nil {
		out = append(out, "ended early, on "+g.Ended.String())
	}
	if r.figures == "" && r.file != nil {
		out = append(out, fmt.Sprintf("%s and %s of %s; name the file with --figures to hold them against it",
			plural(len(g.Figures), "figure"), tallies(len(g.Tallies)), r.file.Path))
	}
	return out
}

func tallies(n int) string {
	if n == 1 {
		return "1 tally"
	}
	return fmt.Sprintf("%d tallies", n)
}
