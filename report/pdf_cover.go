package report

import (
	"fmt"
	"strings"
)

// cover sets the first page: a band with the title, who may read it, what it is
// about, and the contents.
func (p *paper) cover() {
	p.AddPage()
	p.foot()
	p.Bookmark(p.doc.Words.Cover, 0, 0)
	title := face{size: 25, bold: true, color: white}
	lines := p.wrap(p.doc.Title, title, bodyWidth)
	band := 130 + float64(len(lines))*title.leading()
	p.box(0, 0, pageWidth, band, darkBlue)
	p.text(marginX, 64, p.doc.Words.Kind, face{size: 10, color: white})
	p.y = 82
	p.lines(marginX, lines, title)
	p.y += 6
	p.lines(marginX, p.wrap(p.doc.Subtitle, face{size: 12, color: white}, bodyWidth), face{size: 12, color: white})
	p.y = band
	pack := face{size: 9, bold: true, color: darkPink}
	packed := p.wrap(p.doc.Label, pack, bodyWidth)
	p.box(0, p.y, pageWidth, 16+float64(len(packed))*pack.leading(), pale)
	p.y += 8
	p.lines(marginX, packed, pack)
	p.y += 20
	for _, b := range p.doc.Cover {
		p.block(b)
	}
	p.contents()
}

// contents lists the sections in two columns, with the pages that the first pass found.
func (p *paper) contents() {
	body := face{size: 9, color: ink}
	half := (len(p.doc.Sections) + 1) / 2
	width := (bodyWidth - 24) / 2
	p.need(24 + float64(half)*15)
	p.text(marginX, p.y+11, p.doc.Words.Contents, face{size: 11, bold: true, color: darkBlue})
	top := p.y + 20
	for i, s := range p.doc.Sections {
		x, y := marginX+float64(i/half)*(width+24), top+float64(i%half)*15
		words := strings.Fields(s.number()) // "Annex A" is A here
		p.text(x, y+body.size, words[len(words)-1], body)
		p.text(x+18, y+body.size, p.cut(s.name(), body, width-50), body)
		p.Link(x, y, width, 13, p.links[i])
		if i < len(p.known.starts) {
			p.textRight(x+width, y+body.size, fmt.Sprint(p.known.starts[i]), body)
		}
		p.rule(x, y+body.size+3.5, x+width, 0.4, grid)
	}
	p.y = top + float64(half)*15
}

// section begins on a new page when it is the first, or when little is left of this one.
func (p *paper) section(i int, s Section) {
	head := face{size: 16, bold: true, color: darkBlue}
	switch {
	case i <= 1 || p.y > bodyBottom-190:
		p.newPage()
	default:
		p.y += 22
		p.need(60 + p.first(s.Blocks))
	}
	p.starts = append(p.starts, p.PageNo())
	p.SetLink(p.links[i], p.y-8, p.PageNo())
	p.Bookmark(head.set(s.Title), 0, p.y-8)
	p.lines(marginX, p.wrap(s.Title, head, bodyWidth), head)
	p.y += 10
	for j, b := range s.Blocks {
		if h, ok := b.(Heading); ok {
			p.heading(h, s.Blocks[j+1:])
			continue
		}
		if groups := answersFrom(s.Blocks, j); len(groups) > 0 {
			p.shrink(groups)
		}
		p.block(b)
	}
}

// heading stays with the beginning of what it is about.
func (p *paper) heading(h Heading, rest []Block) {
	f := face{size: 11, bold: true, color: ink}
	lines := p.wrap(h.Text, f, bodyWidth)
	p.y += 6
	p.need(float64(len(lines))*f.leading() + 8 + p.first(rest))
	p.lines(marginX, lines, f)
	p.y += 5
}
