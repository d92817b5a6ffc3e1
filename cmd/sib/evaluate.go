package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"sib/contract"
	"sib/evaluate"
	"sib/evidence"
	"sib/report"
)

// evaluationFile is the machine-readable result in a run's directory.
const evaluationFile = "evaluation.json"

func newEvaluate() *cobra.Command {
	var out string
	var asJSON bool
	var given givenFlags
	var data dataFlags
	cmd := &cobra.Command{
		Use:   "evaluate CONTRACT",
		Short: "Match, estimate, decide, and write the report",
		Long: `evaluate carries out the contract: it reads the people, matches them blind to
outcomes, estimates the placement rates of both groups with their difference,
applies the payment rules, and writes evaluation.json, tables, figures, report.html,
report.pdf, report.md and manifest.json into one directory: whole, or not at all.

Terms may ask for more than people: figures that somebody reports and tallies of a
rate card (--figures: CSV with the columns year,measure,value or
year,rule,outcomes,people), what was paid before (--paid), the day of an early end
(--ended). --as-of is the day whose terms count. All of it is kept in
evaluation.json. A contract that compares no people is for sib settle.

Tables of counts may stand in for the people of a group (--programme-counts,
--comparison-counts; see sib counts). The evaluation is the same, byte for byte; only
manifest.json lists other files.`,
		Example: `  sib evaluate testdata/duo/contract.yaml --out out
  sib evaluate testdata/duo/contract.yaml --json | jq .decision.due
  sib evaluate contract.yaml --figures figures.csv --as-of 2017-06-30 --paid 20000.00 --out out
  sib evaluate contract.yaml --comparison-counts counts.parquet --out out`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			from, err := data.data(args[0])
			if err != nil {
				return err
			}
			r, err := carryOut(cmd.Context(), args[0], from, given.read, cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			if out != "" {
				if err := evidence.WriteRun(out, r.files, r.manifest); err != nil {
					return withCode(exitFailure, err)
				}
			}
			return r.print(cmd.OutOrStdout(), out, asJSON)
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "directory to write; without it only the summary is printed")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print evaluation.json instead of the summary")
	given.register(cmd)
	data.register(cmd)
	return cmd
}

// carriedOut is a run in memory: every file it consists of, and what it read.
type carriedOut struct {
	evaluation *evaluate.Evaluation
	files      map[string][]byte
	manifest   evidence.Manifest
}

// takeGiven reads what a decision rests on besides people, and the file that it is
// in; no file for nil.
type takeGiven func(*contract.Terms) (evaluate.Given, *evidence.Input, error)

// carryOut runs the contract at path on the data with what is given besides and renders
// everything, writing nothing.
func carryOut(ctx context.Context, path string, data evaluate.Data, take takeGiven, stderr io.Writer) (*carriedOut, error) {
	terms, err := loadPeople(path)
	if err != nil {
		return nil, err
	}
	given, file, err := take(terms)
	if err != nil {
		return nil, err
	}
	warn(stderr, data)
	show, done := progressOn(stderr)
	defer done()
	e, inputs, err := evaluate.Run(ctx, terms, data, given, tool(), show)
	if err != nil {
		return nil, runError(err)
	}
	if file != nil {
		inputs = append(slices.Clone(inputs), *file)
	}
	files, err := report.Render(e, report.Options{})
	if err != nil {
		return nil, withCode(exitFailure, fmt.Errorf("render the report: %w", err))
	}
	b, err := json.MarshalIndent(e, "", "  ")
	if err != nil {
		return nil, withCode(exitFailure, fmt.Errorf("encode the evaluation: %w", err))
	}
	files[evaluationFile] = append(b, '\n')
	return &carriedOut{e, files, evidence.Manifest{
		Tool:     tool(),
		Contract: evidence.Contract{File: terms.File, ID: terms.ID, SHA256: terms.Digest},
		Inputs:   inputs,
	}}, nil
}

func (r *carriedOut) print(w io.Writer, out string, asJSON bool) error {
	if asJSON {
		_, err := w.Write(r.files[evaluationFile])
		return err
	}
	if _, err := io.WriteString(w, report.Summary(r.evaluation)); err != nil {
		return err
	}
	if out == "" {
		return nil
	}
	_, err := fmt.Fprintf(w, "\nReport: %s\n", filepath.ToSlash(filepath.Join(out, "report.html")))
	return err
}
