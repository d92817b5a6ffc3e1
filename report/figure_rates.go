package report

import (
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"sib/evaluate"
)

// ratesFigure shows both rates of each group with their intervals, from zero.
func ratesFigure(e account) *Figure {
	gs := groups(e)
	// Two lines a group: the programme above the comparison.
	chart := rowChart{heads: []string{"", e.say("Rate (%s interval)", e.level(gs[0].result))}, band: 18, row: 15}
	names := [2]string{e.say("programme"), e.say("comparison")}
	values := []float64{0}
	s := sheet{head: []string{"cohort", "group", "rate", "lo", "hi", "n"}}
	for _, g := range gs {
		for arm, r := range []evaluate.Rate{g.result.Programme, g.result.Comparison} {
			name := [...]string{g.label, ""}[arm]
			who := [...]string{"programme", "comparison"}[arm]
			chart.names = append(chart.names, name)
			chart.strong = append(chart.strong, g.pooled)
			chart.cells = append(chart.cells, []string{names[arm], e.rateInterval(r)})
			values = append(values, r.Value*100, r.Hi*100)
			s.add(cohortCell(g.result.Cohort), who, formatFloat(r.Value), formatFloat(r.Lo), formatFloat(r.Hi), intCell(r.N))
		}
	}
	chart.axis = newAxis(capital(e.wordsFor(e.Contract.Outcome).share), true, func(v float64) string { return e.float(v, tickDigits(v)) + e.percent }, values...)
	chart.axis.label = string([]rune(shorten(chart.axis.label, 60)))
	chart.paint = func(c draw.Canvas, at func(x, row float64) vg.Point) { paintRates(c, at, gs) }
	return &Figure{
		Name: "rates", Height: chart.height(), draw: chart.draw, Data: s,
		Title:    e.ratesTitle(gs),
		Subtitle: e.say("%s with %s intervals, %s. Filled circle: programme; hollow square: comparison, weighted.", capital(e.wordsFor(e.Contract.Outcome).share), e.level(gs[0].result), e.cohortWords(e.Contract.Cohorts)),
		Alt:      e.say("Rates of both groups. %s", e.ratesWords(gs)),
	}
}

// paintRates draws both rates of each group, with a line between groups.
func paintRates(c draw.Canvas, at func(x, row float64) vg.Point, gs []group) {
	for i, g := range gs {
		if i > 0 {
			y := at(0, float64(2*i)-0.5).Y
			c.StrokeLine2(stroke(grid, 0.6), c.Min.X, y, c.Max.X, y)
		}
		programmeMark(c, at, float64(2*i), g.result.Programme)
		comparisonMark(c, at, float64(2*i+1), g.result.Comparison)
	}
}

var aboveComparison = tally{
	key("The programme’s rate lies above the comparison’s"),
	key("The programme’s rate does not lie above the comparison’s"),
	key("The programme’s rate lies above the comparison’s over all years together and in %d of %d years"),
	key("The programme’s rate does not lie above the comparison’s over all years together; it does in %d of %d years"),
}

func (l *lexicon) ratesTitle(gs []group) string {
	return l.tallied(gs, aboveComparison, func(r evaluate.Result) bool { return r.Difference.Value > 0 })
}

func (l *lexicon) ratesWords(gs []group) string {
	var out []string
	for _, g := range gs {
		out = append(out, l.say("%s: programme %s, comparison %s.", g.label, l.rateInterval(g.result.Programme), l.rateInterval(g.result.Comparison)))
	}
	return strings.Join(out, " ")
}

func programmeMark(c draw.Canvas, at func(x, row float64) vg.Point, row float64, r evaluate.Rate) {
	if bounded(r) {
		whisker(c, stroke(darkBlue, 1.2), at(r.Lo*100, row), at(r.Hi*100, row))
	}
	if !math.IsNaN(r.Value) {
		disc(c, at(r.Value*100, row), 3.6, draw.GlyphStyle{Color: darkBlue})
	}
}

func comparisonMark(c draw.Canvas, at func(x, row float64) vg.Point, row float64, r evaluate.Rate) {
	if bounded(r) {
		whisker(c, stroke(darkPink, 1.2, 3, 2), at(r.Lo*100, row), at(r.Hi*100, row))
	}
	if !math.IsNaN(r.Value) {
		square(c, stroke(white, 0), stroke(darkPink, 1.3), at(r.Value*100, row), 3.2)
	}
}

func bounded(r evaluate.Rate) bool { return !math.IsNaN(r.Lo) && !math.IsNaN(r.Hi) }
