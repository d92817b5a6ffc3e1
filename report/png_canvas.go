package report

import (
	"math"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// steadyCanvas draws nothing but straight lines between points of a fine grid, letters
// too. Floating point differs in its last digit between machines, and with it the curves
// of a rasteriser; the dots of a picture may not.
type steadyCanvas struct{ *vgimg.Canvas }

// steady is the point of the grid beside p. The grid is finer than the smallest step that
// the rasteriser knows and off its ticks; where it turns from one point to the next lie
// no round numbers.
func steady(p vg.Point) vg.Point {
	const step, turn = 1.0 / 512, 0.37
	snap := func(x vg.Length) vg.Length {
		return vg.Length(float64((math.Floor(float64(x)/step+turn) + 0.5) * step))
	}
	return vg.Point{X: snap(p.X), Y: snap(p.Y)}
}

// steadyPath is a path of straight lines on the grid.
func steadyPath(p vg.Path) vg.Path {
	var out vg.Path
	for _, c := range p {
		switch c.Type {
		case vg.ArcComp:
			arc(&out, c)
		default:
			c.Pos = steady(c.Pos)
			out = append(out, c)
		}
	}
	return out
}

// arc appends an arc as lines of less than four degrees.
func arc(out *vg.Path, c vg.PathComp) {
	n := max(1, int(math.Ceil(math.Abs(c.Angle)/(math.Pi/48))))
	for i := range n + 1 {
		sin, cos := math.Sincos(c.Start + float64(c.Angle*float64(i)/float64(n)))
		at := steady(vg.Point{X: c.Pos.X + vg.Length(float64(float64(c.Radius)*cos)), Y: c.Pos.Y + vg.Length(float64(float64(c.Radius)*sin))})
		if len(*out) == 0 {
			out.Move(at)
			continue
		}
		out.Line(at)
	}
}

// Stroke draws the outline of a path.
func (c steadyCanvas) Stroke(p vg.Path) { c.Canvas.Stroke(steadyPath(p)) }

// Fill fills a path.
func (c steadyCanvas) Fill(p vg.Path) { c.Canvas.Fill(steadyPath(p)) }

// FillString sets text as the outlines of its letters.
func (c steadyCanvas) FillString(f font.Face, at vg.Point, s string) {
	if p := letters(f, at, s); len(p) > 0 {
		c.Canvas.Fill(p)
	}
}

// letters are the outlines of a text that begins at a point of the base line, spaced as
// font.Face.Width measures it.
func letters(f font.Face, at vg.Point, s string) vg.Path {
	var out vg.Path
	var buf sfnt.Buffer
	em := fixed.Int26_6(f.Face.UnitsPerEm()) // one unit of the font for each of its steps
	pen, previous := fixed.Int26_6(0), sfnt.GlyphIndex(0)
	for i, r := range s {
		glyph, err := f.Face.GlyphIndex(&buf, r)
		if err != nil {
			continue
		}
		if i > 0 {
			if kern, err := f.Face.Kern(&buf, previous, glyph, em, 0); err == nil {
				pen += kern
			}
		}
		if segments, err := f.Face.LoadGlyph(&buf, glyph, em, nil); err == nil {
			place := func(p fixed.Point26_6) vg.Point {
				scale := float64(f.Font.Size) / float64(em)
				return vg.Point{X: at.X + vg.Length(float64(float64(pen+p.X)*scale)), Y: at.Y - vg.Length(float64(float64(p.Y)*scale))}
			}
			contours(&out, segments, place)
		}
		if advance, err := f.Face.GlyphAdvance(&buf, glyph, em, 0); err == nil {
			pen += advance
		}
		previous = glyph
	}
	return out
}

// bend is into how many lines a curve of a letter is parted.
const bend = 6

// contours appends the outline of a letter as lines on the grid.
func contours(out *vg.Path, segments sfnt.Segments, place func(fixed.Point26_6) vg.Point) {
	var last vg.Point
	for i, s := range segments {
		a, b, c := place(s.Args[0]), place(s.Args[1]), place(s.Args[2])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				out.Close()
			}
			out.Move(steady(a))
			last = a
		case sfnt.SegmentOpLineTo:
			out.Line(steady(a))
			last = a
		case sfnt.SegmentOpQuadTo:
			for k := 1; k <= bend; k++ {
				t := float64(k) / bend
				out.Line(steady(between(between(last, a, t), between(a, b, t), t)))
			}
			last = b
		case sfnt.SegmentOpCubeTo:
			for k := 1; k <= bend; k++ {
				t := float64(k) / bend
				ab, bc := between(a, b, t), between(b, c, t)
				out.Line(steady(between(between(between(last, a, t), ab, t), between(ab, bc, t), t)))
			}
			last = c
		}
	}
	if len(segments) > 0 {
		out.Close()
	}
}

// between is the point at the share t of the way from p to q.
func between(p, q vg.Point, t float64) vg.Point {
	part := func(a, b vg.Length) vg.Length { return a + vg.Length(float64(float64(b-a)*t)) }
	return vg.Point{X: part(p.X, q.X), Y: part(p.Y, q.Y)}
}
