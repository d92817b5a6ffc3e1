package outlook

import (
	"sort"

	"sib/stats"
)

// spread is a distribution on whole numbers: p[i] is the chance of from + i.
type spread struct {
	from int64
	p    []float64
}

// last is the largest number that can be.
func (s spread) last() int64 { return s.from + int64(len(s.p)) - 1 }

// counts is how many of n people have an event that each has with chance p.
func counts(n int64, p float64) (spread, error) {
	from, chances, err := stats.BinomialCounts(n, p)
	return spread{from, chances}, err
}

// even gives n points the same chance.
func even(n int) spread {
	s := spread{0, make([]float64, n)}
	for i := range s.p {
		s.p[i] = 1 / float64(n)
	}
	return s
}

// plus is the distribution of the sum of two numbers that vary by themselves.
func (s spread) plus(o spread) spread {
	out := spread{s.from + o.from, make([]float64, len(s.p)+len(o.p)-1)}
	for i, a := range s.p {
		for j, b := range o.p {
			out.p[i+j] += float64(a * b)
		}
	}
	return out
}

// below returns the chances of less than from, less than from + 1, and so on to 1.
func (s spread) below() []float64 {
	out := make([]float64, len(s.p)+1)
	for i, p := range s.p {
		out[i+1] = out[i] + p
	}
	return out
}

// quantile returns the smallest number that has at least the chance u at or below it.
func (s spread) quantile(below []float64, u float64) int64 {
	i := sort.Search(len(s.p)-1, func(i int) bool { return below[i+1] >= u })
	return s.from + int64(i)
}
