package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sib/evaluate"
	"sib/evidence"
	"sib/report"
)

// reportFormats are the forms of a report, each a file report.FORMAT.
var reportFormats = []string{"html", "pdf", "md"}

// reportFlags are the flags of `sib report` as they were given.
type reportFlags struct {
	formats  []string
	language string
	out      string
	engine   string
	pack     string
	log      string
}

func newReport() *cobra.Command {
	var f reportFlags
	cmd := &cobra.Command{
		Use:   "report RUN",
		Short: "Write the report of a finished run again, without its data",
		Long: `report makes the report of a finished run from evaluation.json alone: no people are
read, and no contract. It first holds evaluation.json against the run's manifest.

With --out it writes report.html, report.pdf and report.md, or those that --format
names, into a directory, whole or not at all; with report.md come the figures that it
shows. The bytes are those of the run. Without --out it writes nothing: it says where
the run's own reports are and whether they are what the evaluation gives, and exits
with 5 if one is not.

The settlement pack is exact, for the parties to the contract. --pack public writes
another report, for publication: counts are rounded or hidden, effects are in whole per
cent, and with it come its figures, its tables and a log of what is hidden. It needs
--out. --log FILE writes the log with the reasons, which is for the parties alone, to a
file outside that directory.

A run writes its report in English; --lang writes it in French or Dutch, too, with
numbers as Belgium writes them. What the contract says in its own words stays as it
is, and so do the tables for machines.

` + pdfEngineHelp + `

That the evaluation follows from the data is what sib verify shows.`,
		Example: `  sib report out
  sib report out --format md --out letter
  sib report out --format html,pdf --out pack
  sib report out --lang fr --out dossier
  sib report out --format pdf --pdf-engine chromium --out tagged
  sib report out --pack public --out public --log hidden.csv`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), cmd.OutOrStdout(), args[0]) },
	}
	cmd.Flags().StringVar(&f.engine, "pdf-engine", engineGo, "what makes report.pdf: "+strings.Join(pdfEngines, " or "))
	cmd.Flags().StringSliceVar(&f.formats, "format", reportFormats, "forms of the report: any of "+strings.Join(reportFormats, ", "))
	cmd.Flags().StringVar(&f.language, "lang", string(report.English), "language of the report: any of "+languages())
	cmd.Flags().StringVar(&f.out, "out", "", "directory to write; without it the run's own reports are compared")
	cmd.Flags().StringVar(&f.pack, "pack", string(report.Settlement), "for whom: settlement (exact, for the parties) or public (protected)")
	cmd.Flags().StringVar(&f.log, "log", "", "file for the full suppression log of the public pack")
	for flag, words := range map[string][]string{
		"pdf-engine": pdfEngines, "format": reportFormats, "lang": strings.Split(languages(), ", "), "pack": {string(report.Settlement), string(report.Public)},
	} {
		if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)); err != nil {
			panic(err)
		}
	}
	return cmd
}

func (f reportFlags) run(ctx context.Context, stdout io.Writer, run string) error {
	if err := f.check(); err != nil {
		return err
	}
	e, read, err := readReported(run)
	if err != nil {
		return withCode(exitData, err)
	}
	files, err := report.Render(e, report.Options{Language: report.Language(f.language), Pack: report.Pack(f.pack)})
	if err != nil {
		return withCode(exitData, &evidence.Problem{File: filepath.ToSlash(filepath.Join(run, evaluationFile)), What: "the evaluation cannot be reported", Err: err, Remedy: "run sib evaluate again"})
	}
	if f.out == "" {
		return f.compare(stdout, run, files)
	}
	engine, err := f.print(ctx, files)
	if err != nil {
		return withCode(exitFailure, err)
	}
	if f.public() {
		return f.publish(stdout, e, engine, files)
	}
	return f.write(stdout, e, read, engine, f.chosen(files))
}

func (f reportFlags) check() error {
	if len(f.formats) == 0 {
		return fmt.Errorf("--format: no form is named\n  hint: name any of %s", strings.Join(reportFormats, ", "))
	}
	for _, name := range f.formats {
		if !slices.Contains(reportFormats, name) {
			return fmt.Errorf("--format: %q is no form of a report\n  hint: name any of %s, with commas between them", name, strings.Join(reportFormats, ", "))
		}
	}
	if !slices.Contains(report.Languages(), report.Language(f.language)) {
		return fmt.Errorf("--lang: %q is no language of a report\n  hint: name one of %s", f.language, languages())
	}
	if f.out == "" && f.language != string(report.English) {
		return errors.New("--lang: the run's own reports are in English\n  hint: name a directory with --out for reports in another language")
	}
	if err := f.checkPack(); err != nil {
		return err
	}
	return f.checkEngine()
}

