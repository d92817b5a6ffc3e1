package report

import (
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"sib/contract/money"
)

// Parts of the figure: names with the effect at the left, amounts at the right.
const (
	specificationRow  = vg.Length(15)
	specificationBand = vg.Length(30)
	amountsWidth      = vg.Length(185)
	reasonStep        = vg.Length(11)
)

// specificationChart draws what was tried as rows of two charts side by side. Under them
// stands why some have no number.
type specificationChart struct {
	effects, amounts rowChart
	reasons          []string // wrapped into lines
}

// specificationFigure is the specification curve: the effect and the amount under other
// choices; nil where none was tried.
func specificationFigure(e account) *Figure {
	if e.Sensitivity == nil {
		return nil
	}
	all := specifications(e)
	n := 0
	for n < len(all) && all[n].Difference != nil {
		n++
	}
	if n < 2 {
		return nil
	}
	p := newSpecificationChart(e, all[:n], all)
	return &Figure{
		Name: "specification", Height: p.height(), draw: p.draw, Data: specificationSheet(all),
		Title: specificationTitle(e, all[:n]), Subtitle: specificationSubtitle(e), Alt: specificationWords(e, all),
	}
}

func newSpecificationChart(e account, rows, all []specification) specificationChart {
	var p specificationChart
	p.effects = effectChart(e, rows)
	p.amounts = amountChart(e, rows)
	small := lettering(tickSize, muted)
	for _, s := range all {
		switch {
		case s.Error != "":
			p.reasons = append(p.reasons, wrapped(e.say("%s: %s.", s.name, s.why(e.lexicon)), small, figureWidth-20)...)
		case s.Due == nil && e.Sensitivity.Undecided == "":
			p.reasons = append(p.reasons, wrapped(e.say("%s: no amount.", s.name), small, figureWidth-20)...)
		}
	}
	return p
}

func effectChart(e account, rows []specification) rowChart {
	gs := groups(e)
	all := gs[len(gs)-1]
	chart := rowChart{band: specificationBand, row: specificationRow}
	values, sty := []float64{0}, lettering(labelSize, ink)
	for _, s := range rows {
		chart.names = append(chart.names, fit(s.name, heavy(sty), figureWidth*0.4))
		chart.strong = append(chart.strong, s.agreed)
		values = append(values, s.Difference.Value*100, s.Difference.Lo*100, s.Difference.Hi*100)
	}
	ths := asked(terms(e))
	if len(ths) > 0 {
		if x, ok := ths[0].inPoints(all); ok {
			values = append(values, x)
		} else {
			ths = nil
		}
	}
	chart.axis = newAxis(e.say("Difference, points"), false, func(v float64) string { return signed(e.float(v, tickDigits(v))) }, values...)
	chart.axis.thin(figureWidth - amountsWidth - gutter - nameWidth(chart.names))
	chart.paint = func(c draw.Canvas, at func(x, row float64) vg.Point) {
		sty, top := lettering(tickSize, muted), c.Max.Y-chart.band
		zero := at(0, 0).X
		c.StrokeLine2(stroke(ink, 1), zero, c.Min.Y, zero, top)
		nameMark(c, sty, e.say("no difference"), zero, c.Max.Y-20, true)
		if len(ths) > 0 {
			v, _ := ths[0].inPoints(all)
			x := at(v, 0).X
			c.StrokeLine2(stroke(orange, 1.4, 3, 1.6), x, c.Min.Y, x, top)
			words := e.say("asked for: %s", ths[0].words(e.lexicon))
			nameMark(c, sty, words, x, c.Max.Y-7, x+sty.Width(words)+2 <= c.Max.X)
		}
		for i, s := range rows {
			effectMark(c, at, float64(i), *s.Difference, s.agreed)
		}
	}
	return chart
}

func nameWidth(names []string) (w vg.Length) {
	for _, s := range names {
		w = max(w, heavy(lettering(labelSize, ink)).Width(s))
	}
	return w
}

