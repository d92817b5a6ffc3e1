package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"sib/contract"
	"sib/contract/money"
	"sib/outlook"
)

// designFlags are the flags of `sib design` as they were given.
type designFlags struct {
	programme, comparison []int64
	baseRate              []float64
	effects, asOf, figure string
	draws                 int
	json                  bool
}

func newDesign() *cobra.Command {
	var f designFlags
	cmd := &cobra.Command{
		Use:   "design CONTRACT --programme N,… --comparison N,… --base-rate P",
		Short: "What a contract will pay, and how often it will be wrong, before it is signed",
		Long: `design reads the terms and the sizes that are planned for each cohort, and says
for each true effect what is paid on average, how far that varies, how often
nothing is paid, and how likely each threshold is reached: by a programme that
does nothing, too. --base-rate is the rate without the programme, a proportion;
--comparison counts effective people where they will be weighted.

All results that can come out are gone through where the rules rest on one
comparison, or on cohorts that are paid by themselves. Elsewhere a fixed stream
of draws that follows from the contract's digest is used, and the output says
how far off it may be. No people and no outcomes are read.`,
		Example: `  sib design testdata/duo/contract.yaml --programme 107,107,107 --comparison 1333,1333,1333 --base-rate 0.33
  sib design testdata/duo/contract.yaml --programme 107,107,107 --comparison 1333,1333,1333 --base-rate 0.33 --effects "0,10,20 % relative" --figure payout.svg`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args[0]) },
	}
	flags := cmd.Flags()
	flags.Int64SliceVar(&f.programme, "programme", nil, "programme people planned, one number a cohort")
	flags.Int64SliceVar(&f.comparison, "comparison", nil, "comparison people planned, or effective ones after weighting, one number a cohort")
	flags.Float64SliceVar(&f.baseRate, "base-rate", nil, "rate expected without the programme: one, or one a cohort")
	flags.StringVar(&f.effects, "effects", "", `true effects, such as "0,10,20 % relative"; left out: none, each threshold, and twice it`)
	flags.StringVar(&f.asOf, "as-of", "", "day whose terms count, such as 2016-08-01; left out: all amendments are in force")
	flags.IntVar(&f.draws, "draws", 10000, "draws for each true effect, where results cannot be gone through")
	flags.StringVar(&f.figure, "figure", "", "write the payment by true effect to an SVG file")
	flags.BoolVar(&f.json, "json", false, "print JSON")
	for _, name := range []string{"programme", "comparison", "base-rate"} {
		if err := cmd.MarkFlagRequired(name); err != nil {
			panic(err)
		}
	}
	return cmd
}

func (f designFlags) run(cmd *cobra.Command, path string) error {
	terms, err := contract.Load(path)
	if err != nil {
		return withCode(exitContract, err)
	}
	plan, err := f.plan(terms)
	if err != nil {
		return err
	}
	show, done := progressOn(cmd.ErrOrStderr())
	tell := func(n, total int64) {
		if show != nil {
			show("decide", n, total)
		}
	}
	forecast, err := outlook.Design(terms, plan, tell)
	if err == nil && f.figure != "" {
		err = f.draw(cmd.Context(), terms, plan, forecast, tell)
	}
	done()
	if err != nil {
		return err
	}
	if f.json {
		return printJSON(cmd, forecast)
	}
	return printForecast(cmd.OutOrStdout(), forecast)
}

// plan makes a plan of the flags.
func (f designFlags) plan(t *contract.Terms) (outlook.Plan, error) {
	p := outlook.Plan{Draws: f.draws}
	years := strings.Trim(strings.ReplaceAll(fmt.Sprint(t.Cohorts), " ", ", "), "[]")
	for i, numbers := range [][]int64{f.programme, f.comparison} {
		if n := len(numbers); n != len(t.Cohorts) {
			return p, fmt.Errorf("--%s: numbers of %d cohorts\n  hint: give one for each of the contract's cohorts, %s", [...]string{"programme", "comparison"}[i], n, years)
		}
	}
	if len(f.baseRate) != 1 && len(f.baseRate) != len(t.Cohorts) {
		return p, fmt.Errorf("--base-rate: rates of %d cohorts\n  hint: give one, or one for each of the contract's cohorts, %s", len(f.baseRate), years)
	}
	if f.draws < 100 || f.draws > 1_000_000 {
		return p, fmt.Errorf("--draws: %d: want 100 to 1000000", f.draws)
	}
	for i, year := range t.Cohorts {
		p.Sizes = append(p.Sizes, outlook.Size{Cohort: year, Programme: f.programme[i], Comparison: f.comparison[i], BaseRate: f.baseRate[i%len(f.baseRate)]})
	}
	var err error
	if p.Effects, err = effectList(f.effects); err != nil {
		return p, err
	}
	if f.asOf != "" {
		if p.On, err = money.ParseDate(f.asOf); err != nil {
			return p, fmt.Errorf("--as-of: %w", err)
		}
	}
	return p, nil
}

// effectList reads "0,10,20 % relative": a number takes the type of the next that has one.
func effectList(s string) ([]contract.Threshold, error) {
	if s == "" {
		return nil, nil
	}
	parts := strings.Split(s, ",")
	out := make([]contract.Threshold, len(parts))
	unit := ""
	for i := len(parts) - 1; i >= 0; i-- {
		text := strings.TrimSpace(parts[i])
		if _, err := strconv.ParseFloat(text, 64); err == nil && unit != "" {
			text += unit
		} else if k := strings.IndexAny(text, " %"); k >= 0 {
			unit = text[k:]
		}
		t, err := contract.ParseThreshold(text)
		if err != nil {
			return nil, fmt.Errorf("--effects: %w", err)
		}
		out[i] = t
	}
	return out, nil
}

// draw writes the figure: of many effects where that costs nothing.
func (f designFlags) draw(ctx context.Context, t *contract.Terms, plan outlook.Plan, forecast *outlook.Forecast, tell outlook.Progress) error {
	var effects []contract.Threshold
	for _, s := range forecast.Scenarios {
		effects = append(effects, s.Effect)
	}
	shown := forecast
	if dense := outlook.Between(effects, 60); forecast.Method == outlook.Exact && dense != nil && ctx.Err() == nil {
		plan.Effects = dense
		more, err := outlook.Design(t, plan, tell)
		if err != nil {
			return err
		}
		shown = more
	}
	b, err := payoutCurve(shown).SVG()
	if err != nil {
		return err
	}
	return writeFigure(f.figure, b)
}

// writeFigure writes a file under a temporary name and renames it.
func writeFigure(path string, b []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".sib-*")
	if err != nil {
		return withCode(exitFailure, err)
	}
	_, err = tmp.Write(b)
	err = errors.Join(err, tmp.Chmod(0o644), tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		_ = os.Remove(tmp.Name())
	}
	return withCode(exitFailure, err)
}
