package report

import (
	"math"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"sib/contract"
	"sib/contract/money"
	"sib/outlook"
)

// observedRow is the height of a row under the curve, in which one observed value stands
// with its interval.
const observedRow = vg.Length(16)

// paymentChart draws what is due by one measure, and what was observed under it.
type paymentChart struct {
	curve    *outlook.Curve
	currency string
	times    float64 // values are set times this
	lines    []PayoutLine
	names    []string // of what was observed
	numbers  []string
	x, y     axis
	left     vg.Length
	right    vg.Length
}

// paymentFigure is the amount due by the measure that moves it most; nil where none does.
func paymentFigure(e account) *Figure {
	c := e.Outlook.Curve
	if c == nil || len(c.Points) < 2 {
		return nil
	}
	p := newPaymentChart(e, c)
	m, _ := measureOf(terms(e), c.Measure)
	return &Figure{
		Name: "payment", Height: p.height(), draw: p.draw, Data: paymentCurveSheet(c),
		Title:    e.paymentTitle(c),
		Subtitle: paymentSubtitle(e, c, m),
		Alt:      paymentAlt(e, c, m),
	}
}

func newPaymentChart(e account, c *outlook.Curve) paymentChart {
	p := paymentChart{curve: c, currency: string(terms(e).Currency), times: times(c.Effect, c.Unit)}
	p.lines = []PayoutLine{{e.say("cap"), amountFloat(c.Cap)}}
	if i := e.Outlook.Investor; i != nil {
		p.lines = append(p.lines, PayoutLine{e.say("invested"), amountFloat(i.Invested)})
	}
	var xs []float64
	amounts := []float64{0}
	for _, q := range c.Points {
		xs, amounts = append(xs, q.Value*p.times), append(amounts, amountFloat(q.Due))
	}
	for _, l := range p.lines {
		amounts = append(amounts, l.Amount)
	}
	small := lettering(tickSize, muted)
	for _, o := range c.Observed {
		xs = append(xs, o.Value*p.times)
		for _, end := range []*float64{o.Lo, o.Hi} {
			if end != nil {
				xs = append(xs, *end*p.times)
			}
		}
		p.names = append(p.names, labelIn(e, o.Cohort))
		p.numbers = append(p.numbers, e.valueText(c, o.Value))
	}
	m, _ := measureOf(terms(e), c.Measure)
	p.x = newAxis(e.axisName(m), false, e.valueTick(c.Effect, c.Unit, xs), xs...)
	p.y = newAxis(e.say("Amount due, %s", p.currency), true, func(v float64) string { return e.float(v, 0) }, amounts...)
	for _, t := range p.y.ticks {
		p.left = max(p.left, small.Width(t.Label))
	}
	for _, s := range p.names {
		p.left = max(p.left, lettering(tickSize, ink).Width(s))
	}
	for _, l := range p.lines {
		p.right = max(p.right, small.Width(l.Name))
	}
	for i, s := range p.numbers {
		p.numbers[i] = fit(s, small, figureWidth/5)
		p.right = max(p.right, small.Width(p.numbers[i]))
	}
	p.left, p.right = p.left+8, p.right+8
	return p
}

// valueTick writes the ticks of an axis with as many decimals as its step has.
func (l *lexicon) valueTick(e contract.EffectType, unit string, xs []float64) func(float64) string {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, x := range xs {
		lo, hi = min(lo, x), max(hi, x)
	}
	digits := 0
	if hi > lo {
		digits = min(6, max(0, int(math.Ceil(-math.Log10(roundStep((hi-lo)*1.12/6))-1e-9))))
	}
	return func(v float64) string {
		if formOf(e, unit).signed {
			return signed(l.float(v, digits))
		}
		return l.float(v, digits)
	}
}

// valueText is a value of the measure in its unit.
func (l *lexicon) valueText(c *outlook.Curve, v float64) string {
	s := l.float(v*times(c.Effect, c.Unit), 1)
	if formOf(c.Effect, c.Unit).signed {
		s = signed(s)
	}
	return l.shortUnit(s, c.Effect, c.Unit)
}

