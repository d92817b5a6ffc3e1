package stats

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// logisticRow is a distinct row of the design of a logistic regression, with the sum
// of the weights of its units and of their weighted outcomes.
type logisticRow struct {
	x     []float64
	w, wy float64
}

// logisticFit is a fitted model: coefficients and the Cholesky factors of the
// information X'WX at them.
type logisticFit struct {
	beta []float64
	info *mat.Cholesky
}

var (
	errSeparated = errors.New("the model separates the outcomes: for some covariates there are only events, or none, and their coefficients have no finite estimate; drop a covariate, coarsen it, or use people-newcombe")
	errCollinear = errors.New("the covariates are collinear: one is constant, or determined by the others or by the arm; drop it")
)

// Newton's method doubles its digits with each step; separated data gain about one
// unit of the linear predictor with each, and end at maxSteps or beyond certain.
const (
	maxSteps = 50
	certain  = 1e-8 // a fitted rate this near 0 or 1
)

// fitLogistic maximises the weighted likelihood of a logistic regression by Newton's
// method with Cholesky factors and step halving (McCullagh, Nelder 1989, chapter 4).
// Separated outcomes (Albert, Anderson 1984, Biometrika 71:1) and collinear columns are
// errors.
func fitLogistic(rows []logisticRow) (*logisticFit, error) {
	fit := &logisticFit{beta: make([]float64, len(rows[0].x))}
	total := sumOf(len(rows), func(i int) float64 { return rows[i].w })
	now := logLikelihood(rows, fit.beta)
	for range maxSteps {
		score := scoreAtBeta(rows, fit.beta)
		if err := fit.factorise(rows); err != nil {
			return nil, err
		}
		step := fit.solve(score)
		next, likelihood := halving(rows, fit.beta, step, now)
		gain := dot(step, score)
		fit.beta, now = next, likelihood
		if !(gain > 1e-22*total) { // the step was at the limit of floating point
			return fit.checkSeparation(rows)
		}
	}
	return nil, errSeparated
}

// halving takes the whole step, or a half, a quarter and so on of it, if the likelihood
// would otherwise fall.
func halving(rows []logisticRow, beta, step []float64, now float64) ([]float64, float64) {
	for scale := 1.0; scale > 1e-6; scale /= 2 {
		next := make([]float64, len(beta))
		for i := range next {
			next[i] = beta[i] + float64(scale*step[i])
		}
		if l := logLikelihood(rows, next); l >= now-float64(1e-12*math.Abs(now)) {
			return next, l
		}
	}
	return beta, now
}

// factorise computes the information at the coefficients and its Cholesky factors.
func (f *logisticFit) factorise(rows []logisticRow) error {
	n := len(f.beta)
	info := mat.NewSymDense(n, nil)
	for _, r := range rows {
		p := expit(dot(r.x, f.beta))
		v := float64(r.w * p * (1 - p))
		for i := range n {
			vx := float64(v * r.x[i])
			for j := i; j < n; j++ {
				info.SetSym(i, j, info.At(i, j)+float64(vx*r.x[j]))
			}
		}
	}
	f.info = &mat.Cholesky{}
	if !f.info.Factorize(info) || f.info.Cond() > 1e13 {
		if f.nearlyCertain(rows) {
			return errSeparated
		}
		return errCollinear
	}
	return nil
}

func (f *logisticFit) nearlyCertain(rows []logisticRow) bool {
	for _, r := range rows {
		if p := expit(dot(r.x, f.beta)); p < certain || p > 1-certain {
			return true
		}
	}
	return false
}

func (f *logisticFit) checkSeparation(rows []logisticRow) (*logisticFit, error) {
	if f.nearlyCertain(rows) {
		return nil, errSeparated
	}
	return f, f.factorise(rows)
}

func (f *logisticFit) solve(v []float64) []float64 {
	var out mat.VecDense
	if err := f.info.SolveVecTo(&out, mat.NewVecDense(len(v), v)); err != nil {
		panic(fmt.Sprintf("solving with checked factors: %v", err)) // Cond was checked
	}
	return out.RawVector().Data
}

func logLikelihood(rows []logisticRow, beta []float64) float64 {
	return sumOf(len(rows), func(i int) float64 {
		r := rows[i]
		eta := dot(r.x, beta)
		// log(1 + e^η) without overflow.
		return float64(r.wy*eta) - float64(r.w*(math.Max(eta, 0)+log1p(exp(-math.Abs(eta)))))
	})
}

func scoreAtBeta(rows []logisticRow, beta []float64) []float64 {
	sums := make([]exactly, len(beta))
	for _, r := range rows {
		e := r.wy - float64(r.w*expit(dot(r.x, beta)))
		for i, x := range r.x {
			sums[i].add(float64(e * x))
		}
	}
	out := make([]float64, len(beta))
	for i := range sums {
		out[i] = sums[i].total()
	}
	return out
}

func expit(eta float64) float64 { return 1 / (1 + exp(-eta)) }

func dot(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += float64(a[i] * b[i])
	}
	return sum
}
