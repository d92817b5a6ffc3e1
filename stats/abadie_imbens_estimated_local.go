package stats

import (
	"math"
	"sort"
)

// scoreTally are sums over some people of one arm: how many, y, y², x and x·y.
type scoreTally struct {
	n, y, yy float64
	x, xy    []float64
}

// scoreLevel are the people of one arm who share a score, the linear predictor at.
type scoreLevel struct {
	at float64
	scoreTally
}

func newScoreTally(columns int) scoreTally {
	both := make([]float64, 2*columns)
	return scoreTally{x: both[:columns:columns], xy: both[columns:]}
}

func (t *scoreTally) person(p scoredPerson) {
	y := p.unit.Y
	t.n++
	t.y += y
	t.yy += float64(y * y)
	for k, x := range p.x {
		t.x[k] += x
		t.xy[k] += float64(x * y)
	}
}

// gather sets t to the sum of the levels.
func (t *scoreTally) gather(levels []scoreLevel) {
	t.n, t.y, t.yy = 0, 0, 0
	clear(t.x)
	clear(t.xy)
	for _, g := range levels {
		t.n += g.n
		t.y += g.y
		t.yy += g.yy
		for k := range t.x {
			t.x[k] += g.x[k]
			t.xy[k] += g.xy[k]
		}
	}
}

// cov is the sample covariance of column k and y.
func (t *scoreTally) cov(k int) float64 {
	return (t.xy[k] - float64(t.x[k]*t.y)/t.n) / (t.n - 1)
}

// variance is the sample variance of y.
func (t *scoreTally) variance() float64 {
	return math.Max(0, t.yy-float64(t.y*t.y)/t.n) / (t.n - 1)
}

// nearestLevels are the levels of the want people nearest to a score.
func nearestLevels(levels []scoreLevel, at, want float64) []scoreLevel {
	lo, hi := nearestRange(levels, at, want)
	return levels[lo:hi]
}

// nearestRange are the places of the levels of the want people nearest to a score, with
// all who tie with the farthest of them; there are at least want people. Levels are more
// than a tie apart, so that the search visits no more than about want of them.
func nearestRange(levels []scoreLevel, at, want float64) (lo, hi int) {
	hi = sort.Search(len(levels), func(i int) bool { return levels[i].at >= at })
	lo = hi
	for people := 0.0; people < want; {
		left, right := math.Inf(1), math.Inf(1)
		if lo > 0 {
			left = at - levels[lo-1].at
		}
		if hi < len(levels) {
			right = levels[hi].at - at
		}
		reach := math.Min(left, right) + scoreTie
		if left <= reach {
			lo--
			people += levels[lo].n
		}
		if right <= reach {
			people += levels[hi].n
			hi++
		}
	}
	return lo, hi
}
