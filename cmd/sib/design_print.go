package main

import (
	"fmt"
	"io"
	"math"
	"math/big"
	"strings"
	"text/tabwriter"

	"sib/contract"
	"sib/contract/money"
	"sib/outlook"
	"sib/report"
)

func printForecast(w io.Writer, f *outlook.Forecast) error {
	w = terminal{w}
	fmt.Fprintf(w, "contract %s, amounts in %s, at most %s\n", f.Contract, f.Currency, plainAmount(f.Cap))
	for _, s := range f.Sizes {
		fmt.Fprintf(w, "cohort %d: %d programme and %d comparison people, base rate %s %%\n", s.Cohort, s.Programme, s.Comparison, percentCell(s.BaseRate))
	}
	fmt.Fprintln(w)
	if err := printPayments(w, f); err != nil {
		return err
	}
	fmt.Fprintln(w, "\nchance that a threshold is met, %")
	if err := printChances(w, f); err != nil {
		return err
	}
	if err := printCohortsPaid(w, f); err != nil {
		return err
	}
	fmt.Fprintln(w)
	for _, s := range f.Words {
		fmt.Fprintln(w, "- "+s)
	}
	return nil
}

func printPayments(w io.Writer, f *outlook.Forecast) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "true effect\tprogramme rate, %\texpected\tsd\t5 %\tmedian\t95 %\tnothing, %\tcap, %\t")
	for _, s := range f.Scenarios {
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t\n", s.Effect, rateRange(s.ProgrammeRates),
			wholeUnits(f.Currency, s.Expected), wholeUnits(f.Currency, s.SD), quantileCell(s, 0.05), quantileCell(s, 0.5), quantileCell(s, 0.95),
			chanceCell(s.Nothing), chanceCell(s.AtCap))
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	if f.Method == outlook.Simulated {
		worst := 0.0
		for _, s := range f.Scenarios {
			worst = math.Max(worst, s.ExpectedSE)
		}
		draws := float64(f.Scenarios[0].Draws)
		fmt.Fprintf(w, "standard error of the simulation: expected payments up to %s, chances up to %s points\n",
			wholeUnits(f.Currency, worst), percentCell(math.Ceil(0.5/math.Sqrt(draws)*1e4)/1e4))
	}
	return nil
}

// rateRange is the programme rate, or the smallest and the largest of the cohorts.
func rateRange(rates []float64) string {
	lo, hi := rates[0], rates[0]
	for _, r := range rates {
		lo, hi = math.Min(lo, r), math.Max(hi, r)
	}
	if lo == hi {
		return percentCell(lo)
	}
	return percentCell(lo) + " to " + percentCell(hi)
}

// chanceRow is a threshold with its chance under each effect. Cohorts with the
// same chances share a row.
type chanceRow struct {
	rule, required string
	cohorts        []string
	cells          []string
}

func chanceRows(f *outlook.Forecast) []chanceRow {
	var rows []chanceRow
	for i, c := range f.Scenarios[0].Chances {
		row := chanceRow{rule: c.Rule, required: boundWords(c)}
		if c.Cohort != 0 {
			row.cohorts = []string{fmt.Sprint(c.Cohort)}
		}
		for _, s := range f.Scenarios {
			row.cells = append(row.cells, chanceCell(s.Chances[i].Met))
		}
		at := -1
		for j, r := range rows {
			if r.rule == row.rule && r.required == row.required && strings.Join(r.cells, " ") == strings.Join(row.cells, " ") {
				at = j
			}
		}
		if at >= 0 {
			rows[at].cohorts = append(rows[at].cohorts, row.cohorts...)
			continue
		}
		rows = append(rows, row)
	}
	return rows
}

// boundWords says what a threshold asks for.
func boundWords(c outlook.Chance) string {
	return strings.ReplaceAll(string(c.Comparing), "-", " ") + " " + c.Required.String()
}

func printChances(w io.Writer, f *outlook.Forecast) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprint(tw, "rule\tthreshold\tcohort")
	for _, s := range f.Scenarios {
		fmt.Fprintf(tw, "\t%s", s.Effect)
	}
	fmt.Fprintln(tw)
	for _, r := range chanceRows(f) {
		where := "pooled"
		if len(r.cohorts) > 0 {
			where = strings.Join(r.cohorts, ", ")
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\n", r.rule, r.required, where, strings.Join(r.cells, "\t"))
	}
	return tw.Flush()
}

