package contract

import (
	"fmt"
	"math/big"
)

// ParseValue reads a value of a measure as a contract writes it, "8.5 %
// reduction" or "20 people", in the measure's own type. The error says what to
// write instead.
func (t *Terms) ParseValue(measure, text string) (*big.Rat, error) {
	m, err := t.measure(measure)
	if err != nil {
		return nil, err
	}
	v, bad := parseThreshold(text)
	if bad != nil {
		return nil, fmt.Errorf("%s: %s", bad.what, bad.remedy)
	}
	want := m.thresholdType()
	if want.ownUnit() && v.Effect == Count && sameUnit(v.Unit, m.Unit) {
		v.Effect, v.Unit = want, m.Unit
	}
	switch {
	case v.Effect != want || want.ownUnit() && v.Unit != m.Unit:
		return nil, fmt.Errorf("%q is of type %s, but the measure %q is of type %s", text, v.typeWords(), measure, Threshold{Effect: want, Unit: m.Unit}.typeWords())
	case v.Effect == Money && v.Unit != string(t.Currency):
		return nil, fmt.Errorf("%q is not in the contract's currency %s", text, t.Currency)
	}
	return v.Value.Rat(), nil
}

// ParseRate reads a rate or share: "42.9 %" or 0.429, exact.
func ParseRate(text string) (*big.Rat, error) {
	number, unit := splitUnit(text)
	d, err := ParseDecimal(number)
	switch {
	case err != nil || unit != "" && unit != "%":
		return nil, fmt.Errorf("%q is not a rate: write 42.9 %% or 0.429", text)
	case unit == "%":
		d = d.hundredth()
	}
	return d.Rat(), nil
}