func languages() string {
	var out []string
	for _, l := range report.Languages() {
		out = append(out, string(l))
	}
	return strings.Join(out, ", ")
}

// readReported reads the evaluation of a run, checked against its manifest, with what
// the manifest of a report says of it.
func readReported(run string) (*evaluate.Evaluation, evidence.Input, error) {
	if info, err := os.Stat(run); err == nil && !info.IsDir() {
		return nil, evidence.Input{}, &evidence.Problem{File: filepath.ToSlash(run), What: "this is a file, not a run", Remedy: "name the directory that `sib evaluate --out` wrote"}
	}
	name, b, err := readDecided(run)
	if err != nil {
		return nil, evidence.Input{}, err
	}
	e, err := evaluate.ReadEvaluation(b)
	if err != nil {
		return nil, evidence.Input{}, damagedEvaluation(name, err)
	}
	return e, evidence.Input{Role: roleEvaluation, Path: evaluationFile, SHA256: evidence.DigestOf(b), Bytes: int64(len(b))}, nil
}

// chosen are the files of the forms that were asked for. HTML and PDF hold their
// figures; Markdown links to them.
func (f reportFlags) chosen(files map[string][]byte) map[string][]byte {
	out := map[string][]byte{}
	for _, format := range f.formats {
		out["report."+format] = files["report."+format]
	}
	if !slices.Contains(f.formats, "md") {
		return out
	}
	for name, b := range files {
		if strings.HasPrefix(name, "figures/") {
			out[name] = b
		}
	}
	return out
}

// write writes the reports as a directory. It replaces earlier reports, never a run.
func (f reportFlags) write(stdout io.Writer, e *evaluate.Evaluation, read evidence.Input, engine string, files map[string][]byte) error {
	if old, err := evidence.ReadManifest(f.out); err == nil {
		switch {
		case holdsPublic(old):
			return f.holdsOther("the directory holds a public pack, and these reports are not for publication")
		case !slices.ContainsFunc(old.Inputs, func(in evidence.Input) bool { return in.Role == read.Role }):
			return f.holdsOther("the directory holds a run, not reports of one")
		}
	}
	t := e.Contract
	if err := evidence.WriteRun(f.out, files, evidence.Manifest{
		Tool: tool(), PDFEngine: engine,
		Contract: evidence.Contract{File: t.File, ID: t.ID, SHA256: t.Digest},
		Inputs:   []evidence.Input{read},
	}); err != nil {
		return withCode(exitFailure, err)
	}
	return f.sayWritten(stdout)
}

func (f reportFlags) sayWritten(stdout io.Writer) error {
	for _, name := range f.names() {
		if _, err := fmt.Fprintf(stdout, "Report: %s\n", filepath.ToSlash(filepath.Join(f.out, name))); err != nil {
			return withCode(exitFailure, err)
		}
	}
	return nil
}

// names are the files of the forms that were asked for, in the order of reportFormats.
func (f reportFlags) names() []string {
	var out []string
	for _, format := range reportFormats {
		if slices.Contains(f.formats, format) {
			out = append(out, "report."+format)
		}
	}
	return out
}

// compare says of the run's own reports where they are, and whether they are what the
// evaluation gives.
func (f reportFlags) compare(stdout io.Writer, run string, files map[string][]byte) error {
	differs := false
	for _, name := range f.names() {
		path := filepath.Join(run, name)
		b, err := os.ReadFile(path)
		words := "as the evaluation gives it"
		switch {
		case errors.Is(err, os.ErrNotExist):
			words = "not in the run; --out DIR writes it"
		case err != nil:
			return withCode(exitFailure, fmt.Errorf("read the run's report: %w", err))
		case !bytes.Equal(b, files[name]):
			differs = true
			words = fmt.Sprintf("differs from byte %d on", firstDifference(files[name], b))
		}
		if _, err := fmt.Fprintf(stdout, "%s: %s\n", filepath.ToSlash(path), words); err != nil {
			return withCode(exitFailure, err)
		}
	}
	if differs {
		return withCode(exitDifferent, errors.New("a report of the run is not what its evaluation gives\n  hint: sib report RUN --out DIR writes it anew; sib verify says what else changed"))
	}
	return nil
}
