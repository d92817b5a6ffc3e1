package report

import "slices"

// Faces and room of tables.
var (
	tableCaption = face{size: 9.5, bold: true, color: ink}
	tableHead    = face{size: 7.5, bold: true, color: muted}
	tableNote    = face{size: 7.5, color: muted}
)

const (
	cellGap  = 9.0
	cellPad  = 3.2
	widest   = 110.0 // a word wider than this may be broken to make room
	cellSize = 8.0
)

func cellFace(c Column, strong bool) face {
	f := face{size: cellSize, color: ink, bold: strong, mono: c.Mono}
	if c.Mono {
		f.size = 7
	}
	return f
}

// table sets a table over the whole width. Its head is repeated on each page; a
// row is kept together unless it is taller than a page.
func (p *paper) table(t Table) {
	widths := p.columnWidths(t)
	p.need(p.tableStart(t))
	p.lines(marginX, p.wrap(t.Caption, tableCaption, bodyWidth), tableCaption)
	p.y += 3
	p.tableHead(t, widths)
	notes := p.notes(t)
	for i, r := range t.Rows {
		cells := p.cells(t, r, widths)
		h := rowHeight(cells)
		if i == len(t.Rows)-1 {
			h += float64(len(notes)) * tableNote.leading()
		}
		if p.y+h > bodyBottom && h <= bodyBottom-bodyTop-p.headHeight(t, widths) {
			p.newPage()
			p.tableHead(t, widths)
		}
		p.row(t, r, cells, widths)
	}
	p.y += 4
	p.lines(marginX, notes, tableNote)
	p.y += 14
}

// tableStart is the height of caption, head and the first rows.
func (p *paper) tableStart(t Table) float64 {
	widths := p.columnWidths(t)
	h := float64(len(p.wrap(t.Caption, tableCaption, bodyWidth)))*tableCaption.leading() + 3 + p.headHeight(t, widths)
	for _, r := range t.Rows[:min(2, len(t.Rows))] {
		h += rowHeight(p.cells(t, r, widths))
	}
	return min(h, bodyBottom-bodyTop)
}

func (p *paper) notes(t Table) []string {
	var out []string
	for _, n := range t.Notes {
		out = append(out, p.wrap(n, tableNote, bodyWidth)...)
	}
	return out
}

func (p *paper) headHeight(t Table, widths []float64) float64 {
	n := 1
	for i, c := range t.Columns {
		n = max(n, len(p.wrap(c.Head, tableHead, widths[i])))
	}
	return float64(n)*tableHead.leading() + 2*cellPad
}

func (p *paper) tableHead(t Table, widths []float64) {
	bottom := p.y + p.headHeight(t, widths)
	x := marginX
	for i, c := range t.Columns {
		lines := p.wrap(c.Head, tableHead, widths[i])
		y := bottom - cellPad - float64(len(lines))*tableHead.leading()
		for _, s := range lines {
			p.cell(x, y+tableHead.size, widths[i], s, tableHead, c.Align)
			y += tableHead.leading()
		}
		x += widths[i] + cellGap
	}
	p.rule(marginX, bottom, pageWidth-marginX, 0.9, darkBlue)
	p.y = bottom
}

func (p *paper) cell(x, y, width float64, s string, f face, a Align) {
	if a == Right {
		p.textRight(x+width, y, s, f)
		return
	}
	p.text(x, y, s, f)
}

// cells wraps every cell of a row.
func (p *paper) cells(t Table, r Row, widths []float64) [][]string {
	out := make([][]string, len(r.Cells))
	for i, s := range r.Cells {
		out[i] = p.wrap(s, cellFace(t.Columns[i], r.Strong), widths[i])
	}
	return out
}

func rowHeight(cells [][]string) float64 {
	n := 1
	for _, c := range cells {
		n = max(n, len(c))
	}
	return float64(n)*face{size: cellSize}.leading() + 2*cellPad
}

// row sets a row line by line, so that even one taller than a page finds its place.
func (p *paper) row(t Table, r Row, cells [][]string, widths []float64) {
	step := face{size: cellSize}.leading()
	n := 1
	for _, c := range cells {
		n = max(n, len(c))
	}
	p.y += cellPad
	for k := range n {
		if p.y+step > bodyBottom {
			p.newPage()
			p.tableHead(t, widths)
			p.y += cellPad
		}
		x := marginX
		for i, c := range cells {
			if k < len(c) {
				p.cell(x, p.y+cellSize, widths[i], c[k], cellFace(t.Columns[i], r.Strong), t.Columns[i].Align)
			}
			x += widths[i] + cellGap
		}
		p.y += step
	}
	p.y += cellPad
	p.rule(marginX, p.y, pageWidth-marginX, 0.4, grid)
}

// columnWidths shares the page between columns: each gets its widest word at
// least and its widest text at most, and the rest is shared in proportion.
func (p *paper) columnWidths(t Table) []float64 {
	n := len(t.Columns)
	least, most := make([]float64, n), make([]float64, n)
	for i, c := range t.Columns {
		least[i], most[i] = p.measure(c.Head, tableHead)
		most[i] = least[i]
		for _, r := range t.Rows {
			word, whole := p.measure(r.Cells[i], cellFace(c, r.Strong))
			least[i], most[i] = max(least[i], word), max(most[i], whole)
		}
	}
	room := bodyWidth - cellGap*float64(n-1)
	squeeze(least, room)
	return share(least, most, room)
}

// measure returns the widths of the widest word, up to a limit, and of the whole text.
func (p *paper) measure(s string, f face) (word, whole float64) {
	whole = p.width(s, f)
	start := 0
	s = proper(s) + " "
	for i, r := range s {
		if r == ' ' {
			word = max(word, p.width(s[start:i], f))
			start = i + 1
		}
	}
	return min(word, widest) + 0.1, whole + 0.1
}

// squeeze lowers the largest of widths until they fit into room.
func squeeze(widths []float64, room float64) {
	for range len(widths) {
		total, top, tops := 0.0, slices.Max(widths), 0
		second := 0.0
		for _, w := range widths {
			total += w
			if w == top {
				tops++
			} else {
				second = max(second, w)
			}
		}
		if total <= room {
			return
		}
		lower := max(second, top-(total-room)/float64(tops))
		for i, w := range widths {
			if w == top {
				widths[i] = lower
			}
		}
	}
}

func share(least, most []float64, room float64) []float64 {
	var low, high float64
	for i := range least {
		most[i] = max(most[i], least[i])
		low += least[i]
		high += most[i]
	}
	out := make([]float64, len(least))
	for i := range least {
		switch {
		case high <= room:
			out[i] = most[i] + (room-high)/float64(len(least))
		case high > low:
			out[i] = least[i] + (most[i]-least[i])*(room-low)/(high-low)
		default:
			out[i] = least[i]
		}
	}
	return out
}
