package evaluate

import (
	"math/big"
	"testing"

	"sib/contract"
)

// The flip is the first hundredth of odds at which less is due: at the one before it
// what is due is still what was decided.
func TestFlip(t *testing.T) {
	e := run(t, duoContract)
	f := e.Sensitivity.HiddenBias.Flip
	if f == nil || f.Due.Cmp(e.Decision.Due) >= 0 || f.Times <= 1 {
		t.Fatalf("%+v", f)
	}
	a := &assessor{e: e, t: e.Contract, level: 0.95, people: matched{e.Strata, e.Weighted, e.Contract.Matching.Estimand}}
	due := func(times *big.Rat) string {
		s := a.scenario("", "", func(year int) (view, error) { return a.oddsTimes(times, year) })
		if s.Due == nil {
			t.Fatal(s.Error)
		}
		return s.Due.Decimal()
	}
	at := new(big.Rat).SetFrac64(int64(f.Times*100+0.5), 100)
	if got := due(at); got != f.Due.Decimal() {
		t.Errorf("at %s times: %s, want %s", at.FloatString(2), got, f.Due)
	}
	if got := due(at.Sub(at, big.NewRat(1, 100))); got != e.Decision.Due.Decimal() {
		t.Errorf("a hundredth less: %s, want %s", got, e.Decision.Due)
	}
}

// Where nothing is due, the comparison group would have to be worse than it seems.
func TestFlipOfNothing(t *testing.T) {
	e := run(t, duoContract)
	for i := range e.Contract.Payment.Rules {
		r := &e.Contract.Payment.Rules[i]
		if r.AtLeast != nil {
			half, err := contract.ParseDecimal("0.5")
			if err != nil {
				t.Fatal(err)
			}
			r.AtLeast.Value = half
		}
		r.Tiers = nil
	}
	e.Contract.Payment.Rules = e.Contract.Payment.Rules[:1]
	e.Decision.Due = e.Decision.Due.Sub(e.Decision.Due)
	s, err := Assess(e)
	if err != nil {
		t.Fatal(err)
	}
	f := s.HiddenBias.Flip
	if f == nil || f.Times >= 1 || f.Due.Decimal() != "234000.00" {
		t.Fatalf("%+v", f)
	}
	// 50 % relative: the comparison rate is at most the programme's over 1.5.
	last := e.Results[len(e.Results)-1]
	p0 := last.Comparison.Value
	odds := f.Times * p0 / (1 - p0)
	if rate := odds / (1 + odds); last.Programme.Value/rate-1 < 0.4995 || last.Programme.Value/rate-1 > 0.52 {
		t.Errorf("relative change of %v", last.Programme.Value/rate-1)
	}
}
