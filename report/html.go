package report

import (
	_ "embed"
	"fmt"
	"html"
	"strings"
	"unicode"
)

//go:embed style.css
var styleSheet string

// policy forbids everything but inline style and images in data URLs: the file
// can neither run code nor call anywhere.
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

// page writes HTML that is also well-formed XML. Every text goes through esc.
type page struct {
	strings.Builder
	words    Furniture
	sections []Section
	regions  map[string]int
}

func esc(s string) string { return html.EscapeString(proper(s)) }

// put writes a format whose arguments are already markup or escaped.
func (p *page) put(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

// region names a part that scrolls. Who lists the regions of a page to choose one must be
// able to tell them apart, so a name that was given already gets a number.
func (p *page) region(name string) string {
	p.regions[name]++
	if n := p.regions[name]; n > 1 {
		name = fmt.Sprintf("%s (%d)", name, n)
	}
	return esc(name)
}

// runningFoot is the rule that prints a text at the foot of every page. Every character but
// letters and digits is escaped by its number, a space too, as one after a number is lost: no
// text can end the string or the style.
func runningFoot(s string) string {
	var b strings.Builder
	for _, r := range proper(s) {
		if r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, `\%06x`, r)
		}
	}
	return `@page { @bottom-left { content: "` + b.String() + `"; font: 8pt Arial, sans-serif; color: #4a5561; } }` + "\n"
}

// renderHTML draws the document as one self-contained file without script.
func renderHTML(d *Document) []byte {
	p := &page{words: d.Words, sections: d.Sections, regions: map[string]int{}}
	p.put("<!DOCTYPE html>")
	p.put(`<html lang="%s" xmlns="http://www.w3.org/1999/xhtml">`, esc(d.Lang))
	p.put("<head>")
	p.put(`<meta charset="utf-8"/>`)
	p.put(`<meta http-equiv="Content-Security-Policy" content="%s"/>`, html.EscapeString(policy))
	p.put(`<meta name="viewport" content="width=device-width, initial-scale=1"/>`)
	p.put("<title>%s</title>", fmt.Sprintf(d.Words.Pair, esc(d.Title), esc(d.Subtitle)))
	p.put("<style>\n%s%s</style>", styleSheet, runningFoot(d.Foot))
	p.put("</head>\n<body>")
	p.put(`<a class="skip" href="#main">%s</a>`, esc(d.Words.Skip))
	p.header(d)
	p.put(`<main id="main">`)
	for _, s := range d.Sections {
		p.section(s)
	}
	p.put("</main>")
	p.put("<footer><p>%s</p><p>%s</p></footer>", esc(d.Label), esc(d.Foot))
	p.put("</body>\n</html>")
	return []byte(p.String())
}

func (p *page) header(d *Document) {
	p.put(`<header class="cover">`)
	p.put(`<div class="masthead"><p class="kind">%s</p><h1>%s</h1><p class="subtitle">%s</p></div>`, esc(d.Words.Kind), esc(d.Title), esc(d.Subtitle))
	p.put(`<p class="label">%s</p>`, esc(d.Label))
	for _, b := range d.Cover {
		p.block(b)
	}
	p.put(`<nav aria-label="%[1]s"><h2>%[1]s</h2><ol>`, esc(d.Words.Contents))
	annexes := false
	for _, s := range d.Sections {
		if s.Annex && !annexes {
			p.put(`</ol><ol type="A" class="annexes">`)
			annexes = true
		}
		p.put(`<li><a href="#%s">%s</a></li>`, esc(s.ID), esc(s.name()))
	}
	p.put("</ol></nav>\n</header>")
}

func (p *page) section(s Section) {
	p.put(`<section id="%s" aria-labelledby="%s-head">`, esc(s.ID), esc(s.ID))
	p.put(`<h2 id="%s-head">%s</h2>`, esc(s.ID), esc(s.Title))
	for _, b := range s.Blocks {
		p.block(b)
	}
	p.put("</section>")
}

func (p *page) block(b Block) {
	switch b := b.(type) {
	case Heading:
		p.put("<h3>%s</h3>", esc(b.Text))
	case Paragraph:
		p.put("<p>%s</p>", esc(b.Text))
	case Notice:
		p.put(`<div class="notice" role="note"><p class="notice-title">%s</p><p>%s</p></div>`, esc(b.Title), esc(b.Text))
	case Banner:
		p.put(`<div class="banner"><p class="banner-label">%s</p><p class="banner-value">%s</p><p>%s</p></div>`, esc(b.Label), esc(b.Value), esc(b.Text))
	case List:
		p.list(b)
	case KeyValues:
		p.keyValues(b)
	case Code:
		p.put(`<pre tabindex="0"><code>%s</code></pre>`, esc(b.Text))
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

func (p *page) list(b List) {
	p.put("<ul>")
	for _, s := range b.Items {
		p.put("<li>%s</li>", esc(s))
	}
	p.put("</ul>")
}

func (p *page) keyValues(b KeyValues) {
	class := "pairs"
	if b.Mono {
		class += " mono"
	}
	p.put(`<dl class="%s">`, class)
	for _, x := range b.Pairs {
		p.put("<div><dt>%s</dt><dd>%s</dd></div>", esc(x.Key), esc(x.Value))
	}
	p.put("</dl>")
}

func (p *page) answers(b Answers) {
	p.put(`<h3>%s</h3><div class="cards">`, esc(b.Group))
	for _, c := range b.Cards {
		p.put(`<div class="card"><p class="card-label">%s</p><p class="card-head">%s</p>`, esc(c.Label), esc(c.Head))
		for _, l := range c.Lines {
			p.put("<p>%s</p>", esc(l))
		}
		p.put("</div>")
	}
	p.put("</div>")
}

func (p *page) figure(f *Figure) {
	p.put(`<figure><figcaption><span class="figure-title">%s</span><span class="figure-subtitle">%s</span></figcaption>`, esc(f.Title), esc(f.Subtitle))
	p.put(`<div class="scroll" role="region" aria-label="%s" tabindex="0"><div class="drawing">%s</div></div>`, p.region(fmt.Sprintf(p.words.Figure, f.Title)), f.inline())
	p.put(`<p class="source">%s</p></figure>`, esc(f.Source))
}
