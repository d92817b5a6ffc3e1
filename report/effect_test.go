package report

import (
	"testing"

	"sib/contract"
	"sib/contract/trace"
)

func at(e contract.EffectType, value, unit string) contract.Threshold {
	return contract.Threshold{Effect: e, Value: dec(value), Unit: unit}
}

func TestThresholdOfEveryType(t *testing.T) {
	for _, tt := range []struct {
		at          contract.Threshold
		long, short string
	}{
		{at(contract.Relative, "0.10", ""), "10% relative", "10% relative"},
		{at(contract.Reduction, "0.085", ""), "8.5% reduction", "8.5% reduction"},
		{at(contract.Points, "0.01", ""), "1 percentage point", "1 point"},
		{at(contract.Points, "0.075", ""), "7.5 percentage points", "7.5 points"},
		{at(contract.Ratio, "0.9", ""), "0.9 times", "0.9 times"},
		{at(contract.Ratio, "1", ""), "1 times", "1 times"},
		{at(contract.Rate, "0.4", ""), "40% rate", "40% rate"},
		{at(contract.Count, "20", "people"), "20 people", "20 people"},
		{at(contract.Count, "1", "people"), "1 person", "1 person"},
		{at(contract.Duration, "1", "days"), "1 day", "1 day"},
		{at(contract.Duration, "1234.5", "days"), "1,234.5 days", "1,234.5 days"},
		{at(contract.Money, "500", "EUR"), "EUR\u00a0500.00", "EUR\u00a0500.00"},
		{at(contract.Standardised, "0.2", ""), "0.2 standard deviations", "0.2 sd"},
		{at(contract.Index, "1.1", ""), "110% of target", "110% of target"},
		{at(contract.Significance, "0.05", ""), "0.05 (the 5% level)", "0.05 (the 5% level)"},
	} {
		if got := en.threshold(tt.at); got != tt.long {
			t.Errorf("threshold %q, want %q", got, tt.long)
		}
		if got := en.shortThreshold(tt.at); got != tt.short {
			t.Errorf("short %q, want %q", got, tt.short)
		}
	}
}

// What is observed prints on its side of the threshold, in the type of the threshold.
func TestObservedOfEveryType(t *testing.T) {
	for _, tt := range []struct {
		required  contract.Threshold
		statistic string
		observed  string
		f         float64
		met       bool
		want      string
	}{
		{at(contract.Reduction, "0.085", ""), "", "0.08387", 0.08387, false, "+8.387"},
		{at(contract.Ratio, "0.9", ""), "", "0.85", 0.85, false, "0.85"},
		{at(contract.Rate, "0.4", ""), "", "3/7", 3. / 7, true, "42.8571…"},
		{at(contract.Count, "20", "people"), "", "1234", 1234, true, "1,234"},
		{at(contract.Money, "0", "EUR"), "", "12345.6", 12345.6, true, "12,345.60"},
		{at(contract.Standardised, "0.2", ""), "", "-0.25", -0.25, false, "−0.25"},
		{at(contract.Index, "1", ""), "", "0.999", 0.999, false, "99.9"},
		{at(contract.Significance, "0.05", ""), contract.PValue, "", 0.0321, true, "0.0321"},
		{at(contract.Significance, "0.05", ""), contract.PValue, "", 0.00000001, true, "less than 0.0001"},
		{at(contract.Significance, "0.05", ""), contract.PValue, "", 0.04999, true, "0.04999"},
	} {
		v := contract.Verdict{Effect: tt.required.Effect, Statistic: tt.statistic, Observed: tt.observed, ObservedF: tt.f, Comparing: trace.AtLeast, Required: tt.required, Met: tt.met}
		if tt.statistic == contract.PValue {
			v.Comparing = trace.Below
		}
		if got := en.observed(v); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.required.Effect, got, tt.want)
		}
	}
}

func TestHolds(t *testing.T) {
	x := dec("10").Rat()
	for op, want := range map[trace.Op][3]bool{
		trace.AtLeast: {false, true, true}, trace.Above: {false, false, true}, trace.AtMost: {true, true, false}, trace.Below: {true, false, false},
	} {
		for i, s := range []string{"9.99", "10", "10.01"} {
			if got := holds(dec(s).Rat(), op, x); got != want[i] {
				t.Errorf("%s %s 10: %v", s, op, got)
			}
		}
	}
}

// A distance between two rates or shares is in points, never a bare percentage.
func TestGapUnits(t *testing.T) {
	for _, tt := range []struct {
		at   contract.Threshold
		f    float64
		want string
	}{
		{at(contract.Relative, "0.1", ""), 0.183, "18.3% relative"},
		{at(contract.Rate, "0.4", ""), -0.029, "2.9 percentage points"},
		{at(contract.Index, "1", ""), 0.065, "6.5 percentage points of the target"},
		{at(contract.Significance, "0.05", ""), 0.0468, "0.0468 of the p-value"},
		{at(contract.Count, "20", "people"), 1, "1 person"},
		{at(contract.Ratio, "2", ""), 0.00001, "less than 0.0001 times"},
		{at(contract.Money, "0", "EUR"), 1234.5, "EUR\u00a01,234.50"},
	} {
		if got := en.gapUnit(en.gap(tt.f, tt.at), tt.at, false); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

func TestEffectWords(t *testing.T) {
	for _, tt := range []struct {
		m    contract.Measure
		want string
	}{
		{contract.Measure{Effect: contract.Count, Unit: "people"}, "the number of people beyond those expected"},
		{contract.Measure{Effect: contract.Count, Unit: "people", Source: contract.Reported}, "the number of people"},
		{contract.Measure{Effect: contract.Reduction}, "the relative reduction"},
	} {
		if got := en.effectWords(tt.m); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}
