package contract

import (
	"fmt"
	"slices"
)

// maxMonths is the longest follow-up window.
const maxMonths = 600

// followUp reads the window in which an outcome may come about.
func (r *reader) followUp(o *object) *FollowUp {
	f := o.sub("follow_up")
	if f == nil {
		return nil
	}
	if r.people.lacks("entry") {
		o.failKey("follow_up", "follow-up starts on the day of entry, and no column of the data holds it", "add entry: with the name of that column to data")
	}
	return &FollowUp{Months: f.whole("months", 1, maxMonths), Until: r.day(f, "until")}
}

// condition is what spells must amount to, and the key that says how much.
type condition struct{ name, needs string }

var conditions = []condition{{OnWorkingDays, "at_least"}, {OnCalendarDays, "at_least"}, {OnEmployedAt, "month"}, {OnBegins, ""}}

// spells reads how the register tells an outcome.
func (r *reader) spells(o, s *object, f *FollowUp) *Spells {
	var names []string
	for _, c := range conditions {
		names = append(names, c.name)
	}
	out := &Spells{
		Condition: s.choice("condition", names...),
		Kinds:     s.texts("kinds"),
		Without:   s.choice("without", "not-placed", "missing"),
	}
	if s.has("at_least") {
		out.AtLeast = s.whole("at_least", 1, 1_000_000)
	}
	if s.has("month") {
		out.Month = s.whole("month", 1, maxMonths)
	}
	if s.has("contract_months") {
		out.ContractMonths = s.whole("contract_months", 1, maxMonths)
	}
	for _, c := range conditions {
		if c.name == out.Condition {
			s.amounts(c)
		}
	}
	if o.lacks("follow_up") {
		o.failAs(codeMissingKey, o.node, fmt.Sprintf("spells count inside a follow-up window, and %s has no key %q", o.name(), "follow_up"), "add follow_up: {months: 12, until: 2017-12-31}")
	}
	if f != nil && f.Months > 0 && out.Month > f.Months {
		s.failKey("month", fmt.Sprintf("month %d lies after a follow-up of %d months", out.Month, f.Months), "correct one of the two")
	}
	r.registered(o, s)
	return out
}

// amounts refuses keys that the condition does not have, and asks for the one it needs.
func (s *object) amounts(c condition) {
	for _, key := range []string{"at_least", "month"} {
		switch {
		case key == c.needs && s.lacks(key):
			s.failAs(codeMissingKey, s.node, fmt.Sprintf("condition %s needs the key %q", c.name, key), "add "+s.example(key))
		case key != c.needs && s.has(key):
			s.failKey(key, fmt.Sprintf("condition %s has no %s", c.name, key), "delete it, or choose another condition")
		}
	}
}

// registered refuses spells that ask for what the register does not have.
func (r *reader) registered(o, s *object) {
	if r.people.lacks("spells") {
		o.failKey("spells", "the data have no register of spells", "add spells: with files, id, start and end to data")
	}
	for _, c := range askedColumns {
		if s.has(c.asked) && r.register.lacks(c.column) {
			s.failKey(c.asked, "no column of the register holds "+c.words, fmt.Sprintf("add %s: with its name to data.spells", c.column))
		}
	}
}

// askedColumns are columns of the register that only some outcomes ask for, by the key that asks.
var askedColumns = []struct{ asked, column, words string }{
	{"kinds", "kind", "the kind of a spell"},
	{"contract_months", "contract_months", "the length of a spell's contract"},
}

// usedSpells refuses a register, or columns of it, that no outcome asks for: what is
// read for nothing is a slip, or an outcome that was forgotten.
func (r *reader) usedSpells() {
	if r.register == nil || len(r.outcomes) == 0 {
		return
	}
	if !slices.ContainsFunc(r.outcomes, func(o outcomeRead) bool { return !o.lacks("spells") }) {
		r.people.failKey("spells", "no outcome is told by the register of spells", "delete it, or add spells: to an outcome")
		return
	}
	for _, c := range askedColumns {
		asks := func(o outcomeRead) bool { return o.spells != nil && !o.spells.lacks(c.asked) }
		if r.register.has(c.column) && !slices.ContainsFunc(r.outcomes, asks) {
			r.register.failKey(c.column, fmt.Sprintf("no outcome asks for %s", c.words), fmt.Sprintf("delete it, or add %s: to the outcome's spells", c.asked))
		}
	}
}
