package matching

import "math"

// pairing knows which programme and comparison people are matched with each other.
// All its results are by cohort year, in the cohort's order.
type pairing interface {
	// count is the number of pairs.
	count() []float64
	// apart sums |x_t − x_c| over the pairs: one sum for a number, one for the 0/1
	// column of each level of a category.
	apart(v variate) [][]float64
}

// pairingOf returns the pairs of a sample, which its links are or all pairs within a
// stratum; nil if it has none. years is the year of each profile, as an index.
func pairingOf(s *Sample, n [][2]int64, years []int32, tables int) pairing {
	switch {
	case len(s.Links) > 0:
		return linkedPairs{s.Links, years, tables}
	case len(s.Strata) > 0:
		if p := (stratumPairs{tables: tables}); p.hold(s.Strata, n, years) {
			return p
		}
	}
	return nil
}

// meansApart returns, for each year and then for all of them, the mean distance of
// a pair; nil where there are no pairs.
func meansApart(p pairing, v variate) [][]float64 {
	counts, sums := p.count(), p.apart(v)
	total, n := make([]float64, len(sums[0])), 0.0
	for y := range sums {
		n += counts[y]
		for k := range total {
			total[k] += sums[y][k]
		}
	}
	counts, sums = append(counts, n), append(sums, total)
	for y := range sums {
		if counts[y] == 0 {
			sums[y] = nil
			continue
		}
		for k := range sums[y] {
			sums[y][k] /= counts[y]
		}
	}
	return sums
}

// sumsOf makes room for one sum of a number or one for each level, by year.
func sumsOf(v variate, years int) [][]float64 {
	width := max(1, len(v.labels))
	out := make([][]float64, years)
	for y := range out {
		out[y] = make([]float64, width)
	}
	return out
}

// linkedPairs are the pairs of links.
type linkedPairs struct {
	links  []Link
	years  []int32
	tables int
}

func (p linkedPairs) count() []float64 {
	out := make([]float64, p.tables)
	for _, l := range p.links {
		out[p.years[l.Programme]] += l.N
	}
	return out
}

func (p linkedPairs) apart(v variate) [][]float64 {
	out := sumsOf(v, p.tables)
	for _, l := range p.links {
		sum, a, b := out[p.years[l.Programme]], v.codes[l.Programme], v.codes[l.Comparison]
		switch {
		case a == b:
		case v.category():
			sum[a] += l.N
			sum[b] += l.N
		default:
			sum[0] += float64(l.N * math.Abs(v.values[a]-v.values[b]))
		}
	}
	return out
}

// stratumPairs are all pairs within strata. They are never listed: people are
// counted by value.
type stratumPairs struct {
	n      [][2]float64 // people by stratum
	years  []int32      // of each stratum
	of     []int32      // stratum by profile; −1: none
	people [][2]int64   // by profile
	tables int
}

// hold reports whether the strata are made of whole profiles: where a profile is
// split over strata, its counts do not say who is where.
func (p *stratumPairs) hold(strata []Stratum, n [][2]int64, years []int32) bool {
	p.people, p.of = n, make([]int32, len(n))
	for i := range p.of {
		p.of[i] = -1
	}
	for k, s := range strata {
		var sum [2]int64
		for _, i := range s.Profiles {
			if p.of[i] >= 0 {
				return false
			}
			p.of[i] = int32(k)
			sum[0] += n[i][0]
			sum[1] += n[i][1]
		}
		if sum != s.N {
			return false
		}
		p.n = append(p.n, [2]float64{float64(sum[0]), float64(sum[1])})
		p.years = append(p.years, years[s.Profiles[0]])
	}
	return true
}

func (p stratumPairs) count() []float64 {
	out := make([]float64, p.tables)
	for k, n := range p.n {
		out[p.years[k]] += float64(n[0] * n[1])
	}
	return out
}

func (p stratumPairs) apart(v variate) [][]float64 {
	if v.category() {
		return p.levelsApart(v)
	}
	return p.numbersApart(v)
}

// numbersApart walks up the values. Between two neighbouring values of a stratum,
// every pair with one end below and the other above is as far apart as they are.
func (p stratumPairs) numbersApart(v variate) [][]float64 {
	below := make([][2]float64, len(p.n))
	last, sum := make([]float64, len(p.n)), make([]float64, len(p.n))
	for _, i := range byCode(v) {
		k := p.of[i]
		if k < 0 {
			continue
		}
		x, b, n := v.values[v.codes[i]], below[k], p.n[k]
		across := float64(b[0]*(n[1]-b[1])) + float64(b[1]*(n[0]-b[0]))
		if across > 0 {
			sum[k] += float64(across * (x - last[k]))
		}
		last[k] = x
		below[k] = [2]float64{b[0] + float64(p.people[i][0]), b[1] + float64(p.people[i][1])}
	}
	out := sumsOf(v, p.tables)
	for k, s := range sum {
		out[p.years[k]][0] += s
	}
	return out
}

// levelsApart counts the pairs of which one has the level and the other not.
func (p stratumPairs) levelsApart(v variate) [][]float64 {
	out := sumsOf(v, p.tables)
	has := make([][2]float64, len(p.n))
	order := byCode(v)
	for from, to := 0, 0; from < len(order); from = to {
		code := v.codes[order[from]]
		for to = from; to < len(order) && v.codes[order[to]] == code; to++ {
			if k := p.of[order[to]]; k >= 0 {
				has[k][0] += float64(p.people[order[to]][0])
				has[k][1] += float64(p.people[order[to]][1])
			}
		}
		for _, i := range order[from:to] {
			k := p.of[i]
			if k < 0 {
				continue
			}
			h, n := has[k], p.n[k] // zero when the stratum is done
			out[p.years[k]][code] += float64(h[0]*(n[1]-h[1])) + float64(h[1]*(n[0]-h[0]))
			has[k] = [2]float64{}
		}
	}
	return out
}

// byCode lists the profiles by ascending code, those of one code by index.
func byCode(v variate) []int32 {
	order, out := make([]int32, len(v.codes)), make([]int32, len(v.codes))
	for i := range order {
		order[i] = int32(i)
	}
	arrange(order, out, v.size(), func(i int32) uint32 { return uint32(v.codes[i]) })
	return out
}

// arrange copies order to next, sorted by a key below n; equal keys keep their order.
func arrange(order, next []int32, n int, key func(int32) uint32) {
	start := make([]int32, n+1)
	for _, i := range order {
		start[key(i)+1]++
	}
	for k := range n {
		start[k+1] += start[k]
	}
	for _, i := range order {
		k := key(i)
		next[start[k]] = i
		start[k]++
	}
}
