package report

import (
	"strings"

	"sib/contract"
)

// gateLine says what a gate asks for, what was found and what comes of it.
func gateLine(e account, r contract.GateResult) string {
	g, ok := gateOf(terms(e), r.Gate)
	if !ok {
		return e.say("Gate “%s” (%s): %s; %s.", clean(r.Gate), e.clause(r.Clause), quoteMarks(clean(r.Words)), e.quoted(r.Consequence))
	}
	verdict := e.say("not passed")
	if r.Passed {
		verdict = e.say("passed")
	}
	return e.say("%s, gate “%s”: %s, %s: %s; required %s. It is %s: %s.",
		capital(e.clause(r.Clause)), clean(r.Gate), e.gateSubject(terms(e), g.Require), e.cohortWord(r.Cohort), e.gateObserved(g, r), e.gateRequired(g.Require), verdict, e.consequenceWords(g, r))
}

// gateSubject names what a gate looks at.
func (l *lexicon) gateSubject(t *contract.Terms, c contract.Condition) string {
	if c.Measure != "" {
		m, _ := measureOf(t, c.Measure)
		if m.Statistic == contract.PointEstimate || m.Statistic == "" {
			return l.say("“%s”", clean(c.Measure))
		}
		return l.statisticWords(m) + " (" + clean(c.Measure) + ")"
	}
	if q, ok := quantities[c.Quantity]; ok {
		return l.say(q.words)
	}
	return clean(c.Quantity)
}

// quantity is how what a gate asks of the design is set: as a plain share, or a
// difference of two.
type quantity struct {
	words string
	unit  unit
}

var quantities = map[string]quantity{
	contract.ProgrammePeople:  {key("programme people analysed"), numberOfPeople},
	contract.ComparisonPeople: {key("comparison people, effectively"), numberOfPeople},
	contract.MatchRate:        {key("share of eligible programme people who are matched"), perCent},
	contract.LargestSMD:       {key("largest standardised difference after matching"), standardDeviations},
	contract.Attrition:        {key("share of matched programme people without an outcome"), perCent},
	contract.AttritionGap:     {key("difference between the groups’ shares without an outcome"), percentagePoints},
}

// gateRequired is what a gate asks for: "at least 100 people".
func (l *lexicon) gateRequired(c contract.Condition) string {
	op, at := c.Only()
	if at == nil {
		return notApplicable
	}
	if q, ok := quantities[c.Quantity]; ok && c.Measure == "" {
		number := l.exactly(at.Value.Rat(), at.Effect, at.Unit, 0)
		return l.bounded(op, l.counted(number, q.unit))
	}
	return l.requiredWords(contract.Verdict{Comparing: op, Required: *at})
}

// gateObserved is what was found, with its unit.
func (l *lexicon) gateObserved(g contract.Gate, r contract.GateResult) string {
	_, at := g.Require.Only()
	x, ok := rational(r.Observed)
	if !ok || at == nil {
		return clean(r.Observed)
	}
	number := l.exactly(x, at.Effect, at.Unit, 0)
	if q, ok := quantities[g.Require.Quantity]; ok && g.Require.Measure == "" {
		return l.counted(number, q.unit)
	}
	if at.Effect == contract.Significance {
		return l.cut(x, 0)
	}
	if formOf(at.Effect, at.Unit).signed {
		number = signed(number)
	}
	return l.withUnit(number, at.Effect, at.Unit)
}

// gateMargin is by how much a gate is passed, or not.
func (l *lexicon) gateMargin(g contract.Gate, r contract.GateResult) string {
	_, at := g.Require.Only()
	if at == nil {
		return notApplicable
	}
	sign := minus
	if r.Passed {
		sign = "+"
	}
	return l.signedGap(sign, r.Margin, *at)
}

// consequenceWords is what comes of a gate: the contract package's own words where
// the gate is passed or does nothing, else the same in the report's numbers.
func (l *lexicon) consequenceWords(g contract.Gate, r contract.GateResult) string {
	if r.Passed {
		return l.say("the rules behind it apply as they stand")
	}
	f := g.OnFailure
	text := quoteMarks(r.Consequence)
	if f.Deem != nil {
		text = strings.ReplaceAll(text, f.Deem.String(), l.threshold(*f.Deem))
	}
	if f.Pay != nil && f.Pay.Share != nil {
		share := l.plain(f.Pay.Share.Rat(), 0)
		text = strings.ReplaceAll(text, share+" %", share+l.percent)
	}
	return l.quoted(text)
}
