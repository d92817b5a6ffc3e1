package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/spf13/cobra"

	"sib/contract"
	"sib/stats"
)

// powerFlags are the flags of `sib power` as they were given.
type powerFlags struct {
	programmeRate, comparisonRate, alpha, power, margin, ratio, icc float64
	programme, comparison                                           int64
	sides                                                           int
	threshold                                                       string
	json                                                            bool
}

func newPower() *cobra.Command {
	var f powerFlags
	cmd := &cobra.Command{
		Use:   "power --programme N --comparison N --comparison-rate P",
		Short: "What a planned comparison can and cannot show",
		Long: `power says before signing what a comparison of the planned size can show: the
smallest difference it would find, the chance of finding the expected one, how
many people it takes, and how often a threshold on the point estimate is cleared
by a programme that does nothing, or missed by one that works. Rates are
proportions. With --ratio, k comparison people are matched to each programme
person, and --icc says how alike outcomes are within a matched set.`,
		Example: `  sib power --programme 107 --comparison 1333 --comparison-rate 0.33 --programme-rate 0.396 --threshold "10 % relative"
  sib power --programme 300 --ratio 3 --comparison-rate 0.33 --programme-rate 0.43 --margin 0.033`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := f.plan()
			if err != nil {
				return err
			}
			if f.json {
				return printJSON(cmd, p)
			}
			p.print(cmd.OutOrStdout())
			return nil
		},
	}
	flags := cmd.Flags()
	flags.Int64Var(&f.programme, "programme", 0, "programme people planned")
	flags.Int64Var(&f.comparison, "comparison", 0, "comparison people planned, or effective ones after weighting")
	flags.Float64Var(&f.ratio, "ratio", 0, "comparison people matched to each programme person, instead of --comparison")
	flags.Float64Var(&f.icc, "icc", 0, "correlation of outcomes within a matched set, with --ratio")
	flags.Float64Var(&f.comparisonRate, "comparison-rate", 0, "placement rate expected without the programme")
	flags.Float64Var(&f.programmeRate, "programme-rate", math.NaN(), "placement rate expected with the programme")
	flags.Float64Var(&f.alpha, "alpha", 0.05, "level of the test")
	flags.IntVar(&f.sides, "sides", 2, "sides of the test, 1 or 2")
	flags.Float64Var(&f.power, "power", 0.8, "power wanted")
	flags.Float64Var(&f.margin, "margin", 0, "difference that must be exceeded, a proportion; tested on one side at alpha/sides")
	flags.StringVar(&f.threshold, "threshold", "", `trigger on the point estimate: "10 % relative" or "10 points"`)
	flags.BoolVar(&f.json, "json", false, "print JSON")
	cmd.MarkFlagsOneRequired("comparison", "ratio")
	cmd.MarkFlagsMutuallyExclusive("comparison", "ratio")
	for _, name := range []string{"programme", "comparison-rate"} {
		if err := cmd.MarkFlagRequired(name); err != nil {
			panic(err)
		}
	}
	return cmd
}

// powerPlan is what `sib power` answers. Nil is what was not asked.
type powerPlan struct {
	Programme      int64    `json:"programme"`
	Comparison     float64  `json:"comparison"` // effective, after the design effect of matched sets
	MDE            *float64 `json:"minimum_detectable_effect,omitempty"`
	VarianceRatio  *float64 `json:"variance_ratio_to_one_to_one,omitempty"`
	Power          *float64 `json:"power,omitempty"`
	ProgrammeSize  *float64 `json:"programme_needed,omitempty"`
	MarginPower    *float64 `json:"power_against_margin,omitempty"`
	MarginSize     *float64 `json:"programme_needed_against_margin,omitempty"`
	Threshold      string   `json:"threshold,omitempty"`
	ClearedByNone  *float64 `json:"cleared_without_effect,omitempty"`
	MissedByEffect *float64 `json:"missed_with_effect,omitempty"`
	wanted         float64
}

