package matching

import "math"

// scatter holds the sums of columns and of their products over the people of each arm
// inside the common support.
type scatter struct {
	n       [2]float64
	sum     [2][]float64
	product [2][][]float64
}

func (d *design) scatter(cols columns) scatter {
	var s scatter
	p := len(cols.names)
	for arm := range s.n {
		s.sum[arm], s.product[arm] = make([]float64, p), square(p)
	}
	shift := d.centre(cols)
	var index []int32
	var value []float64
	for i, profile := range d.c.Profiles {
		if d.outside[i] {
			continue
		}
		index, value = index[:0], value[:0]
		cols.entries(int32(i), func(j int32, v float64) {
			index, value = append(index, j), append(value, v-shift[j])
		})
		for arm, n := range profile.N {
			if n > 0 {
				s.add(arm, float64(n), index, value)
			}
		}
	}
	return s
}

// centre is a value amid those of each number, to be subtracted before squaring.
func (d *design) centre(cols columns) []float64 {
	shift := make([]float64, len(cols.names))
	for _, s := range cols.sources {
		if len(s.numbers) > 0 {
			low, high := s.numbers[0], s.numbers[0]
			for _, v := range s.numbers {
				low, high = math.Min(low, v), math.Max(high, v)
			}
			shift[s.column[0]] = low + (high-low)/2
		}
	}
	return shift
}

func (s *scatter) add(arm int, n float64, index []int32, value []float64) {
	s.n[arm] += n
	for k, i := range index {
		nx := float64(n * value[k])
		s.sum[arm][i] += nx
		row := s.product[arm][i]
		for l := k; l < len(index); l++ {
			row[index[l]] += float64(nx * value[l])
		}
	}
}

// within is the covariance pooled within arms, n−2 in the denominator.
func (s scatter) within() [][]float64 {
	out := square(len(s.sum[0]))
	for arm, n := range s.n {
		if n == 0 {
			continue
		}
		s.about(out, s.product[arm], s.sum[arm], n, s.n[0]+s.n[1]-2)
	}
	return out
}

// total is the covariance of both arms together, n−1 in the denominator.
func (s scatter) total() [][]float64 {
	p := len(s.sum[0])
	out, product, sum := square(p), square(p), make([]float64, p)
	for i := range p {
		sum[i] = s.sum[0][i] + s.sum[1][i]
		for j := i; j < p; j++ {
			product[i][j] = s.product[0][i][j] + s.product[1][i][j]
		}
	}
	n := s.n[0] + s.n[1]
	s.about(out, product, sum, n, n-1)
	return out
}

// about adds (Σxx' − ΣxΣx'/n)/df to a symmetric matrix. What is left of a column that
// does not vary is rounding.
func (s scatter) about(out, product [][]float64, sum []float64, n, df float64) {
	for i := range out {
		for j := i; j < len(out); j++ {
			v := product[i][j] - float64(sum[i]*(sum[j]/n))
			if i == j && v < float64(1e-13*product[i][i]) {
				v = 0
			}
			out[i][j] += v / df
			out[j][i] = out[i][j]
		}
	}
}

func square(n int) [][]float64 {
	out := make([][]float64, n)
	for i := range out {
		out[i] = make([]float64, n)
	}
	return out
}
