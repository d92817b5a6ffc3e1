package stats

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"
)

func TestIncompleteBeta(t *testing.T) {
	for _, v := range specialValues(t, "beta") {
		want, _ := v.want.Float64()
		d := newBeta(v.a, v.b)
		near(t, "beta tail", d.atMost(v.x, 1-v.x), want, 2e-13)
		near(t, "mirrored", d.mirror().atMost(1-v.x, v.x), 1-want, 2e-13+4e-16/(1-want))
	}
	d := newBeta(3.5, 2)
	if d.atMost(0, 1) != 0 || d.atMost(1, 0) != 1 || d.atMost(math.NaN(), math.NaN()) != 0 {
		t.Error("outside of 0 to 1")
	}
}

// A quantile has the probability that was asked for.
func TestBetaQuantile(t *testing.T) {
	for _, a := range []float64{0.5, 1, 1.5, 7.5, 100.5, 5000.5} {
		for _, b := range []float64{0.5, 1, 3.5, 80.5, 20000.5} {
			for _, p := range []float64{1e-12, 1e-5, 0.005, 0.025, 0.3, 0.5} {
				d := newBeta(a, b)
				x := d.quantile(p)
				if 1-x > 1e-3 { // nearer to 1 the step from one number to the next counts
					near(t, "probability at the quantile", mathext.RegIncBeta(a, b, x), p, 1e-10)
				}
				if below, above := d.atMost(x*(1-1e-12), 1-x*(1-1e-12)), d.atMost(math.Min(1, x*(1+1e-12)), math.Max(0, 1-x*(1+1e-12))); !(below <= p*(1+1e-12) && above >= p*(1-1e-12)) {
					t.Errorf("Beta(%v, %v): the quantile of %v is %v, with %v below and %v above", a, b, p, x, below, above)
				}
			}
		}
	}
}

// With 10^7 people the exact limit of a share is a quantile too, and is found by sums.
func TestBetaQuantileOfMillions(t *testing.T) {
	for _, x := range []float64{1, 2, 40, 1000, 4e6, 9e6, 1e7} {
		near(t, "limit", newBeta(x, 1e7-x+1).quantile(0.025), clopperPearsonLower(x, 1e7, 0.025), 1e-12)
	}
}

func TestTailOfChiSquare(t *testing.T) {
	for _, v := range specialValues(t, "chi_square") {
		want, _ := v.want.Float64()
		near(t, "tail of chi-square", tailOfChiSquare(v.x, v.a), want, 1e-13)
	}
	if tailOfChiSquare(3, 0) != 1 || tailOfChiSquare(0, 4) != 1 || tailOfChiSquare(math.Inf(1), 4) != 0 {
		t.Error("edges")
	}
	near(t, "many degrees", tailOfChiSquare(10_200, 10_000), mathext.GammaIncRegComp(5000, 5100), 1e-10)
}

func BenchmarkJeffreys(b *testing.B) {
	for b.Loop() {
		if _, err := OneSampleJeffreys(129, 300, 0.95); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkJeffreysOfMillions(b *testing.B) {
	for b.Loop() {
		if _, err := OneSampleJeffreys(4e6, 1e7, 0.95); err != nil {
			b.Fatal(err)
		}
	}
}
