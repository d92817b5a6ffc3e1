package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"sib/cohort"
	"sib/evaluate"
	"sib/evidence"
	"sib/matching"
	"sib/report"
)

// designFile is the machine-readable design in the directory that match writes.
const designFile = "design.json"

// matchFlags are the flags of `sib match` as they were given.
type matchFlags struct {
	out, ties   string
	json, pairs bool
	draws       int
	given       givenFlags
	data        dataFlags
}

func newMatch() *cobra.Command {
	var f matchFlags
	cmd := &cobra.Command{
		Use:   "match CONTRACT",
		Short: "Carry out the design without opening an outcome",
		Long: `match reads the people and carries out the contract's design: who is compared with
whom, and with which weight. It never opens an outcome column. With --out it writes
design.json, balance.csv, matched.parquet (profiles with their weights), for a method
that makes pairs links.parquet, and manifest.json: whole, or not at all.

--pairs adds pairs.parquet, which names people by their ids: the only file that does.
People who cannot be told apart are taken in the order of a hash of their id under the
plan's digest, or with --ties file-order as R's MatchIt takes them, to be compared with.

--tie-spread N does open the outcomes: it shuffles the rows N times, matches person by
person as tools that go by the order of rows do, and shows how far their answer wanders. What the
contract would pay may need what sib evaluate is given: --figures, --as-of, --paid, --ended.`,
		Example: `  sib match testdata/duo/contract.yaml
  sib match testdata/duo/contract.yaml --out design
  sib match testdata/duo/contract.yaml --tie-spread 200`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args[0]) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.out, "out", "", "directory to write; without it only the summary is printed")
	flags.BoolVar(&f.json, "json", false, "print design.json instead of the summary")
	flags.BoolVar(&f.pairs, "pairs", false, "name the pairs, with ids, in --out")
	flags.StringVar(&f.ties, "ties", string(evaluate.ByKey), "order among people who cannot be told apart in --pairs: key or file-order")
	flags.IntVar(&f.draws, "tie-spread", 0, "shuffle the rows so many times and show how far an order-dependent answer wanders")
	f.given.register(cmd)
	f.data.register(cmd)
	cmd.MarkFlagsMutuallyExclusive("tie-spread", "out")
	cmd.MarkFlagsMutuallyExclusive("tie-spread", "pairs")
	return cmd
}

func (f matchFlags) run(cmd *cobra.Command, path string) error {
	from, err := f.data.data(path)
	if err != nil {
		return err
	}
	if f.draws > 0 {
		return tieSpread(cmd, path, from, f.draws, f.given, f.json)
	}
	for _, name := range givenNames {
		if cmd.Flags().Changed(name) {
			return fmt.Errorf("--%s is for --tie-spread: a design sees no money\n  hint: delete it, or add --tie-spread N", name)
		}
	}
	named, err := namedFrom(f.pairs, f.ties, f.out)
	if err != nil {
		return err
	}
	r, err := design(cmd.Context(), path, from, named, cmd.ErrOrStderr())
	if err != nil {
		return err
	}
	if f.out != "" {
		if err := evidence.WriteRun(f.out, r.files, r.manifest); err != nil {
			return withCode(exitFailure, err)
		}
	}
	return r.print(cmd.OutOrStdout(), f.out, f.json)
}

// namedFrom says which pairs to name: none for the empty Ties.
func namedFrom(pairs bool, ties, out string) (evaluate.Ties, error) {
	t := evaluate.Ties(ties)
	switch {
	case t != evaluate.ByKey && t != evaluate.ByFile:
		return "", fmt.Errorf("--ties: unknown order %q\n  hint: key, or file-order", ties)
	case !pairs && t != evaluate.ByKey:
		return "", errors.New("--ties is for --pairs\n  hint: add --pairs")
	case !pairs:
		return "", nil
	case out == "":
		return "", errors.New("--pairs needs a directory to write ids to\n  hint: add --out DIR")
	}
	return t, nil
}

// designed is a design in memory: every file it consists of, and what it read.
type designed struct {
	design   *evaluate.Design
	files    map[string][]byte
	manifest evidence.Manifest
}

// design carries out the design of the contract at path on the data and renders it, with named
// pairs if ties says how, writing nothing.
func design(ctx context.Context, path string, data evaluate.Data, ties evaluate.Ties, stderr io.Writer) (*designed, error) {
	terms, err := loadPeople(path)
	if err != nil {
		return nil, err
	}
	warn(stderr, data)
	show, done := progressOn(stderr)
	defer done()
	d, inputs, err := evaluate.Match(ctx, terms, data, tool(), show)
	if err != nil {
		return nil, runError(err)
	}
	files, err := report.Design(d)
	if err != nil {
		return nil, withCode(exitFailure, fmt.Errorf("render the design: %w", err))
	}
	if ties != "" {
		pairs, err := d.Pairs(ctx, ties)
		if err != nil {
			return nil, runError(err)
		}
		if files[report.PairsFile(ties)], err = report.Pairs(pairs); err != nil {
			return nil, withCode(exitFailure, fmt.Errorf("render the pairs: %w", err))
		}
	}
	return &designed{d, files, evidence.Manifest{Tool: tool(), Contract: d.Contract, Inputs: inputs}}, nil
}

func (r *designed) print(w io.Writer, out string, asJSON bool) error {
	if asJSON {
		_, err := w.Write(r.files[designFile])
		return err
	}
	printDesign(w, r.design)
	if out != "" {
		fmt.Fprintf(w, "\nDesign: %s\n", filepath.ToSlash(filepath.Join(out, designFile)))
	}
	return nil
}

func printDesign(w io.Writer, d *evaluate.Design) {
	w = terminal{w}
	s := d.Matching
	fmt.Fprintf(w, "%s, method %s, estimand: %s\n", d.Contract.ID, s.Method, s.Estimand)
	fmt.Fprintf(w, "%-10s %21s %21s %12s\n", "", "programme", "comparison", "comparison")
	fmt.Fprintf(w, "%-10s %21s %21s %12s\n", "cohort", "matched of eligible", "matched of eligible", "ESS")
	for _, g := range append(append([]matching.Group(nil), s.Years...), s.Pooled) {
		name := "pooled"
		if g.Year != 0 {
			name = fmt.Sprint(g.Year)
		}
		of := func(arm cohort.Arm) string { return fmt.Sprintf("%d of %d", g.Matched[arm], g.Eligible[arm]) }
		fmt.Fprintf(w, "%-10s %21s %21s %12.1f\n", name, of(cohort.Programme), of(cohort.Comparison), g.ESS)
	}
	if p := s.Proof; p != nil {
		fmt.Fprintf(w, "total distance %s; no assignment has less than %s (duality gap %s)\n", digits(p.Total), digits(p.Bound), digits(p.Gap))
	}
	for _, f := range d.Findings {
		fmt.Fprintf(w, "%s %s: %s\n", f.Severity, f.Code, f.Message)
	}
}
