package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

// sparse turns dense rows into sparse ones; columns in measured keep their zeros.
func sparse(rows [][]float64, measured ...int) *SparseRows {
	x := NewSparseRows(len(rows[0]), len(rows), 2)
	for _, r := range rows {
		for j, v := range r {
			keep := v != 0
			for _, m := range measured {
				keep = keep || m == j
			}
			if keep {
				x.Add(int32(j), v)
			}
		}
		x.EndRow()
	}
	return x
}

func relative(got, want float64) float64 { return math.Abs(got-want) / math.Max(1, math.Abs(want)) }

// With one 0/1 column the model is saturated: the estimates have a closed form, and so
// have their standard errors, √(1/(n·h)) with h the information of one person.
func TestFitBinomialSaturated(t *testing.T) {
	n, y := []float64{120, 35}, []float64{18, 21}
	for _, link := range []Link{Logit, Probit, CLogLog} {
		fit, err := FitBinomial(sparse([][]float64{{0}, {1}}), n, y, link)
		if err != nil {
			t.Fatal(err)
		}
		var eta, variance [2]float64
		for i := range eta {
			eta[i] = link.predictor(y[i] / n[i])
			_, _, h := link.likelihood(eta[i], n[i], y[i])
			variance[i] = 1 / h
			if p := link.Probability(eta[i]); relative(p, y[i]/n[i]) > 1e-15 || relative(link.Odds(eta[i]), p/(1-p)) > 1e-14 {
				t.Errorf("%s: probability %v at the predictor of %v", link, p, y[i]/n[i])
			}
		}
		want := []float64{eta[0], eta[1] - eta[0], math.Sqrt(variance[0]), math.Sqrt(variance[0] + variance[1])}
		for i, got := range []float64{fit.Coef[0], fit.Coef[1], fit.SE[0], fit.SE[1]} {
			if relative(got, want[i]) > 1e-12 {
				t.Errorf("%s: %v, want %v", link, got, want[i])
			}
		}
	}
	// Woolf's variance of a log odds ratio.
	fit, _ := FitBinomial(sparse([][]float64{{0}, {1}}), n, y, Logit)
	if want := math.Sqrt(1./18 + 1./102 + 1./21 + 1./14); relative(fit.SE[1], want) > 1e-12 {
		t.Errorf("standard error %v, want %v", fit.SE[1], want)
	}
}

// The likelihood is stationary, whatever the units of a measurement are, and its slope
// and curvature are its derivatives.
func TestFitBinomialStationary(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	var rows, moved [][]float64
	var n, y []float64
	for range 300 {
		a, b := rng.NormFloat64(), float64(rng.IntN(2))
		rows = append(rows, []float64{a, b, b})
		moved = append(moved, []float64{1e6 + 1e3*a, b, b})
		k := float64(1 + rng.IntN(9))
		n, y = append(n, k), append(y, float64(rng.IntN(int(k)+1)))
	}
	for _, link := range []Link{Logit, Probit, CLogLog} {
		fit, err := FitBinomial(sparse(rows, 0), n, y, link)
		if err != nil {
			t.Fatal(err)
		}
		if fit.LeftOut[1] || fit.LeftOut[2] || !fit.LeftOut[3] || fit.Coef[3] != 0 {
			t.Errorf("%s: left out %v", link, fit.LeftOut)
		}
		slopes := make([]float64, 3)
		for i, r := range rows {
			_, s, _ := link.likelihood(fit.Coef[0]+fit.Coef[1]*r[0]+fit.Coef[2]*r[1], n[i], y[i])
			slopes[0] += s
			slopes[1] += s * r[0]
			slopes[2] += s * r[1]
		}
		for _, s := range slopes {
			if math.Abs(s) > 1e-9 {
				t.Errorf("%s: slopes %v", link, slopes)
			}
		}
		other, err := FitBinomial(sparse(moved, 0), n, y, link)
		if err != nil {
			t.Fatal(err)
		}
		if relative(other.Coef[1]*1e3, fit.Coef[1]) > 1e-9 || relative(other.SE[1]*1e3, fit.SE[1]) > 1e-9 || relative(other.Coef[0]+1e6*other.Coef[1], fit.Coef[0]) > 1e-8 {
			t.Errorf("%s: %v in another unit, want %v", link, other.Coef, fit.Coef)
		}
		for _, eta := range []float64{-3, -0.5, 0.2, 1.4} {
			const h = 1e-5
			up, _, _ := link.likelihood(eta+h, 7, 3)
			down, _, _ := link.likelihood(eta-h, 7, 3)
			if _, s, _ := link.likelihood(eta, 7, 3); relative(s, (up-down)/(2*h)) > 1e-8 {
				t.Errorf("%s: slope %v at %v, want %v", link, s, eta, (up-down)/(2*h))
			}
		}
	}
}

