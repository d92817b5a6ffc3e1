package stats

import (
	"math"
	"strings"
	"testing"
)

// No events, nothing but events, one person each.
func TestChanZhang(t *testing.T) {
	checkPrinted(t, ChanZhang, []printed{
		{0, 10, 0, 20, -0.188, 0.309},
		{10, 10, 20, 20, -0.309, 0.188},
		{1, 1, 0, 1, -0.684, 1},
		{0, 1, 0, 1, -0.975, 0.975},
	})
}

// Exact means: whatever the two rates, the interval covers their difference at
// least as often as it says.
func TestChanZhangCovers(t *testing.T) {
	const n1, n0, level = 4, 5, 0.9
	limits := map[[2]int]Estimate{}
	for x1 := 0; x1 <= n1; x1++ {
		for x0 := 0; x0 <= n0; x0++ {
			e, err := ChanZhang(float64(x1), n1, float64(x0), n0, level)
			if err != nil {
				t.Fatal(err)
			}
			limits[[2]int{x1, x0}] = e
		}
	}
	c1, c0 := logChoose(n1), logChoose(n0)
	b1, b0 := make([]float64, n1+1), make([]float64, n0+1)
	for _, p1 := range []float64{0.02, 0.1, 0.33, 0.5, 0.71, 0.95} {
		for _, p0 := range []float64{0.01, 0.2, 0.35, 0.5, 0.77, 0.99} {
			binomialPMF(b1, c1, p1)
			binomialPMF(b0, c0, p0)
			cover := 0.0
			for x, e := range limits {
				if e.Lo <= p1-p0 && p1-p0 <= e.Hi {
					cover += b1[x[0]] * b0[x[1]]
				}
			}
			if cover < level-1e-6 {
				t.Errorf("rates %v and %v: coverage %.4f", p1, p0, cover)
			}
		}
	}
}

func TestChanZhangRefusesLargeTables(t *testing.T) {
	if _, err := ChanZhang(43, 100, 429, 1300, 0.95); err == nil || !strings.Contains(err.Error(), "n1 and n0 are 100 and 1300") {
		t.Errorf("%v", err)
	}
}

func TestBinomialPMF(t *testing.T) {
	dst := make([]float64, 41)
	for _, p := range []float64{0, 1e-9, 0.3, 0.5, 0.999, 1} {
		binomialPMF(dst, logChoose(40), p)
		sum, mean := 0.0, 0.0
		for x, w := range dst {
			sum += w
			mean += float64(x) * w
		}
		if math.Abs(sum-1) > 1e-12 || math.Abs(mean-40*p) > 1e-11 {
			t.Errorf("p = %v: sum %v, mean %v", p, sum, mean)
		}
	}
}
