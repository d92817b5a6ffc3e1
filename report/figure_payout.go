package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// PayoutCurve is what a contract pays by the programme's true effect. Amounts are
// in Unit, such as EUR.
type PayoutCurve struct {
	Title, Subtitle, Source string
	Effect                  string // what the x axis is: the effect in its type
	Unit                    string
	Points                  []PayoutPoint // by X, ascending; two at least
	Lines                   []PayoutLine  // amounts for comparison: the cap, what is invested
}

// PayoutPoint is one true effect. X is in the unit of the axis, Nothing a proportion.
type PayoutPoint struct {
	X, Expected, Lo, Hi, Nothing float64
}

// PayoutLine is an amount with its name.
type PayoutLine struct {
	Name   string
	Amount float64
}

// Heights of the two panels and the space between them.
const (
	payoutPanel  = vg.Length(170)
	nothingPanel = vg.Length(70)
	panelGap     = vg.Length(26)
	panelHead    = vg.Length(16)
)

// SVG draws the expected payment with the range that holds nine payments of ten,
// and below it the chance that nothing is paid.
func (c PayoutCurve) SVG() ([]byte, error) {
	if len(c.Points) < 2 {
		return nil, fmt.Errorf("payout curve: %d points: want 2 at least", len(c.Points))
	}
	for _, x := range c.Points {
		for _, v := range []float64{x.X, x.Expected, x.Lo, x.Hi, x.Nothing} {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return nil, fmt.Errorf("payout curve: a point has the value %v", v)
			}
		}
	}
	p := payoutChart{c, english}
	f := &Figure{
		Name: "payout", Title: c.Title, Subtitle: p.Subtitle, Source: p.Source, Alt: p.words(),
		Width: figureWidth, Height: payoutPanel + panelGap + nothingPanel + axisBand + labelBand, draw: p.draw,
	}
	return f.file(), nil
}

// payoutChart is a curve in one language.
type payoutChart struct {
	PayoutCurve
	*lexicon
}

func (p payoutChart) words() string {
	var out []string
	for _, x := range p.Points {
		out = append(out, p.say("%s: %s %s expected, nine of ten between %s and %s, nothing with a chance of %s.",
			p.float(x.X, tickDigits(x.X)), p.Unit, p.float(x.Expected, 0), p.float(x.Lo, 0), p.float(x.Hi, 0), p.percentage(x.Nothing)))
	}
	return p.say("Payment by true effect (%s). %s", p.Effect, strings.Join(out, " "))
}

// scale places values of the two panels on the canvas.
type scale struct {
	x       axis
	top     axis // of amounts
	left    vg.Length
	right   vg.Length // room for the names of lines
	canvas  draw.Canvas
	panelTo vg.Length // bottom of the upper panel
}

func (p payoutChart) draw(c draw.Canvas) {
	s := p.scale(c)
	p.frame(s)
	p.paint(s)
}

func (p payoutChart) scale(c draw.Canvas) scale {
	xs, amounts := []float64{}, []float64{0}
	for _, x := range p.Points {
		xs, amounts = append(xs, x.X), append(amounts, x.Expected, x.Lo, x.Hi)
	}
	for _, line := range p.Lines {
		amounts = append(amounts, line.Amount)
	}
	s := scale{
		x:   newAxis(p.Effect, false, func(v float64) string { return p.float(v, tickDigits(v)) }, xs...),
		top: newAxis("", true, func(v float64) string { return p.float(v, 0) }, amounts...),
	}
	sty := lettering(tickSize, muted)
	for _, t := range s.top.ticks {
		s.left = max(s.left, sty.Width(t.Label))
	}
	s.left += 6
	for _, line := range p.Lines {
		s.right = max(s.right, sty.Width(shorten(line.Name, lineName)))
	}
	if s.right > 0 {
		s.right += 6
	}
	s.canvas, s.panelTo = c, c.Max.Y-payoutPanel
	return s
}

func (s scale) atX(v float64) vg.Length {
	width := s.canvas.Max.X - s.canvas.Min.X - s.left - s.right
	return s.canvas.Min.X + s.left + width*vg.Length((v-s.x.lo)/(s.x.hi-s.x.lo))
}

func (s scale) amount(v float64) vg.Length {
	return s.panelTo + (payoutPanel-panelHead)*vg.Length((v-s.top.lo)/(s.top.hi-s.top.lo))
}

// floor is the bottom of the lower panel.
func (s scale) floor() vg.Length { return s.canvas.Min.Y + axisBand + labelBand }

