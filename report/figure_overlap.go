package report

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"sib/matching"
)

// Heights of the figure: the bars of one direction, and the band above them.
const (
	overlapHalf = vg.Length(105)
	overlapBand = vg.Length(34)
)

// overlapChart draws how scores are spread: the programme upwards, the comparison
// downwards, each as a share of its own people.
type overlapChart struct {
	e           account
	overlap     *matching.ScoreOverlap
	shares      []binShares
	x           axis
	top         float64 // of the scale of shares
	ticks       []plot.Tick
	left, right vg.Length
}

// binShares are the shares of a bin: of the programme, of the comparison pool and of the
// matched comparison people, by their weights.
type binShares struct{ programme, pool, matched float64 }

// overlapFigure shows how far the scores of both groups overlap; nil where there is no score.
func overlapFigure(e account) *Figure {
	o := e.Overlap
	if o == nil || len(o.Bins) == 0 {
		return nil
	}
	p := newOverlapChart(e, o)
	return &Figure{
		Name: "overlap", Height: overlapBand + 2*overlapHalf + axisBand + labelBand, draw: p.draw, Data: overlapSheet(o),
		Title: overlapTitle(e, o), Subtitle: overlapSubtitle(e, o), Alt: overlapWords(e, o, p.shares),
	}
}

func sharesOf(o *matching.ScoreOverlap) []binShares {
	var people [2]int64
	weight := 0.0
	for _, b := range o.Bins {
		people[0], people[1] = people[0]+b.Eligible[0], people[1]+b.Eligible[1]
		weight += b.Weight[1]
	}
	of := func(part, whole float64) float64 {
		if whole <= 0 {
			return 0
		}
		return part / whole
	}
	var out []binShares
	for _, b := range o.Bins {
		out = append(out, binShares{of(float64(b.Eligible[0]), float64(people[0])), of(float64(b.Eligible[1]), float64(people[1])), of(b.Weight[1], weight)})
	}
	return out
}

func newOverlapChart(e account, o *matching.ScoreOverlap) overlapChart {
	p := overlapChart{e: e, overlap: o, shares: sharesOf(o)}
	lo, hi := o.Bins[0].From, o.Bins[len(o.Bins)-1].To
	digits := max(0, int(math.Ceil(-math.Log10(roundStep((hi-lo)*1.12/6))-1e-9)))
	p.x = newAxis(e.scoreWords(o.Scale), false, func(v float64) string { return e.float(v, digits) }, lo, hi)
	shares := []float64{0}
	for _, s := range p.shares {
		shares = append(shares, s.programme, s.pool, s.matched)
	}
	y := newAxis("", true, func(v float64) string { return e.float(v*100, tickDigits(v*100)) + e.percent }, shares...)
	p.top, p.ticks = y.hi, y.ticks
	small := lettering(tickSize, muted)
	for _, t := range p.ticks {
		p.left = max(p.left, small.Width(t.Label))
	}
	for _, s := range p.keys() {
		p.right = max(p.right, small.Width(s))
	}
	p.left, p.right = p.left+8, p.right+24
	return p
}

// keys name the bars: up, down and filled, down and hollow.
func (p overlapChart) keys() [3]string {
	return [3]string{p.e.say("programme"), p.e.say("matched comparison"), p.e.say("comparison pool")}
}

func (p overlapChart) atX(c draw.Canvas, v float64) vg.Length {
	return within(p.x, v, c.Min.X+p.left, c.Max.X-p.right)
}

