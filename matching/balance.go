package matching

import (
	"slices"
	"strconv"

	"sib/cohort"
)

// balanceOf returns a table for each cohort year and, if there are several, a
// pooled one in which the year is a covariate too.
func balanceOf(d *design, s *Sample) []Balance {
	b := newBalancer(d, s)
	out := b.blank(d.imbalances(s.Weights))
	for _, v := range covariatesOf(d.c) {
		b.compare(out, v)
	}
	if last := len(out) - 1; last > 0 {
		b.compare(out[last:], b.year)
	}
	for _, v := range d.scoreVariates() {
		b.compare(out, v)
	}
	return out
}

// span is a run of profiles: those of a year, or all.
type span struct{ from, to int }

// balancer compares the groups of a sample, one variate at a time.
type balancer struct {
	d       *design
	w       [][2]float64
	year    variate
	pairing pairing
	spans   map[int]span // by year, 0 for all
	// before and after are lent to each comparison: a variate may have as many
	// values as there are profiles.
	before, after histogram
}

func newBalancer(d *design, s *Sample) *balancer {
	b := &balancer{d: d, w: s.Weights, year: yearVariate(d.c), spans: map[int]span{0: {0, len(d.c.Profiles)}}}
	n := make([][2]int64, len(d.c.Profiles))
	for i, p := range d.c.Profiles {
		n[i] = p.N
		run, ok := b.spans[p.Year]
		if !ok {
			run.from = i
		}
		b.spans[p.Year] = span{run.from, i + 1}
	}
	b.pairing = pairingOf(s, n, b.year.codes, len(d.c.Years))
	return b
}

// blank returns the tables without terms.
func (b *balancer) blank(imbalance []*L1) []Balance {
	var out []Balance
	for k, y := range b.d.c.Years {
		out = append(out, Balance{Year: y, L1: imbalance[k]})
	}
	if len(out) > 1 {
		out = append(out, Balance{L1: imbalance[len(out)]})
	}
	return out
}

// compare appends the terms of a variate to every table.
func (b *balancer) compare(tables []Balance, v variate) {
	var apart [][]float64
	if b.pairing != nil {
		apart = meansApart(b.pairing, v)
	}
	for t := range tables {
		var a []float64
		if apart != nil {
			a = apart[b.place(tables[t].Year)]
		}
		tables[t].Terms = append(tables[t].Terms, b.terms(v, b.spans[tables[t].Year], a)...)
	}
}

// place is where the results of a year stand, with all years behind the last.
func (b *balancer) place(year int) int {
	if k := slices.Index(b.d.c.Years, year); k >= 0 {
		return k
	}
	return len(b.d.c.Years)
}

// terms are the terms of a variate: one of a number, or one for each level that
// anybody has. apart is the mean distance of a pair, nil if there are no pairs.
func (b *balancer) terms(v variate, s span, apart []float64) []TermBalance {
	b.count(v, s)
	if v.category() {
		return b.levelTerms(v, apart)
	}
	return []TermBalance{b.numberTerm(v, apart)}
}

// count fills the histograms with the people of a span.
func (b *balancer) count(v variate, s span) {
	b.before.reset(v.size())
	b.after.reset(v.size())
	for i := s.from; i < s.to; i++ {
		for arm, people := range b.d.c.Profiles[i].N {
			n := float64(people)
			b.before.add(int(v.codes[i]), arm, n, 1)
			b.after.add(int(v.codes[i]), arm, n, b.w[i][arm])
		}
	}
}

// levelTerms treats each level as a 0/1 column. Levels nobody has are left out.
func (b *balancer) levelTerms(v variate, apart []float64) []TermBalance {
	var out []TermBalance
	for k, label := range v.labels {
		if b.before.at[k] == [2]float64{} {
			continue
		}
		den := b.d.spec.Estimand.shareSD(b.before.shares(k), b.before.sum)
		t := TermBalance{Covariate: v.name, Level: label, Denominator: den}
		t.Before, t.After = b.before.level(k, den), b.after.level(k, den)
		if apart != nil {
			t.After.PairDistance = standardised(apart[k], den)
		}
		out = append(out, t)
	}
	return out
}

// numberTerm compares a number. One that is 0 or 1 is a share, as a level is.
func (b *balancer) numberTerm(v variate, apart []float64) TermBalance {
	t := TermBalance{Covariate: v.name}
	if v.binary() {
		one := len(v.values) - 1
		t.Denominator = b.d.spec.Estimand.shareSD(b.before.shares(one), b.before.sum)
		t.Before, t.After = b.before.level(one, t.Denominator), b.after.level(one, t.Denominator)
	} else {
		t.Denominator = b.d.spec.Estimand.numberSD(b.before, v.values)
		bin := v.coarse(b.before.sum[0] + b.before.sum[1])
		t.Before = b.before.number(v.values, b.before, bin, t.Denominator)
		t.After = b.after.number(v.values, b.before, bin, t.Denominator)
	}
	if apart != nil {
		t.After.PairDistance = standardised(apart[0], t.Denominator)
	}
	return t
}

// yearVariate is the cohort year as a category.
func yearVariate(c *cohort.Cohort) variate {
	v := variate{name: "year", codes: make([]int32, len(c.Profiles))}
	at := map[int]int32{}
	for i, y := range c.Years {
		at[y] = int32(i)
		v.labels = append(v.labels, strconv.Itoa(y))
	}
	for i, p := range c.Profiles {
		v.codes[i] = at[p.Year]
	}
	return v
}
