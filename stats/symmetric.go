package stats

import (
	"cmp"
	"math"
	"slices"
)

// lower is the Cholesky factor L of a symmetric matrix A = LL'. It is written out, as the
// elementary functions are: those of libraries choose the order of their sums by processor.
// Columns that the ones before them determine are left out; they solve to 0.
type lower struct {
	n   int
	l   []float64 // row by row
	out []bool
}

// factorLower factors the matrix whose upper triangle a holds, row by row. A column is
// left out once its pivot is no more than least times its diagonal; those of without are
// left out from the start.
func factorLower(n int, a []float64, least float64, without []bool) lower {
	f := lower{n: n, l: make([]float64, n*n), out: make([]bool, n)}
	for j := range n {
		rowJ := f.l[j*n : j*n+j]
		pivot := a[j*n+j] - dot(rowJ, rowJ)
		if (without != nil && without[j]) || !(pivot > float64(least*a[j*n+j])) {
			f.out[j] = true
			continue
		}
		f.l[j*n+j] = math.Sqrt(pivot)
		for i := j + 1; i < n; i++ {
			f.l[i*n+j] = (a[j*n+i] - dot(f.l[i*n:i*n+j], rowJ)) / f.l[j*n+j]
		}
	}
	return f
}

// solve returns the x of Ax = b.
func (f lower) solve(b []float64) []float64 {
	x := make([]float64, f.n)
	for i := range f.n {
		if !f.out[i] {
			x[i] = (b[i] - dot(f.l[i*f.n:i*f.n+i], x[:i])) / f.l[i*f.n+i]
		}
	}
	for i := f.n - 1; i >= 0; i-- {
		if f.out[i] {
			x[i] = 0
			continue
		}
		for j := i + 1; j < f.n; j++ {
			x[i] -= float64(f.l[j*f.n+i] * x[j])
		}
		x[i] /= f.l[i*f.n+i]
	}
	return x
}

// SymmetricEigen returns the eigenvalues of a symmetric matrix, largest first, and for
// each its unit eigenvector, by Jacobi's cyclic rotations (Golub, Van Loan 2013, §8.5.3).
// It is written out so that every machine gives the same digits.
func SymmetricEigen(a [][]float64) (values []float64, vectors [][]float64) {
	n := len(a)
	m, v := make([][]float64, n), make([][]float64, n)
	for i := range a {
		m[i] = append([]float64(nil), a[i]...)
		v[i] = make([]float64, n)
		v[i][i] = 1
	}
	for range 60 { // six or seven sweeps are enough
		turned := false
		for p := range n {
			for q := p + 1; q < n; q++ {
				turned = rotate(m, v, p, q) || turned
			}
		}
		if !turned {
			break
		}
	}
	return sortedEigen(m, v)
}

// rotate makes m[p][q] vanish, unless it is nothing beside the diagonal already.
func rotate(m, v [][]float64, p, q int) bool {
	off := m[p][q]
	if math.Abs(off) <= float64(1e-17*math.Sqrt(math.Abs(float64(m[p][p]*m[q][q])))) || off == 0 || math.Abs(off) < 1e-300 {
		return false
	}
	theta := (m[q][q] - m[p][p]) / (2 * off)
	t := 1 / (math.Abs(theta) + math.Sqrt(float64(theta*theta)+1))
	if theta < 0 {
		t = -t
	}
	c := 1 / math.Sqrt(float64(t*t)+1)
	s := float64(t * c)
	for k := range m {
		turn(&m[k][p], &m[k][q], c, s)
	}
	for k := range m {
		turn(&m[p][k], &m[q][k], c, s)
		turn(&v[p][k], &v[q][k], c, s)
	}
	m[p][q], m[q][p] = 0, 0
	return true
}

func turn(x, y *float64, c, s float64) {
	a, b := *x, *y
	*x = float64(c*a) - float64(s*b)
	*y = float64(s*a) + float64(c*b)
}

func sortedEigen(m, v [][]float64) ([]float64, [][]float64) {
	order := make([]int, len(m))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(m[j][j], m[i][i]) })
	values, vectors := make([]float64, len(m)), make([][]float64, len(m))
	for k, i := range order {
		values[k], vectors[k] = m[i][i], v[i]
	}
	return values, vectors
}
