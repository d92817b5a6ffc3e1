package report

import (
	"bytes"
	"fmt"
	"html"
	"sort"
	"strings"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// Figure is a drawing with its words and the data behind it. HTML and PDF set
// title, subtitle and source as text around the drawing; the file holds them itself.
type Figure struct {
	Name     string // file name without extension, unique in the document
	Title    string // says what is seen
	Subtitle string // measure and period
	Alt      string // the same for who cannot see it
	Source   string
	Width    vg.Length
	Height   vg.Length
	Data     sheet

	draw func(draw.Canvas)
}

// figures are those of a document. Some evaluations lack what payment and those after
// it show: they are nil then.
type figures struct {
	small, forest, rates, love                           *Figure
	flow                                                 []*Figure
	payment, overlap, specification, subgroups, cashFlow *Figure
}

// files are the figures that have a file of their own.
func (f figures) files() []*Figure {
	all := append([]*Figure{f.forest, f.rates, f.love}, f.flow...)
	var out []*Figure
	for _, x := range append(all, f.payment, f.overlap, f.specification, f.subgroups, f.cashFlow) {
		if x != nil {
			out = append(out, x)
		}
	}
	return out
}

// figureWidth is the width of the text on a page of the PDF, in points.
const figureWidth = vg.Length(515)

func newFigures(e account) figures {
	f := figures{
		small: forestFigure(e, true), forest: forestFigure(e, false), rates: ratesFigure(e), love: loveFigure(e), flow: flowFigures(e),
		payment: paymentFigure(e), overlap: overlapFigure(e), specification: specificationFigure(e), subgroups: subgroupFigure(e), cashFlow: cashFigure(e),
	}
	f.small.Width = figureWidth
	for _, x := range f.files() {
		x.Width = figureWidth
		x.Source = e.say("Source: contract %s, evaluated with %s %s. Data: figures/%s.csv", e.Contract.ID, e.Tool.Name, e.Tool.Version, x.Name)
	}
	return f
}

// inline is the drawing as an svg element for HTML.
func (f *Figure) inline() string {
	return f.open("") + f.body(f.Height, f.draw) + "</svg>"
}

// Bands of the file above and below the drawing, and lines of text in them.
const (
	headBand  = vg.Length(16)
	footBand  = vg.Length(22)
	fileEdge  = vg.Length(10)
	titleStep = vg.Length(15)
	smallStep = vg.Length(12)
)

// file is the drawing as a document of its own, with its words.
func (f *Figure) file() []byte {
	g, framed := f.framed()
	size := fmt.Sprintf(` width="%gpt" height="%gpt"`, g.Width.Points(), g.Height.Points())
	onPaper := func(c draw.Canvas) {
		c.SetColor(white)
		c.Fill(c.Rectangle.Path())
		framed(c)
	}
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + g.open(size) + g.body(g.Height, onPaper) + "</svg>\n")
}

// framed is the figure as wide and high as its file, and what draws that: the drawing
// with title and subtitle above and the source below it, on white paper.
func (f *Figure) framed() (*Figure, func(draw.Canvas)) {
	title, small := heavy(lettering(11, darkBlue)), lettering(labelSize, muted)
	titles, subtitles := wrapped(f.Title, title, f.Width), wrapped(f.Subtitle, small, f.Width)
	head := headBand + titleStep*vg.Length(len(titles)) + smallStep*vg.Length(len(subtitles))
	g := *f
	g.Width, g.Height = f.Width+2*fileEdge, f.Height+head+footBand
	return &g, func(c draw.Canvas) {
		at := vg.Point{X: c.Min.X + fileEdge, Y: c.Max.Y - 15}
		for _, s := range titles {
			c.FillText(title, at, s)
			at.Y -= titleStep
		}
		for _, s := range subtitles {
			c.FillText(small, at, s)
			at.Y -= smallStep
		}
		c.FillText(lettering(7, muted), vg.Point{X: c.Min.X + fileEdge, Y: c.Min.Y + 9}, fit(f.Source, lettering(7, muted), f.Width))
		f.draw(draw.Crop(c, fileEdge, -fileEdge, footBand, -head))
	}
}

func (f *Figure) open(size string) string {
	id := "figure-" + f.Name
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg"%s viewBox="0 0 %g %g" role="img" aria-labelledby="%s-title %s-desc"><title id="%s-title">%s</title><desc id="%s-desc">%s</desc>`+"\n",
		size, f.Width.Points(), f.Height.Points(), id, id, id, html.EscapeString(clean(f.Title)), id, html.EscapeString(clean(f.Alt)))
}

// body draws and returns what stands inside the svg element. The face falls back
// to metric-compatible ones where the Liberation fonts are missing.
func (f *Figure) body(height vg.Length, paint func(draw.Canvas)) string {
	c := vgsvg.New(f.Width, height)
	paint(draw.New(c))
	var b bytes.Buffer
	// A bytes.Buffer takes every write.
	_, _ = c.WriteTo(&b)
	s := b.String()
	s = s[strings.Index(s, "<svg"):]
	s = s[strings.Index(s, ">")+1 : strings.LastIndex(s, "</svg>")]
	return strings.ReplaceAll(strings.TrimSpace(s), "font-family:Liberation Sans;", "font-family:'Liberation Sans',Arial,Helvetica,sans-serif;")
}

// wrapped breaks a text at spaces into lines no wider than w.
func wrapped(s string, sty text.Style, w vg.Length) []string {
	var lines []string
	line := ""
	for _, word := range words(s) {
		if next := strings.TrimSpace(line + " " + word); line == "" || sty.Width(next) <= w {
			line = next
			continue
		}
		lines = append(lines, fit(line, sty, w))
		line = word
	}
	return append(lines, fit(line, sty, w))
}

// broken is wrapped for a text that must not be cut: a word wider than w is broken, too.
func broken(s string, sty text.Style, w vg.Length) []string {
	var parts []string
	for _, word := range words(s) {
		part := ""
		for _, r := range word {
			if next := part + string(r); part != "" && sty.Width(next) > w {
				parts, part = append(parts, part), string(r)
			} else {
				part = next
			}
		}
		parts = append(parts, part)
	}
	return wrapped(strings.Join(parts, " "), sty, w)
}

// fit cuts a text so that it is no wider than w.
func fit(s string, sty text.Style, w vg.Length) string {
	s = clean(s)
	if sty.Width(s) <= w {
		return s
	}
	// A shorter text is never wider: the longest that fits is found by halves.
	n := sort.Search(len([]rune(s))-1, func(n int) bool { return sty.Width(shorten(s, n+1)) > w })
	return shorten(s, max(n, 1))
}
