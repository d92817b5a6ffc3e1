package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"sib/evaluate"
	"sib/evidence"
)

// summaryWidth is the width of a terminal, in characters.
const summaryWidth = 80

// Summary is the result for a terminal: one line a cohort year and the pooled
// one, then the amount due and why, in lines of at most 80 characters. Rates are
// percentages, differences percentage points. It needs the same parts of an
// evaluation as Render, and is empty when one is missing.
func Summary(run *evaluate.Evaluation) string {
	if check(run) != nil {
		return ""
	}
	e := account{run, english}
	var b strings.Builder
	line := func(s string) {
		for _, l := range fold(s, summaryWidth) {
			b.WriteString(l + "\n")
		}
	}
	line(e.Contract.Title)
	line("contract " + e.Contract.ID)
	b.WriteString("\n")
	for _, l := range summaryTable(e) {
		b.WriteString(l + "\n")
	}
	line("Rates of “" + e.Contract.Outcome.Name + "”; differences in percentage points.")
	b.WriteString("\n")
	line("Due: " + e.amount(e.Decision.Due))
	line(why(e))
	if n := warnings(e); n > 0 {
		line(fmt.Sprintf("%d %s: see the report.", n, e.plural(n, "warning")))
	}
	return strings.ReplaceAll(b.String(), nbsp, " ")
}

func warnings(e account) int {
	n := 0
	for _, f := range e.Findings {
		if f.Severity == evidence.Warning {
			n++
		}
	}
	return n
}

// summaryTable sets the first column to the left and the others to the right.
func summaryTable(e account) []string {
	gs := groups(e)
	rows := [][]string{{e.say("Cohort"), "n", e.say("Rate"), e.say("Comparison"), e.say("Difference (%s interval)", e.level(gs[0].result)), e.say("Relative, %%")}}
	for _, g := range gs {
		r := g.result
		rows = append(rows, []string{g.label, e.count(r.Programme.N), e.rate(r.Programme), e.rate(r.Comparison),
			points(e, r) + " (" + e.interval(r) + ")", relative(e, r)})
	}
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, s := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(s))
		}
	}
	var out []string
	for _, row := range rows {
		s := fmt.Sprintf("%-*s", widths[0], row[0])
		for i := 1; i < len(row); i++ {
			s += fmt.Sprintf("  %*s", widths[i], row[i])
		}
		out = append(out, s)
	}
	return out
}

// fold breaks s into lines of at most width characters; a longer word is cut.
func fold(s string, width int) []string {
	var lines []string
	var line []rune
	for _, w := range words(s) {
		word := []rune(w)
		if len(line) > 0 && len(line)+1+len(word) > width {
			lines, line = append(lines, string(line)), nil
		}
		if len(line) > 0 {
			line = append(line, ' ')
		}
		line = append(line, word...)
		for len(line) > width {
			lines, line = append(lines, string(line[:width])), line[width:]
		}
	}
	return append(lines, string(line))
}
