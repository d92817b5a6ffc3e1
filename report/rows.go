package report

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// rowChart lays out a chart of rows: names at the left, marks on a common scale,
// numbers at the right. Row 0 is at the top, under a band for direct labels.
type rowChart struct {
	names  []string
	strong []bool     // rows whose name is set bold
	heads  []string   // over the number columns
	cells  [][]string // numbers by row; a row may hold several lines divided by \n
	axis   axis
	band   vg.Length // height of the band on top
	row    vg.Length // height of a row
	// paint draws inside the data area; at gives the canvas position of a value and a row.
	paint func(c draw.Canvas, at func(x, row float64) vg.Point)
}

// axisBand holds the ticks of the x axis, labelBand its label.
const (
	axisBand  = vg.Length(20)
	labelBand = vg.Length(18)
)

func (r rowChart) height() vg.Length {
	h := r.band + vg.Length(len(r.names))*r.row + axisBand
	if r.axis.label != "" {
		h += labelBand
	}
	return h
}

const gutter = vg.Length(12)

func (r rowChart) draw(c draw.Canvas) {
	name := lettering(labelSize, ink)
	var left vg.Length
	for _, s := range r.names {
		left = max(left, heavy(name).Width(s))
	}
	widths, right := r.columns()
	rows := float64(len(r.names)) + r.band.Points()/r.row.Points()
	p := canvasPlot(r.axis, rows)
	p.Add(plotterFunc(func(c draw.Canvas, p *plot.Plot) {
		xs, ys := p.Transforms(&c)
		at := func(x, row float64) vg.Point {
			return vg.Point{X: xs(x), Y: ys(float64(len(r.names)) - row - 0.5)}
		}
		r.gridlines(c, xs)
		r.paint(c, at)
	}))
	inner := draw.Crop(c, left+gutter, -right, 0, 0)
	p.Draw(inner)
	data := p.DataCanvas(inner)
	_, ys := p.Transforms(&data)
	// Centred by its ascent, a line of digits and small letters looks low.
	const lift = vg.Length(0.8)
	y := func(row float64) vg.Length { return ys(float64(len(r.names))-row-0.5) + lift }
	for i, s := range r.names {
		sty := name
		if i < len(r.strong) && r.strong[i] {
			sty = heavy(sty)
		}
		c.FillText(sty, vg.Point{X: c.Min.X, Y: y(float64(i))}, s)
	}
	r.numbers(c, widths, y)
}

// columns measures the number columns and their total with gutters.
func (r rowChart) columns() (widths []vg.Length, total vg.Length) {
	sty := lettering(labelSize, ink)
	for j, h := range r.heads {
		w := lettering(tickSize, ink).Width(h)
		for _, row := range r.cells {
			w = max(w, heavy(sty).Width(row[j]))
		}
		widths = append(widths, w)
		total += w + gutter
	}
	return widths, total
}

func (r rowChart) numbers(c draw.Canvas, widths []vg.Length, y func(float64) vg.Length) {
	edge := c.Max.X
	for j := len(r.heads) - 1; j >= 0; j-- {
		head := aligned(lettering(tickSize, muted), text.XRight)
		c.FillText(head, vg.Point{X: edge, Y: c.Max.Y - r.band/2}, r.heads[j])
		for i, row := range r.cells {
			sty := aligned(lettering(labelSize, ink), text.XRight)
			if i < len(r.strong) && r.strong[i] {
				sty = heavy(sty)
			}
			c.FillText(sty, vg.Point{X: edge, Y: y(float64(i))}, row[j])
		}
		edge -= widths[j] + gutter
	}
}

func (r rowChart) gridlines(c draw.Canvas, xs func(float64) vg.Length) {
	for _, t := range r.axis.ticks {
		c.StrokeLine2(stroke(grid, 0.6), xs(t.Value), c.Min.Y, xs(t.Value), c.Max.Y-r.band)
	}
}

// plotterFunc lets a function draw into a plot.
type plotterFunc func(draw.Canvas, *plot.Plot)

// Plot draws f; it satisfies plot.Plotter.
func (f plotterFunc) Plot(c draw.Canvas, p *plot.Plot) { f(c, p) }

// whisker is a horizontal interval with end strokes.
func whisker(c draw.Canvas, sty draw.LineStyle, a, b vg.Point) {
	end := sty
	end.Dashes = nil
	c.StrokeLine2(sty, a.X, a.Y, b.X, b.Y)
	c.StrokeLine2(end, a.X, a.Y-3, a.X, a.Y+3)
	c.StrokeLine2(end, b.X, b.Y-3, b.X, b.Y+3)
}

// Shapes of points: filled circle, square filled or hollow, hollow circle.
func disc(c draw.Canvas, at vg.Point, r vg.Length, fill draw.GlyphStyle) {
	fill.Radius, fill.Shape = r, draw.CircleGlyph{}
	c.DrawGlyphNoClip(fill, at)
}

func polygon(c draw.Canvas, fill, edge draw.LineStyle, pts ...vg.Point) {
	c.FillPolygon(fill.Color, pts)
	c.StrokeLines(edge, append(append([]vg.Point(nil), pts...), pts[0]))
}

func square(c draw.Canvas, fill, edge draw.LineStyle, at vg.Point, r vg.Length) {
	polygon(c, fill, edge,
		vg.Point{X: at.X - r, Y: at.Y - r}, vg.Point{X: at.X + r, Y: at.Y - r},
		vg.Point{X: at.X + r, Y: at.Y + r}, vg.Point{X: at.X - r, Y: at.Y + r})
}
