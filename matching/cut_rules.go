package matching

import (
	"fmt"
	"math/bits"
	"sort"
	"strconv"

	"sib/cohort"
)

// ruleCuts finds the cuts of covariate k among everybody eligible. Cuts that part
// nobody from anybody are left out, so no bin is empty.
func (cov Covariate) ruleCuts(c *cohort.Cohort, k int) ([]float64, error) {
	numbers := c.Domains[k].Numbers
	if len(numbers) == 0 {
		return nil, nil
	}
	switch {
	case cov.Rule == Sturges && cov.Bins != 0:
		return nil, fmt.Errorf("has a number of bins, and the rule sturges finds its own: leave one out")
	case (cov.Rule == EqualWidth || cov.Rule == Quantiles) && cov.Bins < 2:
		return nil, fmt.Errorf("needs at least 2 bins for the rule %s", cov.Rule)
	case cov.Rule == Sturges:
		return plain(numbers, equalCuts(numbers, sturges(everybody(c)))), nil
	case cov.Rule == EqualWidth:
		return plain(numbers, equalCuts(numbers, cov.Bins)), nil
	case cov.Rule == Quantiles:
		return plain(numbers, quantileCuts(numbers, peopleByValue(c, k), cov.Bins)), nil
	}
	return nil, fmt.Errorf("has unknown rule %q: it is one of %s, %s, %s", cov.Rule, EqualWidth, Quantiles, Sturges)
}

// everybody counts the eligible people of both groups.
func everybody(c *cohort.Cohort) int64 {
	var n int64
	for _, p := range c.Profiles {
		n += p.N[cohort.Programme] + p.N[cohort.Comparison]
	}
	return n
}

// peopleByValue counts the eligible people of both groups at each value of covariate k.
func peopleByValue(c *cohort.Cohort, k int) []int64 {
	n := make([]int64, len(c.Domains[k].Labels))
	for _, p := range c.Profiles {
		n[p.Codes[k]] += p.N[cohort.Programme] + p.N[cohort.Comparison]
	}
	return n
}

// sturges is ⌈log₂ n + 1⌉ (Sturges 1926, JASA 21:65), R's nclass.Sturges.
func sturges(n int64) int {
	if n < 2 {
		return 1
	}
	return bits.Len64(uint64(n-1)) + 1
}

// equalCuts are the inner limits of k bins of equal width.
func equalCuts(numbers []float64, k int) []float64 {
	if len(numbers) == 0 {
		return nil
	}
	low, width := numbers[0], numbers[len(numbers)-1]-numbers[0]
	var out []float64
	for i := 1; i < k; i++ {
		out = append(out, low+float64(float64(i)*width)/float64(k))
	}
	return out
}

// quantileCuts are the i/k quantiles of people, who number n at each of the values:
// type 7 of Hyndman and Fan (1996, Am. Stat. 50:361), R's default.
func quantileCuts(numbers []float64, n []int64, k int) []float64 {
	var total int64
	for _, people := range n {
		total += people
	}
	var out []float64
	if total == 0 {
		return out
	}
	at, through := 0, n[0] // through counts the people up to numbers[at]
	for i := int64(1); i < int64(k); i++ {
		rank, rest := (total-1)*i/int64(k), (total-1)*i%int64(k) // from 0
		for through <= rank {
			at++
			through += n[at]
		}
		low, high := numbers[at], numbers[at]
		if through == rank+1 && rest > 0 {
			next := at + 1
			for n[next] == 0 {
				next++
			}
			high = numbers[next]
		}
		out = append(out, low+float64((high-low)*float64(rest))/float64(k))
	}
	return out
}

// plain drops cuts that part no two of the values, and writes each of the others
// with the fewest digits that part the same values.
func plain(numbers, cuts []float64) []float64 {
	var out []float64
	before := 0
	for _, cut := range cuts {
		below := sort.SearchFloat64s(numbers, cut)
		if below > before && below < len(numbers) {
			out = append(out, shortest(numbers[below-1], cut, numbers[below]))
			before = below
		}
	}
	return out
}

// shortest rounds a cut to the fewest digits that leave it above low and not above high.
func shortest(low, cut, high float64) float64 {
	for digits := 1; digits < 17; digits++ {
		if x, err := strconv.ParseFloat(strconv.FormatFloat(cut, 'g', digits, 64), 64); err == nil && low < x && x <= high {
			return x
		}
	}
	return cut
}
