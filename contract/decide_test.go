package contract

import (
	"encoding/json"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sib/contract/money"
)

func decided(t testing.TB, terms *Terms, ms []Measurement) *Decision {
	t.Helper()
	d, err := Decide(terms, Measurements{Compared: ms}, money.Date{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The founding case: the published rates of DUO for a JOB, read both ways.
func TestDuoReadings(t *testing.T) {
	d := decided(t, parsed(t), published())
	want := []Reading{
		{Cohort: 2014, RelativeF: 0.273, RelativeMet: true, PointsF: 0.092, PointsMet: false},
		{Cohort: 2015, RelativeF: 0.430, RelativeMet: true, PointsF: 0.131, PointsMet: true},
		{Cohort: 2016, RelativeF: 0.159, RelativeMet: true, PointsF: 0.053, PointsMet: false},
		{Cohort: 0, RelativeF: 0.283, RelativeMet: true, PointsF: 0.092, PointsMet: false},
	}
	for i, w := range want {
		w.Rule, w.Number, w.Agreed = "principal", dec("0.10"), Relative
		got := d.Readings[i]
		if got.Number.cmp(w.Number) != 0 {
			t.Errorf("number %s", got.Number)
		}
		got.Number, w.Number = Decimal{}, Decimal{}
		if got != w {
			t.Errorf("reading %+v\nwant    %+v", got, w)
		}
	}
	if n := len(d.Readings); n != 6*4 {
		t.Errorf("%d readings of 6 thresholds in 4 measurements", n)
	}
}

func TestDuoRelative(t *testing.T) {
	d := decided(t, parsed(t), published())
	if got := d.Due.String(); got != "EUR 278697.74" {
		t.Errorf("due %s", got)
	}
	binding := 0
	for _, v := range d.Verdicts {
		if v.Binding != (v.Cohort == 0) {
			t.Errorf("binding: %+v", v)
		}
		if v.Binding {
			binding++
		}
		if v.Rule == "principal" && !v.Met {
			t.Errorf("not met: %+v", v)
		}
	}
	if binding != 6 || len(d.Verdicts) != 24 {
		t.Errorf("%d verdicts bind of %d", binding, len(d.Verdicts))
	}
	v := d.Verdicts[3]
	if v.Observed != "0.283" || v.ObservedF != 0.283 || v.Margin != 0.183 || v.Clause != "4.1" || v.Effect != Relative || v.Statistic != PointEstimate {
		t.Errorf("the pooled verdict: %+v", v)
	}
}

func TestDuoPoints(t *testing.T) {
	d := decided(t, parsed(t, onPoints()...), published())
	if got := d.Due.String(); got != "EUR 0.00" {
		t.Errorf("due %s", got)
	}
	var met []int
	for _, v := range d.Verdicts {
		if v.Met {
			met = append(met, v.Cohort)
		}
	}
	if !slices.Equal(met, []int{2015}) {
		t.Errorf("10 points are met in %v", met)
	}
	// 9.2 of 10 points after rounding: 0.8 points; 10 points are 1,276 placed of 3,000, 24 more.
	// 9.95 points round to 10, so 1,275 are enough: 23 more.
	h := d.Next[0]
	if len(d.Next) != 1 || math.Abs(h.Gap-0.008) > 1e-15 || *h.Points != h.Gap || h.People != 23 || h.Required.String() != "10 points" {
		t.Errorf("headroom %+v", d.Next)
	}
}

// The coupon on EUR 234,000 over three years, with the principal repaid.
func TestDuoCoupon(t *testing.T) {
	for _, tt := range []struct{ rate, compounding, due string }{
		{"3 %", compound, "255698.12"},
		{"4 %", simple, "262080.00"},
		{"4 %", compound, "263218.18"},
		{"7 %", simple, "283140.00"},
		{"7 %", compound, "286660.06"},
		{"8 %", compound, "290000.00"}, // 294,772.61 before the cap
		{"0 %", compound, "234000.00"},
	} {
		terms := parsed(t, tiersText, "      tiers: [{at_least: 20 % relative, rate: "+tt.rate+"}]\n      coupon: {years: 3, compounding: "+tt.compounding+"}\n")
		if got := decided(t, terms, published()).Due.Decimal(); got != tt.due {
			t.Errorf("%s %s: %s, want %s", tt.rate, tt.compounding, got, tt.due)
		}
	}
}

// At every threshold: just below, exactly on it, just above. Nothing is rounded,
// so that a hair's breadth counts.
func TestBoundaries(t *testing.T) {
	terms := parsed(t, "{to: 0.1 %, mode: half-up}", "none")
	hair := rat("1e-30")
	steps := []struct{ at, below, on string }{
		{"0.10", "0.00", "255698.12"},
		{"0.15", "255698.12", "263218.18"},
		{"0.20", "263218.18", "270884.25"},
		{"0.25", "270884.25", "278697.74"},
		{"0.30", "278697.74", "286660.06"},
	}
	due := func(u *big.Rat) string {
		// With p = 1/2, u = p/q − 1 is reached at q = p/(1+u).
		q := new(big.Rat).Quo(rat("1/2"), new(big.Rat).Add(rat("1"), u))
		return decided(t, terms, []Measurement{measured(0, 1, 2, q.RatString())}).Due.Decimal()
	}
	for _, s := range steps {
		at := rat(s.at)
		if got := due(new(big.Rat).Sub(at, hair)); got != s.below {
			t.Errorf("just below %s: %s, want %s", s.at, got, s.below)
		}
		if got := due(at); got != s.on {
			t.Errorf("at %s: %s, want %s", s.at, got, s.on)
		}
		if got := due(new(big.Rat).Add(at, hair)); got != s.on {
			t.Errorf("just above %s: %s, want %s", s.at, got, s.on)
		}
	}
}

// With rounding to 0.1 % half up, 9.95 % is reached and counts as 10.0 %.
func TestRoundedBoundary(t *testing.T) {
	for _, tt := range []struct {
		mode, u, due string
	}{
		{"half-up", "0.0995", "255698.12"},
		{"half-up", "0.09949999999", "0.00"},
		{"half-even", "0.0995", "255698.12"},
		{"down", "0.0995", "0.00"},
		{"down", "0.1", "255698.12"},
		{"down", "0.09999999999999999", "0.00"},
	} {
		terms := parsed(t, "{to: 0.1 %, mode: half-up}", "{to: 0.1 %, mode: "+tt.mode+"}")
		q := new(big.Rat).Quo(rat("1/2"), new(big.Rat).Add(rat("1"), rat(tt.u)))
		if got := decided(t, terms, []Measurement{measured(0, 1, 2, q.RatString())}).Due.Decimal(); got != tt.due {
			t.Errorf("%s of %s: %s, want %s", tt.mode, tt.u, got, tt.due)
		}
	}
}

// Each cohort by itself: the two readings pay different cohorts.
func TestEachCohort(t *testing.T) {
	pairs := change("scope: pooled\n    pooling: participants", "scope: each-cohort", returnRule, "")
	relative := parsed(t, append(pairs, "share_of_principal: 100 %", "share_of_principal: 33.33 %")...)
	d := decided(t, relative, published())
	// Each cohort's 77,992.20 is rounded once; nothing is lost in the sum.
	if got := d.Due.Decimal(); got != "233976.60" {
		t.Errorf("relative: due %s", got)
	}
	points := parsed(t, append(onPoints(), "scope: pooled\n    pooling: participants", "scope: each-cohort", "share_of_principal: 100 %", "amount: 78000")...)
	d = decided(t, points, published())
	if got := d.Due.Decimal(); got != "78000.00" {
		t.Errorf("points: due %s", got)
	}
	var next []int
	for _, h := range d.Next {
		next = append(next, h.Cohort)
	}
	if !slices.Equal(next, []int{2014, 2016}) || d.Next[0].People != 8 {
		t.Errorf("headroom %+v", d.Next)
	}
	for _, v := range d.Verdicts {
		if !v.Binding || v.Cohort == 0 {
			t.Errorf("verdict %+v", v)
		}
	}
}

func TestMoneyRounding(t *testing.T) {
	// 7 % simple over 2.5 years earns 40,950. To steps of 100 that is a tie.
	for mode, want := range map[money.Mode]string{money.HalfUp: "275000.00", money.HalfEven: "275000.00", money.Down: "274900.00"} {
		terms := parsed(t, "{to: 0.01, mode: half-up}", "{to: 100, mode: "+string(mode)+"}",
			tiersText, "      tiers: [{at_least: 20 % relative, rate: 7 %}]\n      coupon: {years: 2.5, compounding: simple}\n")
		if got := decided(t, terms, published()).Due.Decimal(); got != want {
			t.Errorf("%s: %s, want %s", mode, got, want)
		}
	}
	// The sum is exact and the cap comes last, whatever the step.
	terms := parsed(t, "{to: 0.01, mode: half-up}", "{to: 100000, mode: half-up}", "amount: 290000", "amount: 234567.89")
	if got := decided(t, terms, published()).Due.Decimal(); got != "200000.00" {
		t.Errorf("to 100,000: %s", got)
	}
	terms = parsed(t, "{to: 0.01, mode: half-up}", "{to: 40000, mode: half-up}", "amount: 290000", "amount: 234567.89")
	if got := decided(t, terms, published()).Due.Decimal(); got != "234567.89" {
		t.Errorf("to 40,000, capped: %s", got)
	}
}

func TestLowerBound(t *testing.T) {
	terms := parsed(t, append(onPoints(), "point-estimate", "lower-bound")...)
	for _, tt := range []struct {
		lo  float64
		due string
	}{{0.0995, "234000.00"}, {0.09949, "0.00"}, {0.1, "234000.00"}, {-0.02, "0.00"}} {
		m := measured(0, 500, 1000, "0.3")
		m.Difference.Lo = tt.lo
		d := decided(t, terms, []Measurement{m})
		if got := d.Due.Decimal(); got != tt.due {
			t.Errorf("lower bound %v: %s, want %s", tt.lo, got, tt.due)
		}
		if v := d.Verdicts[0]; v.Statistic != LowerBound || !strings.HasPrefix(v.Observed, "0.") && !strings.HasPrefix(v.Observed, "-0.") {
			t.Errorf("verdict %+v", v)
		}
		if r := d.Readings[0]; r.PointsF != 0.2 || !r.PointsMet {
			t.Errorf("the readings are not on the point estimate: %+v", r)
		}
	}
}

func TestPoolOfInformation(t *testing.T) {
	// A year with a comparison rate of zero has no relative change: it is left
	// out of the information, and the pooled rule stands.
	ms := []Measurement{measured(2014, 1, 10, "0"), measured(0, 133, 320, "0.3")}
	d := decided(t, parsed(t), ms)
	for _, v := range d.Verdicts {
		if v.Cohort == 2014 {
			t.Errorf("verdict %+v", v)
		}
	}
	for _, r := range d.Readings {
		if r.Cohort == 2014 {
			t.Errorf("reading %+v", r)
		}
	}
}

func TestDecisionJSON(t *testing.T) {
	d := decided(t, parsed(t), published())
	b, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var back Decision
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(back)
	if err != nil || string(again) != string(b) {
		t.Errorf("a decision does not survive JSON: %v\n%s", err, cmp.Diff(string(b), string(again)))
	}
	empty, err := json.Marshal(decided(t, parsed(t), []Measurement{measured(0, 50, 100, "0.25")}))
	if err != nil || !strings.Contains(string(empty), `"next_tiers":[]`) {
		t.Errorf("no next tier is not an empty list: %s", empty)
	}
}
