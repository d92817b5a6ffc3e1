package report

import (
	"fmt"
	"slices"
	"strings"
)

// lexicon is one language: its texts and how it writes numbers. Its methods set
// numbers and the sentences of the report; what is foreign stays as it is.
type lexicon struct {
	Language
	tag       string // BCP 47, for renderers
	texts     map[string]string
	thousands string
	decimal   string
	percent   string // what follows a number, with the space before it
}

// Language is a language that a report can be written in, by its ISO 639-1 code.
type Language string

// The languages of reports.
const (
	English Language = "en"
	French  Language = "fr"
	Dutch   Language = "nl"
)

// Languages are all of them, the default first.
func Languages() []Language { return []Language{English, French, Dutch} }

// english is the language of the catalogue's keys.
var english = &lexicon{Language: English, tag: "en-GB", thousands: ",", decimal: ".", percent: "%"}

// lexiconOf is the lexicon of a language; the empty one is English.
func lexiconOf(which Language) (*lexicon, error) {
	switch which {
	case "", English:
		return english, nil
	case French:
		return &lexicon{Language: French, tag: "fr-BE", texts: textsIn(French), thousands: nbsp, decimal: ",", percent: nbsp + "%"}, nil
	case Dutch:
		return &lexicon{Language: Dutch, tag: "nl-BE", texts: textsIn(Dutch), thousands: ".", decimal: ",", percent: "%"}, nil
	}
	var known []string
	for _, l := range Languages() {
		known = append(known, string(l))
	}
	return nil, fmt.Errorf("language %q is not one of %s", which, strings.Join(slices.Clip(known), ", "))
}

// say is the text in this language, with args set in it as fmt.Sprintf does. A text
// that the catalogue lacks stays English: a test finds it.
func (l *lexicon) say(english string, args ...any) string {
	text, ok := l.texts[english]
	if !ok {
		text = english
	}
	return fmt.Sprintf(text, args...)
}

// plural is the noun, or its plural in s unless n is one. French has one for zero, too.
func (l *lexicon) plural(n int, noun string) string {
	if n == 1 || n == 0 && l.Language == French {
		return l.say(noun)
	}
	noun += "s"
	return l.say(noun)
}

// key marks a text that say is given by a variable.
func key(english string) string { return english }

// listing joins words: "a, b and c".
func (l *lexicon) listing(words []string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return l.say("%s and %s", strings.Join(words[:n-1], ", "), words[n-1])
	}
}

// series joins numbers, which may have commas of their own.
func (l *lexicon) series(numbers []string) string {
	if l.decimal == "," {
		return strings.Join(numbers, l.say("; "))
	}
	return l.listing(numbers)
}
