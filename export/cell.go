package export

import (
	"math/big"
	"strings"
	"unicode"
	"unicode/utf8"
)

// cell keeps a spreadsheet from running a foreign text as a formula. Numbers
// stay as they are.
func cell(s string) string {
	if s == "" || !strings.ContainsRune("=+-@", rune(s[0])) || plain(s) {
		return s
	}
	return "'" + s
}

// plain reports whether s is a decimal number, of digits and a point alone.
func plain(s string) bool {
	if strings.Trim(s, "-0123456789.") != "" {
		return false
	}
	_, ok := new(big.Rat).SetString(s)
	return ok
}

// clean makes a foreign text safe on one line: white space becomes a space,
// control and direction characters become U+FFFD. Blanks around it go, so that
// none hides the start of a formula.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == '\u2028', r == '\u2029', r == '\ufffe', r == '\uffff':
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(s, string(utf8.RuneError)))
	return strings.TrimSpace(s)
}
