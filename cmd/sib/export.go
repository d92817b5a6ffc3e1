package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"sib/evidence"
	"sib/export"
)

// exportFlags are the flags of `sib export` as they were given.
type exportFlags struct {
	indigo       bool
	out, project string
	json         bool
}

func newExport() *cobra.Command {
	var f exportFlags
	cmd := &cobra.Command{
		Use:   "export --indigo RUN",
		Short: "Write a decision as rows of an open data standard",
		Long: `export reads a finished run, or the JSON of a settled decision, holds the decision
against its trace, and writes it in the sheets of the GO Lab's INDIGO data
standard: metrics, prices, results, investments, commitments, planned and actual
payments. What the contract and the decision do not say is left empty; money
that is due is a planned payment, and never an actual one. docs/indigo.md says
where each field comes from.`,
		Example: `  sib export --indigo out --out indigo
  sib export --indigo out --out indigo --project INDIGO-POJ-0035
  sib settle testdata/duo/contract.yaml --effects effects.csv --json > decision.json
  sib export --indigo decision.json --json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.OutOrStdout(), args[0]) },
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.indigo, "indigo", false, "write the sheets of the INDIGO data standard")
	flags.StringVar(&f.out, "out", "", "directory to write the CSV files to; without it only a summary is printed")
	flags.StringVar(&f.project, "project", "", "the project's identifier, as the GO Lab assigned it")
	flags.BoolVar(&f.json, "json", false, "print the record of the standard as JSON instead of the summary")
	if err := cmd.MarkFlagRequired("indigo"); err != nil {
		panic(err)
	}
	return cmd
}

func (f exportFlags) run(stdout io.Writer, path string) error {
	if !f.indigo {
		return errors.New("--indigo is the only format\n  hint: sib export --indigo RUN")
	}
	if err := export.CheckProject(f.project); err != nil {
		return fmt.Errorf("--project: %w", err)
	}
	name, b, err := readDecided(path)
	if err != nil {
		return withCode(exitData, err)
	}
	in, err := export.Read(name, b)
	if err != nil {
		return withCode(exitData, err)
	}
	in.Project = f.project
	book, err := export.Indigo(*in)
	if err != nil {
		return withCode(exitData, err)
	}
	record, err := book.JSON()
	if err != nil {
		return withCode(exitFailure, err)
	}
	if f.out != "" {
		if err := f.write(book, in, name, b); err != nil {
			return err
		}
	}
	if f.json {
		_, err := stdout.Write(record)
		return withCode(exitFailure, err)
	}
	return f.print(stdout, book)
}

// readDecided reads the evaluation of a run, as its manifest lists it, or a file.
// The name is the path as it was given, with slashes.
func readDecided(path string) (string, []byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", nil, &evidence.Problem{File: filepath.ToSlash(path), What: "cannot be read", Err: errors.Unwrap(err), Remedy: "check the path"}
	}
	var listed evidence.Digest
	if info.IsDir() {
		m, err := evidence.ReadManifest(path)
		if err != nil {
			return "", nil, err
		}
		i := slices.IndexFunc(m.Outputs, func(o evidence.Output) bool { return o.Path == evaluationFile })
		if i < 0 {
			return "", nil, &evidence.Problem{File: filepath.ToSlash(path), What: "this run holds no evaluation", Remedy: "name the directory that `sib evaluate --out` wrote"}
		}
		listed, path = m.Outputs[i].SHA256, filepath.Join(path, evaluationFile)
	}
	name := filepath.ToSlash(path)
	b, err := os.ReadFile(path)
	if err != nil {
		return "", nil, &evidence.Problem{File: name, What: "cannot be read", Err: errors.Unwrap(err), Remedy: "run sib evaluate again"}
	}
	if listed != "" && listed != evidence.DigestOf(b) {
		return "", nil, &evidence.Problem{File: name, What: "the file is not the one that the manifest lists", Remedy: "run sib verify to see what changed, or sib evaluate again"}
	}
	return name, b, nil
}

// write writes the sheets as a directory, whole or not at all. It replaces an
// earlier export, never the run that it reads or another.
func (f exportFlags) write(book *export.Workbook, in *export.Input, name string, b []byte) error {
	files := book.Files()
	if old, err := evidence.ReadManifest(f.out); err == nil {
		if slices.ContainsFunc(old.Outputs, func(o evidence.Output) bool { return files[o.Path] == nil }) {
			return withCode(exitFailure, &evidence.Problem{File: filepath.ToSlash(f.out), What: "the directory holds a run, not an export", Remedy: "choose another --out; nothing was written"})
		}
	}
	t := in.Terms
	return withCode(exitFailure, evidence.WriteRun(f.out, files, evidence.Manifest{
		Tool:     tool(),
		Contract: evidence.Contract{File: t.File, ID: t.ID, SHA256: t.Digest},
		Inputs:   []evidence.Input{{Role: "decision", Path: filepath.Base(name), SHA256: evidence.DigestOf(b), Bytes: int64(len(b))}},
	}))
}

func (f exportFlags) print(stdout io.Writer, book *export.Workbook) error {
	w := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "INDIGO data standard %s\trows\tcolumns filled\n", export.Version)
	for _, s := range book.Sheets() {
		fmt.Fprintf(w, "%s\t%d\t%d of %d\n", s.Name, s.Rows, s.Filled, s.Columns)
	}
	if f.out != "" {
		fmt.Fprintf(w, "\nSheets: %s\n", filepath.ToSlash(f.out))
	}
	return withCode(exitFailure, w.Flush())
}
