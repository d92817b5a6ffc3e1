package stats

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"
)

type boundsFunc func(gamma float64) (RosenbaumBounds, error)

// boundCases are all kinds of bounds, on data with an effect.
func boundCases() map[string]boundsFunc {
	sets := []SetPattern{{true, 1, 4, 30}, {false, 1, 4, 40}, {true, 3, 4, 9}, {false, 0, 4, 5}, {true, 2, 2, 3}}
	strata := []Stratum{{18, 29, 51, 724}, {39, 60, 652, 3351}, {0, 0, 3, 9}, {4, 4, 5, 5}}
	return map[string]boundsFunc{
		"pairs":        func(g float64) (RosenbaumBounds, error) { return RosenbaumPairs(62, 40, g) },
		"pairs normal": func(g float64) (RosenbaumBounds, error) { return RosenbaumPairsNormal(62, 40, g) },
		"sets":         func(g float64) (RosenbaumBounds, error) { return RosenbaumSets(sets, g) },
		"table":        func(g float64) (RosenbaumBounds, error) { return RosenbaumStrata(strata[:1], g) },
		"strata":       func(g float64) (RosenbaumBounds, error) { return RosenbaumStrata(strata, g) },
	}
}

// The bounds meet without bias and part as it grows.
func TestRosenbaumBoundsAreMonotone(t *testing.T) {
	for name, f := range boundCases() {
		last, err := f(1)
		must(t, err)
		if math.Abs(last.Lower-last.Upper) > 1e-15 {
			t.Errorf("%s: %+v", name, last)
		}
		for _, gamma := range []float64{1.001, 1.5, 2, 6, 50, 1e6} {
			b, err := f(gamma)
			must(t, err)
			if b.Gamma != gamma || !(0 <= b.Lower && b.Lower <= last.Lower && last.Upper <= b.Upper+1e-15 && b.Upper <= 1) {
				t.Errorf("%s: %+v after %+v", name, b, last)
			}
			last = b
		}
	}
}

