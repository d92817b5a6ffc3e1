package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func bootstrapStrata() []Stratum {
	return []Stratum{{38, 89, 410, 1255}, {52, 121, 447, 1342}, {53, 124, 433, 1303}, {0, 7, 0, 31}, {3, 3, 9, 20}}
}

func TestStratumBootstrapIsDeterministic(t *testing.T) {
	strata := bootstrapStrata()
	a, err := StratumBootstrap(strata, 2000, 7, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(strata)
	b, err := StratumBootstrap(strata, 2000, 7, 0.95)
	if err != nil || a.Lo != b.Lo || a.Hi != b.Hi || a.Value != b.Value {
		t.Errorf("order matters: %+v, %+v, %v", a, b, err)
	}
	if c, _ := StratumBootstrap(strata, 2000, 8, 0.95); c.Lo == a.Lo && c.Hi == a.Hi {
		t.Error("the seed does not matter")
	}
}

// In large strata the percentiles are those of the normal distribution with the
// plug-in variance.
func TestStratumBootstrapAgreesInLargeStrata(t *testing.T) {
	strata := []Stratum{{4e5, 1e6, 3e5, 9e5}, {2e5, 8e5, 5e5, 2e6}}
	want, err := ATTWaldWithin(strata, 0.9)
	if err != nil {
		t.Fatal(err)
	}
	got, err := StratumBootstrap(strata, 40_000, 1, 0.9)
	if err != nil {
		t.Fatal(err)
	}
	se := math.Sqrt(*want.Variance)
	if got.Value != want.Value || math.Abs(got.Lo-want.Lo) > 0.04*se || math.Abs(got.Hi-want.Hi) > 0.04*se || got.Warnings != nil {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestStratumBootstrapRefuses(t *testing.T) {
	for _, tt := range []struct {
		strata     []Stratum
		replicates int
		level      float64
		want       string
	}{
		{[]Stratum{{1, 1, 2, 9}, {0, 1, 3, 8}}, 999, 0.95, "strata are so small that 9"},
		{[]Stratum{{1, 1, 0, 1}, {0, 1, 1, 1}}, 999, 0.95, "100 % of the variance would not be seen"},
		{[]Stratum{{0, 10, 3, 20}, {12, 12, 3, 20}}, 999, 0.95, "no replicate differs"},
		{bootstrapStrata(), 38, 0.95, "replicates is 38: too few"},
		{bootstrapStrata(), -4, 0.95, "replicates is -4: too few"},
		{bootstrapStrata(), 1e9, 0.95, "replicates is 1000000000: want at most 10000000"},
		{bootstrapStrata(), 999, 1, "level is 1"},
		{nil, 999, 0.95, "none of 0 strata"},
	} {
		_, err := StratumBootstrap(tt.strata, tt.replicates, 1, tt.level)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v: %v, want %q", tt.strata, err, tt.want)
		}
	}
	if _, err := StratumBootstrap(bootstrapStrata(), 39, 1, 0.95); err != nil {
		t.Error(err) // the smallest number: its limits are the smallest and the largest
	}
}

func TestStratumBootstrapWarns(t *testing.T) {
	e, err := StratumBootstrap([]Stratum{{1, 6, 40, 120}, {2, 8, 30, 110}, {0, 4, 9, 99}}, 999, 1, 0.95)
	if err != nil || len(e.Warnings) != 1 || !strings.Contains(e.Warnings[0], "% of the variance is out of the bootstrap's sight") {
		t.Errorf("%q, %v", e.Warnings, err)
	}
}

// The frequencies of the sampler against the exact probabilities: chi-square.
func TestBinomialSampler(t *testing.T) {
	const draws = 200_000
	for _, tt := range []struct{ x, n float64 }{{1, 2}, {1, 3}, {2, 3}, {3, 7}, {1, 40}, {39, 40}, {13, 40}, {20, 40}} {
		var s binomialSampler
		sums := make([]float64, draws)
		s.add(rand.NewPCG(3, 0), sums, tt.x, tt.n, 1)
		seen := make([]float64, int(tt.n)+1)
		for _, k := range sums {
			seen[int(k)]++
		}
		want := make([]float64, int(tt.n)+1)
		binomialPMF(want, logChoose(tt.n), tt.x/tt.n)
		chi, df := 0.0, -1.0
		for k, p := range want {
			if e := p * draws; e >= 5 {
				chi += (seen[k] - e) * (seen[k] - e) / e
				df++
			}
		}
		if chi > df+5*math.Sqrt(2*df)+5 {
			t.Errorf("%v of %v: chi-square %.1f on %v", tt.x, tt.n, chi, df)
		}
	}
}

// A table holds the whole distribution: the mean and the variance follow from it.
func TestBinomialSamplerTable(t *testing.T) {
	for _, tt := range []struct{ p, n float64 }{{0.5, 1}, {0.3, 5}, {0.01, 30}, {0.97, 1000}, {1e-6, 1e7}, {0.4, 1e7}, {1 - 1e-7, 1e7}} {
		var s binomialSampler
		s.prepare(tt.p, tt.n, 1)
		var total, mean, square float64
		for _, c := range s.column {
			below := float64(c.threshold) / (1 << 63) / 2
			total++
			mean += below*c.first + (1-below)*c.second
			d1, d2 := c.first-tt.n*tt.p, c.second-tt.n*tt.p
			square += below*d1*d1 + (1-below)*d2*d2
		}
		mean, square = mean/total, square/total
		wantMean, wantSquare := tt.n*tt.p, tt.n*tt.p*(1-tt.p)
		if math.Abs(mean-wantMean) > 1e-9*wantMean || math.Abs(square-wantSquare) > 1e-6*wantSquare {
			t.Errorf("%+v: mean %v, variance %v, want %v, %v", tt, mean, square, wantMean, wantSquare)
		}
	}
}

// manyStrata is a design of 4,000 strata with two or more programme people each.
func manyStrata() []Stratum {
	rng := rand.New(rand.NewPCG(1, 2))
	out := make([]Stratum, 4000)
	for i := range out {
		n1, n0 := 2+rng.Int64N(6), 10+rng.Int64N(40)
		out[i] = Stratum{rng.Int64N(n1 + 1), n1, rng.Int64N(n0 + 1), n0}
	}
	return out
}

func BenchmarkStratumBootstrap(b *testing.B) {
	strata := manyStrata()
	for b.Loop() {
		if _, err := StratumBootstrap(strata, 10_000, 1, 0.95); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStratifiedScoreATT(b *testing.B) {
	strata := manyStrata()
	for b.Loop() {
		if _, err := StratifiedScoreATT(strata, 0.95); err != nil {
			b.Fatal(err)
		}
	}
}