func printCohortsPaid(w io.Writer, f *outlook.Forecast) error {
	for i, p := range f.Scenarios[0].Cohorts {
		fmt.Fprintf(w, "\nchance that rule %q pays for so many cohorts, %%\n", p.Rule)
		tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		fmt.Fprint(tw, "cohorts paid")
		for _, s := range f.Scenarios {
			fmt.Fprintf(tw, "\t%s", s.Effect)
		}
		fmt.Fprintln(tw)
		for k := range p.Chances {
			fmt.Fprint(tw, k)
			for _, s := range f.Scenarios {
				fmt.Fprintf(tw, "\t%s", chanceCell(s.Cohorts[i].Chances[k]))
			}
			fmt.Fprintln(tw)
		}
		if err := tw.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// payoutCurve is the figure of a forecast.
func payoutCurve(f *outlook.Forecast) report.PayoutCurve {
	c := report.PayoutCurve{
		Title:    "What the contract pays by what the programme really does",
		Subtitle: "Solid line: expected payment. Grey: nine payments of ten. Dashes below: chance that nothing is paid.",
		Source:   fmt.Sprintf("Source: contract %s (sha256 %s…), planned sizes; %s", f.Contract, f.Digest.Short(), f.Method),
		Unit:     string(f.Currency),
		Lines:    []report.PayoutLine{{Name: "cap", Amount: amountNumber(f.Cap)}},
	}
	if f.Invested != nil {
		c.Lines = append(c.Lines, report.PayoutLine{Name: "invested", Amount: amountNumber(*f.Invested)})
	}
	var place func(outlook.Scenario) float64
	c.Effect, place = effectAxis(f)
	for _, s := range f.Scenarios {
		c.Points = append(c.Points, report.PayoutPoint{
			X: place(s), Expected: s.Expected, Lo: amountNumber(amountAt(s, 0.05)), Hi: amountNumber(amountAt(s, 0.95)), Nothing: s.Nothing,
		})
	}
	return c
}

// effectAxis names the axis of true effects, and places a scenario on it: in the
// effects' own type if they have one, else in percentage points above the base rate.
func effectAxis(f *outlook.Forecast) (string, func(outlook.Scenario) float64) {
	kind := f.Scenarios[0].Effect.Effect
	for _, s := range f.Scenarios {
		if s.Effect.Effect != kind {
			kind = ""
		}
	}
	times := func(k float64) func(outlook.Scenario) float64 {
		return func(s outlook.Scenario) float64 { return k * s.Effect.Value.Float64() }
	}
	switch kind {
	case contract.Relative, contract.Reduction, contract.Rate:
		return "True effect, " + strings.TrimLeft(f.Scenarios[0].Effect.String(), "-0123456789. "), times(100)
	case contract.Points:
		return "True effect, percentage points", times(100)
	case contract.Ratio:
		return "True effect, times the rate without the programme", times(1)
	case contract.Count:
		return "True effect, " + f.Scenarios[0].Effect.Unit, times(1)
	}
	return "True effect, percentage points (mean of the cohorts)", func(s outlook.Scenario) float64 {
		sum := 0.0
		for i, r := range s.ProgrammeRates {
			sum += r - f.Sizes[i].BaseRate
		}
		return 100 * sum / float64(len(s.ProgrammeRates))
	}
}

func amountAt(s outlook.Scenario, at float64) money.Amount {
	for _, q := range s.Quantiles {
		if q.At == at {
			return q.Amount
		}
	}
	panic(fmt.Sprintf("there is no quantile %v", at))
}

func quantileCell(s outlook.Scenario, at float64) string { return plainAmount(amountAt(s, at)) }

// plainAmount is an amount without its currency.
func plainAmount(a money.Amount) string {
	return strings.TrimPrefix(a.Format(), string(a.Currency())+"\u00a0")
}

// wholeUnits is a sum of money in whole units.
func wholeUnits(c money.Currency, x float64) string {
	r := money.Round(new(big.Rat).SetFloat64(x), big.NewRat(1, 1), money.HalfUp)
	text, _, _ := strings.Cut(plainAmount(money.New(c, r)), ".")
	return text
}

// percentCell is a proportion in per cent, with as many decimals as it needs up to two.
func percentCell(p float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", 100*p), "0"), ".")
}

func chanceCell(p float64) string { return fmt.Sprintf("%.1f", 100*p) }

func amountNumber(a money.Amount) float64 {
	f, _ := a.Rat().Float64()
	return f
}
