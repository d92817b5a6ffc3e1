package money

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestXIRRCases(t *testing.T) {
	for _, tt := range []struct {
		name, flows string
		want        []float64 // correct to the last bit
	}{
		{"a year", "2014-01-01:-100;2015-01-01:110", []float64{0.1}},
		{"money back", "2014-01-01:-300000;2016-03-01:100000;2017-03-01:100000;2018-03-01:100000", []float64{0}},
		{"almost all lost", "2014-01-01:-100;2015-01-01:0.01", []float64{-0.9999}},
		{"thirds", "2014-01-01:-100/3;2015-01-01:110/3", []float64{0.1}},
		{"two rates", "2017-01-01:-100;2018-01-01:230;2019-01-01:-132", []float64{0.1, 0.2}},
		{"one rate touched", "2017-01-01:-100;2018-01-01:220;2019-01-01:-121", []float64{0.1}},
		{"zero touched", "2017-01-01:-100;2018-01-01:200;2019-01-01:-100", []float64{0}},
		{"zero three times", "2016-12-31:-1;2017-12-31:3;2018-12-31:-3;2019-12-31:1", []float64{0}},
		{"a rate below and one above zero", "2017-01-01:-100;2018-01-01:160;2019-01-01:-55", []float64{-0.5, 0.1}},
		{"two rates that agree in all bits", "2017-01-01:-1;2018-01-01:2.20000000000000000001;2019-01-01:-1.210000000000000000011", []float64{0.1}},
		{"a payment undone the same day", "2014-01-01:-100;2014-06-01:-7;2014-06-01:7;2015-01-01:110", []float64{0.1}},
		{"0.1 + 0.2 − 0.3", "2014-01-01:-100;2014-06-01:0.1;2014-06-01:0.2;2014-06-01:-0.3;2015-01-01:110", []float64{0.1}},
	} {
		if got, err := XIRR(flows(t, tt.flows)); err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, %v, want %v", tt.name, got, err, tt.want)
		}
	}
}

// Rikers Island, the top tier: 9.6 million lent for four years, 11.712 million due.
func TestXIRRRikers(t *testing.T) {
	got, err := XIRR(flows(t, "2012-08-01:-9600000;2016-08-01:11712000"))
	if err != nil || len(got) != 1 || math.Abs(100*got[0]-5.0933) > 0.00005 {
		t.Errorf("%v, %v, want 5.0933 %%", got, err)
	}
}

// The published IRRs of the tiers count whole years, in percent to two decimals.
func TestXIRRRikersWholeYears(t *testing.T) {
	for receipt, want := range map[string]float64{"10080000": 1.23, "10944000": 3.33, "11712000": 5.10} {
		got, err := XIRR(flows(t, "2012-08-01:-9600000;2016-07-31:"+receipt))
		if err != nil || len(got) != 1 || math.Abs(100*got[0]-want) > 0.005 {
			t.Errorf("%s: %v, %v, want %v %%", receipt, got, err, want)
		}
	}
}

func TestXIRRUndefined(t *testing.T) {
	for _, tt := range []struct {
		flows string
		want  error
	}{
		{"2014-01-01:0;2015-01-01:0", ErrAllZero},
		{"2014-01-01:-100;2014-01-01:100;2015-01-01:0", ErrAllZero},
		{"2014-01-01:-100", ErrOneDay},
		{"2014-01-01:-100;2014-01-01:150", ErrOneDay},
		{"2014-01-01:-100;2015-01-01:0", ErrTotalLoss},
		{"2014-01-01:-100;2014-01-01:40;2015-01-01:-5", ErrTotalLoss},
		{"2014-01-01:100;2015-01-01:20", ErrAllGain},
		{"2014-01-01:-100;2015-01-01:150;2016-01-01:-100", ErrNoRoot},
	} {
		got, err := XIRR(flows(t, tt.flows))
		if got != nil || !errors.Is(err, tt.want) || !errors.Is(err, ErrUndefined) {
			t.Errorf("%s: %v, %v, want %v", tt.flows, got, err, tt.want)
		}
	}
	if got, err := XIRR(nil); got != nil || !errors.Is(err, ErrAllZero) {
		t.Errorf("no flows: %v, %v", got, err)
	}
}

func TestXIRROutOfRange(t *testing.T) {
	far := "1" + strings.Repeat("0", 4000)
	for name, text := range map[string]string{
		"a millionfold in a day":       "2014-01-01:-1;2014-01-02:1000000",
		"lost in a day":                "2014-01-01:-1000000;2014-01-02:1",
		"thousands of digits for ages": "0001-01-01:-1;5001-01-01:" + far + ";9999-01-01:-1",
	} {
		if got, err := XIRR(flows(t, text)); got != nil || !errors.Is(err, ErrRange) || errors.Is(err, ErrUndefined) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

// A rate that is nothing but the short time between two flows does not hide the other.
func TestXIRRBesideOneOutOfRange(t *testing.T) {
	got, err := XIRR(flows(t, "2013-12-31:10;2014-01-01:-100;2015-01-01:90"))
	if err != nil || !slices.Equal(got, []float64{0}) {
		t.Errorf("%v, %v", got, err)
	}
	got, err = XIRR(flows(t, "2013-12-31:1/1000000;2014-01-01:-100;2015-01-01:110"))
	if err != nil || len(got) != 1 || math.Abs(got[0]-0.1) > 2e-8 {
		t.Errorf("%v, %v", got, err)
	}
}

// Ten thousand years of a big ratio stay inside the numbers that are allowed.
func TestXIRRLongAndLopsided(t *testing.T) {
	for _, text := range []string{
		"0001-01-01:-1;9999-12-31:1000000000000",
		"0001-01-01:-1000000000000;0001-01-02:1;9999-12-31:0.01",
		"2014-01-01:-1e30;2015-01-01:1e-5;2050-01-01:1e45",
	} {
		got, err := XIRR(flows(t, text))
		if err != nil || len(got) != 1 {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
}

func TestXNPV(t *testing.T) {
	in := flows(t, "2015-01-01:110;2014-01-01:-60;2014-01-01:-40;2016-01-01:0")
	for rate, want := range map[float64]float64{0.1: 0, 0: 10, 0.25: -12, -0.5: 120, 1e300: -100} {
		if got, err := XNPV(in, rate); err != nil || math.Abs(got-want) > 1e-13 {
			t.Errorf("at %v: %v, %v, want %v", rate, got, err, want)
		}
	}
	if got, err := XNPV(flows(t, "2013-01-01:0;2014-01-01:110"), 0.1); err != nil || math.Abs(got-100) > 1e-13 {
		t.Errorf("a flow of zero does not fix the day: %v, %v", got, err)
	}
	big := "2014-01-01:-1" + strings.Repeat("0", 60) + ";2015-01-01:15" + strings.Repeat("0", 59) + ";2016-01-01:2.25"
	if got, err := XNPV(flows(t, big), 0.5); err != nil || got != 1 {
		t.Errorf("what is left of 1e60: %v, %v, want 1", got, err)
	}
	for _, rate := range []float64{-1, -2, math.NaN(), math.Inf(1), math.Inf(-1)} {
		if got, err := XNPV(in, rate); err == nil {
			t.Errorf("at %v: %v", rate, got)
		}
	}
	if _, err := XNPV(nil, 0.1); !errors.Is(err, ErrNoFlows) {
		t.Errorf("no flows: %v", err)
	}
	if got, err := XNPV(flows(t, "1900-01-01:-1;2000-01-01:1"), -1+1e-15); !errors.Is(err, ErrRange) {
		t.Errorf("beyond float64: %v, %v", got, err)
	}
}
