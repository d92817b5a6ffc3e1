package report

import (
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"sib/evaluate"
	"sib/stats"
)

// publicFigures are the figures of the public pack.
type publicFigures struct{ small, forest, rates *Figure }

func newPublicFigures(p *published) publicFigures {
	f := publicFigures{small: p.forestFigure(true), forest: p.forestFigure(false), rates: p.ratesFigure()}
	for _, x := range []*Figure{f.small, f.forest, f.rates} {
		x.Width = figureWidth
		x.Source = p.say("Source: contract %s, protected figures made with %s %s. Data: figures/%s.csv", p.Contract.ID, p.Tool.Name, p.Tool.Version, x.Name)
	}
	f.small.Source = ""
	return f
}

// drawn is a group with the whole numbers that are drawn; a hidden one has no marks.
func drawn(g publishedGroup) group {
	r := evaluate.Result{Cohort: g.cohort}
	r.Difference = stats.Estimate{Value: fraction(nil), Lo: fraction(nil), Hi: fraction(nil)}
	rates := [2]evaluate.Rate{}
	for arm := range rates {
		rates[arm] = evaluate.Rate{Value: fraction(nil), Lo: fraction(nil), Hi: fraction(nil)}
	}
	if e := g.effect; e != nil {
		r.Difference.Value, r.Difference.Lo, r.Difference.Hi = fraction(e.points), fraction(e.lo), fraction(e.hi)
		for arm := range rates {
			rates[arm] = evaluate.Rate{Value: fraction(e.rates[arm]), Lo: fraction(e.ranges[arm][0]), Hi: fraction(e.ranges[arm][1])}
		}
	}
	r.Programme, r.Comparison = rates[0], rates[1]
	return group{result: r, label: g.label, pooled: g.pooled}
}

func (p *published) forestFigure(small bool) *Figure {
	chart := rowChart{heads: []string{p.say("Points (%s interval)", p.confidence())}, band: 22, row: 25}
	if small {
		chart.band, chart.row = 16, 15
	}
	var gs []group
	ths := asked(terms(p.account))
	values := []float64{0}
	s := sheet{head: []string{"cohort", "difference_points", "lo_points", "hi_points"}}
	for _, g := range p.groups {
		x := drawn(g)
		gs = append(gs, x)
		d := x.result.Difference
		values = append(values, d.Value*100, d.Lo*100, d.Hi*100)
		if len(ths) > 0 {
			if x, ok := ths[0].inPoints(x); ok {
				values = append(values, x)
			}
		}
		chart.names, chart.strong = append(chart.names, g.label), append(chart.strong, g.pooled)
		cell, row := suppressed, []string{suppressed, suppressed, suppressed}
		if e := g.effect; e != nil {
			cell, row = p.say("%s (%s)", p.signedWhole(e.points), p.wholeRange(e.difference)), []string{wholeCell(e.points), wholeCell(e.lo), wholeCell(e.hi)}
		}
		chart.cells = append(chart.cells, []string{cell})
		s.add(append([]string{cohortCell(g.cohort)}, row...)...)
	}
	chart.axis = newAxis(p.say("Difference, percentage points"), false, func(v float64) string { return signed(p.float(v, tickDigits(v))) }, values...)
	if small {
		chart.axis.label = ""
	}
	chart.paint = func(c draw.Canvas, at func(x, row float64) vg.Point) { p.paintForest(c, at, gs, ths, chart) }
	f := &Figure{
		Name: "forest", Height: chart.height(), draw: chart.draw, Data: s, Title: p.forestHead(),
		Subtitle: p.say("Programme less comparison rate in whole percentage points, with %s intervals, %s. %s: hidden. %s", p.confidence(), p.cohortWords(p.Contract.Cohorts), suppressed, p.thresholdKey(ths)),
		Alt:      p.say("Forest plot. %s", p.forestAlt()),
	}
	if small {
		f.Name, f.Subtitle = "forest-small", p.say("Difference in whole percentage points. %s: hidden. %s", suppressed, p.thresholdKey(ths))
	}
	return f
}

