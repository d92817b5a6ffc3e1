package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// The closed forms agree with the definition on whole matrices, in small samples whose
// sets and weights have nothing regular about them.
func TestCR2AgreesWithDenseMatrices(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 7))
	for range 20 {
		var units []Unit
		for i := range 25 {
			units = append(units, Unit{
				Set: random.Int64N(6), Person: int64(i), Programme: random.IntN(3) == 0,
				Y: float64(random.IntN(2)), Weight: 0.1 + 3*random.Float64(),
			})
		}
		// Every set number has both arms, so that no set holds a whole arm.
		for k := range int64(6) {
			units = append(units, Unit{k, 100 + k, true, 1, 1}, Unit{k, 200 + k, false, 0, 1})
		}
		got := mustSpread(t, "set-cr2", units)
		variance, df := denseCR2(t, units)
		if math.Abs(got.SE-math.Sqrt(variance)) > 1e-13 || math.Abs(got.DF-df) > 1e-10*df {
			t.Fatalf("%+v, want %v and %v", got, math.Sqrt(variance), df)
		}
	}
}

// denseCR2 follows Pustejovsky and Tipton 2018 with n×n matrices and working variance I.
func denseCR2(t *testing.T, units []Unit) (variance, df float64) {
	t.Helper()
	n := len(units)
	x, xw := mat.NewDense(n, 2, nil), mat.NewDense(n, 2, nil)
	y := mat.NewVecDense(n, nil)
	for i, u := range units {
		for j, v := range []float64{1, float64(u.arm())} {
			x.Set(i, j, v)
			xw.Set(i, j, v*u.Weight)
		}
		y.SetVec(i, u.Y)
	}
	var bread, m, h, resid mat.Dense
	bread.Mul(x.T(), xw)
	if err := m.Inverse(&bread); err != nil {
		t.Fatal(err)
	}
	h.Product(x, &m, xw.T())
	for i := range n {
		for j := range n {
			h.Set(i, j, -h.At(i, j))
		}
		h.Set(i, i, h.At(i, i)+1)
	}
	resid.Mul(&h, y)
	var phi []*mat.VecDense // (I − H)'A'WXMc of each cluster
	for k := range int64(6) {
		u := denseScores(t, units, k, &h, xw, &m)
		part := mat.Dot(u, resid.ColView(0))
		variance += part * part
		var p mat.VecDense
		p.MulVec(h.T(), u)
		phi = append(phi, &p)
	}
	trace, square := 0.0, 0.0
	for i := range phi {
		trace += mat.Dot(phi[i], phi[i])
		for j := range phi {
			square += mat.Dot(phi[i], phi[j]) * mat.Dot(phi[i], phi[j])
		}
	}
	return variance, trace * trace / square
}

// denseScores is A·W·X·M·c on the members of set k and 0 elsewhere, c the arm's row.
func denseScores(t *testing.T, units []Unit, k int64, ih, xw, m *mat.Dense) *mat.VecDense {
	t.Helper()
	var members []int
	for i, u := range units {
		if u.Set == k {
			members = append(members, i)
		}
	}
	var whole mat.Dense
	whole.Mul(ih, ih.T())
	b := mat.NewSymDense(len(members), nil)
	score := mat.NewVecDense(len(members), nil)
	for a, i := range members {
		for c, j := range members {
			b.SetSym(a, c, whole.At(i, j))
		}
		score.SetVec(a, xw.At(i, 0)*m.At(0, 1)+xw.At(i, 1)*m.At(1, 1))
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(b, true) {
		t.Fatal("no eigenvalues")
	}
	var v, root mat.Dense
	eigen.VectorsTo(&v)
	scale := mat.NewDiagDense(len(members), nil)
	for i, value := range eigen.Values(nil) {
		scale.SetDiag(i, 1/math.Sqrt(value))
	}
	root.Product(&v, scale, v.T())
	var adjusted mat.VecDense
	adjusted.MulVec(&root, score)
	out := mat.NewVecDense(len(units), nil)
	for a, i := range members {
		out.SetVec(i, adjusted.AtVec(a))
	}
	return out
}
