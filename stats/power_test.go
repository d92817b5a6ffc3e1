package stats

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

var (
	duoPlan   = TwoProportionPlan{P1: 0.43, P0: 0.33, Ratio: 13, Alpha: 0.05, Sides: 2}
	pairsPlan = PairsPlan{P10: 0.25, P01: 0.15, Alpha: 0.05, Sides: 2}
)

// powers are all plans: power by size, and size by power.
func powers() map[string][2]func(float64) (float64, error) {
	margin := MarginPlan{P1: 0.43, P0: 0.33, Margin: 0.03, Ratio: 13, Alpha: 0.025}
	inferior := MarginPlan{P1: 0.33, P0: 0.33, Margin: -0.1, Ratio: 2, Alpha: 0.05}
	return map[string][2]func(float64) (float64, error){
		"two proportions": {duoPlan.Power, duoPlan.SampleSize},
		"pairs":           {pairsPlan.Power, pairsPlan.SampleSize},
		"superiority":     {margin.Power, margin.SampleSize},
		"non-inferiority": {inferior.Power, inferior.SampleSize},
	}
}

// The size for a power has that power; more people have more of it.
func TestPowerInvertsTheSampleSize(t *testing.T) {
	for name, f := range powers() {
		for _, want := range []float64{0.1, 0.5, 0.8, 0.9, 0.999} {
			n, err := f[1](want)
			must(t, err)
			got, err := f[0](n)
			must(t, err)
			if math.Abs(got-want) > 1e-12 {
				t.Errorf("%s: %v people have power %v, want %v", name, n, got, want)
			}
		}
		last := 0.0
		for _, n := range []float64{0.5, 1, 10, 100, 1e4, 1e7} {
			p, err := f[0](n)
			must(t, err)
			if !(p >= last && p <= 1) {
				t.Errorf("%s: power %v with %v, %v before", name, p, n, last)
			}
			last = p
		}
		if last != 1 {
			t.Errorf("%s: power %v with ten million", name, last)
		}
	}
}

// The found effect has the power it was asked for, and shrinks with the sizes.
func TestMDEHasItsPower(t *testing.T) {
	last := 1.0
	for _, n := range []float64{20, 100, 334, 1e4, 1e7} {
		d, err := MDEPlan{n, 13 * n, 0.33, 0.05, 2}.MDE(0.8)
		must(t, err)
		se := math.Sqrt((0.33+d)*(0.67-d)/n + 0.33*0.67/(13*n))
		if power := upperP(1.959963984540054 - d/se); math.Abs(power-0.8) > 1e-9 || !(d < last) {
			t.Errorf("%v: %v has power %v, %v before", n, d, power, last)
		}
		last = d
	}
	if d, err := (MDEPlan{100, 100, 0, 0.05, 2}).MDE(0.8); err != nil || math.Abs(d-7.848879734/(100+7.848879734)) > 1e-9 {
		t.Errorf("from a rate of 0: %v, %v", d, err) // d = z²/(n1 + z²) in closed form
	}
	if _, err := (MDEPlan{2, 2, 0.33, 0.05, 2}).MDE(0.99); err == nil || !strings.Contains(err.Error(), "not even a rate of 1") {
		t.Error(err)
	}
}

// Without a margin the test is the one-sided one of two proportions.
func TestMarginOfZero(t *testing.T) {
	m := MarginPlan{P1: 0.43, P0: 0.33, Ratio: 3, Alpha: 0.025}
	p := TwoProportionPlan{P1: 0.43, P0: 0.33, Ratio: 3, Alpha: 0.025, Sides: 1}
	a, err := m.Power(120)
	must(t, err)
	b, err := p.Power(120)
	must(t, err)
	if math.Abs(a-b) > 1e-14 {
		t.Errorf("%v, %v", a, b)
	}
}

// Sizes computed with 40 digits (mpmath), the restricted rates by bisection.
func TestMarginSampleSizes(t *testing.T) {
	for _, tt := range []struct {
		plan        MarginPlan
		power, want float64
	}{
		{MarginPlan{0.43, 0.33, 0.03, 13, 0.025}, 0.8, 404.94170114121721},
		{MarginPlan{0.33, 0.33, -0.1, 2, 0.05}, 0.9, 274.50270211202286},
		{MarginPlan{0.5, 0.5, -0.15, 1, 0.025}, 0.8, 171.66935429841590},
	} {
		if got, err := tt.plan.SampleSize(tt.power); err != nil || math.Abs(got/tt.want-1) > 1e-12 {
			t.Errorf("%+v: %v, want %v, %v", tt.plan, got, tt.want, err)
		}
	}
}

// The planned power against the exact one: all tables, each tested by the score statistic.
func TestMarginPowerAgainstEnumeration(t *testing.T) {
	for _, tt := range []MarginPlan{{0.43, 0.33, 0.03, 2, 0.05}, {0.5, 0.5, -0.15, 1, 0.025}} {
		const n1 = 150
		n0 := int(n1 * tt.Ratio)
		one, zero := binomialLattice(n1, tt.P1, 1-tt.P1, 1e-12), binomialLattice(n0, tt.P0, 1-tt.P0, 1e-12)
		exact := 0.0
		for i, p := range one.p {
			for j, q := range zero.p {
				if scoreAt(table{float64(one.from + i), n1, float64(zero.from + j), float64(n0)}, tt.Margin) >= tt.z() {
					exact += p * q
				}
			}
		}
		if got, err := tt.Power(n1); err != nil || math.Abs(got-exact) > 0.012 {
			t.Errorf("%+v: %v, exact %v, %v", tt, got, exact, err)
		}
	}
}

