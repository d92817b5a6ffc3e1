package evaluate

import (
	"math/big"
	"slices"

	"sib/cohort"
	"sib/cohort/outcome"
	"sib/matching"
)

// join is the one place where outcomes meet matched sets. It keeps the people
// with an outcome; a stratum left with one arm stays, with zero in the other.
func join(c *cohort.Cohort, s *matching.Sample, t *outcome.Table) []StratumResult {
	out := make([]StratumResult, len(s.Strata))
	for i, st := range s.Strata {
		r := StratumResult{Year: st.Year, Values: st.Values}
		for _, p := range st.Profiles {
			for arm := range r.N {
				r.N[arm] += t.Observed[p][arm]
				r.Events[arm] += t.Placed[p][arm]
				r.Missing[arm] += c.Profiles[p].N[arm] - t.Observed[p][arm]
			}
		}
		out[i] = r
	}
	return out
}

// both reports whether the stratum can be compared.
func (r StratumResult) both() bool { return r.N[cohort.Programme] > 0 && r.N[cohort.Comparison] > 0 }

// totals are the sums an estimate needs, over the strata of one year or of all
// (year 0) in which both arms have outcomes.
type totals struct {
	strata    int
	n, events [2]int64
	p1, p0    *big.Rat // programme rate, weighted comparison rate
	ess       float64
}

// totalsOf computes p1 = X1/n1, p0 = Σ (n1s/n1)(x0s/n0s), both exact, and Kish's
// effective size n1²/Σ(n1s²/n0s) of the weights n1s/n0s (Kish 1965).
func totalsOf(strata []StratumResult, year int) totals {
	var t totals
	var sumW2 float64
	byDen := map[int64]*big.Int{}
	for _, s := range strata {
		if year != 0 && s.Year != year || !s.both() {
			continue
		}
		t.strata++
		for arm := range t.n {
			t.n[arm] += s.N[arm]
			t.events[arm] += s.Events[arm]
		}
		n1, n0 := s.N[cohort.Programme], s.N[cohort.Comparison]
		sumW2 += float64(n1) * float64(n1) / float64(n0)
		product := new(big.Int).Mul(big.NewInt(n1), big.NewInt(s.Events[cohort.Comparison]))
		if sum, ok := byDen[n0]; ok {
			sum.Add(sum, product)
		} else {
			byDen[n0] = product
		}
	}
	if t.strata == 0 {
		return t
	}
	n1 := t.n[cohort.Programme]
	t.p1 = big.NewRat(t.events[cohort.Programme], n1)
	t.p0 = sumOf(byDen)
	t.p0.Quo(t.p0, new(big.Rat).SetInt64(n1))
	t.ess = float64(n1) * float64(n1) / sumW2
	return t
}

// sumOf adds num/den over the map. Fractions with the same denominator are
// already one, and neighbours are added in pairs, so that the long numbers that
// thousands of strata make appear only in the last few additions.
func sumOf(byDen map[int64]*big.Int) *big.Rat {
	dens := make([]int64, 0, len(byDen))
	for d := range byDen {
		dens = append(dens, d)
	}
	slices.Sort(dens)
	terms := make([]*big.Rat, len(dens))
	for i, d := range dens {
		terms[i] = new(big.Rat).SetFrac(byDen[d], big.NewInt(d))
	}
	for len(terms) > 1 {
		half := make([]*big.Rat, 0, (len(terms)+1)/2)
		for i := 0; i+1 < len(terms); i += 2 {
			half = append(half, new(big.Rat).Add(terms[i], terms[i+1]))
		}
		if len(terms)%2 == 1 {
			half = append(half, terms[len(terms)-1])
		}
		terms = half
	}
	return terms[0]
}