// amountChart has the amounts as bars from zero.
func amountChart(e account, rows []specification) rowChart {
	chart := rowChart{heads: []string{e.say("would pay")}, band: specificationBand, row: specificationRow}
	values := []float64{0}
	pinned := true
	for _, s := range rows {
		cell := unavailable
		if s.Due != nil {
			cell = e.amount(*s.Due)
			v := amountFloat(*s.Due)
			values, pinned = append(values, v), pinned && v >= 0
		}
		chart.names, chart.strong = append(chart.names, ""), append(chart.strong, s.agreed)
		chart.cells = append(chart.cells, []string{cell})
	}
	chart.axis = newAxis(e.say("Amount due, %s", string(terms(e).Currency)), pinned, func(v float64) string { return e.float(v, 0) }, values...)
	widths, _ := chart.columns()
	chart.axis.thin(amountsWidth - 2*gutter - widths[0])
	chart.paint = func(c draw.Canvas, at func(x, row float64) vg.Point) {
		zero := at(0, 0).X
		for i, s := range rows {
			if s.Due == nil {
				continue
			}
			end := at(amountFloat(*s.Due), float64(i))
			bar := []vg.Point{{X: zero, Y: end.Y - 4}, {X: end.X, Y: end.Y - 4}, {X: end.X, Y: end.Y + 4}, {X: zero, Y: end.Y + 4}}
			fill := stroke(grid, 0)
			if s.agreed {
				fill = stroke(darkBlue, 0)
			}
			polygon(c, fill, stroke(darkBlue, 0.8), bar...)
		}
		c.StrokeLine2(stroke(ink, 1), zero, c.Min.Y, zero, c.Max.Y-chart.band)
	}
	return chart
}

func (p specificationChart) height() vg.Length {
	h := p.effects.height()
	if len(p.reasons) > 0 {
		h += 10 + reasonStep*vg.Length(len(p.reasons))
	}
	return h
}

func (p specificationChart) draw(c draw.Canvas) {
	below := p.height() - p.effects.height()
	rows := draw.Crop(c, 0, 0, below, 0)
	p.effects.draw(draw.Crop(rows, 0, -amountsWidth, 0, 0))
	p.amounts.draw(draw.Crop(rows, c.Max.X-c.Min.X-amountsWidth, 0, 0, 0))
	for i, s := range p.reasons {
		c.FillText(lettering(tickSize, muted), vg.Point{X: c.Min.X, Y: c.Min.Y + below - 10 - reasonStep*(vg.Length(i)+0.5)}, s)
	}
}

// specificationTitle says how many of those that were tried pay the same.
func specificationTitle(e account, rows []specification) string {
	due := e.Decision.Due
	least, most, n, same := due, due, 0, 0
	for _, s := range rows {
		if s.agreed || s.Due == nil {
			continue
		}
		if n++; s.Due.Cmp(due) == 0 {
			same++
		}
		least, most = lesser(least, *s.Due), greater(most, *s.Due)
	}
	switch {
	case n == 0:
		lo, hi := rows[0].Difference.Value, rows[0].Difference.Value
		for _, s := range rows {
			lo, hi = min(lo, s.Difference.Value), max(hi, s.Difference.Value)
		}
		return e.say("Over %d specifications the difference is %s to %s percentage points", len(rows), e.signedPoints(lo), e.signedPoints(hi))
	case same == n:
		return e.say("All of the %d other specifications would pay %s, too", n, e.amount(due))
	}
	return e.say("%d of %d other specifications would pay %s, too; the least is %s, the most %s", same, n, e.amount(due), e.amount(least), e.amount(most))
}

func lesser(a, b money.Amount) money.Amount {
	if b.Cmp(a) < 0 {
		return b
	}
	return a
}

func greater(a, b money.Amount) money.Amount {
	if b.Cmp(a) > 0 {
		return b
	}
	return a
}

func specificationSubtitle(e account) string {
	out := []string{e.say("Difference of all years together with %s intervals, and the amount that the contract would pay on it. Filled: as agreed, on which alone is paid.", e.level(e.Results[len(e.Results)-1]))}
	if ths := asked(terms(e)); len(ths) > 0 {
		out = append(out, e.say("Orange dashes: the effect that the contract asks for, at the agreed comparison rate."))
	}
	if e.Sensitivity.Undecided != "" {
		out = append(out, e.say("No other amount is known: %s.", strings.TrimSuffix(proper(e.Sensitivity.Undecided), ".")))
	}
	return strings.Join(out, " ")
}

func specificationWords(e account, all []specification) string {
	out := []string{e.say("Specification curve.")}
	for _, s := range all {
		switch {
		case s.Difference == nil:
			out = append(out, e.say("%s: no number: %s.", s.name, s.why(e.lexicon)))
		case s.Due == nil:
			out = append(out, e.say("%s: %s percentage points, no amount.", s.name, e.pointsInterval(*s.Difference)))
		default:
			out = append(out, e.say("%s: %s percentage points, %s.", s.name, e.pointsInterval(*s.Difference), e.amount(*s.Due)))
		}
	}
	return strings.Join(out, " ")
}
