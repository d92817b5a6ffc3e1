package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"sib/evaluate"
	"sib/evidence"
	"sib/report"
)

func newVerify() *cobra.Command {
	var contractPath, figures string
	var data dataFlags
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "verify RUN --contract CONTRACT",
		Short: "Run again from the inputs and compare every byte",
		Long: `verify carries out the contract again, compares every file with the run, or with
the design that match wrote, byte by byte, and names what differs: the contract, an input, or a file of the result.
It exits with 5 if anything does.

What sib evaluate was given besides people (--as-of, --paid, --ended and the contents of
--figures) is in the run, and is taken from there; the output says so. With --figures the
file is read again and held against the run, too. Tables of counts are looked for
where the manifest says, from the contract's directory; --programme-counts and
--comparison-counts name them elsewhere.`,
		Example: `  sib verify out --contract testdata/duo/contract.yaml
  sib verify out --contract contract.yaml --figures figures.csv`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			old, err := evidence.ReadManifest(args[0])
			if err != nil {
				return withCode(exitData, err)
			}
			r := recordedIn(args[0], old, figures)
			from, err := data.again(old, contractPath)
			if err != nil {
				return err
			}
			files, manifest, err := again(cmd.Context(), old, contractPath, from, r.take, cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			sameNames(old.Inputs, manifest.Inputs)
			found, err := compare(args[0], old, files, manifest)
			if err != nil {
				return withCode(exitFailure, err)
			}
			found.Taken = r.words()
			return printVerdict(cmd.OutOrStdout(), found, asJSON)
		},
	}
	data.register(cmd)
	cmd.Flags().StringVar(&contractPath, "contract", "", "the contract file to run again")
	cmd.Flags().StringVar(&figures, "figures", "", "the figures file to read again; left out: the figures that the run holds")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the comparison as JSON")
	if err := cmd.MarkFlagRequired("contract"); err != nil {
		panic(err)
	}
	return cmd
}

// comparison is what verify found. Differences name what differs, causes first.
type comparison struct {
	Same        bool     `json:"same"`
	Files       int      `json:"files"`
	Inputs      int      `json:"inputs"`
	Differences []string `json:"differences"`
	// Taken is what was not made again but believed: it is in the run alone.
	Taken []string `json:"taken_from_run,omitempty"`
}

// again makes a run, or a design, once more in memory.
func again(ctx context.Context, old *evidence.Manifest, path string, data evaluate.Data, take takeGiven, stderr io.Writer) (map[string][]byte, evidence.Manifest, error) {
	has := func(name string) bool {
		return slices.ContainsFunc(old.Outputs, func(o evidence.Output) bool { return o.Path == name })
	}
	if has(designFile) {
		var named evaluate.Ties
		for _, ties := range []evaluate.Ties{evaluate.ByKey, evaluate.ByFile} {
			if has(report.PairsFile(ties)) {
				named = ties
			}
		}
		d, err := design(ctx, path, data, named, stderr)
		if err != nil {
			return nil, evidence.Manifest{}, err
		}
		return d.files, d.manifest, nil
	}
	r, err := carryOut(ctx, path, data, take, stderr)
	if err != nil {
		return nil, evidence.Manifest{}, err
	}
	return r.files, r.manifest, nil
}

func compare(dir string, old *evidence.Manifest, files map[string][]byte, now evidence.Manifest) (comparison, error) {
	diffs := inputDifferences(old, now)
	manifest, err := evidence.EncodeManifest(files, now)
	if err != nil {
		return comparison{}, err
	}
	fresh := map[string][]byte{evidence.ManifestFile: manifest}
	for name, b := range files {
		fresh[name] = b
	}
	stored, err := storedFiles(dir)
	if err != nil {
		return comparison{}, err
	}
	for _, name := range slices.Sorted(keys(fresh, stored)) {
		want, made := fresh[name]
		got, kept := stored[name]
		switch {
		case !kept:
			diffs = append(diffs, fmt.Sprintf("file %s is missing from the run", name))
		case !made:
			diffs = append(diffs, fmt.Sprintf("file %s is not part of the run", name))
		case !bytes.Equal(want, got):
			diffs = append(diffs, fmt.Sprintf("file %s differs from byte %d on", name, firstDifference(want, got)))
		}
	}
	return comparison{Same: len(diffs) == 0, Files: len(fresh), Inputs: len(now.Inputs), Differences: diffs}, nil
}

// inputDifferences compares what was read: a difference here explains those in the files.
func inputDifferences(old *evidence.Manifest, now evidence.Manifest) []string {
	var out []string
	if old.Tool != now.Tool {
		out = append(out, fmt.Sprintf("tool: the run was made by %s %s, this is %s %s", old.Tool.Name, old.Tool.Version, now.Tool.Name, now.Tool.Version))
	}
	if old.Contract.SHA256 != now.Contract.SHA256 {
		out = append(out, fmt.Sprintf("contract: the run read %s, this is %s", old.Contract.SHA256.Short(), now.Contract.SHA256.Short()))
	}
	for i, in := range now.Inputs {
		if i >= len(old.Inputs) {
			out = append(out, fmt.Sprintf("input %s (%s) was not read by the run", in.Path, in.Role))
			continue
		}
		if was := old.Inputs[i]; was.SHA256 != in.SHA256 {
			out = append(out, fmt.Sprintf("input %s (%s): the run read %s, this is %s", in.Path, in.Role, was.SHA256.Short(), in.SHA256.Short()))
		}
	}
	return out
}

func keys(a, b map[string][]byte) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for name := range a {
			if !yield(name) {
				return
			}
		}
		for name := range b {
			if _, both := a[name]; !both && !yield(name) {
				return
			}
		}
	}
}

func storedFiles(dir string) (map[string][]byte, error) {
	out := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		out[filepath.ToSlash(rel)] = b
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read run: %w", err)
	}
	return out, nil
}

// firstDifference counts bytes from 1.
func firstDifference(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i + 1
		}
	}
	return min(len(a), len(b)) + 1
}

func printVerdict(w io.Writer, c comparison, asJSON bool) error {
	if asJSON {
		b, err := json.MarshalIndent(c, "", "  ")
		if err != nil {
			return withCode(exitFailure, err)
		}
		fmt.Fprintf(w, "%s\n", b)
	} else if c.Same {
		fmt.Fprintf(w, "same: %d files, made again from the contract and %s, agree byte for byte\n", c.Files, plural(c.Inputs, "input file"))
	} else {
		for _, d := range c.Differences {
			fmt.Fprintln(terminal{w}, d)
		}
	}
	if !asJSON {
		w := terminal{w}
		for _, words := range c.Taken {
			fmt.Fprintf(w, "taken from the run: %s\n", words)
		}
	}
	if !c.Same {
		return withCode(exitDifferent, errors.New("the run differs from what the inputs give"))
	}
	return nil
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
