package typeschema

import (
	"reflect"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	// name is a Go name of a field or a constant in a comment.
	name = regexp.MustCompile(`\b[A-Z][A-Za-z0-9]*\b`)
	// asSubject follows a name that begins a sentence and is not just its first word.
	asSubject = regexp.MustCompile(`^(,? (and|or|to) [A-Z]| (is|are|says|holds|counts?|may|has)\b)`)
	// opening is how a Go comment begins: with the name of what it is about.
	opening = regexp.MustCompile(`^(is|are) (an |a |the )?`)
)

// words that mean something to readers of Go alone.
var goWords = strings.NewReplacer("nil", "null", "float64", "floating-point number")

// describe turns the comment of a type or a field into a description for readers of
// JSON: fields are called by the names that they have there, constants by their values.
func describe(s *source, t reflect.Type, self, text string) string {
	if text == "" {
		return ""
	}
	if rest, ok := strings.CutPrefix(text, self+" "); ok && opening.MatchString(rest) {
		_, rest, _ = strings.Cut(rest, " ")
		text = rest
	}
	names := jsonNames(t)
	var b strings.Builder
	last := 0
	for _, at := range name.FindAllStringIndex(text, -1) {
		word := text[at[0]:at[1]]
		if !beginsSentence(text[:at[0]]) || asSubject.MatchString(text[at[1]:]) {
			if to, ok := names[word]; ok {
				word = "`" + to + "`"
			} else if to, ok := s.value[word]; ok && word != strings.ToUpper(word) {
				word = `"` + to + `"`
			}
		}
		b.WriteString(text[last:at[0]] + word)
		last = at[1]
	}
	b.WriteString(text[last:])
	return sentence(goWords.Replace(b.String()))
}

func beginsSentence(before string) bool {
	before = strings.TrimSpace(before)
	return before == "" || strings.ContainsAny(before[len(before)-1:], ".:;")
}

func sentence(text string) string {
	r, n := utf8.DecodeRuneInString(text)
	text = string(unicode.ToUpper(r)) + text[n:]
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return text
}

// jsonNames are the names that the fields of a struct have in JSON.
func jsonNames(t reflect.Type) map[string]string {
	out := map[string]string{}
	if t.Kind() != reflect.Struct {
		return out
	}
	for i := range t.NumField() {
		f := t.Field(i)
		tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.IsExported() && tag != "" && tag != "-" {
			out[f.Name] = tag
		}
	}
	return out
}
