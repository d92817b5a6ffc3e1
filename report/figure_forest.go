package report

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"sib/evaluate"
)

// forestFigure shows each group's difference with its interval, against zero
// and against the effect that the contract asks for.
func forestFigure(e *evaluate.Evaluation, small bool) *Figure {
	gs := groups(e)
	ths := asked(terms(e))
	chart := rowChart{heads: []string{"Points (" + level(gs[0].result) + " interval)"}, band: 22, row: 25, axis: forestAxis(gs, ths)}
	if small {
		chart.band, chart.row = 16, 15
	}
	for _, g := range gs {
		chart.names = append(chart.names, g.label)
		chart.strong = append(chart.strong, g.pooled)
		chart.cells = append(chart.cells, []string{points(e, g.result) + " (" + interval(g.result) + ")"})
	}
	if small {
		chart.axis.label = ""
	}
	chart.paint = func(c draw.Canvas, at func(x, row float64) vg.Point) {
		zero := at(0, 0)
		c.StrokeLine2(stroke(ink, 1), zero.X, c.Min.Y, zero.X, c.Max.Y-chart.band)
		for i, g := range gs {
			forestRow(c, at, float64(i), g, len(gs) > 1)
		}
		forestThresholds(c, at, gs, ths, chart)
		forestLabels(c, at, gs, ths, chart)
	}
	f := &Figure{
		Name: "forest", Height: chart.height(), draw: chart.draw, Data: forestSheet(e, gs, ths),
		Title:    forestTitle(gs),
		Subtitle: fmt.Sprintf("Programme less comparison rate with %s intervals, %s. %s", level(gs[0].result), cohortWords(e.Contract.Cohorts), thresholdKey(ths)),
		Alt:      "Forest plot. " + forestWords(e, gs),
	}
	if small {
		f.Name, f.Subtitle = "forest-small", "Difference in percentage points. "+thresholdKey(ths)
	}
	return f
}

func forestAxis(gs []group, ths []mark) axis {
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
	return newAxis("Difference, percentage points", false, func(v float64) string { return signed(float(v, tickDigits(v))) }, values...)
}

func tickDigits(v float64) int {
	if math.Abs(v-math.Round(v)) > 1e-9 {
		return 1
	}
	return 0
}

func forestTitle(gs []group) string {
	return counted(gs, "The interval of the difference lies", "The interval of the difference does not lie", "above zero",
		func(r evaluate.Result) bool { return r.Difference.Lo > 0 })
}

// counted says of how many years, and whether of all together, something holds.
func counted(gs []group, does, doesNot, what string, holds func(evaluate.Result) bool) string {
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
		return does + " " + what
	case !last.pooled:
		return doesNot + " " + what
	case holds(last.result):
		return fmt.Sprintf("%s %s over all years together and in %d of %d years", does, what, n, of)
	}
	return fmt.Sprintf("%s %s over all years together; it does in %d of %d years", doesNot, what, n, of)
}

func forestWords(e *evaluate.Evaluation, gs []group) string {
	var out []string
	for _, g := range gs {
		out = append(out, fmt.Sprintf("%s: %s percentage points, interval %s.", g.label, points(e, g.result), interval(g.result)))
	}
	return strings.Join(out, " ")
}

func forestSheet(e *evaluate.Evaluation, gs []group, ths []mark) sheet {
	s := sheet{head: []string{"cohort", "item", "difference", "lo", "hi"}}
	for _, g := range gs {
		d := g.result.Difference
		s.add(cohortCell(g.result.Cohort), "estimate", formatFloat(d.Value), formatFloat(d.Lo), formatFloat(d.Hi))
		for _, t := range ths {
			if x, ok := t.inPoints(g); ok {
				s.add(cohortCell(g.result.Cohort), "threshold "+t.words(), formatFloat(x/100), "", "")
			}
		}
	}
	return s
}