func (s scale) chance(v float64) vg.Length {
	return s.floor() + (nothingPanel-panelHead)*vg.Length(v)
}

// frame draws grids, scales and the names of both panels.
func (p payoutChart) frame(s scale) {
	c, small := s.canvas, lettering(tickSize, muted)
	right, left := s.atX(s.x.hi), s.atX(s.x.lo)
	row := func(y vg.Length, label string) {
		c.StrokeLine2(stroke(grid, 0.6), left, y, right, y)
		c.FillText(aligned(small, text.XRight), vg.Point{X: left - 4, Y: y}, label)
	}
	for _, t := range s.top.ticks {
		row(s.amount(t.Value), t.Label)
	}
	for _, v := range []float64{0, 0.5, 1} {
		row(s.chance(v), p.float(v*100, 0)+p.percent)
	}
	for _, t := range s.x.ticks {
		p.tick(s, t)
	}
	name := lettering(labelSize, ink)
	c.FillText(name, vg.Point{X: c.Min.X, Y: c.Max.Y - 5}, p.say("Payment, %s", p.Unit))
	c.FillText(name, vg.Point{X: c.Min.X, Y: s.chance(1) + 11}, p.say("Chance that nothing is paid"))
	axisName := aligned(name, text.XCenter)
	c.FillText(axisName, vg.Point{X: (left + right) / 2, Y: c.Min.Y + 6}, fit(p.Effect, name, right-left))
}

func (p payoutChart) tick(s scale, t plot.Tick) {
	x := s.atX(t.Value)
	c := s.canvas
	c.StrokeLine2(stroke(grid, 0.6), x, s.panelTo, x, c.Max.Y-panelHead)
	c.StrokeLine2(stroke(grid, 0.6), x, s.floor(), x, s.chance(1))
	c.FillText(aligned(lettering(tickSize, muted), text.XCenter), vg.Point{X: x, Y: s.floor() - 9}, t.Label)
}

// paint draws the band, the lines for comparison, the expected payment and the chance.
func (p payoutChart) paint(s scale) {
	c := s.canvas
	var band, mean, nothing []vg.Point
	for _, x := range p.Points {
		band = append(band, vg.Point{X: s.atX(x.X), Y: s.amount(x.Hi)})
		mean = append(mean, vg.Point{X: s.atX(x.X), Y: s.amount(x.Expected)})
		nothing = append(nothing, vg.Point{X: s.atX(x.X), Y: s.chance(x.Nothing)})
	}
	for i := len(p.Points) - 1; i >= 0; i-- {
		band = append(band, vg.Point{X: s.atX(p.Points[i].X), Y: s.amount(p.Points[i].Lo)})
	}
	c.FillPolygon(grid, band)
	s.reference(p.Lines)
	c.StrokeLines(stroke(darkBlue, 1.6), mean)
	c.StrokeLines(stroke(darkPink, 1.6, 4, 2), nothing)
	if len(p.Points) > manyPoints {
		return
	}
	for i := range p.Points {
		disc(c, mean[i], 2.6, draw.GlyphStyle{Color: darkBlue})
		square(c, stroke(white, 0), stroke(darkPink, 1.2), nothing[i], 2.2)
	}
}

// lineName is how many characters the name of a line may have.
const lineName = 24

// reference draws amounts for comparison, each with its name at the right, where no grid
// is. Names of amounts that are close are moved apart.
func (s scale) reference(lines []PayoutLine) {
	c := s.canvas
	at := make([]vg.Length, len(lines))
	for i, l := range lines {
		at[i] = s.amount(l.Amount)
		c.StrokeLine2(stroke(orange, 1, 3, 2), s.atX(s.x.lo), at[i], s.atX(s.x.hi), at[i])
	}
	for i, y := range apart(at, tickSize+2, s.panelTo+tickSize/2) {
		c.FillText(lettering(tickSize, muted), vg.Point{X: s.atX(s.x.hi) + 4, Y: y}, shorten(lines[i].Name, lineName))
	}
}

// apart moves heights upwards until no two are closer than gap, and none is below least.
func apart(at []vg.Length, gap, least vg.Length) []vg.Length {
	order := make([]int, len(at))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(at[i], at[j]) })
	out := make([]vg.Length, len(at))
	for _, i := range order {
		out[i] = max(at[i], least)
		least = out[i] + gap
	}
	return out
}

// manyPoints are drawn as a line alone.
const manyPoints = 20
