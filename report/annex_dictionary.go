package report

import (
	"slices"
	"strings"

	"sib/contract"
	"sib/evaluate"
)

// dictionarySection says what each variable is: those that people are compared on, those
// that say who is eligible, and the outcomes; then what tables there are for programs.
func dictionarySection(e account, f figures) []Block {
	out := []Block{
		Paragraph{Text: e.say("What the contract says of each variable, and the columns that it reads. Values are those of the contract; where it lists none, those found.")},
		covariatesDictionary(e),
	}
	if len(e.Contract.Eligibility) > 0 {
		out = append(out, eligibilityDictionary(e))
	}
	return append(append(out, outcomesDictionary(e)), tablesDictionary(e, f)...)
}

func covariatesDictionary(e account) Table {
	t := Table{
		Caption: e.say("Characteristics, known before entry"),
		Columns: []Column{{Head: e.say("Variable")}, {Head: e.say("Column"), Mono: true}, {Head: e.say("Kind")}, {Head: e.say("Values")}, {Head: e.say("Matched")}, {Head: e.say("When missing")}},
	}
	for _, c := range e.Contract.Covariates {
		t.Rows = append(t.Rows, Row{Cells: []string{clean(c.Name), column(c.Column, c.Name), e.kindWords(c.Kind), valuesIn(e, c), e.matchedHow(c), e.missingWords(c.Missing)}})
	}
	return t
}

// column is where a variable is read; one without a name of its own has the variable's.
func column(name, variable string) string {
	if name == "" {
		name = variable
	}
	return clean(name)
}

func (l *lexicon) kindWords(kind string) string {
	words, ok := kindNames[kind]
	if !ok {
		return clean(kind)
	}
	return l.say(words)
}

var kindNames = map[string]string{
	"category": key("category"), "integer": key("whole number"), "number": key("number"), "age": key("age in years at entry"),
}

// valuesIn are the values of a characteristic: the contract's, else those found.
func valuesIn(e account, c contract.Covariate) string {
	switch {
	case len(c.Bands) > 0:
		var names []string
		for _, b := range c.Bands {
			names = append(names, clean(b.Name))
		}
		return e.say("bands: %s", strings.Join(names, ", "))
	case len(c.Levels) > 0:
		return e.valuesOf(evaluate.Domain{Values: c.Levels})
	}
	for _, d := range e.Domains {
		if d.Name == c.Name {
			return e.valuesOf(d)
		}
	}
	return unavailable
}

func eligibilityDictionary(e account) Table {
	t := Table{
		Caption: e.say("Who is eligible"),
		Columns: []Column{{Head: e.say("Condition")}, {Head: e.say("Clause")}, {Head: e.say("Variable or column"), Mono: true}, {Head: e.say("Holds for")}},
	}
	for _, r := range e.Contract.Eligibility {
		of := r.Covariate
		if r.Column != "" {
			of = r.Column
		}
		t.Rows = append(t.Rows, Row{Cells: []string{clean(r.ID), clean(r.Clause), clean(of), e.eligibleWords(r)}})
	}
	return t
}

func (l *lexicon) eligibleWords(r contract.Eligibility) string {
	var out []string
	if r.AtLeast != nil {
		out = append(out, l.say("at least %s", l.cut(r.AtLeast.Rat(), 0)))
	}
	if r.AtMost != nil {
		out = append(out, l.say("at most %s", l.cut(r.AtMost.Rat(), 0)))
	}
	if len(r.OneOf) > 0 {
		out = append(out, l.say("one of %s", clean(strings.Join(r.OneOf, ", "))))
	}
	if len(r.NoneOf) > 0 {
		out = append(out, l.say("none of %s", clean(strings.Join(r.NoneOf, ", "))))
	}
	return l.listing(out)
}

func outcomesDictionary(e account) Table {
	t := Table{
		Caption: e.say("Outcomes"),
		Columns: []Column{{Head: e.say("Outcome")}, {Head: e.say("Clause")}, {Head: e.say("Column"), Mono: true}, {Head: e.say("Definition")}, {Head: e.say("Part")}, {Head: e.say("When missing")}},
	}
	add := func(o contract.Outcome, part string) {
		from := clean(o.Column)
		if o.Spells != nil {
			from = notApplicable
			t.Notes = append(t.Notes, e.say("%s: no column. The outcome “%s” follows from periods in a register.", notApplicable, clean(o.Name)))
		}
		t.Rows = append(t.Rows, Row{Cells: []string{clean(o.Name), clean(o.Clause), from, clean(o.Definition), part, e.missingWords(missingOutcome(o))}})
	}
	add(e.Contract.Outcome, e.say("decides"))
	if f := e.Contract.Outcome.FollowUp; f != nil {
		t.Notes = append(t.Notes, e.say("Follow-up: %d months from the day of entry. Nothing is known after %s.", f.Months, clean(f.Until)))
	}
	for _, o := range e.Contract.Secondary {
		add(o, e.say("is reported"))
	}
	return t
}

// tablesDictionary names the tables that this run writes. Their columns are too many to
// be read on paper: a command prints them.
func tablesDictionary(e account, f figures) []Block {
	t := Table{
		Caption: e.say("Files beside this report, for programs"),
		Columns: []Column{{Head: e.say("File"), Mono: true}, {Head: e.say("One row is")}, {Head: e.say("Columns"), Align: Right}},
	}
	written := dataNames(e, f)
	for _, d := range Dictionary() {
		if slices.Contains(written, d.Name) {
			t.Rows = append(t.Rows, Row{Cells: []string{d.Name, e.say(d.Row), e.count(int64(len(d.Columns)))}})
		}
	}
	return []Block{
		Heading{e.say("The tables of this run")},
		Paragraph{Text: e.say("These tables hold numbers of this report without rounding, the same in every language. The command below prints every column with its type, its unit and its meaning.")},
		Code{"sib schema tables"},
		t,
	}
}
