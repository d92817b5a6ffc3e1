package stats

import (
	"errors"
	"fmt"
	"math"
)

// BinomialFit is a fitted model of a probability. Element 0 of the slices is the
// intercept, element 1+j is column j.
type BinomialFit struct {
	Link     Link
	Coef, SE []float64
	// LeftOut marks columns that are constant or that the columns before them
	// determine. Their coefficient is 0, and no fitted probability depends on them.
	LeftOut  []bool
	Deviance float64 // −2 log-likelihood, of people, not of rows
	People   float64
	Steps    int
}

// ErrSeparated says that the columns tell some people with the event, or some without,
// from all others: their coefficients grow without limit.
var ErrSeparated = errors.New("the covariates separate the two groups: the model has no finite estimate")

// Newton's method needs about ten steps; Fisher's scoring, which it is not under the
// logit link, up to forty. Separated groups move by about 1 with each step for ever.
const (
	maxFisherSteps = 80
	still          = 1e-6 // no linear predictor of a converged model moves by more
)

// FitBinomial maximises the likelihood of a model of a probability with an intercept by
// Fisher's scoring with step halving (McCullagh, Nelder 1989, §2.5): row i stands for n[i]
// people, events[i] of them with the event. Standard errors are from the expected
// information. Without a finite estimate it returns ErrSeparated (Albert, Anderson 1984,
// Biometrika 71:1).
func FitBinomial(x *SparseRows, n, events []float64, link Link) (*BinomialFit, error) {
	m := &binomialModel{x: x, n: n, y: events, link: link, stride: 1}
	if err := m.prepare(); err != nil {
		return nil, err
	}
	now := m.at(m.start())
	m.without = factorLower(m.p, now.info, 1e-11, nil).out
	now = m.nearer(now)
	last := math.Inf(1)
	for step := 1; step <= maxFisherSteps; step++ {
		factor := factorLower(m.p, now.info, 1e-15, m.without)
		if left(factor.out) > left(m.without) { // the information vanishes at the edge
			return nil, ErrSeparated
		}
		move := factor.solve(now.score)
		gain := dot(move, now.score)
		if gain <= float64(1e-26*m.people) || (gain <= float64(1e-19*m.people) && gain >= last/2) {
			if !m.settled(move) {
				return nil, ErrSeparated
			}
			return m.report(now, factor, step), nil
		}
		now, last = m.halve(now, move), gain
	}
	return nil, ErrSeparated
}

// binomialModel is the data; the columns are standardised as they are read.
type binomialModel struct {
	x       *SparseRows
	n, y    []float64
	link    Link
	p       int // coefficients
	people  float64
	events  float64
	scale   scaling
	without []bool
	stride  int // of the rows that are looked at
}

// nearer takes the first steps on every 32nd of very many rows, which is where most of the
// way lies; they count if they led to where all rows are more likely.
func (m *binomialModel) nearer(now binomialState) binomialState {
	const many, first = 1 << 17, 6
	if len(m.n) < many {
		return now
	}
	some := *m
	some.stride = 32
	near := some.at(now.beta)
	for range first {
		factor := factorLower(m.p, near.info, 1e-15, m.without)
		if left(factor.out) > left(m.without) {
			return now
		}
		near = some.halve(near, factor.solve(near.score))
	}
	if whole := m.at(near.beta); whole.likelihood > now.likelihood {
		return whole
	}
	return now
}

func (m *binomialModel) prepare() error {
	if len(m.n) != m.x.Len() || len(m.y) != m.x.Len() {
		return fmt.Errorf("binomial model: %d rows, %d counts, %d events", m.x.Len(), len(m.n), len(m.y))
	}
	m.p = 1 + m.x.Columns
	m.people = sumOf(len(m.n), func(i int) float64 { return m.n[i] })
	m.events = sumOf(len(m.y), func(i int) float64 { return m.y[i] })
	if !(m.events > 0 && m.events < m.people) {
		return ErrSeparated
	}
	m.scale = m.x.standardising(m.n)
	return nil
}

