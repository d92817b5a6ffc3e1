package report

import (
	"math"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

func forestRow(c draw.Canvas, at func(x, row float64) vg.Point, row float64, g group, diamond bool) {
	d := g.result.Difference
	mid, line := at(d.Value*100, row), stroke(darkBlue, 1.2)
	lo, hi := at(d.Lo*100, row), at(d.Hi*100, row)
	known := !math.IsNaN(d.Lo) && !math.IsNaN(d.Hi)
	switch {
	case math.IsNaN(d.Value):
	case g.pooled && diamond && known:
		up, down := vg.Point{X: mid.X, Y: mid.Y + 5.5}, vg.Point{X: mid.X, Y: mid.Y - 5.5}
		polygon(c, line, line, lo, up, hi, down)
	default:
		if known {
			whisker(c, line, lo, hi)
		}
		square(c, line, line, mid, 3.4)
	}
}

func forestThresholds(c draw.Canvas, at func(x, row float64) vg.Point, gs []group, ths []mark, r rowChart) {
	half := r.row * 0.36
	for i, g := range gs {
		for j, t := range ths {
			x, ok := t.inPoints(g)
			p := at(x, float64(i))
			if !ok || !c.ContainsX(p.X) {
				continue
			}
			if j == 0 {
				c.StrokeLine2(stroke(orange, 2, 3, 1.6), p.X, p.Y-half, p.X, p.Y+half)
			} else {
				c.StrokeLine2(stroke(orange, 1), p.X, p.Y-half*0.55, p.X, p.Y+half*0.55)
			}
		}
	}
}

// forestLabels names the zero line and the threshold, on different sides so that
// they cannot meet; a name that has no room is left to the subtitle.
func (l *lexicon) forestLabels(c draw.Canvas, at func(x, row float64) vg.Point, gs []group, ths []mark, r rowChart) {
	sty := lettering(tickSize, muted)
	y := c.Max.Y - r.band/2
	zero := at(0, 0).X
	right := true
	if len(ths) > 0 {
		if v, ok := ths[0].inPoints(gs[0]); ok {
			x := at(v, 0).X
			right = x < zero
			nameMark(c, sty, l.say("asked for: %s", ths[0].words(l)), x, y, !right)
		}
	}
	nameMark(c, sty, l.say("no difference"), zero, y, right)
}

// nameMark writes s beside x, to its right or left, if it fits inside the canvas.
func nameMark(c draw.Canvas, sty text.Style, s string, x, y vg.Length, right bool) {
	w := sty.Width(s) + 2
	if right && x+w <= c.Max.X {
		c.FillText(sty, vg.Point{X: x - 1, Y: y}, s)
	}
	if !right && x-w >= c.Min.X {
		c.FillText(aligned(sty, text.XRight), vg.Point{X: x + 1, Y: y}, s)
	}
}
