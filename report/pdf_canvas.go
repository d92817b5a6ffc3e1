package report

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"

	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// pdfCanvas draws plots as vectors on a page. The plot's origin is at the bottom
// left with y upwards, the page's at the top left with y downwards; move takes
// the one to the other.
type pdfCanvas struct {
	paper  *paper
	state  drawState
	stack  []drawState
	images int
}

type drawState struct {
	move   transform
	color  color.RGBA
	width  float64
	dashes []float64
	offset float64
}

// transform takes (x, y) to (a·x + c·y + e, b·x + d·y + f).
type transform struct{ a, b, c, d, e, f float64 }

func (t transform) apply(p vg.Point) (x, y float64) {
	px, py := p.X.Points(), p.Y.Points()
	return float64(t.a*px) + float64(t.c*py) + t.e, float64(t.b*px) + float64(t.d*py) + t.f
}

// then returns the transform that first does u and then t.
func (t transform) then(u transform) transform {
	return transform{
		float64(t.a*u.a) + float64(t.c*u.b), float64(t.b*u.a) + float64(t.d*u.b),
		float64(t.a*u.c) + float64(t.c*u.d), float64(t.b*u.c) + float64(t.d*u.d),
		float64(t.a*u.e) + float64(t.c*u.f) + t.e, float64(t.b*u.e) + float64(t.d*u.f) + t.f,
	}
}

// newPDFCanvas places a drawing of the given height with its top left corner at x, y.
func newPDFCanvas(p *paper, x, y, height vg.Length) *pdfCanvas {
	c := &pdfCanvas{paper: p}
	c.state.move = transform{a: 1, d: -1, e: x.Points(), f: (y + height).Points()}
	vg.Initialize(c)
	return c
}

// SetLineWidth sets the width of strokes.
func (c *pdfCanvas) SetLineWidth(w vg.Length) { c.state.width = w.Points() }

// SetLineDash sets the dash pattern of strokes.
func (c *pdfCanvas) SetLineDash(pattern []vg.Length, offset vg.Length) {
	c.state.dashes = nil
	for _, d := range pattern {
		c.state.dashes = append(c.state.dashes, d.Points())
	}
	c.state.offset = offset.Points()
}

// SetColor sets the colour of strokes, fills and text; nil is black.
func (c *pdfCanvas) SetColor(k color.Color) {
	if k == nil {
		k = color.Black
	}
	c.state.color = color.RGBAModel.Convert(k).(color.RGBA)
}

// Rotate turns the axes by rad.
func (c *pdfCanvas) Rotate(rad float64) {
	s, k := math.Sincos(rad)
	c.state.move = c.state.move.then(transform{k, s, -s, k, 0, 0})
}

// Translate moves the origin.
func (c *pdfCanvas) Translate(p vg.Point) {
	c.state.move = c.state.move.then(transform{a: 1, d: 1, e: p.X.Points(), f: p.Y.Points()})
}

// Scale stretches the axes.
func (c *pdfCanvas) Scale(x, y float64) { c.state.move = c.state.move.then(transform{a: x, d: y}) }

// Push saves the state.
func (c *pdfCanvas) Push() { c.stack = append(c.stack, c.state) }

// Pop restores the state saved last.
func (c *pdfCanvas) Pop() {
	c.state = c.stack[len(c.stack)-1]
	c.stack = c.stack[:len(c.stack)-1]
}

// Stroke draws the outline of a path.
func (c *pdfCanvas) Stroke(p vg.Path) {
	if c.state.width <= 0 {
		return
	}
	k := c.state.color
	c.paper.SetDrawColor(int(k.R), int(k.G), int(k.B))
	c.paper.SetLineWidth(c.state.width)
	c.paper.SetDashPattern(c.state.dashes, c.state.offset)
	c.trace(p, "D")
	c.paper.SetDashPattern(nil, 0)
}

// Fill fills a path.
func (c *pdfCanvas) Fill(p vg.Path) {
	k := c.state.color
	c.paper.SetFillColor(int(k.R), int(k.G), int(k.B))
	c.trace(p, "F")
}

// FillString sets text at pt, turned as the axes are.
func (c *pdfCanvas) FillString(f font.Face, pt vg.Point, s string) {
	size := f.Font.Size.Points()
	if size == 0 {
		return
	}
	x, y := c.state.move.apply(pt)
	t := c.state.move
	angle := math.Atan2(-t.b, t.a) * 180 / math.Pi
	c.paper.TransformBegin()
	c.paper.TransformRotate(angle, x, y)
	c.paper.text(x, y, s, face{size: size * math.Hypot(t.a, t.b), bold: f.Font.Weight >= bold, color: c.state.color})
	c.paper.TransformEnd()
}

// DrawImage draws a picture into rect.
func (c *pdfCanvas) DrawImage(rect vg.Rectangle, img image.Image) {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		c.paper.SetError(fmt.Errorf("encode picture: %w", err))
		return
	}
	c.images++
	name := fmt.Sprintf("page-%d-picture-%d", c.paper.PageNo(), c.images)
	opts := fpdf.ImageOptions{ImageType: "png"}
	c.paper.RegisterImageOptionsReader(name, opts, &b)
	x0, y0 := c.state.move.apply(rect.Min)
	x1, y1 := c.state.move.apply(rect.Max)
	c.paper.ImageOptions(name, min(x0, x1), min(y0, y1), math.Abs(x1-x0), math.Abs(y1-y0), false, opts, 0, "")
}
