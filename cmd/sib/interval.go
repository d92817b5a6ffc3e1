package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"sib/stats"
)

// intervalFlags are the flags of `sib interval` as they were given.
type intervalFlags struct {
	programme, comparison, pairs, method string
	strata, matched                      string
	input, pairsInput, alternative       string
	level, margin, fraction              float64
	replicates                           int
	seed                                 uint64
	ratio, json                          bool
}

func newInterval() *cobra.Command {
	var f intervalFlags
	cmd := &cobra.Command{
		Use:   "interval",
		Short: "Confidence intervals and tests for rates, from counts alone",
		Long: `interval computes the difference of two placement rates, programme minus
comparison, with its confidence interval, from counts. Numbers are proportions:
0.092 is 9.2 percentage points. --method all asks every method that fits.

  --programme X/N                     one rate
  --programme X/N --comparison X/N    two independent groups (--ratio for their ratio)
  --pairs A,B,C,D                     matched pairs: placed both, programme's only,
                                      comparison's only, neither
  --strata FILE                       a CSV file with the columns x1,n1,x0,n0
  --matched FILE                      a CSV file of people in matched sets:
                                      set,person,arm,y,weight
  --input FILE, --pairs-input FILE    many rows: method,x1,n1,x2,n2,level or
                                      method,a,b,c,d,level; one line of CSV each`,
		Example: `  sib interval --programme 56/70 --comparison 48/80 --method newcombe --level 0.95
  sib interval --programme 56/70 --comparison 48/80 --method all
  sib interval --pairs 20,14,6,60
  sib interval --input cases.csv > intervals.csv`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.programme, "programme", "", "placed/people of the programme group, such as 56/70")
	flags.StringVar(&f.comparison, "comparison", "", "placed/people of the comparison group, such as 48/80")
	flags.StringVar(&f.pairs, "pairs", "", "four counts of matched pairs: both, programme's only, comparison's only, neither")
	flags.StringVar(&f.strata, "strata", "", "CSV file of strata: x1,n1,x0,n0")
	flags.StringVar(&f.matched, "matched", "", "CSV file of people in matched sets: set,person,arm,y,weight")
	flags.StringVar(&f.method, "method", "", "method, or all; by default the one recommended for the design")
	flags.Float64Var(&f.level, "level", 0.95, "confidence level, between 0 and 1")
	flags.Float64Var(&f.margin, "margin", 0, "difference that a test is held against, a proportion")
	flags.StringVar(&f.alternative, "alternative", string(stats.TwoSided), "side of a test: two-sided, greater or less")
	flags.IntVar(&f.replicates, "replicates", 9999, "replicates of a bootstrap")
	flags.Uint64Var(&f.seed, "seed", 1, "seed of a bootstrap: the same seed, the same interval")
	flags.Float64Var(&f.fraction, "fraction", 0, "for finite-newcombe: share of the comparison population that was observed, 1 for a census")
	flags.BoolVar(&f.ratio, "ratio", false, "the ratio of the two rates instead of their difference")
	flags.StringVar(&f.input, "input", "", "CSV file of questions about two independent groups")
	flags.StringVar(&f.pairsInput, "pairs-input", "", "CSV file of questions about matched pairs")
	flags.BoolVar(&f.json, "json", false, "print JSON")
	cmd.MarkFlagsMutuallyExclusive("programme", "pairs", "strata", "matched", "input", "pairs-input")
	cmd.MarkFlagsOneRequired("programme", "pairs", "strata", "matched", "input", "pairs-input")
	if err := cmd.RegisterFlagCompletionFunc("method", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		q, err := f.question()
		if err != nil {
			q = twoRates{}
		}
		return append([]string{"all"}, q.methods()...), cobra.ShellCompDirectiveNoFileComp
	}); err != nil {
		panic(err)
	}
	return cmd
}

func (f intervalFlags) run(cmd *cobra.Command) error {
	switch {
	case f.input != "":
		return answerFile(cmd, f.input, twoRatesColumns, f.asked())
	case f.pairsInput != "":
		return answerFile(cmd, f.pairsInput, pairsColumns, f.asked())
	}
	q, err := f.question()
	if err != nil {
		return err
	}
	if f.method == "all" {
		return printAll(cmd, q, f.asked(), f.json)
	}
	method := f.method
	if method == "" {
		method = q.usual()
	}
	a, err := q.answer(method, f.asked())
	if err != nil {
		return err
	}
	return printAnswer(cmd, a, f.json)
}

func (f intervalFlags) asked() asked {
	return asked{
		level: f.level, margin: f.margin, alternative: stats.Alternative(f.alternative),
		replicates: f.replicates, seed: f.seed, fraction: f.fraction,
	}
}

func (f intervalFlags) question() (question, error) {
	switch {
	case f.pairs != "":
		return parsePairs(f.pairs)
	case f.strata != "":
		return readStrata(f.strata)
	case f.matched != "":
		return readMatched(f.matched)
	}
	x1, n1, err := parseCounts("--programme", f.programme)
	if err != nil {
		return nil, err
	}
	if f.comparison == "" {
		if f.ratio {
			return nil, errors.New("--ratio needs --comparison")
		}
		return oneRate{x1, n1}, nil
	}
	x0, n0, err := parseCounts("--comparison", f.comparison)
	if err != nil {
		return nil, err
	}
	two := twoRates{x1, n1, x0, n0}
	if f.ratio {
		return ratioOfRates{two}, nil
	}
	return two, nil
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

// parsePairs reads "20,14,6,60".
func parsePairs(s string) (question, error) {
	parts := strings.Split(s, ",")
	var v [4]float64
	for i, part := range parts {
		n, err := strconv.ParseInt(strings.TrimSpace(part), 10, 64)
		if err != nil || n < 0 || len(parts) != len(v) {
			return nil, fmt.Errorf("--pairs: %q is not four counts\n  hint: write both,programme-only,comparison-only,neither, such as 20,14,6,60", s)
		}
		v[i] = float64(n)
	}
	return matchedPairs{v[0], v[1], v[2], v[3]}, nil
}

func unknownMethod(q question, method string) error {
	return fmt.Errorf("unknown method %q\n  hint: one of %s", method, strings.Join(q.methods(), ", "))
}