func (p overlapChart) draw(c draw.Canvas) {
	zero := c.Max.Y - overlapBand - overlapHalf
	left, right := c.Min.X+p.left, c.Max.X-p.right
	small, name := lettering(tickSize, muted), lettering(labelSize, ink)
	height := func(share float64) vg.Length { return overlapHalf * vg.Length(share/p.top) }
	c.FillText(name, vg.Point{X: c.Min.X, Y: c.Max.Y - 5}, p.e.say("Share of each group"))
	for i, t := range p.ticks {
		for _, y := range []vg.Length{zero + height(t.Value), zero - height(t.Value)} {
			if i == 0 && y != zero {
				continue
			}
			c.StrokeLine2(stroke(grid, 0.6), left, y, right, y)
		}
		c.FillText(aligned(small, text.XRight), vg.Point{X: left - 5, Y: zero + height(t.Value)}, t.Label)
		if i > 0 {
			c.FillText(aligned(small, text.XRight), vg.Point{X: left - 5, Y: zero - height(t.Value)}, t.Label)
		}
	}
	p.bars(c, zero, height)
	c.StrokeLine2(stroke(ink, 1), left, zero, right, zero)
	p.support(c, zero)
	p.frame(c)
	at := right + 18
	p.swatch(c, vg.Point{X: at, Y: zero + overlapHalf/2}, p.keys()[0], darkBlue, darkBlue)
	p.swatch(c, vg.Point{X: at, Y: zero - overlapHalf/2 + 8}, p.keys()[1], darkPink, darkPink)
	p.swatch(c, vg.Point{X: at, Y: zero - overlapHalf/2 - 8}, p.keys()[2], white, darkPink)
}

// bars of the pool are hollow and as wide as the bin; those of the matched stand in them.
func (p overlapChart) bars(c draw.Canvas, zero vg.Length, height func(float64) vg.Length) {
	for i, b := range p.overlap.Bins {
		from, to := p.atX(c, b.From), p.atX(c, b.To)
		s, inset := p.shares[i], (to-from)*0.18
		box := func(x0, x1, y vg.Length) []vg.Point {
			return []vg.Point{{X: x0, Y: zero}, {X: x1, Y: zero}, {X: x1, Y: y}, {X: x0, Y: y}}
		}
		if s.programme > 0 {
			c.FillPolygon(darkBlue, box(from+0.5, to-0.5, zero+height(s.programme)))
		}
		if s.matched > 0 {
			c.FillPolygon(darkPink, box(from+inset, to-inset, zero-height(s.matched)))
		}
		if s.pool > 0 {
			outline := box(from+0.5, to-0.5, zero-height(s.pool))
			c.StrokeLines(stroke(darkPink, 0.9), append(outline, outline[0]))
		}
	}
}

func (p overlapChart) swatch(c draw.Canvas, at vg.Point, label string, fill, edge color.RGBA) {
	square(c, stroke(fill, 0), stroke(edge, 0.9), vg.Point{X: at.X - 8, Y: at.Y - 0.8}, 3)
	c.FillText(lettering(tickSize, muted), at, label)
}

// support marks the scores that people of both groups have.
func (p overlapChart) support(c draw.Canvas, zero vg.Length) {
	s := p.overlap.Support
	if s == nil {
		return
	}
	from, to, y := p.atX(c, s.From), p.atX(c, s.To), zero+overlapHalf+5
	for _, x := range []vg.Length{from, to} {
		c.StrokeLine2(stroke(muted, 0.8, 3, 2), x, zero-overlapHalf, x, y)
	}
	c.StrokeLine2(stroke(muted, 0.8), from, y, to, y)
	sty := aligned(lettering(tickSize, muted), text.XCenter)
	label := p.e.say("common support")
	half := sty.Width(label) / 2
	x := max(c.Min.X+p.left+half, min((from+to)/2, c.Max.X-p.right-half))
	c.FillText(sty, vg.Point{X: x, Y: y + 8}, label)
}

// frame is the scale of the score.
func (p overlapChart) frame(c draw.Canvas) {
	floor := c.Min.Y + axisBand + labelBand
	left, right := c.Min.X+p.left, c.Max.X-p.right
	c.StrokeLine2(stroke(muted, 0.6), left, floor, right, floor)
	for _, t := range p.x.ticks {
		x := p.atX(c, t.Value)
		c.StrokeLine2(stroke(muted, 0.6), x, floor-3, x, floor)
		c.FillText(aligned(lettering(tickSize, muted), text.XCenter), vg.Point{X: x, Y: floor - 10}, t.Label)
	}
	name := aligned(lettering(labelSize, ink), text.XCenter)
	c.FillText(name, vg.Point{X: (left + right) / 2, Y: c.Min.Y + 6}, fit(p.x.label, name, right-left))
}
