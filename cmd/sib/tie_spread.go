package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"sib/contract"
	"sib/evaluate"
)

// tieSpread shows how far an answer that goes by the order of rows wanders.
func tieSpread(cmd *cobra.Command, path string, data evaluate.Data, draws int, flags givenFlags, asJSON bool) error {
	terms, err := loadPeople(path)
	if err != nil {
		return err
	}
	given, _, err := flags.read(terms)
	if err != nil {
		return err
	}
	warn(cmd.ErrOrStderr(), data)
	show, done := progressOn(cmd.ErrOrStderr())
	s, err := evaluate.TieSpread(cmd.Context(), terms, data, draws, given, show)
	done()
	if err != nil {
		return runError(err)
	}
	if asJSON {
		return printJSON(cmd, s)
	}
	return printSpread(cmd.OutOrStdout(), s)
}

func printSpread(out io.Writer, s *evaluate.Spread) error {
	fmt.Fprintf(out, "%d shuffles of the rows: %s\n\n", s.Draws, s.Words)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "difference, points\tleast\t5 %\tmedian\t95 %\tmost\tties shared")
	for _, y := range s.Results {
		name := "pooled"
		if y.Cohort != 0 {
			name = fmt.Sprint(y.Cohort)
		}
		shared := "-"
		if y.Shared != nil {
			shared = signed(*y.Shared)
		}
		d := y.Difference
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", name, signed(d.Min), signed(d.P05), signed(d.Median), signed(d.P95), signed(d.Max), shared)
	}
	if m := s.Due; m != nil {
		fmt.Fprintf(w, "would pay\t%s\t%s\t%s\t%s\t%s\n", m.Min.Format(), m.P05.Format(), m.Median.Format(), m.P95.Format(), m.Max.Format())
	}
	if err := w.Flush(); err != nil {
		return withCode(exitFailure, err)
	}
	for _, t := range s.Thresholds {
		fmt.Fprintf(out, "%s, clause %s, at least %s: met in %d shuffles, missed in %d\n", t.Rule, t.Clause, thresholdWords(t.Required), t.Met, t.Missed)
	}
	if s.DueError != "" {
		fmt.Fprintf(out, "no amount: %s\n", s.DueError)
	}
	fmt.Fprintln(out, "None of this is part of the decision. Here people who cannot be told apart share their matches, and the order of rows has no say.")
	return nil
}

// thresholdWords spells a threshold as a contract does.
func thresholdWords(t contract.Threshold) string {
	percent := digits(100 * t.Value.Float64())
	if t.Effect == contract.Relative {
		return percent + " % relative"
	}
	return percent + " points"
}