func TestFitBinomialSeparated(t *testing.T) {
	for name, tt := range map[string]struct {
		rows [][]float64
		y    []float64
	}{
		"a level without events": {[][]float64{{0}, {1}}, []float64{3, 0}},
		"a threshold":            {[][]float64{{1}, {2}, {3}, {4}}, []float64{0, 0, 10, 10}},
		"nearly a threshold":     {[][]float64{{1}, {2}, {3}, {4}}, []float64{0, 0, 4, 10}},
		"no events":              {[][]float64{{1}, {2}}, []float64{0, 0}},
	} {
		n := make([]float64, len(tt.y))
		for i := range n {
			n[i] = 10
		}
		for _, link := range []Link{Logit, Probit, CLogLog} {
			if _, err := FitBinomial(sparse(tt.rows, 0), n, tt.y, link); !errors.Is(err, ErrSeparated) {
				t.Errorf("%s, %s: %v", name, link, err)
			}
		}
	}
	// One event among ten million people is rare, not separated.
	fit, err := FitBinomial(sparse([][]float64{{0}, {1}}), []float64{1e7, 1e7}, []float64{1, 3}, Logit)
	if err != nil || relative(fit.Coef[1], math.Log(3*(1e7-1)/(1e7-3))) > 1e-10 {
		t.Errorf("%+v, %v", fit, err)
	}
}

// Very many rows give what the same people in few rows give, and separated ones are
// still found out.
func TestFitBinomialOfManyRows(t *testing.T) {
	few := [][]float64{{0, 1}, {1, 0}, {2, 1}, {3, 0}, {4, 1}, {5, 1}}
	const times = 30_000
	var rows [][]float64
	var n, y, people, events []float64
	for i, r := range few {
		people, events = append(people, times), append(events, float64(times/10*(i+2)))
		for k := range times {
			rows, n, y = append(rows, r), append(n, 1), append(y, 0)
			if k < times/10*(i+2) {
				y[len(y)-1] = 1
			}
		}
	}
	for _, link := range []Link{Logit, Probit, CLogLog} {
		want, err := FitBinomial(sparse(few, 0), people, events, link)
		if err != nil {
			t.Fatal(err)
		}
		got, err := FitBinomial(sparse(rows, 0), n, y, link)
		if err != nil {
			t.Fatal(err)
		}
		for j := range want.Coef {
			if relative(got.Coef[j], want.Coef[j]) > 1e-9 || relative(got.SE[j], want.SE[j]) > 1e-9 {
				t.Errorf("%s: coefficient %d is %v ± %v in many rows, %v ± %v in few", link, j, got.Coef[j], got.SE[j], want.Coef[j], want.SE[j])
			}
		}
		for i, r := range rows { // everybody above 2, and nobody else
			y[i] = flagged(r[0] > 2)
		}
		if _, err := FitBinomial(sparse(rows, 0), n, y, link); !errors.Is(err, ErrSeparated) {
			t.Errorf("%s: separated rows: %v", link, err)
		}
		for i := range y {
			y[i] = flagged(i%times < times/10*(i/times+2))
		}
	}
}

func flagged(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func BenchmarkFitBinomial(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	const rows = 1_000_000
	x := NewSparseRows(13, rows, 4)
	n, y := make([]float64, rows), make([]float64, rows)
	for i := range n {
		a, c, d := rng.NormFloat64(), rng.IntN(6), rng.IntN(6)
		x.Add(0, a)
		x.Add(int32(1+c), 1)
		x.Add(int32(7+d), 1)
		x.EndRow()
		n[i] = 1
		if rng.Float64() < expit(a/2+float64(c)/5-4) {
			y[i] = 1
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := FitBinomial(x, n, y, Logit); err != nil {
			b.Fatal(err)
		}
	}
}
