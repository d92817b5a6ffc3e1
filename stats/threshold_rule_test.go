package stats

import (
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func relativeRule(a, b int64) ThresholdRule {
	return ThresholdRule{Relative: true, T: big.NewRat(a, b)}
}
func pointsRule(a, b int64) ThresholdRule { return ThresholdRule{T: big.NewRat(a, b)} }

// Published chances: the false-payment rates and misses of a rule of 10 % relative at a base
// rate of 33 %, and rules at 100 v 1,300 and 334 v 3,900 with true differences of 0, 3.3, 5
// and 10 percentage points.
func TestThresholdPowerPublished(t *testing.T) {
	ten := relativeRule(1, 10)
	for _, tt := range []struct {
		rule   ThresholdRule
		n1, n0 int64
		p1     float64
		want   float64
		digits float64
	}{
		{ten, 107, 1333, 0.33, 0.244, 3}, {ten, 321, 3999, 0.33, 0.116, 3}, {ten, 1000, 10000, 0.33, 0.019, 3},
		{ten, 107, 1333, 0.396, 1 - 0.253, 3}, {ten, 321, 3999, 0.396, 1 - 0.123, 3}, {ten, 1000, 10000, 0.396, 1 - 0.021, 3},
		{ten, 100, 1300, 0.33, 0.250, 3}, {ten, 100, 1300, 0.363, 0.497, 3}, {ten, 100, 1300, 0.38, 0.629, 3}, {ten, 100, 1300, 0.43, 0.904, 3},
		{ten, 334, 3900, 0.33, 0.112, 3}, {ten, 334, 3900, 0.363, 0.498, 3}, {ten, 334, 3900, 0.38, 0.729, 3}, {ten, 334, 3900, 0.43, 0.991, 3},
		{pointsRule(1, 10), 100, 1300, 0.33, 0.022, 3}, {pointsRule(1, 10), 100, 1300, 0.363, 0.092, 3},
		{pointsRule(1, 10), 100, 1300, 0.38, 0.162, 3}, {pointsRule(1, 10), 100, 1300, 0.43, 0.501, 3},
		{pointsRule(1, 10), 334, 3900, 0.38, 0.036, 3}, {pointsRule(1, 10), 334, 3900, 0.43, 0.499, 3},
	} {
		got, err := ThresholdPower(tt.rule, tt.n1, tt.n0, tt.p1, 0.33)
		if err != nil || math.Abs(got-tt.want) > 0.50001*math.Pow(10, -tt.digits) {
			t.Errorf("%v %d v %d at %v: %.5f, want %v, %v", tt.rule.T, tt.n1, tt.n0, tt.p1, got, tt.want, err)
		}
	}
}

// clearsByFractions is the rule in exact fractions, from its definition.
func clearsByFractions(r ThresholdRule, x1, n1, x0, n0 int64) bool {
	p1, p0, v := big.NewRat(x1, n1), big.NewRat(x0, n0), new(big.Rat)
	if r.Relative {
		if x0 == 0 {
			return false
		}
		v.Sub(v.Quo(p1, p0), big.NewRat(1, 1))
	} else {
		v.Sub(p1, p0)
	}
	c := v.Cmp(r.T)
	return c > 0 || c == 0 && !r.Strict
}

func TestThresholdRuleIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.SampledFrom([]int64{1, 10, 300, maxPlanned}).Draw(t, "size")
		n1, n0 := rapid.Int64Range(1, size).Draw(t, "n1"), rapid.Int64Range(1, size).Draw(t, "n0")
		x1, x0 := rapid.Int64Range(0, n1).Draw(t, "x1"), rapid.Int64Range(0, n0).Draw(t, "x0")
		b := rapid.Int64Range(1, maxThreshold).Draw(t, "b")
		a := rapid.Int64Range(-b, b).Draw(t, "a")
		r := ThresholdRule{Relative: rapid.Bool().Draw(t, "relative"), Strict: rapid.Bool().Draw(t, "strict"), T: big.NewRat(a, b)}
		if rapid.Bool().Draw(t, "at the boundary") {
			exact := new(big.Rat).Sub(big.NewRat(x1, n1), big.NewRat(x0, n0))
			if r.Relative && x0 > 0 {
				exact.Sub(exact.Quo(big.NewRat(x1, n1), big.NewRat(x0, n0)), big.NewRat(1, 1))
			}
			if !small(exact.Num()) || !small(exact.Denom()) {
				t.Skip()
			}
			r.T = exact
		}
		got, err := r.Clears(x1, n1, x0, n0)
		if err != nil || got != clearsByFractions(r, x1, n1, x0, n0) {
			t.Fatalf("%+v %d/%d %d/%d: %v, %v", r, x1, n1, x0, n0, got, err)
		}
	})
}

