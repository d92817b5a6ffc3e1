package report

import (
	"math/big"
	"strings"

	"sib/contract"
	"sib/contract/money"
	"sib/contract/trace"
)

// form is how the values of an effect type are set in print.
type form struct {
	percent bool   // a proportion, set times 100
	signed  bool   // a difference, set with its sign
	long    string // behind the number in a sentence
	short   string // behind the number in a table
}

var forms = map[contract.EffectType]form{
	contract.Relative:     {true, true, "% relative", "% relative"},
	contract.Reduction:    {true, true, "% reduction", "% reduction"},
	contract.Points:       {true, true, " percentage points", " points"},
	contract.Ratio:        {false, false, " times", " times"},
	contract.Rate:         {true, false, "% rate", "% rate"},
	contract.Standardised: {false, true, " standard deviations", " sd"},
	contract.Index:        {true, false, "% of target", "% of target"},
	contract.Significance: {true, false, "% significance", "% significance"},
}

// formOf is the form of a type with its unit. Points stand for a type that is
// not known: they are what a difference is without any.
func formOf(e contract.EffectType, unit string) form {
	if f, ok := forms[e]; ok {
		return f
	}
	if e == contract.Count || e == contract.Duration {
		return form{long: " " + clean(unit), short: " " + clean(unit)}
	}
	if e == contract.Money {
		return form{}
	}
	return forms[contract.Points]
}

// withUnit puts the words of a type behind a number; a currency goes in front.
func (l *lexicon) withUnit(number string, e contract.EffectType, unit string) string {
	if e == contract.Money {
		return clean(unit) + nbsp + number
	}
	return number + l.oneUnit(number, formOf(e, unit).long)
}

// shortUnit is withUnit for tables.
func (l *lexicon) shortUnit(number string, e contract.EffectType, unit string) string {
	if e == contract.Money {
		return clean(unit) + nbsp + number
	}
	return number + l.oneUnit(number, formOf(e, unit).short)
}

// oneUnit makes "1 points" "1 point" and "1 days" "1 day": the contract language
// itself takes a unit without its s for one of it.
func (l *lexicon) oneUnit(number, words string) string {
	switch {
	case number != "1" && number != "+1" && number != minus+"1", words == " times":
		return words
	case words == " people":
		return l.say(" person")
	}
	return strings.TrimSuffix(words, "s")
}

// exactly sets an exact value of a type, without its unit, in as few decimals as it
// needs, at least least. What never ends is cut after four, never rounded: a
// number just below a threshold must not print as the threshold.
func (l *lexicon) exactly(r *big.Rat, e contract.EffectType, unit string, least int) string {
	if formOf(e, unit).percent {
		return l.plain(r, least)
	}
	if e == contract.Money {
		least = decimalsOf(unit)
	}
	return l.cut(r, least)
}

// decimalsOf is how many decimals a currency has; 2 for one that is not known.
func decimalsOf(unit string) int {
	if c, err := money.ParseCurrency(unit); err == nil {
		return c.Digits()
	}
	return 2
}

// effectWords names what is tested.
func (l *lexicon) effectWords(m contract.Measure) string {
	words := map[contract.EffectType]string{
		contract.Relative:     l.say("the relative change"),
		contract.Reduction:    l.say("the relative reduction"),
		contract.Points:       l.say("the difference in percentage points"),
		contract.Ratio:        l.say("the ratio of the rates"),
		contract.Rate:         l.say("the rate of the programme group"),
		contract.Count:        l.say("the number of %s", m.Unit),
		contract.Duration:     l.say("the number of %s", m.Unit),
		contract.Money:        l.say("an amount of money"),
		contract.Standardised: l.say("the difference in standard deviations"),
		contract.Index:        l.say("the share of the targets that is reached"),
	}[m.Effect]
	switch {
	case words == "":
		return string(m.Effect)
	case m.Effect == contract.Count && compared(m):
		return l.say("%s beyond those expected", words)
	}
	return words
}

// compared reports whether a measure is of the programme and the comparison group.
func compared(m contract.Measure) bool { return m.Source == contract.Compared || m.Source == "" }

// boundWords say which side of a threshold is asked for.
func (l *lexicon) boundWords(op trace.Op) string {
	switch op {
	case trace.Above:
		return l.say("more than")
	case trace.AtMost:
		return l.say("at most")
	case trace.Below:
		return l.say("less than")
	}
	return l.say("at least")
}

// holds holds a value against a threshold.
func holds(x *big.Rat, op trace.Op, t *big.Rat) bool {
	switch c := x.Cmp(t); op {
	case trace.Above:
		return c > 0
	case trace.AtMost:
		return c <= 0
	case trace.Below:
		return c < 0
	default:
		return c >= 0
	}
}

// statisticWords says which number of a measure decides.
func (l *lexicon) statisticWords(m contract.Measure) string {
	switch m.Statistic {
	case contract.LowerBound:
		return l.say("lower bound of %s", l.intervalOf(m))
	case contract.UpperBound:
		return l.say("upper bound of %s", l.intervalOf(m))
	case contract.PValue:
		return l.say("%sp-value of the agreed interval’s test", l.sidesWords(m.Sides))
	}
	return l.say("point estimate")
}