// start is the model without covariates.
func (m *binomialModel) start() []float64 {
	beta := make([]float64, m.p)
	beta[0] = m.link.predictor(m.events / m.people)
	return beta
}

// binomialState is the likelihood with its derivatives at the coefficients.
type binomialState struct {
	beta       []float64
	likelihood float64
	score      []float64
	info       []float64 // upper triangle, row by row
}

// entries returns the standardised row i after the constant.
func (m *binomialModel) entries(i int, buffer []float64) ([]int32, []float64) {
	index, value := m.x.row(i)
	buffer = buffer[:0]
	for k, c := range index {
		buffer = append(buffer, m.scale.of(c, value[k]))
	}
	return index, buffer
}

func predicted(beta []float64, index []int32, entries []float64) float64 {
	eta := beta[0]
	for k, c := range index {
		eta += float64(beta[1+c] * entries[k])
	}
	return eta
}

func (m *binomialModel) at(beta []float64) binomialState {
	s := binomialState{beta: beta, info: make([]float64, m.p*m.p)}
	var likelihood exactly
	score := make([]exactly, m.p)
	var buffer []float64
	for i := 0; i < len(m.n); i += m.stride {
		index, entries := m.entries(i, buffer)
		buffer = entries
		value, slope, curvature := m.link.likelihood(predicted(beta, index, entries), m.n[i], m.y[i])
		likelihood.add(value)
		score[0].add(slope)
		s.info[0] += curvature
		for k, c := range index {
			score[1+c].add(float64(slope * entries[k]))
			vx := float64(curvature * entries[k])
			s.info[1+c] += vx
			at := int(1+c)*m.p + 1
			for j := k; j < len(index); j++ {
				s.info[at+int(index[j])] += float64(vx * entries[j])
			}
		}
	}
	s.likelihood = likelihood.total()
	s.score = make([]float64, m.p)
	for j := range score {
		s.score[j] = score[j].total()
	}
	return s
}

// halve takes the whole step, or a half, a quarter and so on of it, if the likelihood
// would otherwise fall.
func (m *binomialModel) halve(now binomialState, move []float64) binomialState {
	var next binomialState
	for scale := 1.0; scale > 1e-6; scale /= 2 {
		beta := make([]float64, m.p)
		for j := range beta {
			beta[j] = now.beta[j] + float64(scale*move[j])
		}
		next = m.at(beta)
		if next.likelihood >= now.likelihood-float64(1e-12*math.Abs(now.likelihood)) {
			return next
		}
	}
	return now
}

// settled reports whether a step leaves everybody's linear predictor where it is.
func (m *binomialModel) settled(move []float64) bool {
	var buffer []float64
	for i := range m.n {
		index, entries := m.entries(i, buffer)
		buffer = entries
		if !(math.Abs(predicted(move, index, entries)) <= still) {
			return false
		}
	}
	return true
}

// report turns the coefficients of standardised columns into those of the columns.
func (m *binomialModel) report(s binomialState, factor lower, steps int) *BinomialFit {
	fit := &BinomialFit{Link: m.link, Coef: make([]float64, m.p), SE: make([]float64, m.p), LeftOut: factor.out,
		Deviance: float64(-2 * s.likelihood), People: m.people, Steps: steps}
	gradient := make([]float64, m.p) // of the intercept by the standardised coefficients
	gradient[0] = 1
	fit.Coef[0] = s.beta[0]
	for j := 1; j < m.p; j++ {
		if factor.out[j] {
			continue
		}
		shift, unit := m.scale.shift[j-1], m.scale.unit[j-1]
		fit.Coef[j] = s.beta[j] / unit
		gradient[j] = -shift / unit
		fit.Coef[0] += float64(gradient[j] * s.beta[j])
		one := make([]float64, m.p)
		one[j] = 1
		fit.SE[j] = math.Sqrt(factor.solve(one)[j]) / unit
	}
	fit.SE[0] = math.Sqrt(dot(gradient, factor.solve(gradient)))
	return fit
}

func left(out []bool) int {
	n := 0
	for _, o := range out {
		if o {
			n++
		}
	}
	return n
}
