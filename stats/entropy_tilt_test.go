package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

// Four rows on a line with the mean moved to 2.5: the weights are geometric, and their
// ratio r solves Σ i·rⁱ = 2.5·Σ rⁱ over i = 0…3.
func TestEntropyTiltGeometric(t *testing.T) {
	w, err := EntropyTilt(sparse([][]float64{{0}, {1}, {2}, {3}}, 0), []float64{1, 1, 1, 1}, []float64{2.5})
	if err != nil {
		t.Fatal(err)
	}
	r := w[1] / w[0]
	if relative(w[2]/w[1], r) > 1e-12 || relative(w[3]/w[2], r) > 1e-12 {
		t.Errorf("ratios differ: %v", w)
	}
	if polynomial := 0.5*r*r*r - 0.5*r*r - 1.5*r - 2.5; math.Abs(polynomial) > 1e-11*r*r*r {
		t.Errorf("the ratio %v is no root: %v", r, polynomial)
	}
}

// Columns that determine each other, units of any size, and rows that stand for many.
func TestEntropyTiltMoments(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	var rows [][]float64
	var base []float64
	for range 200 {
		k := rng.IntN(3)
		r := []float64{1e5 + 1e4*rng.Float64(), 0, 0, 0}
		r[1+k] = 1
		rows, base = append(rows, r), append(base, float64(1+rng.IntN(50)))
	}
	target := []float64{107e3, 0.6, 0.1, 0.3}
	w, err := EntropyTilt(sparse(rows, 0), base, target)
	if err != nil {
		t.Fatal(err)
	}
	sum, mean := 0.0, make([]float64, 4)
	for i, r := range rows {
		sum += base[i] * w[i]
		for j := range r {
			mean[j] += base[i] * w[i] * r[j]
		}
	}
	for j := range mean {
		if relative(mean[j], target[j]) > 1e-12 {
			t.Errorf("mean %d is %v, want %v", j, mean[j], target[j])
		}
	}
	if relative(sum, 1) > 1e-13 {
		t.Errorf("the weights sum to %v", sum)
	}
	// Among rows of one level log w is linear in the measurement.
	var slope float64
	first := -1
	for i, r := range rows {
		if r[1] != 1 {
			continue
		}
		if first < 0 {
			first = i
			continue
		}
		got := math.Log(w[i]/w[first]) / (r[0] - rows[first][0])
		if slope == 0 {
			slope = got
		}
		if math.Abs(got-slope) > 1e-9*math.Abs(slope) {
			t.Errorf("row %d: slope %v, want %v", i, got, slope)
		}
	}
}

func TestEntropyTiltOutsideTheHull(t *testing.T) {
	for name, tt := range map[string]struct {
		rows   [][]float64
		target []float64
	}{
		"above":    {[][]float64{{1}, {2}, {3}}, []float64{3.1}},
		"aside":    {[][]float64{{1, 1}, {2, 2}, {3, 3}}, []float64{2, 2.5}},
		"a corner": {[][]float64{{1, 0}, {0, 1}, {0, 0}}, []float64{0.6, 0.6}},
	} {
		base := make([]float64, len(tt.rows))
		for i := range base {
			base[i] = 1
		}
		if w, err := EntropyTilt(sparse(tt.rows, 0, 1), base, tt.target); !errors.Is(err, ErrOutsideHull) {
			t.Errorf("%s: %v, %v", name, w, err)
		}
	}
}

func BenchmarkEntropyTilt(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	const rows = 1_000_000
	x := NewSparseRows(13, rows, 3)
	base := make([]float64, rows)
	for i := range base {
		x.Add(0, rng.NormFloat64())
		x.Add(int32(1+rng.IntN(6)), 1)
		x.Add(int32(7+rng.IntN(6)), 1)
		x.EndRow()
		base[i] = 1
	}
	target := []float64{0.5, 0.3, 0.1, 0.1, 0.2, 0.1, 0.2, 0.05, 0.05, 0.4, 0.2, 0.2, 0.1}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := EntropyTilt(x, base, target); err != nil {
			b.Fatal(err)
		}
	}
}
