package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"sib/cohort"
	"sib/contract"
	"sib/counts"
	"sib/evaluate"
	"sib/evidence"
)

// countsFlags are the flags of `sib counts` as they were given.
type countsFlags struct {
	data      dataFlags
	arm, out  string
	sql       string
	tables    []string
	json, csv bool
}

func newCounts() *cobra.Command {
	var f countsFlags
	cmd := &cobra.Command{
		Use:   "counts CONTRACT --out FILE",
		Short: "Hand people over as counts per profile, without ids",
		Long: `counts reads people and their outcomes as the contract says and writes how many there
are of each profile, how many have an outcome and how many were placed, with a row
for each reason to leave people out: all that sib evaluate needs, and no id. The
holder of a group's data runs it, or the query that --sql prints, and hands over the
file; sib evaluate --comparison-counts FILE then gives the same evaluation, byte for
byte, as from people.

A profile may be one person's: what is said on the standard error tells how many
hold fewer people than the contract's disclosure threshold. Tables of several
holders are added with --comparison-counts or --programme-counts, repeated.

--sql prints one query that makes the same table where the data lie: DuckDB reads the
contract's files, the others the tables that --table names. Save its rows as Parquet.
People whom a run would refuse, such as one with an unknown level, become rows whose
stage begins with "refused:", which sib evaluate refuses with the reason.`,
		Example: `  sib counts testdata/duo/contract.yaml --arm comparison --out comparison-counts.parquet
  sib evaluate testdata/duo/contract.yaml --comparison-counts comparison-counts.parquet --out out
  sib counts testdata/duo/contract.yaml --csv
  sib counts testdata/duo/contract.yaml --arm comparison --sql postgres --table register.jobseekers`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args[0]) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.arm, "arm", "", "programme or comparison; left out: both")
	flags.StringVar(&f.out, "out", "", "Parquet file to write")
	flags.StringVar(&f.sql, "sql", "", "print the query instead: of duckdb, postgres, spark or trino")
	flags.StringArrayVar(&f.tables, "table", nil, "table that the query reads, such as schema.name or comparison=schema.name; programme, comparison, people and spells are their own names")
	flags.BoolVar(&f.json, "json", false, "print the summary as JSON")
	flags.BoolVar(&f.csv, "csv", false, "print the counts as CSV")
	f.data.register(cmd)
	cmd.MarkFlagsMutuallyExclusive("json", "csv", "sql")
	cmd.MarkFlagsMutuallyExclusive("sql", "out")
	return cmd
}

func (f countsFlags) run(cmd *cobra.Command, path string) error {
	arms, err := armsOf(f.arm)
	if err != nil {
		return err
	}
	if f.out == "" && !f.csv && !f.json && f.sql == "" {
		return errors.New("counts: nothing to write\n  hint: add --out FILE, or --csv")
	}
	terms, err := loadPeople(path)
	if err != nil {
		return err
	}
	if f.sql != "" || len(f.tables) > 0 {
		return f.query(cmd, terms, arms)
	}
	d, err := f.data.data(path)
	if err != nil {
		return err
	}
	warn(cmd.ErrOrStderr(), d)
	show, done := progressOn(cmd.ErrOrStderr())
	people, happened, err := evaluate.Count(cmd.Context(), terms, d, arms, show)
	done()
	if err != nil {
		return runError(err)
	}
	spec, outcomes := evaluate.Specs(terms, d)
	table := counts.Of(spec, outcomes, people, happened, arms)
	if f.out != "" {
		if err := f.write(d.Dir, people.Inputs, table); err != nil {
			return err
		}
	}
	return f.print(cmd, terms, people.Inputs, table, arms)
}

// write writes the file whole or not at all, and never over the data.
func (f countsFlags) write(dir string, inputs []evidence.Input, table *counts.Table) error {
	there, err := os.Stat(f.out)
	for _, in := range inputs {
		path := in.Path
		if !filepath.IsAbs(path) {
			path = filepath.Join(dir, path)
		}
		if read, missing := os.Stat(path); err == nil && missing == nil && os.SameFile(there, read) {
			return withCode(exitUsage, &evidence.Problem{File: filepath.ToSlash(f.out), What: "the counts would replace the data that they are made from", Remedy: "choose another --out; nothing was written"})
		}
	}
	b, err := table.Parquet()
	if err != nil {
		return withCode(exitFailure, err)
	}
	return writeFigure(f.out, b)
}

func armsOf(name string) ([]cohort.Arm, error) {
	both := []cohort.Arm{cohort.Programme, cohort.Comparison}
	if name == "" {
		return both, nil
	}
	for _, arm := range both {
		if name == arm.String() {
			return []cohort.Arm{arm}, nil
		}
	}
	return nil, fmt.Errorf("--arm: unknown group %q\n  hint: programme or comparison; left out: both", name)
}

// countsSummary is what --json prints.
type countsSummary struct {
	Contract  evidence.Contract `json:"contract"`
	Inputs    []evidence.Input  `json:"inputs"`
	Threshold int               `json:"disclosure_threshold"`
	counts.Summary
}

func (f countsFlags) print(cmd *cobra.Command, t *contract.Terms, inputs []evidence.Input, table *counts.Table, arms []cohort.Arm) error {
	s := table.Summary(int64(t.Disclosure.Threshold))
	talk := cmd.ErrOrStderr()
	fmt.Fprintf(talk, "%d rows\n", s.Rows)
	for _, arm := range arms {
		fmt.Fprintf(talk, "%s: %d people, %d eligible in %d profiles, of which %d hold fewer than %d people\n",
			arm, s.People[arm], s.Eligible[arm], s.Profiles[arm], s.Small[arm], t.Disclosure.Threshold)
	}
	if f.out != "" {
		fmt.Fprintf(talk, "Counts: %s\n", filepath.ToSlash(f.out))
	}
	switch {
	case f.json:
		return printJSON(cmd, countsSummary{evidence.Contract{File: t.File, ID: t.ID, SHA256: t.Digest}, inputs, t.Disclosure.Threshold, s})
	case f.csv:
		_, err := cmd.OutOrStdout().Write(table.CSV())
		return withCode(exitFailure, err)
	}
	return nil
}
