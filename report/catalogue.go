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
// says: their parts are found again by the English, with %v for a number, which is set as
// the language sets it, and %s for anything else.
type entry struct {
	English string `json:"en"`
	French  string `json:"fr"`
	Dutch   string `json:"nl"`
	Quoted  bool   `json:"quoted,omitempty"`
	Names   []int  `json:"names,omitempty"` // which parts of a quoted sentence are names, from 1
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
	number  []bool // which parts are numbers
	name    []bool // which are names, that no language changes
	start   string // what every such sentence begins with
}

// patterns are those of the catalogue that have parts, the ones with most words first.
var patterns = sync.OnceValue(func() []pattern {
	var out []pattern
	for _, e := range catalogue() {
		if e.Quoted && argument.MatchString(e.English) {
			out = append(out, patternOf(e))
		}
	}
	slices.SortStableFunc(out, func(a, b pattern) int { return len(b.english) - len(a.english) })
	return out
})

// argument is a part of a quoted sentence.
var argument = regexp.MustCompile(`%[sv]`)

func patternOf(e entry) pattern {
	english, find, last := e.English, "", 0
	p := pattern{english: english}
	for _, at := range argument.FindAllStringIndex(english, -1) {
		part := `(.+?)`
		if english[at[0]:at[1]] == "%v" {
			part = `([+−-]?[0-9][0-9,]*(?:\.[0-9]+)?)`
		}
		p.number = append(p.number, part != `(.+?)`)
		p.name = append(p.name, strings.HasSuffix(english[:at[0]], "“") || slices.Contains(e.Names, len(p.number)))
		find += regexp.QuoteMeta(strings.ReplaceAll(english[last:at[0]], "%%", "%")) + part
		last = at[1]
	}
	p.find = regexp.MustCompile(`(?s)^` + find + regexp.QuoteMeta(strings.ReplaceAll(english[last:], "%%", "%")) + `$`)
	p.start, _, _ = strings.Cut(english, "%")
	return p
}

// counting sets a number of a quoted sentence, which may lack the commas of thousands.
func (l *lexicon) counting(part string) string {
	digits := strings.TrimLeft(part, "+−-")
	if strings.Contains(digits, ",") {
		return l.localised(part)
	}
	return strings.ReplaceAll(part[:len(part)-len(digits)], "-", minus) + l.typeset(digits)
}

// spacedPercent is how contracts write a percentage, and reports in English do not.
var spacedPercent = regexp.MustCompile(`([0-9])[ \x{a0}]%`)

// quoted is a sentence of another package in this language. What the catalogue does not
// know stays English.
func (l *lexicon) quoted(english string) string {
	if len(l.texts) == 0 || english == "" {
		return spacedPercent.ReplaceAllString(english, "$1%")
	}
	sentence := quoteMarks(english)
	if text, ok := l.texts[strings.ReplaceAll(sentence, "%", "%%")]; ok {
		return strings.ReplaceAll(text, "%%", "%")
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
			switch {
			case p.number[i]:
				args[i] = l.counting(part)
			case p.name[i]:
				args[i] = part
			default:
				args[i] = l.quoted(part)
			}
		}
		return l.say(p.english, args...)
	}
	return english
}