func amountFloat(a money.Amount) float64 {
	f, _ := a.Rat().Float64()
	return f
}

func (p paymentChart) height() vg.Length {
	return payoutPanel + 8 + observedRow*vg.Length(len(p.names)) + axisBand + labelBand
}

func (p paymentChart) scale(c draw.Canvas) scale {
	return scale{x: p.x, top: p.y, left: p.left, right: p.right, canvas: c, panelTo: c.Max.Y - payoutPanel}
}

func (p paymentChart) draw(c draw.Canvas) {
	s := p.scale(c)
	small := lettering(tickSize, muted)
	left, right := s.atX(s.x.lo), s.atX(s.x.hi)
	floor := s.floor()
	for _, t := range s.top.ticks {
		y := s.amount(t.Value)
		c.StrokeLine2(stroke(grid, 0.6), left, y, right, y)
		c.FillText(aligned(small, text.XRight), vg.Point{X: left - 4, Y: y}, t.Label)
	}
	for _, t := range s.x.ticks {
		x := s.atX(t.Value)
		c.StrokeLine2(stroke(grid, 0.6), x, floor, x, c.Max.Y-panelHead)
		c.FillText(aligned(small, text.XCenter), vg.Point{X: x, Y: floor - 9}, t.Label)
	}
	c.StrokeLine2(stroke(muted, 0.6), left, floor, right, floor)
	name := lettering(labelSize, ink)
	c.FillText(name, vg.Point{X: c.Min.X, Y: c.Max.Y - 5}, p.y.label)
	c.FillText(aligned(name, text.XCenter), vg.Point{X: (left + right) / 2, Y: c.Min.Y + 6}, fit(p.x.label, name, right-left))
	s.reference(p.lines)
	p.observed(s)
	c.StrokeLines(stroke(darkBlue, 1.6), p.steps(s))
	if p.one() {
		at := vg.Point{X: s.atX(p.curve.Observed[0].Value * p.times), Y: s.amount(amountFloat(p.curve.Due))}
		disc(c, at, 3.8, draw.GlyphStyle{Color: darkBlue})
	}
}

// steps are the points of the line. A jump stands upright, at the value that has the
// amount it leads to.
func (p paymentChart) steps(s scale) []vg.Point {
	var out []vg.Point
	for i, q := range p.curve.Points {
		at := vg.Point{X: s.atX(q.Value * p.times), Y: s.amount(amountFloat(q.Due))}
		if i > 0 && jumps(p.curve, i) {
			out = append(out, vg.Point{X: at.X, Y: out[len(out)-1].Y})
		}
		out = append(out, at)
	}
	return out
}

// one reports whether a single value was observed: then what is due stands on the curve.
func (p paymentChart) one() bool { return len(p.curve.Observed) == 1 }

// observed draws the rows under the curve.
func (p paymentChart) observed(s scale) {
	c, line := s.canvas, stroke(darkBlue, 1.2)
	for i, o := range p.curve.Observed {
		y := s.panelTo - 8 - observedRow*(vg.Length(i)+0.5)
		at := vg.Point{X: s.atX(o.Value * p.times), Y: y}
		c.FillText(aligned(lettering(tickSize, ink), text.XRight), vg.Point{X: c.Min.X + p.left - 6, Y: y + 0.8}, p.names[i])
		c.FillText(lettering(tickSize, muted), vg.Point{X: c.Max.X - p.right + 6, Y: y + 0.8}, p.numbers[i])
		if p.one() {
			c.StrokeLine2(stroke(darkBlue, 0.7, 1.5, 1.5), at.X, y, at.X, s.amount(amountFloat(p.curve.Due)))
		}
		if o.Lo != nil && o.Hi != nil {
			whisker(c, line, vg.Point{X: s.atX(*o.Lo * p.times), Y: y}, vg.Point{X: s.atX(*o.Hi * p.times), Y: y})
		}
		square(c, line, line, at, 3.2)
	}
}