func (f powerFlags) plan() (powerPlan, error) {
	p := powerPlan{Programme: f.programme, Comparison: float64(f.comparison), wanted: f.power}
	n1 := float64(f.programme)
	if f.ratio != 0 {
		size, err := stats.MatchedSize(n1, f.ratio, f.icc)
		if err != nil {
			return p, err
		}
		ratio, err := stats.MatchedVarianceRatio(f.ratio, f.icc)
		if err != nil {
			return p, err
		}
		p.Comparison, p.VarianceRatio = size, &ratio
	}
	mde, err := stats.MDEPlan{N1: n1, N0: p.Comparison, P0: f.comparisonRate, Alpha: f.alpha, Sides: f.sides}.MDE(f.power)
	if err != nil {
		return p, err
	}
	p.MDE = &mde
	if !math.IsNaN(f.programmeRate) {
		if err := f.test(&p, n1); err != nil {
			return p, err
		}
	}
	return p, f.rule(&p)
}

// test fills in the power of the test and the people it needs.
func (f powerFlags) test(p *powerPlan, n1 float64) error {
	ratio := p.Comparison / n1
	plan := stats.TwoProportionPlan{P1: f.programmeRate, P0: f.comparisonRate, Ratio: ratio, Alpha: f.alpha, Sides: f.sides}
	power, err := plan.Power(n1)
	if err != nil {
		return err
	}
	p.Power = &power
	if size, err := plan.SampleSize(f.power); err == nil {
		p.ProgrammeSize = &size
	}
	if f.margin == 0 {
		return nil
	}
	against := stats.MarginPlan{P1: f.programmeRate, P0: f.comparisonRate, Margin: f.margin, Ratio: ratio, Alpha: f.alpha / float64(f.sides)}
	beyond, err := against.Power(n1)
	if err != nil {
		return err
	}
	p.MarginPower = &beyond
	if size, err := against.SampleSize(f.power); err == nil {
		p.MarginSize = &size
	}
	return nil
}

// rule fills in how often the trigger is right and wrong.
func (f powerFlags) rule(p *powerPlan) error {
	if f.threshold == "" {
		return nil
	}
	t, err := contract.ParseThreshold(f.threshold)
	if err != nil {
		return fmt.Errorf("--threshold: %w", err)
	}
	if f.comparison == 0 {
		return errors.New("--threshold counts independent people: it needs --comparison, not --ratio")
	}
	p.Threshold = t.String()
	r := stats.ThresholdRule{Relative: t.Effect == contract.Relative, T: t.Value.Rat()}
	none, err := stats.ThresholdPower(r, f.programme, f.comparison, f.comparisonRate, f.comparisonRate)
	if err != nil {
		return err
	}
	p.ClearedByNone = &none
	if math.IsNaN(f.programmeRate) {
		return nil
	}
	works, err := stats.ThresholdPower(r, f.programme, f.comparison, f.programmeRate, f.comparisonRate)
	missed := 1 - works
	p.MissedByEffect = &missed
	return err
}

func (p powerPlan) print(w io.Writer) {
	percent := func(v float64) string { return strconv.FormatFloat(100*v, 'f', 1, 64) }
	line := func(what, value string) { fmt.Fprintf(w, "%-58s %s\n", what, value) }
	line("comparison people, effective", strconv.FormatFloat(p.Comparison, 'f', 0, 64))
	line(fmt.Sprintf("smallest difference found with power %s%%", percent(p.wanted)), percent(*p.MDE)+" percentage points")
	for _, x := range []struct {
		what string
		v    *float64
		unit string
	}{
		{"variance, relative to one comparison person each", p.VarianceRatio, ""},
		{"power for the expected difference", p.Power, "%"},
		{"programme people needed for the power wanted", p.ProgrammeSize, "people"},
		{"power against the margin", p.MarginPower, "%"},
		{"programme people needed against the margin", p.MarginSize, "people"},
		{"chance that a useless programme clears " + p.Threshold, p.ClearedByNone, "%"},
		{"chance that the expected effect misses " + p.Threshold, p.MissedByEffect, "%"},
	} {
		switch {
		case x.v == nil:
		case x.unit == "people":
			line(x.what, strconv.FormatFloat(math.Ceil(*x.v), 'f', 0, 64))
		case x.unit == "%":
			line(x.what, percent(*x.v)+"%")
		default:
			line(x.what, strconv.FormatFloat(*x.v, 'f', 3, 64))
		}
	}
}
