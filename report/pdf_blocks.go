package report

import "fmt"

var bodyFace = face{size: 9.5, color: ink}

// block sets one block and leaves room after it.
func (p *paper) block(b Block) {
	switch b := b.(type) {
	case Paragraph:
		p.paragraph(b.Text)
	case Notice:
		p.notice(b)
	case Banner:
		p.banner(b)
	case List:
		p.list(b)
	case KeyValues:
		p.keyValues(b)
	case Code:
		p.code(b)
	case Answers:
		p.answers(b)
	case Table:
		p.table(b)
	case *Figure:
		p.figure(b)
	default:
		panic(fmt.Sprintf("report: unknown block %T", b))
	}
}

// first is the height of what must stand under a heading on the same page.
func (p *paper) first(rest []Block) float64 {
	if len(rest) == 0 {
		return 0
	}
	switch b := rest[0].(type) {
	case *Figure:
		return p.figureHeight(b)
	case Table:
		return p.tableStart(b)
	case Paragraph:
		n := len(p.wrap(b.Text, bodyFace, bodyWidth))
		if len(rest) > 1 {
			f, ok := rest[1].(*Figure)
			if h := float64(n)*bodyFace.leading() + 8; ok && h+p.figureHeight(f) < bodyBottom-bodyTop-60 {
				return h + p.figureHeight(f)
			}
		}
		if n > 3 || len(rest) == 1 || isHeading(rest[1]) {
			return float64(min(n, 3)) * bodyFace.leading()
		}
		return float64(n)*bodyFace.leading() + 10 + p.first(rest[1:])
	case Heading:
		return 30 + p.first(rest[1:])
	case KeyValues:
		if h := p.newPairs(b).height(); h < wholePage {
			return h
		}
	}
	return 60
}

func isHeading(b Block) bool {
	_, ok := b.(Heading)
	return ok
}

// paragraph keeps two lines together at either end of a page.
func (p *paper) paragraph(s string) {
	lines := p.wrap(s, bodyFace, bodyWidth)
	for i, n := 0, len(lines); i < n; i++ {
		keep := 1
		if i == 0 || n-i == 2 {
			keep = min(2, n-i)
		}
		if i == 0 && n == 3 {
			keep = 3
		}
		p.need(float64(keep) * bodyFace.leading())
		p.lines(marginX, lines[i:i+1], bodyFace)
	}
	p.y += 8
}

func (p *paper) notice(b Notice) {
	head := face{size: 9.5, bold: true, color: ink}
	lines := p.wrap(b.Text, bodyFace, bodyWidth-28)
	// Long notices run over pages in parts, each with its own frame.
	for part := 0; len(lines) > 0 || part == 0; part++ {
		top := 10.0
		if part == 0 {
			top += head.leading()
			p.need(top + 10 + bodyFace.leading()*float64(min(len(lines), 4)))
		}
		n := max(1, min(len(lines), int((bodyBottom-p.y-top-10)/bodyFace.leading())))
		n = min(n, len(lines))
		h := top + float64(n)*bodyFace.leading() + 10
		p.box(marginX, p.y, bodyWidth, h, pale)
		p.box(marginX, p.y, 3, h, darkPink)
		if part == 0 {
			p.text(marginX+14, p.y+10+head.size, b.Title, head)
		}
		p.y += top
		p.lines(marginX+14, lines[:n], bodyFace)
		p.y += 10
		if lines = lines[n:]; len(lines) > 0 {
			p.newPage()
		}
	}
	p.y += 18
}

func (p *paper) banner(b Banner) {
	label, value, text := face{size: 9, color: white}, face{size: 20, bold: true, color: white}, face{size: 8.5, color: white}
	values := p.wrap(b.Value, value, bodyWidth-28)
	lines := p.wrap(b.Text, text, bodyWidth-28)
	h := 20 + label.leading() + float64(len(values))*value.leading() + float64(len(lines))*text.leading()
	p.need(h)
	p.box(marginX, p.y, bodyWidth, h, darkBlue)
	p.y += 9
	p.lines(marginX+14, []string{b.Label}, label)
	p.lines(marginX+14, values, value)
	p.lines(marginX+14, lines, text)
	p.y += 11 + 12
}

func (p *paper) list(b List) {
	for _, item := range b.Items {
		lines := p.wrap(item, bodyFace, bodyWidth-14)
		p.need(float64(min(len(lines), 3)) * bodyFace.leading())
		p.box(marginX+2, p.y+4.5, 3, 3, darkBlue)
		p.lines(marginX+14, lines, bodyFace)
		p.y += 4
	}
	p.y += 8
}

func (p *paper) code(b Code) {
	f := face{size: 9, mono: true, color: ink}
	lines := p.wrap(b.Text, f, bodyWidth-28)
	h := float64(len(lines))*f.leading() + 18
	p.need(h)
	p.box(marginX, p.y, bodyWidth, h, pale)
	p.y += 8
	p.lines(marginX+14, lines, f)
	p.y += 10 + 14
}
