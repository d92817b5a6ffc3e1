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
func (p PayoutCurve) SVG() ([]byte, error) {
	if len(p.Points) < 2 {
		return nil, fmt.Errorf("payout curve: %d points: want 2 at least", len(p.Points))
	}
	for _, x := range p.Points {
		for _, v := range []float64{x.X, x.Expected, x.Lo, x.Hi, x.Nothing} {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return nil, fmt.Errorf("payout curve: a point has the value %v", v)
			}
		}
	}
	f := &Figure{
		Name: "payout", Title: p.Title, Subtitle: p.Subtitle, Source: p.Source, Alt: p.words(),
		Width: figureWidth, Height: payoutPanel + panelGap + nothingPanel + axisBand + labelBand, draw: p.draw,
	}
	return f.file(), nil
}

func (p PayoutCurve) words() string {
	var out []string
	for _, x := range p.Points {
		out = append(out, fmt.Sprintf("%s: %s %s expected, nine of ten between %s and %s, nothing with a chance of %s.",
			float(x.X, tickDigits(x.X)), p.Unit, float(x.Expected, 0), float(x.Lo, 0), float(x.Hi, 0), percentage(x.Nothing)))
	}
	return "Payment by true effect (" + p.Effect + "). " + strings.Join(out, " ")
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

func (p PayoutCurve) draw(c draw.Canvas) {
	s := p.scale(c)
	p.frame(s)
	p.paint(s)
}

func (p PayoutCurve) scale(c draw.Canvas) scale {
	xs, amounts := []float64{}, []float64{0}
	for _, x := range p.Points {
		xs, amounts = append(xs, x.X), append(amounts, x.Expected, x.Lo, x.Hi)
	}
	for _, l := range p.Lines {
		amounts = append(amounts, l.Amount)
	}
	s := scale{
		x:   newAxis(p.Effect, false, func(v float64) string { return float(v, tickDigits(v)) }, xs...),
		top: newAxis("", true, func(v float64) string { return float(v, 0) }, amounts...),
	}
	sty := lettering(tickSize, muted)
	for _, t := range s.top.ticks {
		s.left = max(s.left, sty.Width(t.Label))
	}
	s.left += 6
	for _, l := range p.Lines {
		s.right = max(s.right, sty.Width(shorten(l.Name, lineName)))
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
func (p PayoutCurve) frame(s scale) {
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
		row(s.chance(v), float(v*100, 0)+"%")
	}
	for _, t := range s.x.ticks {
		p.tick(s, t)
	}
	name := lettering(labelSize, ink)
	c.FillText(name, vg.Point{X: c.Min.X, Y: c.Max.Y - 5}, "Payment, "+p.Unit)
	c.FillText(name, vg.Point{X: c.Min.X, Y: s.chance(1) + 11}, "Chance that nothing is paid")
	axisName := aligned(name, text.XCenter)
	c.FillText(axisName, vg.Point{X: (left + right) / 2, Y: c.Min.Y + 6}, fit(p.Effect, name, right-left))
}

func (p PayoutCurve) tick(s scale, t plot.Tick) {
	x := s.atX(t.Value)
	c := s.canvas
	c.StrokeLine2(stroke(grid, 0.6), x, s.panelTo, x, c.Max.Y-panelHead)
	c.StrokeLine2(stroke(grid, 0.6), x, s.floor(), x, s.chance(1))
	c.FillText(aligned(lettering(tickSize, muted), text.XCenter), vg.Point{X: x, Y: s.floor() - 9}, t.Label)
}

// paint draws the band, the lines for comparison, the expected payment and the chance.
func (p PayoutCurve) paint(s scale) {
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
