package report

import (
	"math"

	"gonum.org/v1/plot/vg"
)

func (c *pdfCanvas) trace(path vg.Path, style string) {
	for _, s := range path {
		x, y := c.state.move.apply(s.Pos)
		switch s.Type {
		case vg.MoveComp:
			c.paper.MoveTo(x, y)
		case vg.LineComp:
			c.paper.LineTo(x, y)
		case vg.ArcComp:
			c.arc(s)
		case vg.CurveComp:
			c.curve(s, x, y)
		case vg.CloseComp:
			c.paper.ClosePath()
		}
	}
	c.paper.DrawPath(style)
}

func (c *pdfCanvas) curve(s vg.PathComp, x, y float64) {
	x0, y0 := c.state.move.apply(s.Control[0])
	if len(s.Control) == 1 {
		c.paper.CurveTo(x0, y0, x, y)
		return
	}
	x1, y1 := c.state.move.apply(s.Control[1])
	c.paper.CurveBezierCubicTo(x0, y0, x1, y1, x, y)
}

// arc approximates an arc by Bézier curves of a quarter circle or less.
func (c *pdfCanvas) arc(s vg.PathComp) {
	n := int(math.Ceil(math.Abs(s.Angle) / (math.Pi / 2)))
	if n == 0 {
		return
	}
	step := s.Angle / float64(n)
	k := 4.0 / 3 * math.Tan(step/4)
	on := func(angle, along float64) (x, y float64) {
		sin, cos := math.Sincos(angle)
		return c.state.move.apply(vg.Point{
			X: s.Pos.X + s.Radius*vg.Length(cos-float64(along*sin)),
			Y: s.Pos.Y + s.Radius*vg.Length(sin+float64(along*cos)),
		})
	}
	x, y := on(s.Start, 0)
	c.paper.LineTo(x, y)
	for i := range n {
		a := s.Start + float64(float64(i)*step)
		x0, y0 := on(a, k)
		x1, y1 := on(a+step, -k)
		x, y = on(a+step, 0)
		c.paper.CurveBezierCubicTo(x0, y0, x1, y1, x, y)
	}
}
