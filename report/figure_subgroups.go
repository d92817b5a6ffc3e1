package report

import (
	"math"
	"math/big"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"sib/contract/trace"
	"sib/evaluate"
	"sib/stats"
)

// subgroupRows is how many rows fit a page; the rest are in the data.
const subgroupRows = 38

// chance is the p-value below which chance alone does not easily explain something.
var chance = big.NewRat(1, 20)

func belowChance(t *stats.InteractionTest) bool { return t.PValue < 0.05 }

// subgroupRow is the name of a characteristic, or one of its levels.
type subgroupRow struct {
	of    *evaluate.SubGroups
	level *evaluate.SubGroup // nil: the row names the characteristic
}

// subgroupFigure shows the effect by the levels of each characteristic; nil where no
// characteristic has two levels to compare.
func subgroupFigure(e account) *Figure {
	if e.Sensitivity == nil {
		return nil
	}
	var rows []subgroupRow
	levels := 0
	for i := range e.Sensitivity.SubGroups {
		g := &e.Sensitivity.SubGroups[i]
		if len(g.Levels) < 2 {
			continue
		}
		rows, levels = append(rows, subgroupRow{of: g}), levels+len(g.Levels)
		for k := range g.Levels {
			rows = append(rows, subgroupRow{g, &g.Levels[k]})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	gs := groups(e)
	shown := fitting(rows)
	chart := subgroupChart(e, shown, gs[len(gs)-1])
	return &Figure{
		Name: "subgroups", Height: chart.height(), draw: chart.draw, Data: subgroupSheet(rows),
		Title: subgroupTitle(e, rows), Subtitle: subgroupSubtitle(e, shown, levels), Alt: subgroupWords(e, rows),
	}
}

// fitting are as many rows as fit, without the name of a characteristic at the end.
func fitting(rows []subgroupRow) []subgroupRow {
	rows = rows[:min(len(rows), subgroupRows)]
	for rows[len(rows)-1].level == nil {
		rows = rows[:len(rows)-1]
	}
	return rows
}

// rowName is the name of a characteristic, or of a level, which stands further in.
func rowName(e account, r subgroupRow) string {
	sty, width := lettering(labelSize, ink), figureWidth/4
	switch {
	case r.level != nil:
		return nbsp + nbsp + fit(levelOf(e, r.of.Covariate, r.level.Level), sty, width)
	}
	return fit(e.characteristic(r.of.Covariate), heavy(sty), width)
}

func subgroupChart(e account, rows []subgroupRow, all group) rowChart {
	chart := rowChart{
		heads: []string{e.say("Points (%s interval)", e.level(all.result)), e.say("Programme"), e.say("Comparison")},
		band:  22, row: 15,
	}
	values := []float64{0, all.result.Difference.Value * 100}
	for _, r := range rows {
		chart.names, chart.strong = append(chart.names, rowName(e, r)), append(chart.strong, false)
		if r.level == nil {
			chart.strong[len(chart.strong)-1] = true
			chart.cells = append(chart.cells, []string{e.interactionCell(r.of.Interaction), "", ""})
			continue
		}
		d := r.level.Difference
		values = append(values, d.Value*100, d.Lo*100, d.Hi*100)
		chart.cells = append(chart.cells, []string{e.pointsInterval(d), e.count(r.level.N[0]), e.count(r.level.N[1])})
	}
	chart.axis = newAxis(e.say("Difference, percentage points"), false, func(v float64) string { return signed(e.float(v, tickDigits(v))) }, values...)
	chart.paint = func(c draw.Canvas, at func(x, row float64) vg.Point) {
		e.subgroupGuides(c, at, chart, all)
		for i, r := range rows {
			if r.level != nil {
				effectMark(c, at, float64(i), r.level.Difference, true)
			}
		}
	}
	return chart
}

// subgroupGuides are the line of zero and that of everybody, each with its name.
func (l *lexicon) subgroupGuides(c draw.Canvas, at func(x, row float64) vg.Point, chart rowChart, all group) {
	zero := at(0, 0).X
	c.StrokeLine2(stroke(ink, 1), zero, c.Min.Y, zero, c.Max.Y-chart.band)
	everybody := at(all.result.Difference.Value*100, 0).X
	if math.IsNaN(all.result.Difference.Value) {
		return
	}
	c.StrokeLine2(stroke(darkBlue, 1, 4, 2), everybody, c.Min.Y, everybody, c.Max.Y-chart.band)
	sty, y, right := lettering(tickSize, muted), c.Max.Y-chart.band/2, everybody >= zero
	nameMark(c, sty, l.say("everybody"), everybody, y, right)
	nameMark(c, sty, l.say("no difference"), zero, y, !right)
}

// effectMark is an estimate with its interval: a square, filled or hollow.
func effectMark(c draw.Canvas, at func(x, row float64) vg.Point, row float64, d stats.Estimate, filled bool) {
	line := stroke(darkBlue, 1.2)
	if finite(d.Lo) && finite(d.Hi) {
		whisker(c, line, at(d.Lo*100, row), at(d.Hi*100, row))
	}
	if !finite(d.Value) {
		return
	}
	fill := line
	if !filled {
		fill = stroke(white, 0)
	}
	square(c, fill, line, at(d.Value*100, row), 3.2)
}

func finite(f float64) bool { return !math.IsNaN(f) && !math.IsInf(f, 0) }

func (l *lexicon) pointsInterval(d stats.Estimate) string {
	return l.say("%s (%s to %s)", l.signedPoints(d.Value), l.signedPoints(d.Lo), l.signedPoints(d.Hi))
}

func (l *lexicon) interactionCell(t *stats.InteractionTest) string {
	switch {
	case t == nil:
		return l.say("no test of interaction")
	case t.PValue < 0.001:
		return l.say("interaction: p below 0.001")
	}
	return l.say("interaction: p = %s", l.onSide(t.PValue, 1, 3, trace.Below, chance, belowChance(t)))
}

func subgroupTitle(e account, rows []subgroupRow) string {
	tests, below := 0, 0
	for _, r := range rows {
		if t := r.of.Interaction; r.level == nil && t != nil {
			tests++
			if belowChance(t) {
				below++
			}
		}
	}
	switch {
	case tests == 0:
		return e.say("Exploratory: the difference by sub-group; how far they differ cannot be tested")
	case below == 0:
		return e.say("Exploratory: differences between sub-groups could also arise by chance; in none of %d tests of interaction is the p-value below 0.05", tests)
	}
	return e.say("Exploratory: in %d of %d tests of interaction between sub-groups the p-value is below 0.05", below, tests)
}

func subgroupSubtitle(e account, shown []subgroupRow, of int) string {
	n := 0
	for _, r := range shown {
		if r.level != nil {
			n++
		}
	}
	text := e.say("Programme less comparison rate by sub-group, %s, with the matched people of both groups. Dashed line: everybody. Groups with fewer than %d people on either side are left out. The contract decides on none of these tests.",
		e.cohortWords(e.Contract.Cohorts), e.Contract.Disclosure.Threshold)
	if n == of {
		return text
	}
	return e.say("%s Shown are the first %d of %d sub-groups; the data has all.", text, n, of)
}

func subgroupWords(e account, rows []subgroupRow) string {
	out := []string{e.say("Forest plot by sub-group. %s.", subgroupTitle(e, rows))}
	for _, r := range rows {
		if r.level == nil {
			out = append(out, e.say("By %s, %s:", strings.TrimSpace(rowName(e, r)), e.interactionCell(r.of.Interaction)))
			continue
		}
		out = append(out, e.say("%s: %s percentage points, %s programme and %s comparison people.", levelOf(e, r.of.Covariate, r.level.Level), e.pointsInterval(r.level.Difference), e.count(r.level.N[0]), e.count(r.level.N[1])))
	}
	return strings.Join(out, " ")
}

func subgroupSheet(rows []subgroupRow) sheet {
	s := sheet{head: []string{"covariate", "level", "programme_n", "comparison_n", "difference", "lo", "hi", "method", "interaction_p"}}
	for _, r := range rows {
		if r.level == nil {
			continue
		}
		p := ""
		if t := r.of.Interaction; t != nil {
			p = formatFloat(t.PValue)
		}
		d := r.level.Difference
		s.add(textCell(r.of.Covariate), textCell(r.level.Level), intCell(r.level.N[0]), intCell(r.level.N[1]),
			formatFloat(d.Value), formatFloat(d.Lo), formatFloat(d.Hi), textCell(d.Method), p)
	}
	return s
}
