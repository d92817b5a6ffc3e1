package report

import "strings"

// Faces and room of tables.
var (
	tableCaption = face{size: 9.5, bold: true, color: ink}
	tableHead    = face{size: 7.5, bold: true, color: muted}
	tableNote    = face{size: 7.5, color: muted}
)

const (
	cellGap  = 9.0
	cellPad  = 3.2
	widest   = 84.0 // a word wider than this may be broken to make room
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

// keepTable is how tall a table may be to be kept on one page.
const keepTable = 150.0

// tableStart is the height of caption, head and the first rows: all of a small
// table, two rows of a large one.
func (p *paper) tableStart(t Table) float64 {
	widths := p.columnWidths(t)
	h := float64(len(p.wrap(t.Caption, tableCaption, bodyWidth)))*tableCaption.leading() + 3 + p.headHeight(t, widths)
	start := h
	for i, r := range t.Rows {
		if h += rowHeight(p.cells(t, r, widths)); i < 2 {
			start = h
		}
		if h > keepTable {
			return min(start, bodyBottom-bodyTop)
		}
	}
	return h + float64(len(p.notes(t)))*tableNote.leading() + 4
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
		for _, line := range strings.Split(s, "\n") {
			out[i] = append(out[i], p.wrap(line, cellFace(t.Columns[i], r.Strong), widths[i])...)
		}
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
	p.linkRow(r, n, widths)
	p.y += cellPad
	p.rule(marginX, p.y, pageWidth-marginX, 0.4, grid)
}

// linkRow makes the lines of the last cell lead to the sections that they name. A row
// that runs over a page has the names only.
func (p *paper) linkRow(r Row, lines int, widths []float64) {
	h := float64(lines) * face{size: cellSize}.leading()
	if len(r.See) == 0 || p.y-h < bodyTop {
		return
	}
	last := len(widths) - 1
	x, y := marginX, p.y-h
	for _, w := range widths[:last] {
		x += w + cellGap
	}
	for i, name := range strings.Split(r.Cells[last], "\n") {
		tall := float64(len(p.wrap(name, cellFace(Column{}, r.Strong), widths[last]))) * face{size: cellSize}.leading()
		p.Link(x, y, widths[last], tall, p.links[r.See[i]])
		y += tall
	}
}
