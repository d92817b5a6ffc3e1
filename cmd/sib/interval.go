package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"sib/stats"
)

func newInterval() *cobra.Command {
	var programme, comparison, method string
	var level float64
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "interval --programme X/N --comparison X/N",
		Short: "Difference of two placement rates with its confidence interval",
		Long: `interval computes the difference of two independent proportions, programme minus
comparison, with its confidence interval. Numbers are proportions: 0.092 is 9.2
percentage points.

Methods: ` + strings.Join(stats.TwoSampleMethods(), ", "),
		Example: `  sib interval --programme 56/70 --comparison 48/80 --method newcombe --level 0.95`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			x1, n1, err := parseCounts("--programme", programme)
			if err != nil {
				return err
			}
			x0, n0, err := parseCounts("--comparison", comparison)
			if err != nil {
				return err
			}
			compute, ok := stats.TwoSample(method)
			if !ok {
				return fmt.Errorf("--method: unknown method %q\n  hint: one of %s", method, strings.Join(stats.TwoSampleMethods(), ", "))
			}
			e, err := compute(x1, n1, x0, n0, level)
			if err != nil {
				return err
			}
			return printInterval(cmd, e, asJSON)
		},
	}
	f := cmd.Flags()
	f.StringVar(&programme, "programme", "", "placed/people of the programme group, such as 56/70")
	f.StringVar(&comparison, "comparison", "", "placed/people of the comparison group, such as 48/80")
	f.StringVar(&method, "method", "newcombe", "interval method")
	f.Float64Var(&level, "level", 0.95, "confidence level, between 0 and 1")
	f.BoolVar(&asJSON, "json", false, "print JSON")
	for _, name := range []string{"programme", "comparison"} {
		if err := cmd.MarkFlagRequired(name); err != nil {
			panic(err)
		}
	}
	if err := cmd.RegisterFlagCompletionFunc("method", cobra.FixedCompletions(stats.TwoSampleMethods(), cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err)
	}
	return cmd
}

// parseCounts reads "56/70".
func parseCounts(flag, s string) (x, n float64, err error) {
	placed, people, ok := strings.Cut(s, "/")
	a, errA := strconv.ParseInt(placed, 10, 64)
	b, errB := strconv.ParseInt(people, 10, 64)
	if !ok || errA != nil || errB != nil {
		return 0, 0, fmt.Errorf("%s: %q is not a pair of counts\n  hint: write placed/people, such as 56/70", flag, s)
	}
	if a < 0 || b <= 0 || a > b {
		return 0, 0, fmt.Errorf("%s: %q: placed must be from 0 to people, and people at least 1", flag, s)
	}
	return float64(a), float64(b), nil
}

func printInterval(cmd *cobra.Command, e stats.Estimate, asJSON bool) error {
	w := cmd.OutOrStdout()
	if asJSON {
		b, err := json.Marshal(struct {
			Estimate float64  `json:"estimate"`
			Lower    float64  `json:"lower"`
			Upper    float64  `json:"upper"`
			Level    float64  `json:"level"`
			Method   string   `json:"method"`
			Warnings []string `json:"warnings,omitempty"`
		}{e.Value, e.Lo, e.Hi, e.Level, e.Method, e.Warnings})
		if err != nil {
			return withCode(exitFailure, err)
		}
		_, err = fmt.Fprintf(w, "%s\n", b)
		return err
	}
	fmt.Fprintf(w, "estimate  %s\nlower     %s\nupper     %s\nmethod    %s, level %s\n",
		digits(e.Value), digits(e.Lo), digits(e.Hi), e.Method, strconv.FormatFloat(e.Level, 'g', -1, 64))
	for _, warning := range e.Warnings {
		fmt.Fprintf(cmd.ErrOrStderr(), "warning: %s\n", warning)
	}
	return nil
}

// digits prints every digit that matters.
func digits(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
