package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"sib/evaluate"
	"sib/matching"
	"sib/report"
)

func newBalance() *cobra.Command {
	var asJSON, asCSV, interactions bool
	var data dataFlags
	cmd := &cobra.Command{
		Use:   "balance CONTRACT",
		Short: "How alike the groups are, before and after matching",
		Long: `balance carries out the contract's design, without opening an outcome column, and
prints for every covariate and level the means of both groups and the standardised
mean difference (SMD), before and after matching. The denominator of an SMD is an SD
before matching, the same before and after; it is printed. A band is that of the What
Works Clearinghouse: up to 0.05 equivalent, up to 0.25 needs adjustment. CSV and JSON
hold every measure, by cohort year and pooled. --interactions adds the products of all
pairs of covariates and levels.`,
		Example: `  sib balance testdata/duo/contract.yaml
  sib balance testdata/duo/contract.yaml --csv > balance.csv`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			terms, err := loadPeople(args[0])
			if err != nil {
				return err
			}
			from, err := data.data(args[0])
			if err != nil {
				return err
			}
			warn(cmd.ErrOrStderr(), from)
			show, done := progressOn(cmd.ErrOrStderr())
			d, _, err := evaluate.Match(cmd.Context(), terms, from, tool(), show)
			done()
			if err != nil {
				return runError(err)
			}
			s := d.Matching
			if interactions {
				s = withInteractions(d)
			}
			switch {
			case asJSON:
				return printJSON(cmd, s.Balance)
			case asCSV:
				_, err := cmd.OutOrStdout().Write(report.Balance(s.Balance))
				return err
			}
			return printBalance(cmd.OutOrStdout(), s)
		},
	}
	data.register(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().BoolVar(&interactions, "interactions", false, "add products of covariates and levels")
	cmd.Flags().BoolVar(&asCSV, "csv", false, "print CSV")
	cmd.MarkFlagsMutuallyExclusive("json", "csv")
	return cmd
}

// withInteractions is the sample with products added to each of its tables.
func withInteractions(d *evaluate.Design) *matching.Sample {
	s := *d.Matching
	s.Balance = nil
	for _, b := range d.Matching.Balance {
		b.Terms = append(slices.Clone(b.Terms), d.Matching.Interactions(d.People, b.Year).Terms...)
		s.Balance = append(s.Balance, b)
	}
	return &s
}

// printBalance shows the table of everybody, which comes last.
func printBalance(out io.Writer, s *matching.Sample) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\tprogramme\tcomparison\tcomparison\tSMD\tSMD\tdivided\tband")
	fmt.Fprintln(w, "\t\tbefore\tafter\tbefore\tafter\tby\tafter")
	table := s.Balance[len(s.Balance)-1]
	for _, t := range table.Terms {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", t.Name(), fixed(&t.After.Programme), fixed(&t.Before.Comparison), fixed(&t.After.Comparison),
			fixed(t.Before.SMD), fixed(t.After.SMD), fixed(&t.Denominator), t.Band())
	}
	if err := w.Flush(); err != nil {
		return withCode(exitFailure, err)
	}
	if l := table.L1; l != nil {
		fmt.Fprintf(out, "\nmultivariate L1 (Iacus, King and Porro 2011) over %d cells: %s before, %s after", l.Cells, fixed(&l.Before), fixed(&l.After))
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
