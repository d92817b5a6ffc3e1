package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Characters of English typography that keep their place.
const (
	nbsp  = "\u00a0"
	minus = "\u2212"
	dash  = "\u2013"
)

// clean makes a foreign text safe to set on a line: white space becomes a space,
// control and direction characters become U+FFFD, so that no label can reorder
// or hide the text around it.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case r == utf8.RuneError, r == '\u00ad':
			return r
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == '\u2028', r == '\u2029', r == '\ufffe', r == '\uffff':
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(s, string(utf8.RuneError)))
}

// words splits a text where a line may break: not at a no-break space.
func words(s string) []string {
	return strings.FieldsFunc(clean(s), func(r rune) bool { return r == ' ' })
}

// proper is clean for running text: a percentage does not break before its sign.
func proper(s string) string { return strings.ReplaceAll(clean(s), " %", nbsp+"%") }

// unbroken keeps a text on one line.
func unbroken(s string) string { return strings.ReplaceAll(s, " ", nbsp) }

// shorten cuts a label to n characters for a figure; tables hold it in full.
func shorten(s string, n int) string {
	r := []rune(clean(s))
	if len(r) <= n {
		return string(r)
	}
	return strings.TrimSpace(string(r[:n-1])) + "…"
}

// sentence begins s with a capital letter and ends it with a full stop.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	if !strings.ContainsAny(s[len(s)-1:], ".!?") {
		s += "."
	}
	return capital(s)
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// quoteMarks makes "a" “a”.
func quoteMarks(s string) string {
	var b strings.Builder
	open := false
	for _, r := range s {
		if r != '"' {
			b.WriteRune(r)
			continue
		}
		if open = !open; open {
			b.WriteRune('“')
		} else {
			b.WriteRune('”')
		}
	}
	return b.String()
}
