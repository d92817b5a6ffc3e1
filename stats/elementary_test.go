package stats

import (
	"encoding/csv"
	"math"
	"math/big"
	"os"
	"testing"
)

// value is one line of testdata/special_functions.csv, which special_functions.py made.
type value struct {
	a, b, x float64
	want    *big.Float
}

func specialValues(t *testing.T, function string) []value {
	t.Helper()
	f, err := os.Open("testdata/special_functions.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []value
	for _, line := range lines {
		if line[0] != function {
			continue
		}
		r := row{"a": "0" + line[1], "b": "0" + line[2], "x": line[3]}
		want, _, err := big.ParseFloat(line[4], 10, 200, big.ToNearestEven)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, value{r.float(t, "a"), r.float(t, "b"), r.float(t, "x"), want})
	}
	if len(out) < 30 {
		t.Fatalf("%d values of %s", len(out), function)
	}
	return out
}

// ulps is the error of got in units of the last place of the value.
func (v value) ulps(got float64) float64 {
	want, _ := v.want.Float64()
	unit := math.Nextafter(math.Abs(want), math.Inf(1)) - math.Abs(want)
	off, _ := new(big.Float).SetPrec(200).Sub(big.NewFloat(got).SetPrec(200), v.want).Float64()
	return math.Abs(off) / unit
}

func TestElementaryFunctions(t *testing.T) {
	for _, tt := range []struct {
		name  string
		f     func(float64) float64
		bound float64
	}{
		{"exp", exp, 1}, {"expm1", expm1, 2}, {"log", log, 1}, {"log1p", log1p, 2},
		{"erfc", erfc, 2}, {"sine_squared", sineSquared, 8},
	} {
		t.Run(tt.name, func(t *testing.T) {
			worst := 0.0
			for _, v := range specialValues(t, tt.name) {
				u := v.ulps(tt.f(v.x))
				worst = math.Max(worst, u)
				if !(u <= tt.bound) {
					t.Errorf("at %v: %.17g, want %.20g: %.2f units of the last place off", v.x, tt.f(v.x), v.want, u)
				}
			}
			t.Logf("at most %.2f units of the last place off", worst)
		})
	}
}

func TestElementaryFunctionsAtTheEdges(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, tt := range []struct {
		name      string
		got, want float64
	}{
		{"exp 0", exp(0), 1}, {"exp ∞", exp(inf), inf}, {"exp −∞", exp(-inf), 0}, {"exp 710", exp(710), inf},
		{"exp −746", exp(-746), 0}, {"exp of the smallest", exp(-745.13), math.SmallestNonzeroFloat64}, {"exp NaN", exp(nan), nan},
		{"expm1 0", expm1(0), 0}, {"expm1 ∞", expm1(inf), inf}, {"expm1 −∞", expm1(-inf), -1}, {"expm1 NaN", expm1(nan), nan},
		{"log 0", log(0), -inf}, {"log 1", log(1), 0}, {"log ∞", log(inf), inf}, {"log −1", log(-1), nan}, {"log NaN", log(nan), nan},
		{"log of the smallest", log(math.SmallestNonzeroFloat64), -744.44007192138126231},
		{"log1p 0", log1p(0), 0}, {"log1p −1", log1p(-1), -inf}, {"log1p −2", log1p(-2), nan}, {"log1p ∞", log1p(inf), inf}, {"log1p NaN", log1p(nan), nan},
		{"erfc 0", erfc(0), 1}, {"erfc ∞", erfc(inf), 0}, {"erfc −∞", erfc(-inf), 2}, {"erfc 28", erfc(28), 0}, {"erfc NaN", erfc(nan), nan},
		{"0^3", power(0, 1, 3), 0}, {"1^3", power(1, 0, 3), 1}, {"½^9", power(0.5, 0.5, 9), 1.0 / 512}, {"¼^3", power(0.25, 0.75, 3), 1.0 / 64},
		{"sin² 0", sineSquared(0), 0}, {"sin² π/2", sineSquared(1), 1},
	} {
		if tt.got != tt.want && !(math.IsNaN(tt.got) && math.IsNaN(tt.want)) {
			t.Errorf("%s is %.17g, want %.17g", tt.name, tt.got, tt.want)
		}
	}
}

// Between the reference values, those of the standard library are near enough.
func TestElementaryFunctionsAgreeWithTheLibrary(t *testing.T) {
	for _, tt := range []struct {
		name     string
		own, std func(float64) float64
		lo, hi   float64
	}{
		{"exp", exp, math.Exp, -740, 709}, {"exp near 0", exp, math.Exp, -1, 1},
		{"expm1", expm1, math.Expm1, -45, 45}, {"expm1 near 0", expm1, math.Expm1, -0.7, 0.7},
		{"log", log, math.Log, 1e-9, 40}, {"log1p", log1p, math.Log1p, -0.9999, 3},
		{"erfc", erfc, math.Erfc, -7, 26},
	} {
		const n = 20_000
		for i := range n {
			x := tt.lo + (tt.hi-tt.lo)*(float64(i)+0.37)/n
			got, want := tt.own(x), tt.std(x)
			if math.Abs(got-want) > 8e-16*math.Abs(want)+5e-324 {
				t.Fatalf("%s(%v) = %.17g, the library has %.17g", tt.name, x, got, want)
			}
		}
	}
}

func TestPowerIsThatOfTheLibrary(t *testing.T) {
	for _, base := range []float64{0.001, 0.2, 0.4999, 0.5, 0.51, 0.7, 0.999999} {
		for _, n := range []float64{1, 2, 3, 17, 100, 333} {
			near(t, "power", power(base, 1-base, n), math.Pow(base, n), 1e-13)
		}
	}
}

func BenchmarkExp(b *testing.B)   { benchmarkOf(b, exp, -3.7) }
func BenchmarkLog(b *testing.B)   { benchmarkOf(b, log, 0.37) }
func BenchmarkErfc(b *testing.B)  { benchmarkOf(b, erfc, 1.9) }
func BenchmarkLog1p(b *testing.B) { benchmarkOf(b, log1p, -0.1) }

func benchmarkOf(b *testing.B, f func(float64) float64, x float64) {
	sum := 0.0
	for b.Loop() {
		sum += f(x)
	}
	if sum == 0 {
		b.Fatal("nothing was computed")
	}
}
