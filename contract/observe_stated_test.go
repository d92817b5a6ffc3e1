package contract

import (
	"strings"
	"testing"

	"sib/contract/money"
)

// An investor asks what an effect would pay, without any rates.
func TestStatedEffect(t *testing.T) {
	terms := parsed(t)
	for value, want := range map[string]string{"0.0994": "0.00", "0.0995": "255698.12", "0.1": "255698.12", "0.30": "286660.06"} {
		d, err := Decide(terms, Measurements{Reported: []Figure{{Measure: "gain", Value: rat(value)}}}, money.Date{})
		if err != nil || d.Due.Decimal() != want {
			t.Errorf("%s pays %v, %v; want %s", value, d, err, want)
			continue
		}
		recompute(t, d)
		if len(d.Readings) > 0 {
			t.Errorf("readings without rates: %v", d.Readings)
		}
		for _, h := range append(d.Next, d.Previous...) {
			if h.People != Unequal || h.Points != nil {
				t.Errorf("%s: distance in people without people: %+v", value, h)
			}
		}
	}
}

func TestRefusesStatedEffect(t *testing.T) {
	terms := parsed(t)
	for _, tt := range []struct {
		in   Measurements
		want string
	}{
		{Measurements{Compared: published(), Reported: []Figure{{Measure: "gain", Value: rat("1")}}}, "give the rates or the effects, not both"},
		{Measurements{Reported: []Figure{{Measure: "gain"}}}, "the value is missing"},
		{Measurements{Reported: []Figure{{Measure: "gain", Value: rat("1")}, {Measure: "gain", Value: rat("1")}}}, "given twice"},
		{Measurements{Reported: []Figure{{Measure: "gain", Cohort: 2014, Value: rat("1")}}}, "its scope is pooled"},
		{Measurements{Reported: []Figure{{Measure: "gain", Cohort: 2001, Value: rat("1")}}}, "no such cohort"},
		{Measurements{Reported: []Figure{{Measure: "loss", Value: rat("1")}}}, `there is no measure "loss"`},
		{Measurements{Reported: []Figure{{Measure: "gain", Value: rat("-1.01")}}}, "cannot be"},
	} {
		if _, err := Decide(terms, tt.in, money.Date{}); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("it says %v, want %q", err, tt.want)
		}
	}
}
