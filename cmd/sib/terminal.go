package main

import (
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// terminal writes text for people. What a contract or a file says reaches the reader as
// text alone: it cannot move the cursor, colour the screen, or turn or hide what stands
// around it.
type terminal struct{ io.Writer }

func (t terminal) Write(b []byte) (int, error) {
	if _, err := io.WriteString(t.Writer, printable(string(b))); err != nil {
		return 0, err
	}
	return len(b), nil
}

// printable drops what a file could tell a terminal besides text; what turns or hides text
// leaves a mark.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.IsControl(r):
			return -1
		case unicode.Is(unicode.Cf, r) && r != '\u00ad', r == '\u2028', r == '\u2029':
			return utf8.RuneError
		}
		return r
	}, s)
}