// forestHead says of how many of the groups that are shown the interval lies above zero.
func (p *published) forestHead() string {
	above, shown := 0, 0
	for _, g := range p.groups {
		if g.effect == nil {
			continue
		}
		if shown++; g.effect.side == sideAbove {
			above++
		}
	}
	switch {
	case shown == 0:
		return p.say("No difference can be shown")
	case len(p.groups) == 1 && above == 1:
		return p.say("The interval of the difference lies above zero")
	case len(p.groups) == 1:
		return p.say("The interval of the difference does not lie above zero")
	}
	return p.say("The interval of the difference lies above zero in %d of the %d rows shown", above, shown)
}

func (p *published) forestAlt() string {
	var out []string
	for _, g := range p.groups {
		if g.effect == nil {
			out = append(out, p.say("%s: hidden.", g.label))
			continue
		}
		out = append(out, p.say("%s: %s percentage points, interval %s.", g.label, p.signedWhole(g.effect.points), p.wholeRange(g.effect.difference)))
	}
	return strings.Join(out, " ")
}

func (p *published) ratesFigure() *Figure {
	share := capital(p.wordsFor(p.Contract.Outcome).share)
	// Two lines a group: the programme above the comparison.
	chart := rowChart{heads: []string{"", p.say("Rate (%s interval)", p.confidence())}, band: 18, row: 15}
	var gs []group
	var alt []string
	values := []float64{0}
	s := sheet{head: []string{"cohort", "group", "rate_percent", "lo_percent", "hi_percent"}}
	for _, g := range p.groups {
		x := drawn(g)
		gs = append(gs, x)
		for arm := range g.n {
			r := rateOf(x.result, arm)
			values = append(values, r.Value*100, r.Hi*100)
			chart.names, chart.strong = append(chart.names, [...]string{g.label, ""}[arm]), append(chart.strong, g.pooled)
			cell, row := suppressed, []string{suppressed, suppressed, suppressed}
			if e := g.effect; e != nil {
				cell = p.say("%s (%s to %s)", p.wholeRate(e.rates[arm]), p.whole(e.ranges[arm][0]), p.whole(e.ranges[arm][1]))
				row = []string{wholeCell(e.rates[arm]), wholeCell(e.ranges[arm][0]), wholeCell(e.ranges[arm][1])}
			}
			who := [...]string{"programme", "comparison"}[arm]
			chart.cells = append(chart.cells, []string{p.say(who), cell})
			s.add(append([]string{cohortCell(g.cohort), who}, row...)...)
			alt = append(alt, p.say("%s, %s: %s.", g.label, p.say(who), cell))
		}
	}
	chart.axis = newAxis(shorten(share, 60), true, func(v float64) string { return p.say("%s%%", p.float(v, tickDigits(v))) }, values...)
	chart.paint = func(c draw.Canvas, at func(x, row float64) vg.Point) { paintRates(c, at, gs) }
	return &Figure{
		Name: "rates", Height: chart.height(), draw: chart.draw, Data: s,
		Title:    p.ratesHead(),
		Subtitle: p.say("%s in whole per cent with %s intervals, %s. Filled circle: programme; hollow square: comparison, weighted. %s: hidden.", share, p.confidence(), p.cohortWords(p.Contract.Cohorts), suppressed),
		Alt:      p.say("Rates of both groups. %s", strings.Join(alt, " ")),
	}
}

// ratesHead says in how many of the groups that are shown the programme's rate is higher.
func (p *published) ratesHead() string {
	higher, shown := 0, 0
	for _, g := range p.groups {
		if e := g.effect; e != nil && e.points != nil {
			if shown++; *e.points > 0 {
				higher++
			}
		}
	}
	if shown == 0 {
		return p.say("No rate can be shown")
	}
	return p.say("The programme’s rate is higher by at least half a point in %d of the %d rows shown", higher, shown)
}
