package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sib/evaluate"
	"sib/evidence"
	"sib/report"
)

// roleEvaluation is the role of evaluation.json in the manifest of a settlement pack.
const roleEvaluation = "evaluation"

// publicLogFile is in every public pack and in nothing else.
const publicLogFile = "tables/suppression_log.csv"

func (f reportFlags) public() bool { return f.pack == string(report.Public) }

// checkPack refuses what would put exact figures beside published ones.
func (f reportFlags) checkPack() error {
	switch {
	case !slices.Contains(report.Packs(), report.Pack(f.pack)):
		return fmt.Errorf("--pack: %q is no pack\n  hint: name %s or %s", f.pack, report.Settlement, report.Public)
	case f.public() && f.out == "":
		return fmt.Errorf("--pack public: it is written to a directory of its own\n  hint: name it with --out DIR")
	case f.log != "" && !f.public():
		return fmt.Errorf("--log: only the public pack hides anything\n  hint: use it with --pack public")
	case f.log != "" && inside(f.log, f.out):
		return fmt.Errorf("--log: %q lies in the public directory, and the log is for the parties alone\n  hint: name a file elsewhere", f.log)
	}
	return nil
}

// inside says whether a file would lie in a directory, or is it.
func inside(file, dir string) bool {
	a, err := filepath.Abs(file)
	if err != nil {
		return true
	}
	b, err := filepath.Abs(dir)
	if err != nil {
		return true
	}
	rel, err := filepath.Rel(b, a)
	return err != nil || rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// publish writes the public pack. Its manifest names the contract, the tool and the files,
// but not the evaluation: a digest of exact counts can be guessed by trying them.
func (f reportFlags) publish(stdout io.Writer, e *evaluate.Evaluation, engine string, files map[string][]byte) error {
	if old, err := evidence.ReadManifest(f.out); err == nil && !holdsPublic(old) {
		return f.holdsOther("the directory holds exact figures, not a public pack")
	}
	for _, format := range reportFormats {
		if !slices.Contains(f.formats, format) {
			delete(files, "report."+format)
		}
	}
	log, err := report.SuppressionLog(e)
	if err != nil {
		return withCode(exitData, err)
	}
	t := e.Contract
	if err := evidence.WriteRun(f.out, files, evidence.Manifest{
		Tool: tool(), PDFEngine: engine,
		Contract: evidence.Contract{File: t.File, ID: t.ID, SHA256: t.Digest},
		Inputs:   []evidence.Input{},
	}); err != nil {
		return withCode(exitFailure, err)
	}
	if err := f.sayWritten(stdout); err != nil || f.log == "" {
		return err
	}
	if err := os.WriteFile(f.log, log, 0o600); err != nil {
		return withCode(exitFailure, fmt.Errorf("write the suppression log: %w", err))
	}
	if _, err := fmt.Fprintf(stdout, "Log for the parties: %s\n", filepath.ToSlash(f.log)); err != nil {
		return withCode(exitFailure, err)
	}
	return nil
}

func (f reportFlags) holdsOther(what string) error {
	return withCode(exitFailure, &evidence.Problem{File: filepath.ToSlash(f.out), What: what, Remedy: "choose another --out; nothing was written"})
}

// holdsPublic says of a directory with a manifest that a public pack is in it.
func holdsPublic(m *evidence.Manifest) bool {
	return len(m.Inputs) == 0 && slices.ContainsFunc(m.Outputs, func(o evidence.Output) bool { return o.Path == publicLogFile })
}
