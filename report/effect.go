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
func withUnit(number string, e contract.EffectType, unit string) string {
	if e == contract.Money {
		return clean(unit) + nbsp + number
	}
	return number + oneUnit(number, formOf(e, unit).long)
}

// shortUnit is withUnit for tables.
func shortUnit(number string, e contract.EffectType, unit string) string {
	if e == contract.Money {
		return clean(unit) + nbsp + number
	}
	return number + oneUnit(number, formOf(e, unit).short)
}

// oneUnit makes "1 points" "1 point" and "1 days" "1 day": the contract language
// itself takes a unit without its s for one of it.
func oneUnit(number, words string) string {
	switch {
	case number != "1" && number != "+1" && number != minus+"1", words == " times":
		return words
	case words == " people":
		return " person"
	}
	return strings.TrimSuffix(words, "s")
}

// exactly sets an exact value of a type, without its unit, in as few decimals as it
// needs, at least least. What never ends is cut after four, never rounded: a
// number just below a threshold must not print as the threshold.
func exactly(r *big.Rat, e contract.EffectType, unit string, least int) string {
	if formOf(e, unit).percent {
		return plain(r, least)
	}
	if e == contract.Money {
		least = decimalsOf(unit)
	}
	return cut(r, least)
}

// decimalsOf is how many decimals a currency has; 2 for one that is not known.
func decimalsOf(unit string) int {
	if c, err := money.ParseCurrency(unit); err == nil {
		return c.Digits()
	}
	return 2
}

// effectWords names what is tested.
func effectWords(m contract.Measure) string {
	words := map[contract.EffectType]string{
		contract.Relative:     "the relative change",
		contract.Reduction:    "the relative reduction",
		contract.Points:       "the difference in percentage points",
		contract.Ratio:        "the ratio of the rates",
		contract.Rate:         "the rate of the programme group",
		contract.Count:        "the number of " + m.Unit,
		contract.Duration:     "the number of " + m.Unit,
		contract.Money:        "an amount of money",
		contract.Standardised: "the difference in standard deviations",
		contract.Index:        "the share of the targets that is reached",
	}[m.Effect]
	switch {
	case words == "":
		return string(m.Effect)
	case m.Effect == contract.Count && compared(m):
		return words + " beyond those expected"
	}
	return words
}

// compared reports whether a measure is of the programme and the comparison group.
func compared(m contract.Measure) bool { return m.Source == contract.Compared || m.Source == "" }

// boundWords say which side of a threshold is asked for.
func boundWords(op trace.Op) string {
	switch op {
	case trace.Above:
		return "more than"
	case trace.AtMost:
		return "at most"
	case trace.Below:
		return "less than"
	}
	return "at least"
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
func statisticWords(m contract.Measure) string {
	switch m.Statistic {
	case contract.LowerBound:
		return "lower bound of " + intervalOf(m)
	case contract.UpperBound:
		return "upper bound of " + intervalOf(m)
	case contract.PValue:
		return sidesWords(m.Sides) + "p-value of the agreed interval’s test"
	}
	return "point estimate"
}
