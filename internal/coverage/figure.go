package main

import (
	"bytes"
	"image/color"
	"slices"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// lane is one design of a figure: for each method a tally, or none.
type lane struct {
	Name    string
	Tallies map[string]tally
}

// figures returns the SVG files by name, all at an effect of 10 points.
func (s study) figures() (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, f := range []struct {
		name    string
		results []result
		lowest  float64 // coverage shown, in percent
		most    float64 // pay-side misses shown, in percent
	}{
		{"coverage-independent.svg", s.Samples, 85, 12.5},
		{"coverage.svg", s.Matched, 55, 12.5},
		{"coverage-pairs.svg", s.Pairs, 90, 5},
		{"coverage-sets.svg", s.Sets, 90, 5},
	} {
		var lanes []lane
		for _, r := range f.results {
			lanes = append(lanes, newLane(r))
		}
		svg, err := drawFigure(lanes, f.lowest, f.most)
		if err != nil {
			return nil, err
		}
		out[f.name] = svg
	}
	return out, nil
}

// plusTen is the place of the effect of +10 points among the effects of every design.
const plusTen = 1

func newLane(r result) lane {
	l := lane{r.Title, map[string]tally{}}
	for i, m := range r.Methods {
		if t := r.Tallies[i][plusTen]; !t.rare() {
			l.Tallies[m] = t
		}
	}
	return l
}

// methodsOf lists the methods of all lanes, in reverse: the first is to be on top.
func methodsOf(lanes []lane) []string {
	var out []string
	for _, l := range lanes {
		for m := range l.Tallies {
			out = append(out, m)
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	slices.Reverse(out)
	return out
}

// axis is what a panel shows: a share in percent, with its nominal value. Values
// outside lo to hi are drawn at the edge.
type axis struct {
	Title           string
	Nominal, Lo, Hi float64
	Ticks           []float64
	Share           func(tally) float64
}

func drawFigure(lanes []lane, lowest, most float64) ([]byte, error) {
	methods := methodsOf(lanes)
	left, err := panel(lanes, methods, axis{"coverage, % (nominal 95), at +10 points", 95, lowest, 100, []float64{60, 70, 80, 85, 90, 95, 100}, tally.coverage})
	if err != nil {
		return nil, err
	}
	right, err := panel(lanes, methods, axis{"pay-side misses, % (nominal 2.5)", 2.5, 0, most, []float64{0, 2.5, 5, 7.5, 10, 12.5}, tally.payMiss})
	if err != nil {
		return nil, err
	}
	for i, l := range lanes {
		left.Legend.Add(l.Name, &plotter.Scatter{GlyphStyle: glyph(i)})
	}
	left.Legend.Left, left.Legend.XOffs, left.Legend.YOffs = true, vg.Points(4), vg.Points(4)
	left.Legend.Padding = vg.Points(2)
	left.Legend.TextStyle.Font.Size, left.Legend.TextStyle.Font.Variant = vg.Points(9), "Sans"
	right.HideY()
	canvas := vgsvg.New(vg.Points(780), vg.Points(70+21*float64(len(methods))))
	all := draw.New(canvas)
	all.SetColor(color.White)
	all.Fill(all.Rectangle.Path())
	left.Draw(draw.Crop(all, vg.Points(8), -vg.Points(265), vg.Points(6), -vg.Points(8)))
	right.Draw(draw.Crop(all, vg.Points(525), -vg.Points(12), vg.Points(6), -vg.Points(8)))
	var b bytes.Buffer
	_, err = canvas.WriteTo(&b)
	return b.Bytes(), err
}

func panel(lanes []lane, methods []string, a axis) (*plot.Plot, error) {
	p := plot.New()
	p.X.Label.Text = a.Title
	p.NominalY(methods...)
	p.X.Tick.Marker = a.marks()
	pad := (a.Hi - a.Lo) / 60
	p.X.Min, p.X.Max = a.Lo-pad, a.Hi+pad
	p.Y.Min, p.Y.Max = -0.5, float64(len(methods))-0.5
	for _, style := range []*text.Style{&p.X.Label.TextStyle, &p.X.Tick.Label, &p.Y.Tick.Label} {
		style.Font.Variant, style.Font.Size = "Sans", vg.Points(10)
	}
	for y := range methods {
		if err := rule(p, plotter.XYs{{X: p.X.Min, Y: float64(y) + 0.5}, {X: p.X.Max, Y: float64(y) + 0.5}}, 225); err != nil {
			return nil, err
		}
	}
	if err := rule(p, plotter.XYs{{X: a.Nominal, Y: p.Y.Min}, {X: a.Nominal, Y: p.Y.Max}}, 120); err != nil {
		return nil, err
	}
	for i, l := range lanes {
		dots, err := plotter.NewScatter(a.points(l, methods, 0.78/float64(len(lanes))*(float64(len(lanes)-1)/2-float64(i))))
		if err != nil {
			return nil, err
		}
		dots.GlyphStyle = glyph(i)
		p.Add(dots)
	}
	return p, nil
}

func (a axis) marks() plot.ConstantTicks {
	var out plot.ConstantTicks
	for _, v := range a.Ticks {
		if v >= a.Lo && v <= a.Hi {
			out = append(out, plot.Tick{Value: v, Label: strconv.FormatFloat(v, 'g', -1, 64)})
		}
	}
	return out
}

func (a axis) points(l lane, methods []string, shift float64) plotter.XYs {
	var points plotter.XYs
	for y, m := range methods {
		if t, ok := l.Tallies[m]; ok {
			points = append(points, plotter.XY{X: min(max(a.Share(t), a.Lo), a.Hi), Y: float64(y) + shift})
		}
	}
	return points
}

func rule(p *plot.Plot, ends plotter.XYs, grey uint8) error {
	line, err := plotter.NewLine(ends)
	if err != nil {
		return err
	}
	line.Color = color.Gray{Y: grey}
	p.Add(line)
	return nil
}

// glyph tells designs apart by shape and by colours that the colour-blind can tell
// (Okabe, Ito 2008).
func glyph(i int) draw.GlyphStyle {
	colours := []color.Color{
		color.RGBA{0, 114, 178, 255}, color.RGBA{230, 159, 0, 255}, color.RGBA{0, 158, 115, 255},
		color.RGBA{213, 94, 0, 255}, color.RGBA{204, 121, 167, 255}, color.RGBA{86, 180, 233, 255},
	}
	shapes := []draw.GlyphDrawer{
		draw.CircleGlyph{}, draw.TriangleGlyph{}, draw.SquareGlyph{}, draw.PyramidGlyph{}, draw.BoxGlyph{}, draw.RingGlyph{},
	}
	return draw.GlyphStyle{Color: colours[i%len(colours)], Radius: vg.Points(2.8), Shape: shapes[i%len(shapes)]}
}
