package report

import (
	"fmt"
	"html"
	"strings"
)

// narrow is how many columns fit the screen of a telephone.
const narrow = 4

// table writes a table in a container of its own, which scrolls (also by
// keyboard) where the screen is narrower than the table.
func (p *page) table(t Table) {
	class := ""
	if len(t.Columns) > narrow {
		class = ` class="wide"`
	}
	p.put(`<div class="scroll" role="region" aria-label="%s" tabindex="0"><table%s>`, p.region(fmt.Sprintf(p.words.Table, t.Caption)), class)
	p.put("<caption><span>%s</span></caption>", esc(t.Caption))
	p.WriteString("<thead><tr>")
	for _, c := range t.Columns {
		p.WriteString(`<th scope="col"` + cellClass(c, true) + ">" + esc(c.Head) + "</th>")
	}
	p.put("</tr></thead>\n<tbody>")
	for _, r := range t.Rows {
		p.row(t, r)
	}
	p.put("</tbody></table></div>")
	for _, n := range t.Notes {
		p.put(`<p class="note">%s</p>`, esc(n))
	}
}

func (p *page) row(t Table, r Row) {
	p.WriteString("<tr")
	if r.Strong {
		p.WriteString(` class="strong"`)
	}
	p.WriteString(">")
	for i, cell := range r.Cells {
		tag, scope := "td", ""
		if i == 0 {
			tag, scope = "th", ` scope="row"`
		}
		lines := strings.Split(html.EscapeString(cellText(cell)), "\n")
		if i == len(r.Cells)-1 {
			for j, at := range r.See {
				lines[j] = `<a href="#` + esc(p.sections[at].ID) + `">` + lines[j] + "</a>"
			}
		}
		p.WriteString("<" + tag + scope + cellClass(t.Columns[i], false) + ">" + strings.Join(lines, "<br/>") + "</" + tag + ">")
	}
	p.put("</tr>")
}

// cellText is proper for each line of a cell.
func cellText(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = proper(lines[i])
	}
	return strings.Join(lines, "\n")
}

func cellClass(c Column, head bool) string {
	var names []string
	if c.Align == Right {
		names = append(names, "number")
	}
	if c.Mono && !head {
		names = append(names, "fixed")
	}
	if len(names) == 0 {
		return ""
	}
	return ` class="` + strings.Join(names, " ") + `"`
}
