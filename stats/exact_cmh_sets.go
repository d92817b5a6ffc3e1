package stats

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// maxConvolution bounds the multiplications of ExactCMHSets: a second or two.
const maxConvolution = 1e9

// ExactCMHSets tests independence exactly, all margins of every set fixed: the number
// of programme people's events is a sum of independent hypergeometric numbers (Birch
// 1964, J. R. Stat. Soc. B 26:313; R's mantelhaen.test, exact = TRUE). The two-sided
// p-value adds all outcomes that are no more probable than the one observed, to within
// a relative 1e-7 as R has it. Units are counted and weights not used. Where no set can
// tell, every p-value is 1. Data that would take more than 10⁹ multiplications, such as
// 40,000 discordant pairs, are an error: CMHSets does then.
func ExactCMHSets(units []Unit) (Independence, error) {
	const op = "cmh-exact"
	tables, warnings, err := setTables(op, units)
	if err != nil {
		return Independence{}, err
	}
	null, err := newSetNull(op, tables)
	if err != nil {
		return Independence{}, err
	}
	out := newIndependence(op, tables, warnings)
	at := int(out.Events - null.low)
	out.Greater = math.Min(1, upSum(null.p[at:]))
	out.Less = math.Min(1, upSum(null.p[:at+1]))
	const relative = 1 + 1e-7
	out.TwoSided = math.Min(1, upSum(slices.DeleteFunc(slices.Clone(null.p), func(p float64) bool { return p > float64(null.p[at]*relative) })))
	return out, nil
}

// setNull is the distribution of the programme's events if it did nothing: p[i] is the
// probability of low + i.
type setNull struct {
	low float64
	p   []float64
}

func newSetNull(op string, tables []setTable) (setNull, error) {
	tables = slices.Clone(tables)
	slices.SortFunc(tables, func(a, b setTable) int {
		return cmp.Or(cmp.Compare(a.n, b.n), cmp.Compare(a.n1, b.n1), cmp.Compare(a.x, b.x))
	})
	if convolutionWork(tables) > maxConvolution {
		return setNull{}, fmt.Errorf("%s: %d sets are too many for exact probabilities: use cmh", op, len(tables))
	}
	null := setNull{p: []float64{1}}
	for _, t := range tables {
		null.add(t)
	}
	return null, nil
}

// convolutionWork counts the multiplications that the tables would take.
func convolutionWork(tables []setTable) float64 {
	work, length := 0.0, 1.0
	for _, t := range tables {
		_, width := t.support()
		work += float64(length * (width + 1))
		length += width
	}
	return work
}

// support is the least number of events the programme people of the set can have, and
// how many more they can have.
func (t setTable) support() (low, width float64) {
	low = math.Max(0, t.x-(t.n-t.n1))
	return low, math.Min(t.x, t.n1) - low
}

func (n *setNull) add(t setTable) {
	low, _ := t.support()
	one := t.hypergeometric()
	sum := make([]float64, len(n.p)+len(one)-1)
	for i, p := range n.p {
		for j, q := range one {
			sum[i+j] += float64(p * q)
		}
	}
	n.low, n.p = n.low+low, sum
}

// hypergeometric returns the probabilities over the support. Ratios of neighbours from
// the mode outwards keep all digits for large sets, where factorials would not.
func (t setTable) hypergeometric() []float64 {
	low, width := t.support()
	p := make([]float64, int(width)+1)
	ratio := func(k float64) float64 { // of k + 1 events to k
		return float64((t.x - k) / (k + 1) * ((t.n1 - k) / (t.n - t.n1 - t.x + k + 1)))
	}
	mode := int(clip(math.Floor((t.x+1)/(t.n+2)*(t.n1+1))-low, 0, width))
	p[mode] = 1
	for i := mode; i+1 < len(p); i++ {
		p[i+1] = float64(p[i] * ratio(low+float64(i)))
	}
	for i := mode; i > 0; i-- {
		p[i-1] = p[i] / ratio(low+float64(i-1))
	}
	total := upSum(p)
	for i := range p {
		p[i] /= total
	}
	return p
}

func upSum(p []float64) float64 { return sumOf(len(p), func(i int) float64 { return p[i] }) }
