package matching

import (
	"cmp"
	"math"
	"slices"

	"sib/cohort"
)

// variate is something whose balance is reported, by profile: a number that is
// values[codes[i]], or a category that is labels[codes[i]].
type variate struct {
	name   string
	codes  []int32
	values []float64 // ascending; nil for a category
	labels []string  // nil for a number
}

func (v variate) category() bool { return v.values == nil }

func (v variate) size() int { return max(len(v.values), len(v.labels)) }

// binary reports whether a number has no value but 0 and 1, and the 1. MatchIt
// treats such a column as a share.
func (v variate) binary() bool {
	n := len(v.values)
	return n > 0 && n <= 2 && v.values[n-1] == 1 && (n == 1 || v.values[0] == 0)
}

// covariatesOf are the cohort's covariates.
func covariatesOf(c *cohort.Cohort) []variate {
	out := make([]variate, len(c.Domains))
	for k, d := range c.Domains {
		v := variate{name: d.Name, codes: make([]int32, len(c.Profiles))}
		if d.Kind == cohort.Category {
			v.labels = d.Labels
		} else {
			v.values = d.Numbers
		}
		for i, p := range c.Profiles {
			v.codes[i] = int32(p.Codes[k])
		}
		out[k] = v
	}
	return out
}

// scoreVariates are the score as it is matched on and the linear predictor. A score
// that is given is a covariate already, and a linear score is the predictor.
func (d *design) scoreVariates() []variate {
	var out []variate
	if d.score != nil && d.spec.Distance.Metric != GivenScore && !d.spec.Distance.Linear {
		out = append(out, variateOf(OfScore, d.score))
	}
	if d.linear != nil {
		out = append(out, variateOf(OfLinear, d.linear))
	}
	return out
}

// variateOf sorts numbers by profile into distinct values and codes.
func variateOf(name string, x []float64) variate {
	type at struct {
		x float64
		i int32
	}
	sorted := make([]at, len(x))
	for i := range x {
		sorted[i] = at{x[i], int32(i)}
	}
	slices.SortFunc(sorted, func(a, b at) int { return cmp.Compare(a.x, b.x) })
	v := variate{name: name, codes: make([]int32, len(x)), values: make([]float64, 0, len(x))}
	for _, s := range sorted {
		if n := len(v.values); n == 0 || v.values[n-1] != s.x {
			v.values = append(v.values, s.x)
		}
		v.codes[s.i] = int32(len(v.values) - 1)
	}
	return v
}

// overlapValues is up to how many distinct values the overlap of a number is taken
// value by value: all ages of a working life. Beyond, equal-width bins are.
const overlapValues = 50

// coarse returns the bin of each value for the overlap: nil stands for a bin each.
// The number of bins is Sturges' for so many people, from the least value to the
// greatest.
func (v variate) coarse(people float64) []int32 {
	n := len(v.values)
	if n <= overlapValues {
		return nil
	}
	k := float64(sturges(int64(people)))
	low, width := v.values[0], v.values[n-1]-v.values[0]
	out := make([]int32, n)
	for i, x := range v.values {
		out[i] = int32(math.Min(math.Floor(float64((x-low)*k)/width), k-1))
	}
	return out
}