// Against the sum over all tables, with every table put to the rule.
func TestThresholdPowerIsTheSumOverTables(t *testing.T) {
	for _, r := range []ThresholdRule{relativeRule(1, 10), pointsRule(1, 10), pointsRule(-1, 20), {T: new(big.Rat)}, {T: new(big.Rat), Strict: true},
		{Relative: true, T: new(big.Rat)}, relativeRule(-1, 1), {Relative: true, T: big.NewRat(1, 2), Strict: true}} {
		for _, p := range [][2]float64{{0.4, 0.33}, {0.05, 0.02}, {1, 0.5}, {0.3, 0}, {0, 0}, {1, 1}} {
			const n1, n0 = 23, 40
			one, zero := binomialLattice(n1, p[0], 1-p[0], 0), binomialLattice(n0, p[1], 1-p[1], 0)
			want := 0.0
			for i, a := range one.p {
				for j, b := range zero.p {
					if clearsByFractions(r, int64(one.from+i), n1, int64(zero.from+j), n0) {
						want += a * b
					}
				}
			}
			if got, err := ThresholdPower(r, n1, n0, p[0], p[1]); err != nil || math.Abs(got-want) > 1e-14 {
				t.Errorf("%+v %v: %v, want %v, %v", r, p, got, want, err)
			}
		}
	}
}

// A higher threshold and a lower rate are harder to clear.
func TestThresholdPowerIsMonotone(t *testing.T) {
	last := 1.0
	for a := int64(-20); a <= 60; a++ {
		p, err := ThresholdPower(relativeRule(a, 100), 321, 3999, 0.4, 0.33)
		must(t, err)
		if p > last {
			t.Errorf("%d %%: %v after %v", a, p, last)
		}
		last = p
	}
	last = 0
	for p1 := 0.0; p1 <= 1; p1 += 1.0 / 64 {
		p, err := ThresholdPower(pointsRule(1, 10), 321, 3999, p1, 0.33)
		must(t, err)
		if p < last-1e-15 {
			t.Errorf("%v: %v after %v", p1, p, last)
		}
		last = p
	}
}

// 0.43 − 0.33 is below 0.10 in floating point, and 10 points in whole numbers.
func TestThresholdRuleAtTheBoundary(t *testing.T) {
	if ok, err := pointsRule(1, 10).Clears(43, 100, 33, 100); !ok || err != nil {
		t.Errorf("%v, %v", ok, err)
	}
	if ok, _ := (ThresholdRule{T: big.NewRat(1, 10), Strict: true}).Clears(43, 100, 33, 100); ok {
		t.Error("10 points are above 10 points")
	}
	if ok, _ := relativeRule(1, 10).Clears(33, 100, 30, 100); !ok {
		t.Error("33 against 30 is 10 % better")
	}
	if ok, _ := relativeRule(1, 10).Clears(33, 100, 0, 100); ok {
		t.Error("no event to compare with has no relative change")
	}
}

func TestThresholdPowerLarge(t *testing.T) {
	p, err := ThresholdPower(pointsRule(1, 10), 1e7, 1e7, 0.43, 0.33)
	if err != nil || math.Abs(p-0.5) > 1e-3 {
		t.Errorf("%v, %v", p, err)
	}
}

func TestThresholdErrors(t *testing.T) {
	for want, call := range map[string]func() error{
		"sizes are 0 and 5": func() error { _, err := ThresholdPower(pointsRule(0, 1), 0, 5, 0.1, 0.1); return err },
		"p1 is 2":           func() error { _, err := ThresholdPower(pointsRule(0, 1), 5, 5, 2, 0.1); return err },
		"p0 is NaN":         func() error { _, err := ThresholdPower(pointsRule(0, 1), 5, 5, 0, math.NaN()); return err },
		"threshold":         func() error { _, err := ThresholdPower(ThresholdRule{}, 5, 5, 0.1, 0.1); return err },
		"9 digits":          func() error { _, err := ThresholdPower(pointsRule(1, 1<<40), 5, 5, 0.1, 0.1); return err },
		"more than all":     func() error { _, err := relativeRule(-3, 2).Clears(1, 5, 1, 5); return err },
		"6 of 5 and 1 of 5": func() error { _, err := relativeRule(1, 2).Clears(6, 5, 1, 5); return err },
	} {
		if err := call(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

func BenchmarkThresholdPower(b *testing.B) {
	for b.Loop() {
		if _, err := ThresholdPower(relativeRule(1, 10), 321, 3999, 0.33, 0.33); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleThresholdPower() {
	rule := ThresholdRule{Relative: true, T: big.NewRat(1, 10)} // 10 % better
	nothing, _ := ThresholdPower(rule, 321, 3999, 0.33, 0.33)
	works, _ := ThresholdPower(rule, 321, 3999, 0.396, 0.33)
	fmt.Printf("pays for nothing %.1f %%, misses a gain of 20 %% in %.1f %%\n", 100*nothing, 100*(1-works))
	// Output: pays for nothing 11.6 %, misses a gain of 20 % in 12.3 %
}
