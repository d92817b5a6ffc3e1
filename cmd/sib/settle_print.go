package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"sib/contract"
	"sib/contract/money"
	"sib/outlook"
	"sib/settle"
)

// print writes a settlement for a terminal.
func (s *settled) print(w io.Writer) error {
	p := &statement{w: tabwriter.NewWriter(terminal{w}, 0, 0, 2, ' ', 0)}
	d := s.Decision
	p.line("%s", s.Contract.Title)
	p.line("contract %s", s.Contract.ID)
	if s.AsOf != "" {
		p.line("as of %s", s.AsOf)
	}
	p.line("")
	p.verdicts(d)
	p.gates(d)
	p.amounts(s.Contract.Under(d), d)
	p.receivers(d)
	p.distances(d)
	p.readings(d)
	p.parties(s)
	return p.w.Flush()
}

// statement writes lines whose tabs align.
type statement struct{ w *tabwriter.Writer }

func (p *statement) line(format string, args ...any) {
	fmt.Fprintln(p.w, strings.ReplaceAll(fmt.Sprintf(format, args...), "\u00a0", " "))
}

// section starts a block of its own columns.
func (p *statement) section(head string) {
	p.w.Flush()
	p.line("\n%s", head)
}

func cohortWords(cohort int) string {
	if cohort == 0 {
		return "all cohorts"
	}
	return strconv.Itoa(cohort)
}

// seen is what was observed, in the words of its type.
func seen(v contract.Verdict) string {
	text := v.Observed
	if strings.Contains(text, "/") || len(text) > 30 {
		text = strconv.FormatFloat(v.ObservedF, 'f', 12, 64)
	}
	d, err := contract.ParseDecimal(text)
	if err != nil {
		return v.Observed
	}
	return contract.Threshold{Effect: v.Required.Effect, Unit: v.Unit, Value: d}.String()
}

func (p *statement) verdicts(d *contract.Decision) {
	p.line("rule\tclause\tcohort\tobserved\trequired\tverdict")
	for _, v := range d.Verdicts {
		if v.Binding { // the others are in the JSON
			p.line("%s\t%s\t%s\t%s\t%s %s\t%s", v.Rule, v.Clause, cohortWords(v.Cohort), seen(v),
				strings.ReplaceAll(string(v.Comparing), "-", " "), v.Required, metWords(v.Met))
		}
	}
}

func (p *statement) gates(d *contract.Decision) {
	if len(d.Gates) == 0 {
		return
	}
	p.section("Gates")
	for _, g := range d.Gates {
		p.line("%s\t%s\t%s\t%s\t%s", g.Gate, g.Clause, cohortWords(g.Cohort), g.Words, g.Consequence)
	}
}

func (p *statement) amounts(t *contract.Terms, d *contract.Decision) {
	p.section("Payment")
	for _, a := range d.Amounts {
		p.line("%s\t%s\t%s\t%s", a.Rule, a.Clause, cohortWords(a.Cohort), a.Amount.Format())
	}
	for _, a := range d.Deferred {
		p.line("%s\t%s\t%s\tdeferred", a.Rule, a.Clause, cohortWords(a.Cohort))
	}
	for _, l := range d.Limits {
		p.line("limit %s\t%s\t%s\t%s cut to %s", l.Limit, l.Clause, cohortWords(l.Cohort), l.Before.Format(), l.After.Format())
	}
	p.line("at most\t%s\t\t%s", t.Payment.Cap.Clause, t.Payment.Cap.Amount.Format())
	p.line("due\t\t\t%s", d.Due.Format())
	if d.AsSigned != nil {
		p.line("due as signed, without %s\t\t\t%s", strings.Join(d.Amendments, ", "), d.AsSigned.Due.Format())
	}
}

func (p *statement) receivers(d *contract.Decision) {
	if len(d.Payers) > 0 {
		p.section("Who pays")
		for _, x := range d.Payers {
			p.line("%s\t%s\t%s", x.Name, x.Clause, x.Amount.Format())
		}
	}
	if len(d.Receipts) == 0 {
		return
	}
	p.section("Who receives")
	for _, r := range d.Receipts {
		text := r.Amount.Format()
		if r.Guarantor != "" {
			text += " from " + r.Guarantor
		}
		if r.Short.Sign() > 0 {
			text += ", short of " + r.Short.Format()
		}
		p.line("%s\t%s\t%s\t%s", r.To, r.Clause, r.Pay, text)
	}
}

func (p *statement) distances(d *contract.Decision) {
	if len(d.Next)+len(d.Previous) == 0 {
		return
	}
	p.section("How far the thresholds are")
	row := func(which string, h contract.Headroom, people string) {
		if h.Fewer {
			people = "fewer " + people
		} else {
			people = "more " + people
		}
		points := inType(h)
		if h.Points != nil {
			points = strconv.FormatFloat(100**h.Points, 'f', 1, 64) + " points of the programme rate"
		}
		switch h.People {
		case contract.OutOfReach:
			people = "out of reach"
		case contract.Unequal:
			people = ""
		default:
			people = fmt.Sprintf("%d %s", h.People, people)
		}
		p.line("%s\t%s\t%s\t%s\t%s\t%s", which, h.Rule, cohortWords(h.Cohort), h.Required, points, people)
	}
	for _, h := range d.Next {
		row("next", h, "outcomes")
	}
	for _, h := range d.Previous {
		row("kept by", h, "outcomes would still do")
	}
}

