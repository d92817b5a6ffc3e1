package report

import (
	"fmt"
	"strings"
	"unicode"
)

// markdown writes GitHub's Markdown without HTML, but for a line break in a cell.
// Every text goes through inline or literal, so that a label can be neither markup nor a link.
type markdown struct {
	strings.Builder
	words    Furniture
	sections []Section
}

// put writes a block, whose arguments are already escaped, and an empty line.
func (m *markdown) put(format string, args ...any) { fmt.Fprintf(m, format+"\n\n", args...) }

// renderMarkdown draws the document as text whose figures are the run's files.
func renderMarkdown(d *Document) []byte {
	m := &markdown{words: d.Words, sections: d.Sections}
	m.put("# %s", inline(d.Title))
	m.put("%s", literal(d.Subtitle))
	m.put("%s", strong(d.Label))
	for _, b := range d.Cover {
		m.block(b)
	}
	m.put("## %s", inline(d.Words.Contents))
	for i, s := range d.Sections {
		if s.Annex {
			fmt.Fprintf(m, "- [%s](#%s)\n", inline(numbered(s.Title)), slug(numbered(s.Title)))
			continue
		}
		fmt.Fprintf(m, "%d. [%s](#%s)\n", i+1, inline(s.name()), slug(numbered(s.Title)))
	}
	m.WriteString("\n")
	for _, s := range d.Sections {
		m.put("## %s", inline(numbered(s.Title)))
		for _, b := range s.Blocks {
			m.block(b)
		}
	}
	m.put("---")
	m.put("%s", literal(d.Label))
	m.WriteString(literal(d.Foot) + "\n")
	return []byte(m.String())
}

// numbered is a section's title with a single space behind its number. No-break spaces stay.
func numbered(title string) string { return strings.ReplaceAll(title, "  ", " ") }

// slug is the anchor that GitHub gives a heading.
func slug(head string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, clean(head))
}

func (m *markdown) block(b Block) {
	switch b := b.(type) {
	case Heading:
		m.put("### %s", inline(b.Text))
	case Paragraph:
		m.put("%s", literal(b.Text))
	case Notice:
		m.put("> %s\n>\n> %s", strong(b.Title), literal(b.Text))
	case Banner:
		m.put("%s", fmt.Sprintf(m.words.Pair, literal(b.Label), strong(b.Value)))
		m.put("%s", literal(b.Text))
	case List:
		m.list(b)
	case KeyValues:
		m.keyValues(b)
	case Code:
		m.code(b)
	case Answers:
		m.answers(b)
	case Table:
		m.table(b)
	case *Figure:
		m.figure(b)
	default:
		panic(fmt.Sprintf("report: unknown block %T", b))
	}
}

func (m *markdown) list(b List) {
	for _, s := range b.Items {
		m.WriteString("- " + literal(s) + "\n")
	}
	m.WriteString("\n")
}

// keyValues writes fixed-width values under another bullet: two lists in a row would
// else be read as one.
func (m *markdown) keyValues(b KeyValues) {
	for _, x := range b.Pairs {
		bullet, value := "-", inline(x.Value)
		if b.Mono {
			bullet, value = "*", codeSpan(x.Value)
		}
		m.WriteString(bullet + " " + fmt.Sprintf(m.words.Pair, strong(x.Key), value) + "\n")
	}
	m.WriteString("\n")
}

// code sets a block off with a fence that is not in it.
func (m *markdown) code(b Code) {
	text := cellText(b.Text)
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	m.put("%s\n%s\n%s", fence, text, fence)
}

func (m *markdown) answers(b Answers) {
	m.put("### %s", inline(b.Group))
	for _, c := range b.Cards {
		m.WriteString("- " + fmt.Sprintf(m.words.Pair, strong(c.Label), inline(c.Head)) + "\n")
		for _, l := range c.Lines {
			m.WriteString("  - " + literal(l) + "\n")
		}
	}
	m.WriteString("\n")
}

// figure links to the drawing's own file, with the text alternative for who cannot see it.
func (m *markdown) figure(f *Figure) {
	m.put("![%s](figures/%s.svg)", inline(f.Alt), f.Name)
	caption := fmt.Sprintf(literal(m.words.Figure), strong(f.Title))
	if f.Subtitle != "" {
		caption += " " + inline(f.Subtitle)
	}
	m.put("%s", caption)
	if f.Source != "" {
		m.put("%s", literal(f.Source))
	}
}
