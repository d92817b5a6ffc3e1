package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"sib/cohort"
	"sib/evaluate"
	"sib/evidence"
)

// dataFlags say that tables of counts stand in for the people of an arm, and which digests
// the files must have.
type dataFlags struct {
	counts   [2][]string
	manifest string
}

func (f *dataFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&f.counts[cohort.Programme], "programme-counts", nil, "table of counts in place of the programme group; may be repeated")
	cmd.Flags().StringArrayVar(&f.counts[cohort.Comparison], "comparison-counts", nil, "table of counts in place of the comparison pool; may be repeated")
	cmd.Flags().StringVar(&f.manifest, "manifest", "", "digests that the data must have: the manifest.json of a run, or what sha256sum prints")
}

// data says where the data of the contract at path are. Tables of counts are named from
// the contract's directory, as its own files are, so that a manifest does not depend on
// where the command was given.
func (f dataFlags) data(path string) (evaluate.Data, error) {
	d := evaluate.Data{Dir: filepath.Dir(path)}
	for arm, names := range f.counts {
		for _, name := range names {
			d.Counts[arm] = append(d.Counts[arm], fromDir(d.Dir, name))
		}
	}
	if f.manifest == "" {
		return d, nil
	}
	b, err := os.ReadFile(f.manifest)
	if err != nil {
		return d, &evidence.Problem{File: filepath.ToSlash(f.manifest), What: "cannot be read", Err: errors.Unwrap(err), Remedy: "give the manifest.json of a run, or what sha256sum prints"}
	}
	d.Promise, err = evidence.ReadPromise(filepath.ToSlash(f.manifest), b, func(file string) string {
		if !filepath.IsAbs(file) { // sha256sum is run where the list is written
			file = filepath.Join(filepath.Dir(f.manifest), file)
		}
		return fromDir(d.Dir, file)
	})
	return d, err
}

// fromDir is a path as seen from a directory, with slashes; unchanged if it is absolute.
func fromDir(dir, name string) string {
	if filepath.IsAbs(name) {
		return filepath.ToSlash(name)
	}
	at, err := filepath.Abs(dir)
	if err == nil {
		name, err = filepath.Abs(name)
	}
	if err == nil {
		if rel, err := filepath.Rel(at, name); err == nil {
			name = rel
		}
	}
	return filepath.ToSlash(name)
}

// warn says what nobody can check about counts. It is no part of a result, which is the
// same for people.
func warn(w io.Writer, d evaluate.Data) {
	groups := [...]string{"programme group", "comparison pool"}
	for arm, names := range d.Counts {
		if len(names) > 0 {
			fmt.Fprintf(w, "note: the %s is read from counts, which have no ids: whoever counted must have seen to it that nobody is there twice, or in both groups\n", groups[arm])
		}
	}
}

// countsRead are the tables of counts among the inputs of a manifest, by arm.
func countsRead(inputs []evidence.Input) [2][]string {
	var out [2][]string
	for _, in := range inputs {
		if in.Role == cohort.RoleProgrammeCounts || in.Role == cohort.RoleCounts {
			out[cohort.Programme] = append(out[cohort.Programme], in.Path)
		}
		if in.Role == cohort.RoleComparisonCounts || in.Role == cohort.RoleCounts {
			out[cohort.Comparison] = append(out[cohort.Comparison], in.Path)
		}
	}
	return out
}
