package report

// Faces of cards.
var (
	cardGroup = face{size: 11, bold: true, color: darkBlue}
	cardLabel = face{size: 7.5, color: muted}
	cardHead  = face{size: 9.5, bold: true, color: darkBlue}
	cardText  = face{size: 7.6, color: ink}
)

const (
	cardsLeft = 52.0 // the group's name stands left of its cards
	cardGap   = 12.0
)

// setLine is a line of a card with its face and the room above it.
type setLine struct {
	text  string
	face  face
	above float64
}

// answers sets the cards of one group side by side under a rule, or below each
// other when they are too tall for a page.
func (p *paper) answers(b Answers) {
	widths := cardWidths(len(b.Cards))
	columns, height := p.cards(b)
	tall := height > bodyBottom-bodyTop-20
	if !tall {
		p.need(height + 6)
	}
	p.rule(marginX, p.y, pageWidth-marginX, 0.8, darkBlue)
	p.y += 5
	top := p.y
	for i, s := range p.wrap(b.Group, cardGroup, cardsLeft-6) {
		p.text(marginX, top+cardGroup.size+float64(i)*cardGroup.leading(), s, cardGroup)
	}
	x := marginX + cardsLeft
	for i, c := range b.Cards {
		if tall {
			p.column(marginX+cardsLeft, p.card(c, bodyWidth-cardsLeft))
			continue
		}
		p.y = top
		p.column(x, columns[i])
		x += widths[i] + cardGap
	}
	if !tall {
		p.y = top + height
	}
	p.y += 6
}

// cards are the columns of a group, and the height of the tallest.
func (p *paper) cards(b Answers) (columns [][]setLine, height float64) {
	widths := cardWidths(len(b.Cards))
	for i, c := range b.Cards {
		columns = append(columns, p.card(c, widths[i]))
		height = max(height, columnHeight(columns[i]))
	}
	return columns, height
}

// smallest is how far the text of cards may shrink so that all groups stand on one page.
const smallest = 0.86

// shrink chooses the size of the text of the cards that follow: the largest with which
// all of them fit what is left of the page; the usual one if none does.
func (p *paper) shrink(groups []Answers) {
	for p.cardSize = 1; p.cardSize >= smallest; p.cardSize -= 0.02 {
		height := 0.0
		for _, g := range groups {
			_, h := p.cards(g)
			height += h + 11
		}
		if p.y+height <= bodyBottom {
			return
		}
	}
	p.cardSize = 1
}

// answersFrom are the groups of cards that begin at a block and follow each other; none
// where a block is not the first of them.
func answersFrom(blocks []Block, at int) []Answers {
	if at > 0 {
		if _, ok := blocks[at-1].(Answers); ok {
			return nil
		}
	}
	var out []Answers
	for _, b := range blocks[at:] {
		g, ok := b.(Answers)
		if !ok {
			break
		}
		out = append(out, g)
	}
	return out
}

// cardWidths gives the first card, which holds the longest sentence, the most room.
func cardWidths(n int) []float64 {
	room := bodyWidth - cardsLeft - cardGap*float64(n-1)
	out := make([]float64, n)
	for i := range out {
		out[i] = room / (float64(n) + 0.12)
	}
	out[0] *= 1.12
	return out
}

func (p *paper) card(c Card, width float64) []setLine {
	var out []setLine
	add := func(s string, f face, above float64) {
		f.size, above = f.size*p.cardSize, above*p.cardSize
		for i, l := range p.wrap(s, f, width) {
			if i > 0 {
				above = 0
			}
			out = append(out, setLine{l, f, above})
		}
	}
	add(c.Label, cardLabel, 0)
	add(c.Head, cardHead, 0)
	for _, l := range c.Lines {
		add(l, cardText, 2.5)
	}
	return out
}

func columnHeight(lines []setLine) float64 {
	h := 0.0
	for _, l := range lines {
		h += l.above + l.face.leading()
	}
	return h
}

func (p *paper) column(x float64, lines []setLine) {
	for _, l := range lines {
		p.y += l.above
		p.lines(x, []string{l.text}, l.face)
	}
}
