package report

import (
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// The palette: at most four colours that carry meaning, and never colour alone.
var (
	darkBlue = color.RGBA{0x12, 0x43, 0x6D, 0xFF} // programme; after matching
	darkPink = color.RGBA{0x80, 0x16, 0x50, 0xFF} // comparison; before matching
	orange   = color.RGBA{0xF4, 0x6A, 0x25, 0xFF} // thresholds; lines only
	ink      = color.RGBA{0x1F, 0x29, 0x33, 0xFF}
	muted    = color.RGBA{0x4A, 0x55, 0x61, 0xFF}
	grid     = color.RGBA{0xE3, 0xE7, 0xEC, 0xFF}
	pale     = color.RGBA{0xF3, 0xF6, 0xF9, 0xFF}
	white    = color.RGBA{0xFF, 0xFF, 0xFF, 0xFF}
)

// bold is the weight of golang.org/x/image/font that means bold.
const bold = 3

// Sizes of text in figures, in points of a figure as wide as a page.
const (
	labelSize = vg.Length(8.5)
	tickSize  = vg.Length(8)
)

func lettering(size vg.Length, c color.Color) text.Style {
	return text.Style{
		Color:   c,
		Font:    font.Font{Typeface: "Liberation", Variant: "Sans", Size: size},
		XAlign:  text.XLeft,
		YAlign:  text.YCenter,
		Handler: plot.DefaultTextHandler,
	}
}

func heavy(s text.Style) text.Style {
	s.Font.Weight = bold
	return s
}

func aligned(s text.Style, x text.XAlignment) text.Style {
	s.XAlign = x
	return s
}

func stroke(c color.Color, width vg.Length, dashes ...vg.Length) draw.LineStyle {
	return draw.LineStyle{Color: c, Width: width, Dashes: dashes}
}

// canvasPlot is a plot with the house style: no frame, a quiet x axis, no y axis.
func canvasPlot(a axis, rows float64) *plot.Plot {
	p := plot.New()
	p.BackgroundColor = nil
	p.HideY()
	p.Y.Min, p.Y.Max, p.Y.Padding = 0, rows, 0
	p.X.Min, p.X.Max = a.lo, a.hi
	p.X.Padding = 3
	p.X.LineStyle = stroke(muted, 0.6)
	p.X.Tick.LineStyle = stroke(muted, 0.6)
	p.X.Tick.Length = 3
	p.X.Tick.Label = aligned(lettering(tickSize, muted), text.XCenter)
	p.X.Tick.Label.YAlign = text.YTop
	p.X.Tick.Marker = plot.ConstantTicks(a.ticks)
	p.X.Label.Text = a.label
	p.X.Label.TextStyle = aligned(lettering(labelSize, ink), text.XCenter)
	p.X.Label.TextStyle.YAlign = text.YBottom
	p.X.Label.Padding = 5
	return p
}

// axis is a horizontal scale with its ticks, in the unit that is printed.
type axis struct {
	lo, hi float64
	label  string
	ticks  []plot.Tick
}

// newAxis spans the finite values with room at both ends, and ticks at round
// numbers. A bound that is pinned (such as zero for a rate) gets no room.
func newAxis(label string, pinned bool, name func(float64) string, values ...float64) axis {
	a := axis{label: label, lo: math.Inf(1), hi: math.Inf(-1)}
	for _, v := range values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			a.lo, a.hi = min(a.lo, v), max(a.hi, v)
		}
	}
	if a.lo >= a.hi {
		a.hi = a.lo + 1
	}
	room := 0.06 * (a.hi - a.lo)
	if a.hi += room; !pinned {
		a.lo -= room
	}
	step := roundStep((a.hi - a.lo) / 6)
	for k := math.Ceil(a.lo / step); k*step <= a.hi; k++ {
		a.ticks = append(a.ticks, plot.Tick{Value: k * step, Label: name(k * step)})
	}
	return a
}

// roundStep is the smallest of 1, 2 and 5 times a power of ten not below least.
func roundStep(least float64) float64 {
	p := math.Pow(10, math.Floor(math.Log10(least)))
	for _, m := range []float64{1, 2, 5} {
		if m*p >= least*0.999 {
			return m * p
		}
	}
	return 10 * p
}

// thin leaves out ticks whose labels reach far beyond the ends of an axis of this width,
// and then every other one until the labels that stay fit side by side.
func (a *axis) thin(width vg.Length) {
	sty := lettering(tickSize, muted)
	at := func(t plot.Tick) vg.Length { return width * vg.Length((t.Value-a.lo)/(a.hi-a.lo)) }
	half := func(t plot.Tick) vg.Length { return sty.Width(t.Label) / 2 }
	var kept []plot.Tick
	for _, t := range a.ticks {
		if at(t)-half(t) >= -gutter/2 && at(t)+half(t) <= width+gutter/2 {
			kept = append(kept, t)
		}
	}
	crowded := func() bool {
		for i := 1; i < len(kept); i++ {
			if x, y := kept[i-1], kept[i]; at(y)-at(x) < half(x)+half(y)+4 {
				return true
			}
		}
		return false
	}
	for crowded() {
		for i := 1; i < len(kept); i++ {
			kept = slices.Delete(kept, i, i+1)
		}
	}
	a.ticks = kept
}
