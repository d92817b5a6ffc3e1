package main

import (
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strconv"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"sib/contract"
	"sib/evaluate"
	"sib/matching"
	"sib/report"
)

func newBalance() *cobra.Command {
	var asJSON, asCSV bool
	cmd := &cobra.Command{
		Use:   "balance CONTRACT",
		Short: "How alike the groups are, before and after matching",
		Long: `balance carries out the contract's design, without opening an outcome column, and
prints for every covariate and level the means of both groups and the standardised
mean difference (SMD), before and after matching. The denominator of an SMD is an SD
before matching, the same before and after; it is printed. CSV and JSON hold every
measure, by cohort year and pooled.`,
		Example: `  sib balance testdata/duo/contract.yaml
  sib balance testdata/duo/contract.yaml --csv > balance.csv`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			terms, err := contract.Load(args[0])
			if err != nil {
				return withCode(exitContract, err)
			}
			show, done := progressOn(cmd.ErrOrStderr())
			d, _, err := evaluate.Match(cmd.Context(), terms, filepath.Dir(args[0]), tool(), show)
			done()
			if err != nil {
				return runError(err)
			}
			switch {
			case asJSON:
				return printJSON(cmd, d.Matching.Balance)
			case asCSV:
				_, err := cmd.OutOrStdout().Write(report.Balance(d.Matching.Balance))
				return err
			}
			return printBalance(cmd.OutOrStdout(), d.Matching)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().BoolVar(&asCSV, "csv", false, "print CSV")
	cmd.MarkFlagsMutuallyExclusive("json", "csv")
	return cmd
}

// printBalance shows the table of everybody, which comes last.
func printBalance(out io.Writer, s *matching.Sample) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\tprogramme\tcomparison\tcomparison\tSMD\tSMD\tdivided\t")
	fmt.Fprintln(w, "\t\tbefore\tafter\tbefore\tafter\tby\t")
	for _, t := range s.Balance[len(s.Balance)-1].Terms {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t\n", t.Name(), fixed(&t.After.Programme), fixed(&t.Before.Comparison), fixed(&t.After.Comparison),
			fixed(t.Before.SMD), fixed(t.After.SMD), fixed(&t.Denominator))
	}
	if err := w.Flush(); err != nil {
		return withCode(exitFailure, err)
	}
	p := s.Pooled
	fmt.Fprintf(out, "\nmatched: %d of %d programme, %d of %d comparison; effective sizes %.1f and %.1f\n",
		p.Matched[0], p.Eligible[0], p.Matched[1], p.Eligible[1], p.ProgrammeESS, p.ESS)
	return nil
}

// fixed prints three decimals, and a dash for a quantity that does not exist.
func fixed(v *float64) string {
	if v == nil || math.IsNaN(*v) {
		return "-"
	}
	return strconv.FormatFloat(*v, 'f', 3, 64)
}
