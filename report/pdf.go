package report

import (
	"bytes"
	"fmt"
	"image/color"
	"slices"
	"strings"
	"time"

	"codeberg.org/go-fonts/liberation/liberationmonoregular"
	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"codeberg.org/go-pdf/fpdf"
)

// A4 in points, and the area of the text.
const (
	pageWidth  = 595.28
	pageHeight = 841.89
	marginX    = 40.0
	bodyWidth  = pageWidth - 2*marginX
	bodyTop    = 62.0
	bodyBottom = 792.0
)

// stamp stands in every PDF as its date: the bytes depend on the evaluation, not on the day.
var stamp = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

// paper sets the document on pages. y is the top of what comes next.
type paper struct {
	*fpdf.Fpdf
	doc    *Document
	y      float64
	starts []int // page of each section
	links  []int // to each section
	known  plan
	widths map[measured]float64
}

// plan is what the first pass learns and the second prints.
type plan struct {
	pages  int
	starts []int
}

// renderPDF sets the document twice: the first pass counts the pages.
func renderPDF(d *Document) ([]byte, error) {
	first, err := typesetPDF(d, plan{})
	if err != nil {
		return nil, err
	}
	second, err := typesetPDF(d, plan{pages: first.PageNo(), starts: first.starts})
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := second.Output(&b); err != nil {
		return nil, fmt.Errorf("write pdf: %w", err)
	}
	return b.Bytes(), nil
}

func typesetPDF(d *Document, known plan) (*paper, error) {
	p := &paper{Fpdf: fpdf.New("P", "pt", "A4", ""), doc: d, known: known, widths: map[measured]float64{}}
	p.prepare()
	for range d.Sections {
		p.links = append(p.links, p.AddLink())
	}
	p.cover()
	for i, s := range d.Sections {
		p.section(i, s)
	}
	if err := p.Error(); err != nil {
		return nil, fmt.Errorf("set pages: %w", err)
	}
	return p, nil
}

func (p *paper) prepare() {
	p.SetCatalogSort(true)
	p.SetCreationDate(stamp)
	p.SetModificationDate(stamp)
	p.SetProducer("sib", true)
	p.SetCreator("sib", true)
	p.SetTitle(printable(fmt.Sprintf(p.doc.Words.Pair, p.doc.Title, p.doc.Subtitle), sans), true)
	p.SetSubject(printable(p.doc.Label, sans), true)
	p.SetLang(p.doc.Lang)
	p.SetMargins(marginX, bodyTop, marginX)
	p.SetAutoPageBreak(false, 0)
	// The library keeps the slices it is given.
	p.AddUTF8FontFromBytes("sans", "", slices.Clone(liberationsansregular.TTF))
	p.AddUTF8FontFromBytes("sans", "B", slices.Clone(liberationsansbold.TTF))
	p.AddUTF8FontFromBytes("mono", "", slices.Clone(liberationmonoregular.TTF))
}

// newPage begins a page with its running head and foot.
func (p *paper) newPage() {
	p.AddPage()
	p.y = bodyTop
	small := face{size: 7.5, color: muted}
	head := p.cut(p.doc.Title, small, bodyWidth*0.55)
	p.text(marginX, 40, head, small)
	right, _, _ := strings.Cut(p.doc.Label, ":")
	p.textRight(pageWidth-marginX, 40, p.cut(right, small, bodyWidth*0.4), small)
	p.rule(marginX, 46, pageWidth-marginX, 0.5, grid)
	p.foot()
}

func (p *paper) foot() {
	small := face{size: 7.5, color: muted}
	p.text(marginX, 812, p.cut(p.doc.Foot, small, bodyWidth*0.7), small)
	p.textRight(pageWidth-marginX, 812, fmt.Sprintf(p.doc.Words.Page, p.PageNo(), p.known.pages), small)
}

// need begins a new page unless h points are left on this one. What is taller
// than a page is not moved.
func (p *paper) need(h float64) bool {
	if p.y+h <= bodyBottom || p.y == bodyTop {
		return false
	}
	p.newPage()
	return true
}

func (p *paper) rule(x0, y, x1, width float64, c color.RGBA) {
	p.SetDrawColor(int(c.R), int(c.G), int(c.B))
	p.SetLineWidth(width)
	p.SetDashPattern(nil, 0)
	p.Line(x0, y, x1, y)
}

func (p *paper) box(x, y, w, h float64, c color.RGBA) {
	p.SetFillColor(int(c.R), int(c.G), int(c.B))
	p.Rect(x, y, w, h, "F")
}
