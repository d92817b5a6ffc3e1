package contract

import (
	"fmt"
	"math/big"
	"strings"
)

// refusal is why a written quantity is not accepted, and what to write instead.
type refusal struct{ what, remedy, code string }

func (r *refusal) codeOr(code string) string {
	if r.code != "" {
		return r.code
	}
	return code
}

func (r *refusal) Error() string { return r.what }

// parseThreshold reads "10 % relative", "10 points", "20 people" and the like. A
// number without its type is refused with both readings of it. A unit of the
// measure's own comes back as a count.
func parseThreshold(s string) (Threshold, *refusal) {
	number, unit := splitUnit(s)
	d, err := ParseDecimal(number)
	if err != nil {
		return Threshold{}, &refusal{
			what:   fmt.Sprintf("%q is not a threshold", s),
			remedy: `write a decimal number and its type: "10 % relative" or "10 points"`,
		}
	}
	switch unit {
	case "%":
		return Threshold{}, twoReadings(s, d)
	case "":
		return Threshold{}, twoReadings(s, asPercentage(d))
	}
	e, own := unitOf(unit)
	if e == "" {
		return Threshold{}, &refusal{
			what:   fmt.Sprintf("%q has the unknown unit %q", s, unit),
			remedy: fmt.Sprintf(`write "%s %% relative" or "%s points", or another type of docs/contract.md`, number, number),
		}
	}
	if effects[e].percent {
		d = d.hundredth()
	}
	return Threshold{e, d, own}, nil
}

// ParseThreshold reads a typed threshold outside a contract, as `sib power` takes
// one. The error says what to write instead.
func ParseThreshold(s string) (Threshold, error) {
	t, bad := parseThreshold(s)
	if bad != nil {
		return Threshold{}, fmt.Errorf("%s\n  hint: %s", bad.what, bad.remedy)
	}
	return t, nil
}

// asPercentage guesses, for the wording of a refusal only, what a bare number
// means in per cent: 0.10 and 10 are both ten.
func asPercentage(d Decimal) Decimal {
	one := big.NewRat(1, 1)
	if d.sign() == 0 || new(big.Rat).Abs(d.value()).Cmp(one) >= 0 {
		return d
	}
	r := new(big.Rat).Mul(d.value(), big.NewRat(100, 1))
	n, _ := r.FloatPrec()
	return Decimal{r.FloatString(n), r}
}

func twoReadings(s string, d Decimal) *refusal {
	factor := new(big.Rat).Add(big.NewRat(1, 1), d.hundredth().value())
	n, _ := factor.FloatPrec()
	relative, points := d.text+" % relative", d.text+" points"
	return &refusal{
		what: fmt.Sprintf(`%q can be read two ways: %q (programme rate at least %s times the comparison rate) or %q (programme rate at least %s percentage points above it)`,
			s, relative, factor.FloatString(n), points, d.text),
		remedy: "write the one that the parties signed",
		code:   codeBarePercent,
	}
}

// parsePercent reads a rate or share such as "3 %" as a proportion.
func parsePercent(s string) (Decimal, *refusal) {
	number, unit := splitUnit(s)
	d, err := ParseDecimal(number)
	switch {
	case err != nil || unit != "" && unit != "%":
		return Decimal{}, &refusal{
			what:   fmt.Sprintf("%q is not a percentage", s),
			remedy: `write a decimal number and the sign, such as "3 %"`,
		}
	case unit == "":
		return Decimal{}, &refusal{
			what:   fmt.Sprintf("%q has no unit", s),
			remedy: fmt.Sprintf(`write "%s %%"`, asPercentage(d)),
		}
	}
	return d.hundredth(), nil
}

// parseStep reads the step that a measure is rounded to: "0.1 %" for a relative
// change, "0.1 points" for a difference, "1 people" for a count.
func parseStep(s string, m Measure) (Decimal, *refusal) {
	number, unit := splitUnit(s)
	d, err := ParseDecimal(number)
	want := m.stepUnit()
	if unit == "percentage points" {
		unit = "points"
	}
	if err != nil || !sameUnit(unit, want) {
		return Decimal{}, &refusal{
			what:   fmt.Sprintf("%q is not a rounding step for an effect of type %q", s, m.thresholdType()),
			remedy: fmt.Sprintf("write a step such as %q, or none", "0.1 "+want),
		}
	}
	if effects[m.thresholdType()].percent {
		d = d.hundredth()
	}
	return d, nil
}

// stepUnit is what stands behind the number of a rounding step.
func (m Measure) stepUnit() string {
	kind := effects[m.thresholdType()]
	switch {
	case m.Unit != "":
		return m.Unit
	case kind.step != "":
		return kind.step
	}
	return kind.words
}

// thresholdType is the type of the thresholds that the measure is held against.
func (m Measure) thresholdType() EffectType {
	if m.Statistic == PValue {
		return Significance
	}
	return m.Effect
}

// splitUnit parts "10 % relative" into "10" and "% relative". No-break spaces
// count as spaces: some keyboards put them before a per cent sign.
func splitUnit(s string) (number, unit string) {
	s = strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s)
	if i := strings.IndexFunc(s, func(r rune) bool { return r == ' ' || r == '%' }); i >= 0 {
		number, unit = s[:i], s[i:]
	} else {
		number = s
	}
	return number, strings.Join(strings.Fields(unit), " ")
}
