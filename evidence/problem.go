package evidence

import (
	"fmt"
	"strings"
)

// Problem is unusable input: where it is, what is wrong, and what to do next.
// Lines, columns of text and rows count from 1; zero means that the place has
// none. A Problem never holds a person's id or the contents of a row beyond the
// one offending value.
type Problem struct {
	File   string // as the user wrote it
	Line   int    // line of a text file
	Col    int    // column of a text file, in characters
	Row    int64  // row of a table
	Column string // column of a table
	What   string // lower case, no full stop
	Source string // the offending line of a text file, shown with a caret under Col
	Remedy string // the next step
	Code   string // stable, such as SIB-L401; may be empty
	Err    error  // cause, if any
}

func (p *Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.place())
	b.WriteString(p.What)
	if p.Err != nil {
		fmt.Fprintf(&b, ": %v", p.Err)
	}
	if p.Code != "" {
		fmt.Fprintf(&b, " [%s]", p.Code)
	}
	if p.Source != "" {
		fmt.Fprintf(&b, "\n    %s\n    %s^", p.Source, caretIndent(p.Source, p.Col))
	}
	if p.Remedy != "" {
		fmt.Fprintf(&b, "\n  hint: %s", p.Remedy)
	}
	return b.String()
}

// Unwrap returns the cause.
func (p *Problem) Unwrap() error { return p.Err }

func (p *Problem) place() string {
	var parts []string
	switch {
	case p.File != "" && p.Line > 0:
		parts = append(parts, fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col))
	case p.File != "":
		parts = append(parts, p.File)
	}
	var in []string
	if p.Row > 0 {
		in = append(in, fmt.Sprintf("row %d", p.Row))
	}
	if p.Column != "" {
		in = append(in, fmt.Sprintf("column %q", p.Column))
	}
	if len(in) > 0 {
		parts = append(parts, strings.Join(in, ", "))
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, ": ") + ": "
}

// caretIndent keeps tabs, so that the caret stands under the column in any tab width.
func caretIndent(line string, col int) string {
	var b strings.Builder
	for i, r := range []rune(line) {
		if i >= col-1 {
			break
		}
		if r == '\t' {
			b.WriteRune('\t')
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String()
}
