package report

import (
	"slices"

	"sib/contract"
	"sib/matching"
)

// byYear is what the cohort year is called among covariates and sub-groups.
const byYear = "year"

// characteristic is a covariate's name. The cohort year alone has one of the report's own.
func (l *lexicon) characteristic(name string) string {
	if name == byYear {
		return l.say("cohort year")
	}
	return clean(name)
}

// term names what a line of a balance table is about.
func (l *lexicon) term(t matching.TermBalance) string {
	if t.Level == "" {
		return l.characteristic(t.Covariate)
	}
	return l.say("%s: %s", l.characteristic(t.Covariate), clean(t.Level))
}

// levelOf is a level of a covariate: a label of the data as it stands, a band of numbers
// in this language.
func levelOf(e account, covariate, label string) string {
	category := func(c contract.Covariate) bool { return c.Name == covariate && c.Kind == "category" }
	if slices.ContainsFunc(e.Contract.Covariates, category) {
		return clean(label)
	}
	return clean(e.quoted(label))
}
