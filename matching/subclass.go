package matching

import (
	"cmp"
	"fmt"
	"slices"
	"sort"

	"sib/cohort"
)

// defaultSubclasses is MatchIt's.
const defaultSubclasses = 6

// subclassify divides everybody into classes of the score at the quantiles of those the
// estimand is about (Rosenbaum and Rubin 1984, JASA 79:516), and each cell by them. A
// stratum without one of the arms is dropped.
func (d *design) subclassify() (assignment, error) {
	k := cmp.Or(d.spec.Subclasses, defaultSubclasses)
	if k < 2 {
		return assignment{}, fmt.Errorf("match: %d subclasses: want 2 or more", k)
	}
	cuts := d.scoreCuts(k)
	var a assignment
	for _, c := range d.cells {
		for class, part := range d.split(c, cuts) {
			if len(part.profiles[cohort.Programme]) > 0 && len(part.profiles[cohort.Comparison]) > 0 {
				s := d.stratumOf(part)
				s.Class = class + 1
				a.strata = append(a.strata, s)
			}
		}
	}
	if a.strata == nil {
		return a, fmt.Errorf("match: none of the %d subclasses has people of both groups in one cell: use fewer, or match fewer covariates exactly", k)
	}
	return a, nil
}

// split divides a cell by class: closed at the lower cut, open at both ends.
func (d *design) split(c cell, cuts []float64) []cell {
	out := make([]cell, len(cuts)+1)
	for class := range out {
		out[class].year, out[class].values = c.year, c.values
	}
	for arm, profiles := range c.profiles {
		for _, p := range profiles {
			class := sort.Search(len(cuts), func(i int) bool { return cuts[i] > d.score[p] })
			out[class].profiles[arm] = append(out[class].profiles[arm], p)
		}
	}
	return out
}

// scoreCuts are the quantiles 1/k, …, (k−1)/k of the score of those the estimand is about.
func (d *design) scoreCuts(k int) []float64 {
	var counts []scoreCount
	for i, p := range d.c.Profiles {
		n := p.N[d.focal]
		if d.spec.Estimand == OnAll {
			n = p.N[0] + p.N[1]
		}
		if n > 0 && !d.outside[i] {
			counts = append(counts, scoreCount{d.score[i], n})
		}
	}
	slices.SortFunc(counts, func(a, b scoreCount) int { return cmp.Compare(a.score, b.score) })
	cuts := make([]float64, 0, k-1)
	for i := 1; i < k; i++ {
		cuts = append(cuts, quantile(counts, int64(i), int64(k)))
	}
	return cuts
}

// scoreCount is a number of people with one score.
type scoreCount struct {
	score float64
	n     int64
}

// quantile i/k of people in order of their score is at (n−1)·i/k from the first, between
// two of them in proportion: type 7 of Hyndman and Fan (1996, Am. Stat. 50:361).
func quantile(counts []scoreCount, i, k int64) float64 {
	var n int64
	for _, c := range counts {
		n += c.n
	}
	if n == 0 {
		return 0
	}
	at, rest := (n-1)/k*i+(n-1)%k*i/k, (n-1)%k*i%k
	low := scoreAt(counts, at)
	if rest == 0 {
		return low
	}
	high := scoreAt(counts, at+1)
	if low == high {
		return low
	}
	share := float64(rest) / float64(k)
	return float64((1-share)*low) + float64(share*high)
}

// scoreAt is the score of the person with so many before.
func scoreAt(counts []scoreCount, before int64) float64 {
	for _, c := range counts {
		if before < c.n {
			return c.score
		}
		before -= c.n
	}
	return counts[len(counts)-1].score
}
