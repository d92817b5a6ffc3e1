package contract

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"sib/evidence"
)

// maxBytes is the size of the largest contract file that is read. It is checked
// before anything is decoded.
const maxBytes = 128 << 10

// maxLine is the longest line that an error quotes.
const maxLine = 200

// scan refuses what must not reach a YAML reader or a reviewer's screen: too
// much, text that is not UTF-8, and characters that hide or reorder others.
func scan(file string, data []byte) Problems {
	if len(data) > maxBytes {
		return Problems{{
			File: file, Code: codeText,
			What:   fmt.Sprintf("is %d bytes long: more than a contract may have (%d)", len(data), maxBytes),
			Remedy: "check that this is the contract and not a data file",
		}}
	}
	var ps Problems
	for i, line := range splitLines(data) {
		if what, col := badCharacter(line); what != "" {
			ps = append(ps, &evidence.Problem{
				Code: codeText, File: file, Line: i + 1, Col: col, What: what, Source: quotable(line),
				Remedy: "delete it, or save the file as plain UTF-8 text",
			})
		}
		if len(ps) > maxProblems {
			break
		}
	}
	return ps
}

// splitLines returns the lines without their ends and without a byte order mark.
func splitLines(data []byte) []string {
	lines := strings.Split(strings.TrimPrefix(string(data), "\ufeff"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSuffix(line, "\r")
	}
	return lines
}

// badCharacter returns what is wrong with the first character of a line that
// may not be there, and its column; "" if all may.
func badCharacter(line string) (what string, col int) {
	for i, r := range line {
		col++
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(line[i:]); size == 1 {
				return "the text is not UTF-8", col
			}
		}
		if r != '\t' && hidden(r) {
			return fmt.Sprintf("the character U+%04X is not allowed: it is invisible or changes how the text reads", r), col
		}
	}
	return "", 0
}

// hidden reports control characters, line separators, and format characters:
// bidirectional controls (Boucher and Anderson 2021), zero-width ones, soft hyphens.
func hidden(r rune) bool {
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) ||
		unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r)
}

// quotable returns a line as an error may print it: hidden characters become
// one visible character each, so that columns stay, and a very long line is left out.
func quotable(line string) string {
	if len(line) > maxLine {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if r != '\t' && hidden(r) {
			return utf8.RuneError
		}
		return r
	}, line)
}
