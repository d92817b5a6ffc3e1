package report

import (
	"math/big"
	"strings"

	"sib/contract"
	"sib/contract/money"
	"sib/contract/trace"
)

// form is how the values of an effect type are set in print. The texts take the number.
type form struct {
	percent bool // a proportion, set times 100
	signed  bool // a difference, set with its sign
	long    unit // in a sentence
	short   unit // in a table
}

// unit is a number with what it counts: many, and one of it.
type unit struct {
	many, one string
	name      string // instead of both: the contract's own word for many, with an s
}

var (
	percentagePoints   = unit{many: key("%s percentage points"), one: key("%s percentage point")}
	standardDeviations = unit{many: key("%s standard deviations"), one: key("%s standard deviation")}
	numberOfPeople     = unit{many: key("%s people"), one: key("%s person")}
	perCent            = always(key("%s%%"))
)

// always is a unit that is the same for one and many.
func always(text string) unit { return unit{many: text, one: text} }

var forms = map[contract.EffectType]form{
	contract.Relative:     {true, true, always(key("%s%% relative")), always(key("%s%% relative"))},
	contract.Reduction:    {true, true, always(key("%s%% reduction")), always(key("%s%% reduction"))},
	contract.Points:       {true, true, percentagePoints, unit{many: key("%s points"), one: key("%s point")}},
	contract.Ratio:        {false, false, always(key("%s times")), always(key("%s times"))},
	contract.Rate:         {true, false, always(key("%s%% rate")), always(key("%s%% rate"))},
	contract.Standardised: {false, true, standardDeviations, always(key("%s sd"))},
	contract.Index:        {true, false, always(key("%s%% of target")), always(key("%s%% of target"))},
	contract.Significance: {true, false, always(key("%s%% significance")), always(key("%s%% significance"))},
}

// formOf is the form of a type with its unit. Points stand for a type that is
// not known: they are what a difference is without any.
func formOf(e contract.EffectType, unit string) form {
	if f, ok := forms[e]; ok {
		return f
	}
	if e == contract.Count && unit == "people" {
		return form{long: numberOfPeople, short: numberOfPeople}
	}
	if e == contract.Count || e == contract.Duration {
		return form{long: unitOf(unit), short: unitOf(unit)}
	}
	if e == contract.Money {
		return form{}
	}
	return forms[contract.Points]
}

// unitOf is a unit that the contract names: its language takes one of it without the s.
func unitOf(name string) unit { return unit{name: clean(name)} }

// withUnit puts the words of a type behind a number; a currency goes in front.
func (l *lexicon) withUnit(number string, e contract.EffectType, unit string) string {
	if e == contract.Money {
		return l.inCurrency(clean(unit), number)
	}
	return l.counted(number, formOf(e, unit).long)
}

// shortUnit is withUnit for tables.
func (l *lexicon) shortUnit(number string, e contract.EffectType, unit string) string {
	if e == contract.Money {
		return l.inCurrency(clean(unit), number)
	}
	return l.counted(number, formOf(e, unit).short)
}

// counted is a number of a unit.
func (l *lexicon) counted(number string, u unit) string {
	switch one := l.single(strings.TrimPrefix(strings.TrimPrefix(number, "+"), minus)); {
	case u.name != "" && one:
		return number + " " + l.quoted(strings.TrimSuffix(u.name, "s"))
	case u.name != "":
		return number + " " + l.quoted(u.name)
	case one:
		return l.say(u.one, number)
	default:
		return l.say(u.many, number)
	}
}

// single reports whether a printed number takes the singular: one, and in French
// whatever is less than two.
func (l *lexicon) single(number string) bool {
	whole, _, _ := strings.Cut(number, l.decimal)
	return number == "1" || l.Language == French && (whole == "0" || whole == "1")
}

// exactly sets an exact value of a type, without its unit, in as few decimals as it
// needs, at least least. What never ends is cut after four, never rounded: a
// number just below a threshold must not print as the threshold.
func (l *lexicon) exactly(r *big.Rat, e contract.EffectType, unit string, least int) string {
	if formOf(e, unit).percent {
		return l.plain(r, least)
	}
	if e == contract.Money {
		least = l.decimalsOf(unit)
	}
	return l.cut(r, least)
}

// decimalsOf is how many decimals a currency has; 2 for one that is not known.
func (l *lexicon) decimalsOf(unit string) int {
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
		contract.Count:        l.say("the number of %s", l.quoted(m.Unit)),
		contract.Duration:     l.say("the number of %s", l.quoted(m.Unit)),
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

// bounded says on which side of a threshold something has to be.
func (l *lexicon) bounded(op trace.Op, threshold string) string {
	switch op {
	case trace.Above:
		return l.say("more than %s", threshold)
	case trace.AtMost:
		return l.say("at most %s", threshold)
	case trace.Below:
		return l.say("less than %s", threshold)
	}
	return l.say("at least %s", threshold)
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
		return l.say("%s of the agreed interval’s test", l.pValueWords(m.Sides))
	}
	return l.say("point estimate")
}

// axisNames name an axis of effects, with its unit.
var axisNames = map[contract.EffectType]string{
	contract.Relative:     key("Relative change, %%"),
	contract.Reduction:    key("Relative reduction, %%"),
	contract.Points:       key("Difference, percentage points"),
	contract.Ratio:        key("Ratio of the rates"),
	contract.Rate:         key("Rate of the programme group, %%"),
	contract.Standardised: key("Difference, standard deviations"),
	contract.Index:        key("Share of the targets, %%"),
}

// axisName is the name of an axis of a measure's effects.
func (l *lexicon) axisName(m contract.Measure) string {
	switch name, ok := axisNames[m.Effect]; {
	case ok:
		return l.say(name)
	case m.Effect == contract.Money:
		return l.say("Amount, %s", clean(m.Unit))
	}
	return l.say("Number of %s", l.quoted(m.Unit))
}
