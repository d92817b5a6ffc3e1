package report

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"sib/contract"
	"sib/contract/money"
	"sib/evaluate"
)

// Symbols for cells without a number.
const (
	suppressed    = "[c]"
	unavailable   = "[x]"
	notApplicable = "[z]"
)

// rational reads the exact decimals and fractions of an evaluation. A trailing
// ellipsis, which marks a long decimal cut short, is left out.
func rational(s string) (*big.Rat, bool) {
	s = strings.TrimSuffix(s, "…")
	if s == "" || strings.Trim(s, "-0123456789./") != "" {
		return nil, false
	}
	return new(big.Rat).SetString(s)
}

// fixed writes r with n decimals (ties away from zero), thousands commas and U+2212.
func (l *lexicon) fixed(r *big.Rat, n int) string { return l.typeset(r.FloatString(n)) }

// typeset turns a plain decimal into print: thousands commas, U+2212, no negative zero.
func (l *lexicon) typeset(s string) string {
	digits, negative := strings.CutPrefix(s, "-")
	whole, frac, point := strings.Cut(digits, ".")
	var b strings.Builder
	if negative && strings.Trim(digits, "0.") != "" {
		b.WriteString(minus)
	}
	for i, d := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(l.thousands)
		}
		b.WriteRune(d)
	}
	if point {
		b.WriteString(l.decimal + frac)
	}
	return b.String()
}

// localised rewrites a number that is printed as in English.
func (l *lexicon) localised(s string) string {
	return strings.NewReplacer(",", l.thousands, ".", l.decimal).Replace(s)
}

// float writes f with n decimals, or [x] when it is not a number.
func (l *lexicon) float(f float64, n int) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return unavailable
	}
	return l.fixed(new(big.Rat).SetFloat64(f), n)
}

func (l *lexicon) optional(f *float64, n int) string {
	if f == nil || math.IsNaN(*f) || math.IsInf(*f, 0) {
		return notApplicable
	}
	return l.float(*f, n)
}

func (l *lexicon) count(n int64) string { return l.typeset(strconv.FormatInt(n, 10)) }

// percentage writes a proportion as "42.9%".
func (l *lexicon) percentage(p float64) string {
	if math.IsNaN(p) || math.IsInf(p, 0) {
		return unavailable
	}
	return l.float(p*100, 1) + l.percent
}

// rate writes a rate from its exact value.
func (l *lexicon) rate(r evaluate.Rate) string {
	if x, ok := rational(r.Exact); ok {
		return l.fixed(hundred(x), 1) + l.percent
	}
	return l.percentage(r.Value)
}

func hundred(r *big.Rat) *big.Rat { return new(big.Rat).Mul(r, big.NewRat(100, 1)) }

// signed puts a plus before a positive number in print.
func signed(s string) string {
	if strings.HasPrefix(s, minus) || strings.HasPrefix(s, "[") || strings.Trim(s, "0.,"+nbsp) == "" {
		return s
	}
	return "+" + s
}

// plain is an exact number times 100 in as few decimals as it needs, at least
// least. What never ends is cut after four, never rounded: a number just below a
// threshold must not print as the threshold.
func (l *lexicon) plain(r *big.Rat, least int) string { return l.cut(hundred(r), least) }

// cut is plain for a number that is not set in per cent.
func (l *lexicon) cut(x *big.Rat, least int) string {
	n, exact := x.FloatPrec()
	if exact && n <= 6 {
		return l.fixed(x, max(n, least))
	}
	return l.fixed(money.Round(x, big.NewRat(1, 10000), money.Down), 4) + "…"
}

// threshold writes a contract's threshold: "10% relative", "10 percentage points", "20 people".
// A threshold of a p-value is one: "0.05 (the 5% level)".
func (l *lexicon) threshold(t contract.Threshold) string {
	if t.Effect == contract.Significance {
		return l.say("%s (the %s%% level)", l.cut(t.Value.Rat(), 0), l.plain(t.Value.Rat(), 0))
	}
	return l.withUnit(l.exactly(t.Value.Rat(), t.Effect, t.Unit, 0), t.Effect, t.Unit)
}

// shortThreshold is threshold for tables: "10 points".
func (l *lexicon) shortThreshold(t contract.Threshold) string {
	if t.Effect == contract.Significance {
		return l.threshold(t)
	}
	return l.shortUnit(l.exactly(t.Value.Rat(), t.Effect, t.Unit, 0), t.Effect, t.Unit)
}

// amount writes money for people: "EUR 278,697.74", in French "278 697,74 EUR".
func (l *lexicon) amount(a money.Amount) string {
	code, number, found := strings.Cut(a.Format(), nbsp)
	if !found {
		return code
	}
	return l.inCurrency(code, l.localised(number))
}

// inCurrency puts a currency where the language has it.
func (l *lexicon) inCurrency(code, number string) string {
	if l.Language == French {
		return number + nbsp + code
	}
	return code + nbsp + number
}

// distance writes the size of a proportion times 100 with one decimal, or as many
// (up to four) as it takes to show that it is not nothing.
func (l *lexicon) distance(f float64) string {
	f = math.Abs(f * 100)
	n := 1
	for n < 4 && f != 0 && strings.Trim(l.float(f, n), "0.,") == "" {
		n++
	}
	return l.float(f, n)
}

// gap writes the size of a distance to a threshold in the threshold's own type,
// without its unit.
func (l *lexicon) gap(f float64, t contract.Threshold) string {
	if t.Effect != contract.Significance && formOf(t.Effect, t.Unit).percent {
		return l.distance(f)
	}
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return unavailable
	}
	if t.Effect == contract.Money {
		return l.float(math.Abs(f), l.decimalsOf(t.Unit))
	}
	s := l.float(math.Abs(f), 4)
	if f != 0 && strings.Trim(s, "0.,") == "" {
		return l.say("less than 0.0001")
	}
	return l.trimmed(s)
}

// trimmed is a printed number without the zeros at the end of its decimals.
func (l *lexicon) trimmed(s string) string {
	if !strings.Contains(s, l.decimal) {
		return s
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), l.decimal)
}

// gapUnit is what a distance to a threshold counts: that of two rates or two shares
// is in percentage points, that of two p-values has no unit.
func (l *lexicon) gapUnit(size string, t contract.Threshold, short bool) string {
	switch {
	case t.Effect == contract.Significance:
		return l.say("%s of the p-value", size)
	case t.Effect == contract.Rate:
		t.Effect = contract.Points
	case t.Effect == contract.Index && short:
		return l.say("%s points of the target", size)
	case t.Effect == contract.Index:
		return l.say("%s percentage points of the target", size)
	}
	if short {
		return l.shortUnit(size, t.Effect, t.Unit)
	}
	return l.withUnit(size, t.Effect, t.Unit)
}
