package stats

import (
	"errors"
	"fmt"
	"math"
)

// ErrOutsideHull says that no weights give the rows the means asked for.
var ErrOutsideHull = errors.New("no weights reach the target means: they lie outside the convex hull of the rows")

// The dual is solved once no standardised mean is off by more than exactMeans; at the
// limit of floating point goodMeans will do.
const (
	maxTiltSteps = 200
	exactMeans   = 1e-14
	goodMeans    = 1e-10
)

// EntropyTilt returns weights of one unit of each row, as near as can be to equal ones by
// Kullback's divergence, with which the columns have the target means: entropy balancing
// (Hainmueller 2012, Political Analysis 20:25, eq. 5–9). Row i stands for base[i] units;
// the weights of all units sum to 1. The weights are exp(λ'x) up to a factor, and λ
// minimises a convex function, by Newton's method with halving. Columns may determine
// each other. Where no weights exist the error is ErrOutsideHull.
func EntropyTilt(x *SparseRows, base, target []float64) ([]float64, error) {
	if len(base) != x.Len() || len(target) != x.Columns || x.Len() == 0 {
		return nil, fmt.Errorf("entropy tilt: %d rows, %d of them with units; %d columns, %d targets", x.Len(), len(base), x.Columns, len(target))
	}
	t := newTilt(x, base, target)
	now := t.at(make([]float64, x.Columns), nil)
	without := factorLower(t.p, now.curvature, 1e-11, nil).out
	for range maxTiltSteps {
		if now.worst <= exactMeans {
			return t.weights(now), nil
		}
		// The minimum is −KL of the solution, and KL of anything is at most log(1/smallest).
		if -now.value > t.most {
			return nil, ErrOutsideHull
		}
		next := t.descend(now, factorLower(t.p, now.curvature, 1e-13, without))
		if next.worst >= now.worst && now.worst <= goodMeans {
			return t.weights(now), nil
		}
		if next.value >= now.value && next.worst >= now.worst {
			return nil, ErrOutsideHull // no step gets nearer
		}
		now = next
	}
	return nil, ErrOutsideHull
}

// tilt is the data; measurements are divided by their standard deviation, and all
// columns are less their target.
type tilt struct {
	x      *SparseRows
	base   []float64
	target []float64 // what is still to be subtracted after scaling
	scale  scaling
	p      int
	total  float64
	most   float64 // log(total/smallest base)
}

func newTilt(x *SparseRows, base, target []float64) *tilt {
	t := &tilt{x: x, base: base, p: x.Columns, scale: x.standardising(base), target: make([]float64, x.Columns)}
	least := math.Inf(1)
	for _, b := range base {
		least = math.Min(least, b)
	}
	t.total = sumOf(len(base), func(i int) float64 { return base[i] })
	t.most = log(t.total/least) + 1e-9
	for j := range target {
		if t.scale.shift[j] != 0 { // a measurement: 0 is put where its target is
			t.scale.shift[j] = target[j]
		} else {
			t.target[j] = target[j] / t.scale.unit[j]
		}
	}
	return t
}

// tiltState is the dual function log Σ b·exp(λ'(x−target)) with its derivatives at λ.
type tiltState struct {
	lambda    []float64
	eta       []float64 // by row
	top       float64   // the largest eta
	sum       float64   // Σ b·exp(eta − top)
	value     float64
	gradient  []float64
	curvature []float64 // upper triangle, row by row
	worst     float64   // the largest |gradient|
}

func (t *tilt) at(lambda, room []float64) tiltState {
	s := tiltState{lambda: lambda, eta: room, top: math.Inf(-1)}
	if s.eta == nil {
		s.eta = make([]float64, t.x.Len())
	}
	for i := range s.eta {
		index, value := t.x.row(i)
		eta := 0.0
		for k, c := range index {
			eta += float64(lambda[c] * t.scale.of(c, value[k]))
		}
		s.eta[i] = eta
		s.top = math.Max(s.top, eta)
	}
	t.moments(&s)
	s.value = s.top + log(s.sum/t.total) - dot(lambda, t.target)
	for _, g := range s.gradient {
		s.worst = math.Max(s.worst, math.Abs(g))
	}
	return s
}

// moments fills the sum, and the means and covariances of the tilted rows.
func (t *tilt) moments(s *tiltState) {
	var sum exactly
	first := make([]exactly, t.p)
	second := make([]float64, t.p*t.p)
	entries := make([]float64, 0, t.p)
	for i, eta := range s.eta {
		w := float64(t.base[i] * exp(eta-s.top))
		sum.add(w)
		index, value := t.x.row(i)
		entries = entries[:0]
		for k, c := range index {
			entries = append(entries, t.scale.of(c, value[k]))
		}
		for k, c := range index {
			wx := float64(w * entries[k])
			first[c].add(wx)
			at := int(c) * t.p
			for j := k; j < len(index); j++ {
				second[at+int(index[j])] += float64(wx * entries[j])
			}
		}
	}
	s.sum = sum.total()
	mean := make([]float64, t.p)
	s.gradient = make([]float64, t.p)
	for j := range first {
		mean[j] = first[j].total() / s.sum
		s.gradient[j] = mean[j] - t.target[j]
	}
	for i := range t.p {
		for j := i; j < t.p; j++ {
			second[i*t.p+j] = second[i*t.p+j]/s.sum - float64(mean[i]*mean[j])
		}
	}
	s.curvature = second
}

// descend takes Newton's step, or as much of it as makes the function fall.
func (t *tilt) descend(now tiltState, factor lower) tiltState {
	step := factor.solve(now.gradient)
	slope := dot(step, now.gradient)
	var next tiltState
	room := make([]float64, len(now.eta))
	for scale := 1.0; scale > 1e-12; scale /= 2 {
		lambda := make([]float64, t.p)
		for j := range lambda {
			lambda[j] = now.lambda[j] - float64(scale*step[j])
		}
		next = t.at(lambda, room)
		if next.value <= now.value-float64(1e-4*float64(scale*slope)) || (slope < 1e-10 && next.worst < now.worst) {
			break
		}
	}
	return next
}

func (t *tilt) weights(s tiltState) []float64 {
	out := make([]float64, len(s.eta))
	for i, eta := range s.eta {
		out[i] = exp(eta-s.top) / s.sum
	}
	return out
}