// inType is a distance in the threshold's own type.
func inType(h contract.Headroom) string {
	d, err := contract.ParseDecimal(strconv.FormatFloat(h.Gap, 'f', -1, 64))
	if err != nil {
		return ""
	}
	return contract.Threshold{Effect: h.Required.Effect, Unit: h.Required.Unit, Value: d}.String()
}

func (p *statement) readings(d *contract.Decision) {
	if len(d.Readings) == 0 {
		return
	}
	p.section("The first threshold read both ways")
	said := map[string]bool{}
	for _, r := range d.Readings {
		if r.Number.String() != d.Readings[0].Number.String() {
			continue
		}
		number := percentCell(r.Number.Float64())
		line := fmt.Sprintf("%s %%\t%s\trelative %s %%: %s\tin points %s: %s\tagreed: %s", number, cohortWords(r.Cohort),
			percentCell(r.RelativeF), metWords(r.RelativeMet), percentCell(r.PointsF), metWords(r.PointsMet), r.Agreed)
		if !said[line] {
			said[line] = true
			p.line("%s", line)
		}
	}
}

func metWords(met bool) string {
	if met {
		return "met"
	}
	return "not met"
}

func (p *statement) parties(s *settled) {
	if i := s.Investor; i != nil {
		p.section("For the investor")
		p.line("invested\t%s", i.Invested.Format())
		p.result("received", i.Result)
		p.result("worst", i.Worst)
		p.result("best", i.Best)
		for _, b := range i.BreakEven {
			p.line("break-even of %s\t%s", b.Measure, b.Words)
		}
	}
	if v := s.PresentValue; v != nil {
		d := s.Contract.Under(s.Decision).Payment.Discount
		p.line("present value on %s\t%s", d.Base, v.Format())
	}
	if u := s.Payout; u != nil {
		p.section("What chance among people leaves open")
		p.line("nothing is due\t%s %%", chanceCell(u.Nothing))
		for _, q := range u.Quantiles {
			p.line("%s %% of results pay at most\t%s", percentCell(q.At), q.Amount.Format())
		}
		p.line("method\t%s", u.Method)
	}
	p.payer(s.Payer)
}

func (p *statement) result(name string, r outlook.Result) {
	irr := strings.TrimPrefix(r.IRRWhy, "flows: ")
	if len(r.IRR) > 0 {
		var rates []string
		for _, x := range r.IRR {
			rates = append(rates, strconv.FormatFloat(100*x, 'f', 2, 64)+" % a year")
		}
		irr = strings.Join(rates, " and ")
	}
	p.line("%s\t%s\tmultiple %s\t%s", name, r.Received.Format(), strconv.FormatFloat(r.MOICF, 'f', 3, 64), irr)
}

func (p *statement) payer(v *outlook.Value) {
	if v == nil || v.Additional == nil {
		return
	}
	p.section("For the payer")
	a := v.Additional
	p.line("additional outcomes\t%s", countInterval(a.Value, a.Lo, a.Hi, a.Level))
	cost := func(name string, c *outlook.Cost) {
		if c != nil {
			p.line("%s\t%s", name, rough(v.Due.Currency(), c.Value))
		}
	}
	cost("payment for each", v.Gross)
	cost("the same less the saving", v.Net)
	if v.Benefit != nil {
		p.line("benefit\t%s", v.Benefit.Format())
	}
	if v.Ratio != nil {
		p.line("benefit for each unit paid\t%s", strconv.FormatFloat(*v.Ratio, 'f', 2, 64))
	}
	if v.WorthIt != nil {
		p.line("payment not above the benefit\t%s", map[bool]string{true: "yes", false: "no"}[*v.WorthIt])
	}
	for _, x := range []struct {
		name string
		s    *outlook.Sourced
	}{{"saving", v.Assumptions.Saving}, {"worth of an outcome in a year", v.Assumptions.Worth}} {
		if x.s != nil {
			p.line("assumed: %s\t%s (%s)", x.name, x.s.Amount.Format(), x.s.Source)
		}
	}
}

func countInterval(v, lo, hi, level float64) string {
	f := func(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }
	if level == 0 {
		return f(v)
	}
	return fmt.Sprintf("%s (%s %% interval %s to %s)", f(v), percentCell(level), f(lo), f(hi))
}

// rough writes money that rests on an estimate, to whole units.
func rough(c money.Currency, v float64) string {
	return string(c) + " " + strconv.FormatFloat(v, 'f', 0, 64)
}

// printOutcomes lists what became of scenarios.
func printOutcomes(w io.Writer, all []settle.Outcome) {
	p := &statement{w: tabwriter.NewWriter(terminal{w}, 0, 0, 2, ' ', 0)}
	for _, o := range all {
		what := "refused"
		if o.Decision != nil {
			what = o.Decision.Due.Format()
		}
		state := "as expected"
		if len(o.Differs) > 0 {
			state = "DIFFERS: " + strings.Join(o.Differs, "; ")
		}
		p.line("%s\t%s\t%s", o.Scenario.Name, what, state)
	}
	p.w.Flush()
}
