package report

import (
	"math"
	"math/big"
	"testing"

	"sib/contract"
	"sib/contract/trace"
	"sib/evaluate"
)

func TestNumbers(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{en.typeset("-1234567.50"), "−1,234,567.50"},
		{en.typeset("-0.00"), "0.00"},
		{en.typeset("999"), "999"},
		{en.count(-12), "−12"},
		{en.float(0.05, 1), "0.1"}, // the float64 nearest to 0.05 lies above it
		{en.float(math.NaN(), 1), "[x]"},
		{en.float(math.Inf(-1), 1), "[x]"},
		{en.optional(nil, 2), "[z]"},
		{en.optional(ptr(math.NaN()), 2), "[z]"},
		{en.optional(ptr(-0.0004), 3), "0.000"},
		{en.percentage(0.4286), "42.9%"},
		{signed("9.2"), "+9.2"},
		{signed("−9.2"), "−9.2"},
		{signed("0.0"), "0.0"},
		{signed("[x]"), "[x]"},
		{en.distance(-0.183), "18.3"},
		{en.distance(0.0004), "0.04"},
		{en.distance(0), "0.0"},
		{en.amount(euros("278697.74")), "EUR\u00a0278,697.74"},
		{en.threshold(rel("0.10")), "10% relative"},
		{en.threshold(contract.Threshold{Effect: contract.Points, Value: dec("0.075")}), "7.5 percentage points"},
		{en.rate(evaluate.Rate{Exact: "3335/10000", Value: 0.3335}), "33.4%"}, // a tie: away from zero
		{en.rate(evaluate.Rate{Value: 0.25}), "25.0%"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestRationalRefusesExponents(t *testing.T) {
	for _, s := range []string{"", "1e999999999", "true", "0x10", "+1", "…"} {
		if r, ok := rational(s); ok {
			t.Errorf("rational(%q) = %s", s, r)
		}
	}
	if r, ok := rational("-5/3"); !ok || r.RatString() != "-5/3" {
		t.Errorf("rational(-5/3) = %v, %v", r, ok)
	}
	if r, ok := rational("0.333…"); !ok || r.RatString() != "333/1000" {
		t.Errorf("rational(0.333…) = %v, %v", r, ok)
	}
}

// The number printed is the number decided on: never rounded across a threshold.
func TestObserved(t *testing.T) {
	for _, tt := range []struct {
		observed string
		f        float64
		want     string
	}{
		{"0.283", 0.283, "+28.3"},
		{"0.28", 0.28, "+28.0"},
		{"0.09999", 0.09999, "+9.999"},
		{"29999/300001", 0.0999963, "+9.9996…"},
		{"-1/3", -1. / 3, "−33.3333…"},
		{"0.099999999999999999999999999999…", 0.1, "+9.9999…"},
		{"", 0.25, "+25.0000"},
	} {
		if got := en.observed(contract.Verdict{Observed: tt.observed, ObservedF: tt.f}); got != tt.want {
			t.Errorf("observed(%q) = %q, want %q", tt.observed, got, tt.want)
		}
	}
}

func TestDecidedNumberIsQuoted(t *testing.T) {
	e := duo()
	for i, v := range e.Decision.Verdicts {
		if v.Cohort == 0 {
			e.Decision.Verdicts[i].Observed = "0.281" // as if the contract rounded otherwise
		}
	}
	pooled := e.Results[len(e.Results)-1]
	if got := relative(told(e), pooled); got != "+28.1" {
		t.Errorf("relative = %q, want the contract’s +28.1", got)
	}
	if got := points(told(e), pooled); got != "+9.2" {
		t.Errorf("points = %q", got)
	}
}

func TestBrief(t *testing.T) {
	for _, tt := range []struct {
		observed string
		f        float64
		want     string
	}{{"0.283", 0.283, "+28.3"}, {"13133403/100000003", 0.131334, "+13.1"}, {"29999/300001", 0.0999963, "+9.9996"}} {
		v := contract.Verdict{Observed: tt.observed, ObservedF: tt.f, Required: rel("0.10"), Met: tt.f >= 0.1}
		if got := en.brief(v); got != tt.want {
			t.Errorf("brief(%s) = %q, want %q", tt.observed, got, tt.want)
		}
	}
}

func TestReadingKeepsItsSide(t *testing.T) {
	tenth := big.NewRat(1, 10)
	for _, tt := range []struct {
		f    float64
		met  bool
		want string
	}{
		{0.092, false, "+9.2"}, {0.0996, false, "+9.96"}, {0.09996, false, "+9.996"}, {0.1, true, "+10.0"}, {-0.2, false, "−20.0"}, {math.NaN(), false, "[x]"},
	} {
		if got := en.reading(tt.f, trace.AtLeast, tenth, tt.met); got != tt.want {
			t.Errorf("reading(%g, %v) = %q, want %q", tt.f, tt.met, got, tt.want)
		}
	}
}

func TestPrinted(t *testing.T) {
	for _, tt := range []struct{ s, unit, want string }{
		{"278697.74", "EUR", "278,697.74"}, {"1/3", "EUR", "1/3"}, {"12345", "people", "12,345"},
		{"-0.5", "proportion", "−0.5"}, {"0.41562500", "proportion", "0.41562500"}, {"true", "condition", "true"},
	} {
		if got := en.printed(tt.s, tt.unit, "EUR"); got != tt.want {
			t.Errorf("printed(%q, %q) = %q, want %q", tt.s, tt.unit, got, tt.want)
		}
	}
}
