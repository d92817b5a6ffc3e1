package contract

import (
	"math/big"
	"strings"

	"sib/contract/money"
)

// EffectType is the unit of an effect. The two readings of "10 %" are two types.
type EffectType string

// The effect types of the language. The value of a percentage is a proportion:
// 10 points, 10 % relative and 10 % reduction are all 1/10, of different types.
const (
	Relative     EffectType = "relative"     // programme rate ÷ comparison rate − 1
	Reduction    EffectType = "reduction"    // 1 − programme rate ÷ comparison rate
	Points       EffectType = "points"       // programme rate − comparison rate, in percentage points
	Ratio        EffectType = "ratio"        // programme rate ÷ comparison rate
	Rate         EffectType = "rate"         // programme rate, without a comparison
	Count        EffectType = "count"        // programme people × (programme rate − comparison rate), or a number that is reported
	Duration     EffectType = "duration"     // a number of days, weeks or months
	Money        EffectType = "money"        // an amount in the contract's currency, such as a saving
	Standardised EffectType = "standardised" // a difference in standard deviations
	Index        EffectType = "index"        // a weighted share of targets
	Significance EffectType = "significance" // a p-value
)

// effectKind says how the values of an effect type are written and where they come from.
type effectKind struct {
	words    string // behind the number; "" for the measure's own unit or the currency
	percent  bool   // the value is a proportion, written in per cent
	step     string // behind the number of a rounding step; as words if empty
	compared bool   // follows from two rates, or from the programme's alone
}

var effects = map[EffectType]effectKind{
	Relative:     {"% relative", true, "%", true},
	Reduction:    {"% reduction", true, "%", true},
	Points:       {"points", true, "", true},
	Ratio:        {"times", false, "", true},
	Rate:         {"% rate", true, "%", true},
	Count:        {"", false, "", true},
	Duration:     {"", false, "", false},
	Money:        {"", false, "", false},
	Standardised: {"sd", false, "", false},
	Index:        {"% of target", true, "%", false},
	Significance: {"% significance", true, "%", false},
}

// effectTypes are those that a measure may have, in the order of the reference.
var effectTypes = []EffectType{Relative, Reduction, Points, Ratio, Rate, Count, Duration, Money, Standardised, Index}

// ownUnit reports the types whose values are written in a unit that the measure names.
func (e EffectType) ownUnit() bool { return e == Count || e == Duration }

// Threshold is a typed effect. Value is a proportion where the type is written
// in per cent, else the number itself. Unit is that of a count or duration, or
// the currency of money.
type Threshold struct {
	Effect EffectType `json:"effect"`
	Value  Decimal    `json:"value"`          // a proportion where the type is written in per cent: 0.1 for 10 points; else the number itself
	Unit   string     `json:"unit,omitempty"` // of a count or duration, such as people or days
}

// String returns the threshold as a contract writes it: "10 % relative", "10
// points", "20 people".
func (t Threshold) String() string { return sayEffect(t.Effect, t.Unit, t.Value.value()) }

// sayEffect writes a value in the words of its type.
func sayEffect(e EffectType, unit string, r *big.Rat) string {
	kind := effects[e]
	text := decimalText(r)
	if kind.percent {
		text = percent(r)
	}
	if kind.words != "" {
		unit = kind.words
	}
	return text + " " + unit
}

// unitOf returns the type that the words behind a number stand for; a unit of
// the measure's own for words that are none of the language's.
func unitOf(words string) (e EffectType, unit string) {
	switch words {
	case "percentage points", "percentage point", "point":
		return Points, ""
	}
	for e, kind := range effects {
		if kind.words == words && words != "" {
			return e, ""
		}
	}
	if c, err := money.ParseCurrency(words); err == nil {
		return Money, string(c)
	}
	if ownUnit(words) {
		return Count, words // or a duration: the measure says
	}
	return "", ""
}

// ownUnit reports whether words can be the unit of a count or duration: one
// word of small letters and hyphens that does not hide a percentage.
func ownUnit(words string) bool {
	switch words {
	case "", "none", "percent", "pct", "pp", "point", "relative":
		return false
	}
	return strings.Trim(words, "abcdefghijklmnopqrstuvwxyz-") == ""
}

// sameUnit accepts "1 day" for the unit days, and "1 person" for people.
func sameUnit(written, unit string) bool {
	return written == unit || written+"s" == unit || written == "person" && unit == unitPeople
}
