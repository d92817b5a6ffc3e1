package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"sib/cohort"
	"sib/contract"
	"sib/evaluate"
	"sib/evidence"
)

// checkFlags are the flags of `sib check` as they were given.
type checkFlags struct {
	data                             dataFlags
	json, termsOnly, strict, inspect bool
}

func newCheck() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check CONTRACT",
		Short: "Validate the contract and its data without computing anything",
		Long: `check reads the contract and every file it names, validates both, and prints how
many people are received, valid and eligible. It matches nobody, estimates
nothing, and shows no outcome. A contract that compares no people is checked by
itself: its figures are given to sib settle.

Then comes advice: what is noteworthy about terms that are accepted, such as a
threshold at which one person decides over the principal, with the line and what
the parties may do about it. sib explain says more about a code. With --strict a
warning about the contract exits with 3, and one about the data with 4.

Without --data, the first thing that is wrong about the data stops the check. With
--data all of it is listed, with how many rows are concerned: what stops a run
(errors, exit code 4), what may make the result doubtful (warnings: values missing,
arms or years that differ, people outside the range of the comparison pool), and what
is worth knowing (notes). It names files, columns, rows and values of categories,
never an id, a number or a day of anybody, and it tells nothing about results.
Tables of counts are checked without --data.`,
		Example: `  sib check testdata/duo/contract.yaml
  sib check testdata/duo/contract.yaml --contract-only --strict
  sib check testdata/duo/contract.yaml --data
  sib check testdata/duo/contract.yaml --json | jq .advice`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args[0]) },
	}
	f.data.register(cmd)
	cmd.Flags().BoolVar(&f.json, "json", false, "print JSON")
	cmd.Flags().BoolVar(&f.inspect, "data", false, "list everything that is wrong or noteworthy about the data")
	cmd.Flags().BoolVar(&f.termsOnly, "contract-only", false, "do not open the data")
	cmd.Flags().BoolVar(&f.strict, "strict", false, "fail if there is a warning")
	cmd.MarkFlagsMutuallyExclusive("data", "contract-only")
	return cmd
}

func (f checkFlags) run(cmd *cobra.Command, path string) error {
	terms, err := contract.Load(path)
	if err != nil {
		return withCode(exitContract, err)
	}
	c := checked{
		Contract: evidence.Contract{File: terms.File, ID: terms.ID, SHA256: terms.Digest},
		Advice:   append([]contract.Advice{}, contract.Lint(terms)...), path: path, people: terms.ComparesPeople(),
	}
	from, err := f.data.data(path)
	if err != nil {
		return err
	}
	if f.inspect {
		return c.inspect(cmd, terms, from, f.json, f.strict)
	}
	if !f.termsOnly && terms.ComparesPeople() {
		warn(cmd.ErrOrStderr(), from)
		show, done := progressOn(cmd.ErrOrStderr())
		people, err := evaluate.Check(cmd.Context(), terms, from, show)
		done()
		if err != nil {
			return runError(err)
		}
		c.Inputs, c.Flow, c.Findings = people.Inputs, &people.Flow, evidence.SortFindings(people.Findings)
	}
	if f.json {
		err = printIndented(cmd, c)
	} else {
		err = c.print(cmd.OutOrStdout())
	}
	if err == nil && f.strict {
		err = c.strictly()
	}
	return err
}

type checked struct {
	Contract evidence.Contract    `json:"contract"`
	Inputs   []evidence.Input     `json:"inputs,omitempty"`
	Flow     *cohort.Flow         `json:"flow,omitempty"`
	Findings []evidence.Finding   `json:"findings,omitempty"`
	Data     *evaluate.Inspection `json:"data,omitempty"`
	Advice   []contract.Advice    `json:"advice"`
	path     string               // of the contract, as it was typed
	people   bool                 // the contract compares people
}

// inspect lists everything about the data.
func (c checked) inspect(cmd *cobra.Command, terms *contract.Terms, from evaluate.Data, asJSON, strict bool) error {
	if !c.people {
		return withCode(exitUsage, errors.New("the contract compares no people, so that there are no data to check\n  hint: leave out --data"))
	}
	if len(from.Counts[0])+len(from.Counts[1]) > 0 {
		return withCode(exitUsage, errors.New("--data lists what is wrong with people, one by one; counts have none\n  hint: leave out --data: counts are checked row by row, and so they are by sib evaluate"))
	}
	show, done := progressOn(cmd.ErrOrStderr())
	var err error
	c.Data, err = evaluate.Inspect(cmd.Context(), terms, from, show)
	done()
	if err != nil {
		return runError(err)
	}
	c.Inputs = c.Data.Inputs
	if asJSON {
		err = printIndented(cmd, c)
	} else {
		err = c.print(cmd.OutOrStdout())
	}
	if err == nil {
		err = inspectionError(c.Data, strict)
	}
	if err == nil && strict {
		err = c.strictly()
	}
	return err
}

// strictly makes an error of warnings.
func (c checked) strictly() error {
	advice, findings := 0, 0
	for _, a := range c.Advice {
		if a.Severity == evidence.Warning {
			advice++
		}
	}
	for _, f := range c.Findings {
		if f.Severity == evidence.Warning {
			findings++
		}
	}
	const remedy = "\n  hint: see the output; without --strict warnings do not fail"
	switch {
	case advice > 0:
		return withCode(exitContract, fmt.Errorf("%s about the contract%s", plural(advice, "warning"), remedy))
	case findings > 0:
		return withCode(exitData, fmt.Errorf("%s about the data%s", plural(findings, "warning"), remedy))
	}
	return nil
}

func (c checked) print(out io.Writer) error {
	w := &strings.Builder{}
	fmt.Fprintf(w, "contract %s is valid (sha256 %s…)\n", c.Contract.ID, c.Contract.SHA256.Short())
	for _, in := range c.Inputs {
		fmt.Fprintf(w, "%s: %d rows in %s (sha256 %s…)\n", in.Role, in.Rows, in.Path, in.SHA256.Short())
	}
	if !c.people {
		fmt.Fprintln(w, "no people are read: the figures are given to sib settle")
	}
	if c.Flow != nil {
		fmt.Fprintf(w, "%-32s %12s %12s\n", "", cohort.Programme, cohort.Comparison)
		line := func(name string, n [2]int64) { fmt.Fprintf(w, "%-32s %12d %12d\n", name, n[0], n[1]) }
		line("received", c.Flow.Received)
		for _, l := range append(append([]cohort.Loss(nil), c.Flow.Invalid...), c.Flow.Ineligible...) {
			line("  "+l.Reason, l.N)
		}
		line("eligible", c.Flow.Eligible)
	}
	if c.Data != nil {
		printInspection(w, c.Data)
	}
	for _, f := range c.Findings {
		fmt.Fprintf(w, "%s %s: %s\n", f.Severity, f.Code, f.Message)
	}
	for _, a := range c.Advice {
		fmt.Fprintf(w, "%s %s %s: %s\n  hint: %s\n", a.Severity, a.Code, c.place(a), a.What, a.Remedy)
	}
	_, err := io.WriteString(out, printable(w.String()))
	return err
}

// place is where an advice points: a line of the file, which an editor jumps to.
func (c checked) place(a contract.Advice) string {
	if a.Line == 0 {
		return c.path
	}
	return fmt.Sprintf("%s:%d", c.path, a.Line)
}
