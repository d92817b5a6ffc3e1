package stats

import "math"

// lattice is a distribution on whole numbers: p[i] is the probability of from + i.
type lattice struct {
	from int
	p    []float64
}

// newLattice builds a distribution on lo to hi, with one mode, from the ratios of
// neighbours, ratio(x) = P(x+1)/P(x), which fall as x grows. Nothing is a difference of
// logarithms of factorials, so that sizes of ten millions keep their digits. Terms below
// least times the largest are left out.
func newLattice(lo, hi int, least float64, ratio func(x int) float64) lattice {
	mode := modeOf(lo, hi, ratio)
	up, down := []float64{1}, []float64{}
	for x, v := mode, 1.0; x < hi; x++ {
		if v = float64(v * ratio(x)); v < least {
			break
		}
		up = append(up, v)
	}
	for x, v := mode, 1.0; x > lo; x-- {
		if v /= ratio(x - 1); !(v >= least) {
			break
		}
		down = append(down, v)
	}
	return join(mode, down, up)
}

// modeOf is the first x at which the next term is no larger.
func modeOf(lo, hi int, ratio func(x int) float64) int {
	for lo < hi {
		mid := lo + (hi-lo)/2
		if ratio(mid) > 1 {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// join puts the terms below the mode, nearest first, before those from it on, and scales
// them to add up to 1.
func join(mode int, down, up []float64) lattice {
	l := lattice{from: mode - len(down), p: make([]float64, 0, len(down)+len(up))}
	for i := len(down) - 1; i >= 0; i-- {
		l.p = append(l.p, down[i])
	}
	l.p = append(l.p, up...)
	below, above := 0.0, 0.0
	for i := len(down) - 1; i >= 0; i-- {
		below += down[i]
	}
	for i := len(up) - 1; i >= 0; i-- {
		above += up[i]
	}
	for i := range l.p {
		l.p[i] /= below + above
	}
	return l
}

// binomialLattice is the number of events among n with odds p/q each. q is given too,
// because 1 − p has fewer digits.
func binomialLattice(n int, p, q, least float64) lattice {
	switch {
	case p == 0:
		return lattice{0, []float64{1}}
	case q == 0:
		return lattice{n, []float64{1}}
	}
	odds := p / q
	return newLattice(0, n, least, func(x int) float64 { return float64(float64(n-x) / float64(x+1) * odds) })
}

// atLeast is the probability of t or more, summed from the far end on.
func (l lattice) atLeast(t int) float64 {
	if t <= l.from {
		return 1
	}
	sum := 0.0
	for i := len(l.p) - 1; i >= t-l.from; i-- {
		sum += l.p[i]
	}
	return math.Min(1, sum)
}

// moments are the mean and the variance.
func (l lattice) moments() (mean, variance float64) {
	for i, p := range l.p {
		mean += float64(p * float64(i))
	}
	for i, p := range l.p {
		off := float64(i) - mean
		variance += float64(p * float64(off*off))
	}
	return mean + float64(l.from), variance
}

// plus is the distribution of the sum of two independent variables. Terms below least at
// either end are left out.
func (l lattice) plus(m lattice, least float64) lattice {
	if len(l.p) > len(m.p) {
		l, m = m, l // the long one in the inner loop
	}
	out := make([]float64, len(l.p)+len(m.p)-1)
	for i, a := range l.p {
		row := out[i : i+len(m.p)]
		for j, b := range m.p {
			row[j] += float64(a * b)
		}
	}
	from := l.from + m.from
	for len(out) > 1 && out[0] < least {
		out, from = out[1:], from+1
	}
	for len(out) > 1 && out[len(out)-1] < least {
		out = out[:len(out)-1]
	}
	return lattice{from, out}
}
