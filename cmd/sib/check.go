package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"sib/cohort"
	"sib/contract"
	"sib/evaluate"
	"sib/evidence"
)

func newCheck() *cobra.Command {
	var asJSON, termsOnly bool
	cmd := &cobra.Command{
		Use:   "check CONTRACT",
		Short: "Validate the contract and its data without computing anything",
		Long: `check reads the contract and every file it names, validates both, and prints how
many people are received, valid and eligible. It matches nobody, estimates
nothing, and shows no outcome.`,
		Example: `  sib check testdata/duo/contract.yaml
  sib check testdata/duo/contract.yaml --contract-only`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			terms, err := contract.Load(args[0])
			if err != nil {
				return withCode(exitContract, err)
			}
			c := checked{Contract: evidence.Contract{File: terms.File, ID: terms.ID, SHA256: terms.Digest}}
			if !termsOnly {
				show, done := progressOn(cmd.ErrOrStderr())
				people, err := evaluate.Check(cmd.Context(), terms, filepath.Dir(args[0]), show)
				done()
				if err != nil {
					return runError(err)
				}
				c.Inputs, c.Flow, c.Findings = people.Inputs, &people.Flow, evidence.SortFindings(people.Findings)
			}
			return c.print(cmd, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().BoolVar(&termsOnly, "contract-only", false, "do not open the data")
	return cmd
}

type checked struct {
	Contract evidence.Contract  `json:"contract"`
	Inputs   []evidence.Input   `json:"inputs,omitempty"`
	Flow     *cohort.Flow       `json:"flow,omitempty"`
	Findings []evidence.Finding `json:"findings,omitempty"`
}

func (c checked) print(cmd *cobra.Command, asJSON bool) error {
	w := cmd.OutOrStdout()
	if asJSON {
		b, err := json.MarshalIndent(c, "", "  ")
		if err != nil {
			return withCode(exitFailure, err)
		}
		_, err = fmt.Fprintf(w, "%s\n", b)
		return err
	}
	fmt.Fprintf(w, "contract %s is valid (sha256 %s…)\n", c.Contract.ID, c.Contract.SHA256.Short())
	for _, in := range c.Inputs {
		fmt.Fprintf(w, "%s: %d rows in %s (sha256 %s…)\n", in.Role, in.Rows, in.Path, in.SHA256.Short())
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
	for _, f := range c.Findings {
		fmt.Fprintf(w, "%s %s: %s\n", f.Severity, f.Code, f.Message)
	}
	return nil
}
