package report

import (
	"math"
	"sort"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"sib/matching"
)

// loveRows is how many characteristics fit a page; the rest are in the table.
const loveRows = 36

// loveLines are the usual marks for imbalance.
var loveLines = []float64{0.05, 0.10, 0.25}

// loveFigure shows the absolute SMD of each characteristic before and after
// matching, the most imbalanced first (Love plot, as in cobalt).
func loveFigure(e account) *Figure {
	terms := byImbalance(pooledBalance(e).Terms)
	s := sheet{head: []string{"covariate", "level", "absolute_smd_before", "absolute_smd_after"}}
	for _, t := range terms {
		s.add(textCell(t.Covariate), textCell(t.Level), optionalCell(absolute(t.Before.SMD)), optionalCell(absolute(t.After.SMD)))
	}
	shown := terms[:min(len(terms), loveRows)]
	chart := rowChart{heads: []string{e.say("before"), e.say("after")}, band: 24, row: 14}
	values := []float64{0, 0.27}
	for _, t := range shown {
		chart.names = append(chart.names, shorten(e.termName(t), 36))
		before, after := absolute(t.Before.SMD), absolute(t.After.SMD)
		chart.cells = append(chart.cells, []string{e.optional(before, 3), e.optional(after, 3)})
		for _, x := range []*float64{before, after} {
			if x != nil {
				values = append(values, *x)
			}
		}
	}
	chart.axis = newAxis(e.say("Absolute standardised mean difference"), true, func(v float64) string { return e.float(v, smdDigits(v)) }, values...)
	chart.paint = func(c draw.Canvas, at func(x, row float64) vg.Point) { e.paintLove(c, at, shown, chart.band) }
	return &Figure{
		Name: "love", Height: chart.height(), draw: chart.draw, Data: s,
		Title:    e.loveTitle(terms),
		Subtitle: e.say("Before matching: hollow circle; after: filled. Dashed lines at 0.05, 0.10 and 0.25.%s", e.hiddenRows(len(terms))),
		Alt:      e.say("Love plot of %d characteristics. %s. The numbers are in the table that follows.", len(terms), e.loveTitle(terms)),
	}
}

func (l *lexicon) hiddenRows(n int) string {
	if n <= loveRows {
		return ""
	}
	return l.say(" The %d most imbalanced of %d; all are in the table.", loveRows, n)
}

func smdDigits(v float64) int {
	if math.Abs(v*10-math.Round(v*10)) > 1e-9 {
		return 2
	}
	return 1
}

// absolute is nil for what does not exist.
func absolute(f *float64) *float64 {
	if f == nil || math.IsNaN(*f) || math.IsInf(*f, 0) {
		return nil
	}
	x := math.Abs(*f)
	return &x
}

// byImbalance orders terms by what separated the groups before matching; those
// without an SMD come last. Ties keep the contract's order.
func byImbalance(terms []matching.TermBalance) []matching.TermBalance {
	out := append([]matching.TermBalance(nil), terms...)
	key := func(t matching.TermBalance) float64 {
		if x := absolute(t.Before.SMD); x != nil {
			return *x
		}
		return -1
	}
	sort.SliceStable(out, func(i, j int) bool { return key(out[i]) > key(out[j]) })
	return out
}

func (l *lexicon) loveTitle(terms []matching.TermBalance) string {
	beyond := 0
	for _, t := range terms {
		if x := absolute(t.After.SMD); x != nil && *x > 0.10 {
			beyond++
		}
	}
	if beyond == 0 {
		return l.say("After matching, no characteristic is more than 0.10 standard deviations apart")
	}
	return l.say("After matching, %d of %d characteristics are more than 0.10 standard deviations apart", beyond, len(terms))
}

func (l *lexicon) paintLove(c draw.Canvas, at func(x, row float64) vg.Point, terms []matching.TermBalance, band vg.Length) {
	l.loveGuides(c, at, band)
	for i, t := range terms {
		before, after := absolute(t.Before.SMD), absolute(t.After.SMD)
		row := float64(i)
		if before != nil && after != nil {
			a, b := at(*before, row), at(*after, row)
			c.StrokeLine2(stroke(grid, 2), a.X, a.Y, b.X, b.Y)
		}
		if before != nil {
			disc(c, at(*before, row), 3.6, draw.GlyphStyle{Color: darkPink})
			disc(c, at(*before, row), 2.4, draw.GlyphStyle{Color: white})
		}
		if after != nil {
			disc(c, at(*after, row), 3.2, draw.GlyphStyle{Color: darkBlue})
		}
	}
}

// loveGuides draws the lines of imbalance; a number that would touch the one
// before it is left out.
func (l *lexicon) loveGuides(c draw.Canvas, at func(x, row float64) vg.Point, band vg.Length) {
	sty := aligned(lettering(tickSize, muted), text.XCenter)
	free := c.Min.X - 100
	for _, v := range loveLines {
		x := at(v, 0).X
		c.StrokeLine2(stroke(muted, 0.7, 2.5, 2), x, c.Min.Y, x, c.Max.Y-band)
		s := l.float(v, 2)
		if half := sty.Width(s) / 2; x-half > free {
			c.FillText(sty, vg.Point{X: x, Y: c.Max.Y - band/2}, s)
			free = x + half + 3
		}
	}
	c.StrokeLine2(stroke(ink, 0.8), at(0, 0).X, c.Min.Y, at(0, 0).X, c.Max.Y-band)
}
