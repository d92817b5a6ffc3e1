package stats

import (
	"math"
	"math/bits"
	"math/rand/v2"
)

// binomialSampler draws from binomial distributions by the alias method (Walker
// 1977; Vose 1991, IEEE Trans. Softw. Eng. 17:972): one random number and one
// look-up a draw. Its slices are working memory.
type binomialSampler struct {
	column       []aliasColumn
	weight       []float64
	small, large []int
}

// aliasColumn gives the value first below the threshold and second above it.
type aliasColumn struct {
	threshold     uint64
	first, second float64
}

// add draws the number of events among n people at the rate x/n for each of sums
// and adds it, times scale.
func (s *binomialSampler) add(source *rand.PCG, sums []float64, x, n, scale float64) {
	if x == 0 || x == n {
		for i := range sums {
			sums[i] += float64(x * scale)
		}
		return
	}
	s.prepare(x/n, n, scale)
	columns, size := s.column, uint64(len(s.column))
	for i := range sums {
		// The high word of a product picks the column, the low word the place in it.
		high, low := bits.Mul64(source.Uint64(), size)
		c := &columns[high]
		v := c.second
		if low < c.threshold {
			v = c.first
		}
		sums[i] += v
	}
}

// prepare fills the columns for a binomial distribution with values times scale.
func (s *binomialSampler) prepare(p, n, scale float64) {
	first := s.weigh(p, n)
	size := len(s.weight)
	total := 0.0
	for _, w := range s.weight {
		total += w
	}
	s.column, s.small, s.large = s.column[:0], s.small[:0], s.large[:0]
	for i := range s.weight {
		s.weight[i] = float64(s.weight[i] * (float64(size) / total))
		v := float64((first + float64(i)) * scale)
		s.column = append(s.column, aliasColumn{math.MaxUint64, v, v})
		if s.weight[i] < 1 {
			s.small = append(s.small, i)
		} else {
			s.large = append(s.large, i)
		}
	}
	s.pair()
}

// pair fills what a small column leaves free from a large one.
func (s *binomialSampler) pair() {
	for len(s.small) > 0 && len(s.large) > 0 {
		i, j := s.small[len(s.small)-1], s.large[len(s.large)-1]
		s.small = s.small[:len(s.small)-1]
		s.column[i].threshold = uint64(s.weight[i] * (1 << 63) * 2)
		s.column[i].second = s.column[j].first
		s.weight[j] -= 1 - s.weight[i]
		if s.weight[j] < 1 {
			s.large = s.large[:len(s.large)-1]
			s.small = append(s.small, j)
		}
	}
}

// weigh sets weight to multiples of the probabilities of all counts that occur at
// all, from the most likely one outwards, and returns the lowest. What is left out
// has a chance below 1e-20 times the most likely count's.
func (s *binomialSampler) weigh(p, n float64) (lowest float64) {
	const negligible = 1e-20
	odds := p / (1 - p)
	mode := math.Min(n, math.Floor((n+1)*p))
	s.weight = s.weight[:0]
	k := mode
	for w := 1.0; w > negligible && k >= 0; k-- {
		s.weight = append(s.weight, w)
		w = float64(w * (k / (n - k + 1) / odds))
	}
	lowest = k + 1
	for i, j := 0, len(s.weight)-1; i < j; i, j = i+1, j-1 {
		s.weight[i], s.weight[j] = s.weight[j], s.weight[i]
	}
	w := 1.0
	for k := mode + 1; k <= n; k++ {
		if w = float64(w * float64((n-k+1)/k*odds)); w <= negligible {
			break
		}
		s.weight = append(s.weight, w)
	}
	return lowest
}