func TestPowerAtTheEdges(t *testing.T) {
	// No effect: the power is alpha on one side, and alpha with both tails.
	none := TwoProportionPlan{P1: 0.33, P0: 0.33, Ratio: 2, Alpha: 0.05, Sides: 2}
	if p, err := none.Power(50); err != nil || math.Abs(p-0.025) > 1e-14 {
		t.Errorf("%v, %v", p, err)
	}
	none.BothTails = true
	if p, err := none.Power(50); err != nil || math.Abs(p-0.05) > 1e-14 {
		t.Errorf("both tails: %v, %v", p, err)
	}
	certain := TwoProportionPlan{P1: 1, P0: 0, Ratio: 1, Alpha: 0.05, Sides: 2}
	if p, err := certain.Power(20); err != nil || p != 1 {
		t.Errorf("1 against 0: %v, %v", p, err)
	}
	if p, err := certain.Power(0.5); err != nil || p != 0 {
		t.Errorf("1 against 0, half a person: %v, %v", p, err)
	}
	if p, err := (PairsPlan{0, 0, 0.05, 2}).Power(100); err != nil || p != 0 {
		t.Errorf("no pair differs: %v, %v", p, err)
	}
	if se, err := FinitePopulationSE(0, 5, 9); err != nil || se != 0 {
		t.Errorf("%v, %v", se, err)
	}
}

func TestMatchedSize(t *testing.T) {
	for _, tt := range []struct{ n1, k, icc, size, ratio float64 }{
		{100, 1, 0.7, 100, 1}, {100, 5, 0, 500, 0.6}, {100, 5, 1, 100, 1}, {100, 5, 0.25, 250, 0.7},
	} {
		n, err := MatchedSize(tt.n1, tt.k, tt.icc)
		must(t, err)
		v, err := MatchedVarianceRatio(tt.k, tt.icc)
		must(t, err)
		if n != tt.size || math.Abs(v-tt.ratio) > 1e-15 {
			t.Errorf("%+v: %v %v", tt, n, v)
		}
	}
}

func TestPowerRefusesBadInput(t *testing.T) {
	two := func(change func(*TwoProportionPlan)) error {
		p := duoPlan
		change(&p)
		_, err := p.Power(10)
		_, other := p.SampleSize(0.8)
		if (err == nil) != (other == nil) {
			t.Errorf("%v, %v", err, other)
		}
		return err
	}
	for want, err := range map[string]error{
		"p1 is 43":    two(func(p *TwoProportionPlan) { p.P1 = 43 }),
		"p0 is NaN":   two(func(p *TwoProportionPlan) { p.P0 = math.NaN() }),
		"ratio is 0":  two(func(p *TwoProportionPlan) { p.Ratio = 0 }),
		"alpha is 0":  two(func(p *TwoProportionPlan) { p.Alpha = 0 }),
		"sides is 3":  two(func(p *TwoProportionPlan) { p.Sides = 3 }),
		"has one tai": two(func(p *TwoProportionPlan) { p.Sides, p.BothTails = 1, true }),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	for want, call := range map[string]func() (float64, error){
		"n1 is 0":            func() (float64, error) { return duoPlan.Power(0) },
		"power is 1":         func() (float64, error) { return duoPlan.SampleSize(1) },
		"power is 0.02:":     func() (float64, error) { return pairsPlan.SampleSize(0.02) },
		"both rates are 0.3": func() (float64, error) { return TwoProportionPlan{0.3, 0.3, 1, 0.05, 2, false}.SampleSize(0.8) },
		"both shares are":    func() (float64, error) { return PairsPlan{0.2, 0.2, 0.05, 2}.SampleSize(0.8) },
		"more than 1":        func() (float64, error) { return PairsPlan{0.7, 0.4, 0.05, 2}.Power(8) },
		"not above the mar":  func() (float64, error) { return MarginPlan{0.4, 0.3, 0.2, 1, 0.05}.SampleSize(0.8) },
		"margin is 1":        func() (float64, error) { return MarginPlan{0.4, 0.3, 1, 1, 0.05}.Power(9) },
		"n0 is 0":            func() (float64, error) { return MDEPlan{9, 0, 0.3, 0.05, 2}.MDE(0.8) },
		"icc is 2":           func() (float64, error) { return MatchedSize(9, 4, 2) },
		"k is 0.5":           func() (float64, error) { return MatchedVarianceRatio(0.5, 0) },
		"more than popul":    func() (float64, error) { return FinitePopulationSE(0.5, 9, 8) },
	} {
		if _, err := call(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

func ExampleTwoProportionPlan_Power() {
	plan := TwoProportionPlan{P1: 0.43, P0: 0.33, Ratio: 13, Alpha: 0.05, Sides: 2}
	power, _ := plan.Power(100)
	n1, _ := plan.SampleSize(0.8)
	fmt.Printf("power %.2f with 100; %.0f for 0.80\n", power, math.Ceil(n1))
	// Output: power 0.53 with 100; 194 for 0.80
}

func ExampleMDEPlan_MDE() {
	n0, _ := MatchedSize(100, 5, 0.05)
	d, _ := MDEPlan{N1: 100, N0: n0, P0: 0.33, Alpha: 0.05, Sides: 2}.MDE(0.8)
	fmt.Printf("%.1f percentage points\n", 100*d)
	// Output: 15.4 percentage points
}

func ExampleMarginPlan_SampleSize() {
	n1, _ := MarginPlan{P1: 0.43, P0: 0.33, Margin: 0.03, Ratio: 13, Alpha: 0.025}.SampleSize(0.8)
	fmt.Printf("%.0f\n", math.Ceil(n1))
	// Output: 405
}
