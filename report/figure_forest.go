package report

import (
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"sib/evaluate"
)

// forestFigure shows each group's difference with its interval, against zero
// and against the effect that the contract asks for.
func forestFigure(e account, small bool) *Figure {
	gs := groups(e)
	ths := asked(terms(e))
	chart := rowChart{heads: []string{e.say("Points (%s interval)", e.level(gs[0].result))}, band: 22, row: 25, axis: e.forestAxis(gs, ths)}
	if small {
		chart.band, chart.row = 16, 15
	}
	for _, g := range gs {
		chart.names = append(chart.names, g.label)
		chart.strong = append(chart.strong, g.pooled)
		chart.cells = append(chart.cells, []string{points(e, g.result) + " (" + e.interval(g.result) + ")"})
	}
	if small {
		chart.axis.label = ""
	}
	chart.paint = func(c draw.Canvas, at func(x, row float64) vg.Point) { e.paintForest(c, at, gs, ths, chart) }
	f := &Figure{
		Name: "forest", Height: chart.height(), draw: chart.draw, Data: forestSheet(e, gs, ths),
		Title:    e.forestTitle(gs),
		Subtitle: e.say("Programme less comparison rate with %s intervals, %s. %s", e.level(gs[0].result), e.cohortWords(e.Contract.Cohorts), e.thresholdKey(ths)),
		Alt:      e.say("Forest plot. %s", forestWords(e, gs)),
	}
	if small {
		f.Name, f.Subtitle = "forest-small", e.say("Difference in percentage points. %s", e.thresholdKey(ths))
	}
	return f
}

func (l *lexicon) forestAxis(gs []group, ths []mark) axis {
	values := []float64{0}
	for _, g := range gs {
		d := g.result.Difference
		values = append(values, d.Value*100, d.Lo*100, d.Hi*100)
		if len(ths) > 0 {
			if x, ok := ths[0].inPoints(g); ok {
				values = append(values, x)
			}
		}
	}
	return newAxis(l.say("Difference, percentage points"), false, func(v float64) string { return signed(l.float(v, tickDigits(v))) }, values...)
}

func tickDigits(v float64) int {
	if math.Abs(v-math.Round(v)) > 1e-9 {
		return 1
	}
	return 0
}

// paintForest draws the groups with the zero line and the thresholds asked for.
func (l *lexicon) paintForest(c draw.Canvas, at func(x, row float64) vg.Point, gs []group, ths []mark, chart rowChart) {
	zero := at(0, 0)
	c.StrokeLine2(stroke(ink, 1), zero.X, c.Min.Y, zero.X, c.Max.Y-chart.band)
	for i, g := range gs {
		forestRow(c, at, float64(i), g, len(gs) > 1)
	}
	forestThresholds(c, at, gs, ths, chart)
	l.forestLabels(c, at, gs, ths, chart)
}

// tally are the four ways to say of how many years, and whether of all together,
// something holds.
type tally struct{ one, none, pooled, notPooled string }

var aboveZero = tally{
	key("The interval of the difference lies above zero"),
	key("The interval of the difference does not lie above zero"),
	key("The interval of the difference lies above zero over all years together and in %d of %d years"),
	key("The interval of the difference does not lie above zero over all years together; it does in %d of %d years"),
}

func (l *lexicon) forestTitle(gs []group) string {
	return l.tallied(gs, aboveZero, func(r evaluate.Result) bool { return r.Difference.Lo > 0 })
}

func (l *lexicon) tallied(gs []group, t tally, holds func(evaluate.Result) bool) string {
	last := gs[len(gs)-1]
	n, of := 0, 0
	for _, g := range gs {
		if !g.pooled {
			of++
			if holds(g.result) {
				n++
			}
		}
	}
	switch {
	case !last.pooled && n == 1:
		return l.say(t.one)
	case !last.pooled:
		return l.say(t.none)
	case holds(last.result):
		return l.say(t.pooled, n, of)
	}
	return l.say(t.notPooled, n, of)
}

func forestWords(e account, gs []group) string {
	var out []string
	for _, g := range gs {
		out = append(out, e.say("%s: %s percentage points, interval %s.", g.label, points(e, g.result), e.interval(g.result)))
	}
	return strings.Join(out, " ")
}

func forestSheet(e account, gs []group, ths []mark) sheet {
	s := sheet{head: []string{"cohort", "item", "difference", "lo", "hi"}}
	for _, g := range gs {
		d := g.result.Difference
		s.add(cohortCell(g.result.Cohort), "estimate", formatFloat(d.Value), formatFloat(d.Lo), formatFloat(d.Hi))
		for _, t := range ths {
			if x, ok := t.inPoints(g); ok {
				s.add(cohortCell(g.result.Cohort), "threshold "+t.words(english), formatFloat(x/100), "", "")
			}
		}
	}
	return s
}
