package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestSymmetricEigen(t *testing.T) {
	// 2 and 4 on the diagonal, 1 beside it: 3 ± √2.
	values, _ := SymmetricEigen([][]float64{{2, 1}, {1, 4}})
	if relative(values[0], 3+math.Sqrt2) > 1e-15 || relative(values[1], 3-math.Sqrt2) > 1e-15 {
		t.Errorf("eigenvalues %v", values)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	const n = 15
	a := make([][]float64, n)
	for i := range a {
		a[i] = make([]float64, n)
	}
	for range n - 3 { // of rank n − 3
		v := make([]float64, n)
		for i := range v {
			v[i] = rng.NormFloat64()
		}
		for i := range v {
			for j := range v {
				a[i][j] += v[i] * v[j]
			}
		}
	}
	values, vectors := SymmetricEigen(a)
	for i := range a {
		for j := range a {
			back, product := 0.0, 0.0
			for k := range values {
				back += values[k] * vectors[k][i] * vectors[k][j]
				product += vectors[i][k] * vectors[j][k]
			}
			if math.Abs(back-a[i][j]) > 1e-12 {
				t.Fatalf("VΛV' has %v at %d, %d, want %v", back, i, j, a[i][j])
			}
			if want := map[bool]float64{true: 1}[i == j]; math.Abs(product-want) > 1e-13 {
				t.Fatalf("eigenvectors %d and %d: %v", i, j, product)
			}
		}
	}
	for _, v := range values[n-3:] {
		if math.Abs(v) > 1e-12 {
			t.Errorf("eigenvalues %v: want three of 0", values)
		}
	}
}

func TestFactorLower(t *testing.T) {
	a := []float64{4, 2, 2, 0, 3, 1, 0, 0, 7}
	f := factorLower(3, a, 1e-14, nil)
	x := f.solve([]float64{8, 6, 10})
	for i, want := range []float64{8, 6, 10} {
		got := 0.0
		for j := range x {
			got += a[min(i, j)*3+max(i, j)] * x[j]
		}
		if relative(got, want) > 1e-14 {
			t.Errorf("row %d: %v, want %v", i, got, want)
		}
	}
	if f = factorLower(3, []float64{1, 1, 0, 0, 1, 0, 0, 0, 1}, 1e-14, nil); !f.out[1] || f.out[0] || f.out[2] {
		t.Errorf("left out %v", f.out)
	}
}
