package report

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Faces around a figure.
var (
	figureTitle = face{size: 9.5, bold: true, color: ink}
	figureSmall = face{size: 8, color: muted}
)

func (p *paper) figureHeight(f *Figure) float64 {
	n := float64(len(p.wrap(f.Title, figureTitle, bodyWidth)))
	m := float64(len(p.wrap(f.Subtitle, figureSmall, bodyWidth)) + len(p.wrap(f.Source, figureSmall, bodyWidth)))
	return n*figureTitle.leading() + m*figureSmall.leading() + f.Height.Points() + 14
}

func (p *paper) figure(f *Figure) {
	p.need(p.figureHeight(f))
	p.lines(marginX, p.wrap(f.Title, figureTitle, bodyWidth), figureTitle)
	p.lines(marginX, p.wrap(f.Subtitle, figureSmall, bodyWidth), figureSmall)
	p.y += 6
	c := newPDFCanvas(p, vg.Length(marginX), vg.Length(p.y), f.Height)
	f.draw(draw.NewCanvas(c, f.Width, f.Height))
	p.y += f.Height.Points() + 4
	if f.Source != "" {
		p.lines(marginX, p.wrap(f.Source, figureSmall, bodyWidth), figureSmall)
		p.y += 6
	}
	p.y += 10
}
