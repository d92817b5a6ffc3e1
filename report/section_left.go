package report

import (
	"sib/contract"
	"sib/matching"
)

// byDistance reports whether people are matched on something else than groups that can
// be listed.
func byDistance(e account) bool {
	for _, c := range e.Contract.Covariates {
		if c.Match == contract.MatchDistance {
			return true
		}
	}
	return false
}

func leftParagraph(e account) Paragraph {
	var n int64
	for _, d := range e.Matching.Dropped {
		n += d.N
	}
	return Paragraph{Text: e.say("%s eligible people have nobody near enough in the other group. They are left out, and the result does not describe them. The table compares them with those who are kept.", e.count(n))}
}

// leftTable describes who was left out. Fewer people than the contract's threshold are
// not described.
func leftTable(e account) Table {
	t := Table{
		Caption: e.say("Who was left out"),
		Columns: []Column{{Head: e.say("Characteristic")}, {Head: e.say("Level")}, {Head: e.say("Left out"), Align: Right}, {Head: e.say("Kept"), Align: Right}},
		Notes:   []string{e.say("Shares of levels, means of numbers. %s: not shown, because fewer than %d people could be recognised.", suppressed, e.Contract.Disclosure.Threshold)},
	}
	for _, l := range e.Matching.Left {
		if l.Level == "" {
			t.Rows = append(t.Rows, Row{Cells: []string{e.characteristic(l.Covariate), "", leftValue(e, l, l.DroppedMean, l.Dropped), leftValue(e, l, l.KeptMean, l.Kept)}})
			continue
		}
		t.Rows = append(t.Rows, Row{Cells: []string{e.characteristic(l.Covariate), l.Level, leftValue(e, l, l.DroppedShare, l.Dropped), leftValue(e, l, l.KeptShare, l.Kept)}})
	}
	return t
}

func leftValue(e account, l matching.Left, v *float64, people int64) string {
	switch {
	case people > 0 && people < int64(e.Contract.Disclosure.Threshold):
		return suppressed
	case v == nil:
		return notApplicable
	case l.Level == "":
		return e.float(*v, 2)
	}
	return e.percentage(*v)
}
