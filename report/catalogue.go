package report

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// catalogueFile has every text of the report in every language.
//
//go:embed catalogue.json
var catalogueFile []byte

// entry is one text. Quoted are sentences of other packages, such as what a finding
// says: their parts are found again by the English, with %s for each.
type entry struct {
	English string `json:"en"`
	French  string `json:"fr"`
	Dutch   string `json:"nl"`
	Quoted  bool   `json:"quoted,omitempty"`
}

// in is the text in a language.
func (e entry) in(which Language) string {
	switch which {
	case French:
		return e.French
	case Dutch:
		return e.Dutch
	}
	return e.English
}

// catalogue reads the file once. It is part of the program: a test reads it first.
var catalogue = sync.OnceValue(func() []entry {
	var out []entry
	if err := json.Unmarshal(catalogueFile, &out); err != nil {
		panic(fmt.Sprintf("report: catalogue.json: %v", err))
	}
	return out
})

// textsIn are the texts of a language by their English.
func textsIn(which Language) map[string]string {
	out := map[string]string{}
	for _, e := range catalogue() {
		if text := e.in(which); text != "" {
			out[e.English] = text
		}
	}
	return out
}

// pattern finds a quoted sentence and its parts.
type pattern struct {
	english string
	find    *regexp.Regexp
	start   string // what every such sentence begins with
}

// patterns are those of the catalogue that have parts, the ones with most words first.
var patterns = sync.OnceValue(func() []pattern {
	var out []pattern
	for _, e := range catalogue() {
		if e.Quoted && strings.Contains(e.English, "%s") {
			out = append(out, patternOf(e.English))
		}
	}
	slices.SortStableFunc(out, func(a, b pattern) int { return len(b.english) - len(a.english) })
	return out
})

func patternOf(english string) pattern {
	pieces := strings.Split(english, "%s")
	for i, p := range pieces {
		pieces[i] = regexp.QuoteMeta(strings.ReplaceAll(p, "%%", "%"))
	}
	start, _, _ := strings.Cut(english, "%")
	return pattern{english, regexp.MustCompile(`(?s)^` + strings.Join(pieces, `(.+?)`) + `$`), start}
}

// number is a printed English number, alone.
var printedNumber = regexp.MustCompile(`^[+−-]?[0-9][0-9,]*(\.[0-9]+)?…?$`)

// quoted is a sentence of another package in this language. What the catalogue does not
// know stays English.
func (l *lexicon) quoted(english string) string {
	if len(l.texts) == 0 || english == "" {
		return english
	}
	sentence := quoteMarks(english)
	if text, ok := l.texts[strings.ReplaceAll(sentence, "%", "%%")]; ok {
		return strings.ReplaceAll(text, "%%", "%")
	}
	if printedNumber.MatchString(english) {
		return l.localised(english)
	}
	for _, p := range patterns() {
		if !strings.HasPrefix(sentence, p.start) {
			continue
		}
		found := p.find.FindStringSubmatch(sentence)
		if found == nil {
			continue
		}
		args := make([]any, len(found)-1)
		for i, part := range found[1:] {
			args[i] = l.quoted(part)
		}
		return l.say(p.english, args...)
	}
	return english
}