func TestRosenbaumRefusesBadInput(t *testing.T) {
	for name, f := range boundCases() {
		for _, gamma := range []float64{0.5, 0, -1, math.NaN(), math.Inf(1)} {
			if _, err := f(gamma); err == nil || !strings.Contains(err.Error(), "gamma is") {
				t.Errorf("%s at %v: %v", name, gamma, err)
			}
		}
	}
	for want, call := range map[string]func() error{
		"only is -1":    func() error { _, err := RosenbaumPairs(-1, 2, 1); return err },
		"only is 1.5":   func() error { _, err := RosenbaumPairsNormal(1, 1.5, 1); return err },
		"size 1":        func() error { _, err := RosenbaumSets([]SetPattern{{false, 0, 1, 1}}, 1); return err },
		"5 events":      func() error { _, err := RosenbaumSets([]SetPattern{{false, 5, 4, 1}}, 1); return err },
		"the set none":  func() error { _, err := RosenbaumSets([]SetPattern{{true, 0, 4, 1}}, 1); return err },
		"everybody":     func() error { _, err := RosenbaumSets([]SetPattern{{false, 4, 4, 1}}, 1); return err },
		"count -1":      func() error { _, err := RosenbaumSets([]SetPattern{{false, 1, 4, -1}}, 1); return err },
		"stratum 1: x1": func() error { _, err := RosenbaumStrata([]Stratum{{5, 4, 1, 2}}, 1); return err },
		"alpha is 1":    func() error { _, _, err := CriticalGammaPairs(9, 1, 1); return err },
	} {
		if err := call(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// Where nothing was decided, nothing is shown.
func TestRosenbaumWithoutEvidence(t *testing.T) {
	pairs, _ := RosenbaumPairs(0, 0, 3)
	normal, _ := RosenbaumPairsNormal(0, 0, 3)
	sets, _ := RosenbaumSets([]SetPattern{{true, 6, 6, 1}, {false, 0, 6, 4}}, 3)
	strata, _ := RosenbaumStrata([]Stratum{{0, 5, 0, 9}, {3, 3, 0, 0}, {2, 2, 7, 7}}, 3)
	for i, b := range []RosenbaumBounds{pairs, normal, sets, strata} {
		if b.Lower != 1 || b.Upper != 1 {
			t.Errorf("%d: %+v", i, b)
		}
	}
	if _, ok, err := CriticalGammaPairs(0, 0, 0.05); ok || err != nil {
		t.Errorf("%v %v", ok, err)
	}
}

// Sets of two are pairs, and pairs as strata of two people are pairs as well.
func TestRosenbaumKindsAgree(t *testing.T) {
	const b, c = 25, 11
	var strata []Stratum
	for i := range b + c {
		s := Stratum{X1: 1, N1: 1, X0: 0, N0: 1}
		if i >= b {
			s = Stratum{X1: 0, N1: 1, X0: 1, N0: 1}
		}
		strata = append(strata, s)
	}
	for _, gamma := range []float64{1, 1.7, 4} {
		pairs, _ := RosenbaumPairs(b, c, gamma)
		sets, _ := RosenbaumSets([]SetPattern{{true, 1, 2, b}, {false, 1, 2, c}, {true, 2, 2, 50}}, gamma)
		tables, _ := RosenbaumStrata(strata, gamma)
		for _, other := range []RosenbaumBounds{sets, tables} {
			if math.Abs(other.Lower/pairs.Lower-1) > 1e-12 || math.Abs(other.Upper/pairs.Upper-1) > 1e-12 {
				t.Errorf("Γ %v: %+v, pairs %+v", gamma, other, pairs)
			}
		}
	}
}

// The critical Γ of every kind is where the upper p-value crosses alpha.
func TestCriticalGammaInverts(t *testing.T) {
	sets := []SetPattern{{true, 1, 4, 30}, {false, 1, 4, 20}}
	strata := []Stratum{{18, 29, 51, 724}, {39, 60, 652, 3351}}
	for _, alpha := range []float64{0.001, 0.025, 0.05} {
		g, ok, err := CriticalGammaSets(sets, alpha)
		lo, _ := RosenbaumSets(sets, g)
		hi, _ := RosenbaumSets(sets, g*(1+1e-9))
		if err != nil || !ok || !(lo.Upper <= alpha && hi.Upper > alpha) {
			t.Errorf("sets: %v %v %v: %v, %v", g, ok, err, lo, hi)
		}
		g, ok, err = CriticalGammaStrata(strata, alpha)
		lo, _ = RosenbaumStrata(strata, g)
		hi, _ = RosenbaumStrata(strata, g*(1+1e-9))
		if err != nil || !ok || !(lo.Upper <= alpha && hi.Upper > alpha) {
			t.Errorf("strata: %v %v %v: %v, %v", g, ok, err, lo, hi)
		}
	}
}

// Transposed, a 2×2 table has the same distribution; the margins are what counts.
func TestRosenbaumTableTransposes(t *testing.T) {
	for _, gamma := range []float64{1, 3} {
		a, _ := RosenbaumStrata([]Stratum{{18, 29, 51, 724}}, gamma)
		b, _ := RosenbaumStrata([]Stratum{{18, 69, 11, 684}}, gamma)
		if math.Abs(a.Upper/b.Upper-1) > 1e-12 || math.Abs(a.Lower/b.Lower-1) > 1e-12 {
			t.Errorf("%+v, %+v", a, b)
		}
	}
}

// A tail against exact fractions.
func TestBinomialLatticeIsExact(t *testing.T) {
	for _, tt := range []struct{ n, at, num, den int64 }{{60, 31, 1, 2}, {300, 280, 2, 3}, {41, 1, 1, 7}, {5, 5, 9, 10}} {
		p, q := big.NewRat(tt.num, tt.den), big.NewRat(tt.den-tt.num, tt.den)
		sum := new(big.Rat)
		for x := tt.at; x <= tt.n; x++ {
			v := new(big.Rat).SetInt(new(big.Int).Binomial(tt.n, x))
			for i := range tt.n {
				if i < x {
					v.Mul(v, p)
				} else {
					v.Mul(v, q)
				}
			}
			sum.Add(sum, v)
		}
		want, _ := sum.Float64()
		got := binomialLattice(int(tt.n), float64(tt.num), float64(tt.den-tt.num), leastPairs).atLeast(int(tt.at))
		if math.Abs(got/want-1) > 1e-13 {
			t.Errorf("%+v: %v, want %v", tt, got, want)
		}
	}
}

// Ten million pairs: the exact tail is the normal one, to the order of 1/√n.
func TestRosenbaumLarge(t *testing.T) {
	exact, err := RosenbaumPairs(5_003_000, 4_997_000, 1)
	must(t, err)
	normal, err := RosenbaumPairsNormal(5_003_000, 4_997_000, 1)
	must(t, err)
	if math.Abs(exact.Upper/normal.Upper-1) > 1e-6 {
		t.Errorf("%v, normal %v", exact.Upper, normal.Upper)
	}
	table, err := RosenbaumStrata([]Stratum{{4_001_000, 1e7, 4_000_000, 1e7}}, 1)
	must(t, err)
	z := (4_001_000.0 - 4_000_500 - 0.5) / math.Sqrt(4_000_500*5_999_500/(2e7-1.0))
	if math.Abs(table.Upper/upperP(z)-1) > 1e-5 {
		t.Errorf("%v, normal %v", table.Upper, upperP(z))
	}
}

// The published table's z, and what reading it off at two decimals gives.
func TestRosenbaumPublishedTable(t *testing.T) {
	var got []string
	for _, gamma := range []float64{4, 5, 6} {
		b, err := RosenbaumPairsNormal(110, 12, gamma)
		must(t, err)
		got = append(got, fmt.Sprintf("%.4f", b.Upper))
	}
	if !slices.Equal(got, []string{"0.0035", "0.0285", "0.1011"}) {
		t.Errorf("%q", got)
	}
}

func BenchmarkRosenbaumPairs(b *testing.B) {
	for b.Loop() {
		_, _ = RosenbaumPairs(5_003_000, 4_997_000, 1.5)
	}
}

func BenchmarkRosenbaumSets(b *testing.B) {
	var sets []SetPattern
	for m := 1; m <= 4; m++ {
		sets = append(sets, SetPattern{true, m, 5, 250_000 * m / 5}, SetPattern{false, m, 5, 250_000 - 250_000*m/5})
	}
	for b.Loop() {
		_, _ = RosenbaumSets(sets, 1.5)
	}
}

func BenchmarkRosenbaumStrata(b *testing.B) {
	strata := make([]Stratum, 200)
	for i := range strata {
		strata[i] = Stratum{int64(i % 3), 3, int64(i % 17), 20}
	}
	for b.Loop() {
		_, _ = RosenbaumStrata(strata, 1.5)
	}
}

func ExampleRosenbaumPairs() {
	b, _ := RosenbaumPairs(110, 12, 5)
	gamma, _, _ := CriticalGammaPairs(110, 12, 0.05)
	fmt.Printf("at 5: p up to %.4f; explained away from %.2f on\n", b.Upper, gamma)
	// Output: at 5: p up to 0.0232; explained away from 5.47 on
}

func ExampleRosenbaumStrata() {
	b, _ := RosenbaumStrata([]Stratum{{18, 29, 51, 724}, {39, 60, 652, 3351}}, 5)
	fmt.Printf("%.6f\n", b.Upper)
	// Output: 0.000580
}
