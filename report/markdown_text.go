package report

import (
	"regexp"
	"strings"
)

// Marks are written as entities where a backslash is not enough: HTML and pipes,
// which readers of Markdown look for before they read escapes, the backslash itself,
// and what makes a bare address a link.
var escapes = strings.NewReplacer(
	`&`, "&amp;", `<`, "&lt;", `>`, "&gt;", `\`, "&#92;", `@`, "&#64;", "://", ":&#47;/",
	`|`, `\|`, "`", "\\`", `*`, `\*`, `_`, `\_`, `~`, `\~`, `#`, `\#`, `[`, `\[`, `]`, `\]`, `$`, `\$`,
)

var (
	// barePrefix is how an address without a scheme begins.
	barePrefix = regexp.MustCompile(`(?i)www\.`)
	// opening is what makes the start of a line a list or a rule.
	opening = regexp.MustCompile(`^(?:[+=-]|[0-9]+[.)])`)
	// plainCode is a text that nothing in a code span can be mistaken for.
	plainCode = regexp.MustCompile(`^[A-Za-z0-9._:/=,-]+(?: [A-Za-z0-9._:/=,-]+)*$`)
)

// inline makes a text safe to set within a line of Markdown: what would be a mark is
// itself again, control and direction characters become U+FFFD as in every format.
func inline(s string) string {
	s = escapes.Replace(strings.TrimSpace(proper(s)))
	return barePrefix.ReplaceAllStringFunc(s, func(w string) string { return w[:3] + "&#46;" })
}

// literal is inline for a text that begins a line.
func literal(s string) string {
	s = inline(s)
	if at := opening.FindStringIndex(s); at != nil {
		return s[:at[1]-1] + `\` + s[at[1]-1:]
	}
	return s
}

// strong is inline in bold type; an empty text has no marks around nothing.
func strong(s string) string {
	if s = inline(s); s != "" {
		s = "**" + s + "**"
	}
	return s
}

// codeSpan is inline in a fixed-width face where the text allows it: inside a code span
// nothing can be escaped.
func codeSpan(s string) string {
	if plainCode.MatchString(s) {
		return "`" + s + "`"
	}
	return inline(s)
}

// table writes a table with its caption above it, as GitHub's tables have none.
func (m *markdown) table(t Table) {
	m.put("%s", strong(t.Caption))
	heads, rules := make([]string, len(t.Columns)), make([]string, len(t.Columns))
	for i, c := range t.Columns {
		heads[i], rules[i] = inline(c.Head), "---"
		if c.Align == Right {
			rules[i] = "---:"
		}
	}
	m.row(heads)
	m.row(rules)
	for _, r := range t.Rows {
		cells := make([]string, len(r.Cells))
		for i, cell := range r.Cells {
			cells[i] = markCell(cell, t.Columns[i], r.Strong)
		}
		if len(r.See) > 0 {
			cells[len(cells)-1] = m.links(r.See)
		}
		m.row(cells)
	}
	m.WriteString("\n")
	for _, n := range t.Notes {
		m.put("%s", literal(n))
	}
}

// links are the sections of a row, as the lines of a cell.
func (m *markdown) links(see []int) string {
	var out []string
	for _, at := range see {
		head := numbered(m.sections[at].Title)
		out = append(out, "["+inline(head)+"](#"+slug(head)+")")
	}
	return strings.Join(out, "<br>")
}

func (m *markdown) row(cells []string) { m.WriteString("| " + strings.Join(cells, " | ") + " |\n") }

// markCell sets each line of a cell; a row of a table is one line of Markdown.
func markCell(s string, c Column, bold bool) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		switch {
		case bold:
			lines[i] = strong(l)
		case c.Mono:
			lines[i] = codeSpan(l)
		default:
			lines[i] = inline(l)
		}
	}
	return strings.Join(lines, "<br>")
}
