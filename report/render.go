package report

import (
	"fmt"
	"maps"

	"sib/evaluate"
)

// Options choose how an evaluation is told. The zero value is an English report.
type Options struct {
	Language Language
	Pack     Pack // Settlement if empty
}

// Render returns every file of a run's report, by path relative to the run's
// directory: report.html, report.pdf, report.md, figures/* as SVG and PNG with
// their data as CSV, and tables/*. The public pack has less of each, and all of it
// protected. The bytes are fixed by the evaluation alone. An evaluation that
// lacks a part, or whose flow of people does not add up, is an error.
func Render(run *evaluate.Evaluation, o Options) (map[string][]byte, error) {
	if err := check(run); err != nil {
		return nil, fmt.Errorf("render report: %w", err)
	}
	l, err := lexiconOf(o.Language)
	if err != nil {
		return nil, fmt.Errorf("render report: %w", err)
	}
	switch o.Pack {
	case "", Settlement:
	case Public:
		return renderPublic(run, l)
	default:
		return nil, fmt.Errorf("render report: pack %q is not one of %q and %q", o.Pack, Settlement, Public)
	}
	e := account{run, l}
	f := newFigures(e)
	d := newDocument(e, f)
	out := map[string][]byte{
		"report.html": renderHTML(d),
		"report.md":   renderMarkdown(d),
		// The small plot of the first page has no data of its own; only Markdown needs it as a file.
		"figures/" + f.small.Name + ".svg": f.small.file(),
	}
	pdf, err := renderPDF(d)
	if err != nil {
		return nil, fmt.Errorf("render report.pdf: %w", err)
	}
	out["report.pdf"] = pdf
	for _, fig := range f.files() {
		out["figures/"+fig.Name+".svg"] = fig.file()
		out["figures/"+fig.Name+".png"] = fig.picture()
	}
	data, err := dataFiles(e, f)
	if err != nil {
		return nil, err
	}
	maps.Copy(out, data)
	return out, nil
}

// dataFiles are the tables and the data of the figures: what Dictionary describes.
func dataFiles(e account, f figures) (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, fig := range f.files() {
		out["figures/"+fig.Name+".csv"] = fig.Data.bytes()
	}
	for name, table := range tables(e) {
		out["tables/"+name+".csv"] = table.bytes()
	}
	if len(e.Weighted) > 0 {
		return out, nil
	}
	strata, err := strataParquet(e)
	if err != nil {
		return nil, fmt.Errorf("render tables/strata.parquet: %w", err)
	}
	out["tables/strata.parquet"] = strata
	return out, nil
}

// dataNames are the names of the data files. A figure that goes on from another has the
// same data, and the name of the first stands for both.
func dataNames(e account, f figures) []string {
	var out []string
	for _, fig := range f.files() {
		out = append(out, "figures/"+fig.Name+".csv")
	}
	for name := range tables(e) {
		out = append(out, "tables/"+name+".csv")
	}
	if len(e.Weighted) == 0 {
		out = append(out, "tables/strata.parquet")
	}
	return out
}

// check refuses what cannot be reported honestly.
func check(e *evaluate.Evaluation) error {
	switch {
	case e == nil || e.Contract == nil || e.Matching == nil || e.Decision == nil:
		return fmt.Errorf("evaluation is incomplete: contract, matching and decision are needed")
	case len(e.Flow.Stages) == 0 || len(e.Matching.Balance) == 0:
		return fmt.Errorf("evaluation is incomplete: flow and balance are needed")
	case len(e.Contract.Cohorts) == 0 || len(e.Results) < len(e.Contract.Cohorts):
		return fmt.Errorf("evaluation has %d results for %d cohort years", len(e.Results), len(e.Contract.Cohorts))
	}
	return checkFlow(e.Flow)
}

// checkFlow holds the promise that nobody is dropped without a counted reason.
func checkFlow(f evaluate.Flow) error {
	before := f.Stages[0].N
	for _, s := range f.Stages[1:] {
		left := before
		for _, l := range s.Losses {
			left[0] -= l.N[0]
			left[1] -= l.N[1]
		}
		if left != s.N {
			return fmt.Errorf("flow does not add up: stage %q counts %d and %d people, the stage before less its losses %d and %d",
				s.Name, s.N[0], s.N[1], left[0], left[1])
		}
		before = s.N
	}
	return nil
}
