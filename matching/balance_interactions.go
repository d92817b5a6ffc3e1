package matching

import (
	"cmp"
	"slices"

	"sib/cohort"
)

// Interactions compares the squares and the products of two covariates, in one year
// or in all of them (0): groups with the same means may still differ in combination.
// Levels enter as 0/1 columns. Left out are products that are always 0, such as those
// of two levels of one covariate, and products that are one of their factors
// (MatchIt's summary with interactions = TRUE).
func (s *Sample) Interactions(c *cohort.Cohort, year int) Balance {
	d := &design{c: c, spec: s.Spec}
	b := newBalancer(d, s)
	variates := covariatesOf(c)
	if year == 0 && len(c.Years) > 1 {
		variates = append(variates, b.year)
	}
	out := []Balance{{Year: year}}
	factors := factorsOf(variates)
	for i, f := range factors {
		for _, g := range factors[i:] {
			if v, ok := product(f, g); ok {
				b.compare(out, v)
			}
		}
	}
	return out[0]
}

// factor is one column of a product: a number, or the 0/1 column of a level.
type factor struct {
	name  string
	of    variate
	level int32 // −1: a number
}

func factorsOf(variates []variate) []factor {
	var out []factor
	for _, v := range variates {
		if !v.category() {
			out = append(out, factor{v.name, v, -1})
			continue
		}
		for k, label := range v.labels {
			out = append(out, factor{v.name + "=" + label, v, int32(k)})
		}
	}
	return out
}

// at is the factor of profile i.
func (f factor) at(i int) float64 {
	switch code := f.of.codes[i]; {
	case f.level < 0:
		return f.of.values[code]
	case f.level == code:
		return 1
	}
	return 0
}

// product multiplies two factors; false if that says nothing new.
func product(f, g factor) (variate, bool) {
	x := make([]float64, len(f.of.codes))
	zero, first, second := true, true, true
	for i := range x {
		a, b := f.at(i), g.at(i)
		x[i] = float64(a * b)
		zero, first, second = zero && x[i] == 0, first && x[i] == a, second && x[i] == b
	}
	if zero || first || second {
		return variate{}, false
	}
	name := f.name + " × " + g.name
	if f.name == g.name {
		name = f.name + "²"
	}
	return f.coded(g, name, x), true
}

// coded turns products into codes. Unless both factors take many values, the distinct
// products are found without sorting the profiles.
func (f factor) coded(g factor, name string, x []float64) variate {
	if f.level < 0 && g.level < 0 {
		return variateOf(name, x)
	}
	values := []float64{0, 1}
	for _, h := range []factor{f, g} {
		if h.level < 0 {
			values = append(slices.Clone(h.of.values), 0)
		}
	}
	slices.Sort(values)
	values = slices.Compact(values)
	v := variate{name: name, values: values, codes: make([]int32, len(x))}
	for i := range x {
		k, _ := slices.BinarySearchFunc(values, x[i], cmp.Compare[float64])
		v.codes[i] = int32(k)
	}
	return v
}
