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
		r := StratumResult{Year: st.Year, Values: st.Values, Class: st.Class}
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

// matched is the people who are compared, with their outcomes: strata, or sums of a
// design that weights people one by one.
type matched struct {
	strata   []StratumResult
	sums     []WeightedSums
	estimand string // the contract's
}

func (m matched) totals(year int) totals {
	if m.sums != nil {
		return totalsOfSums(m.sums, year)
	}
	return totalsOf(m.strata, year, m.estimand)
}

// totals are what an estimate needs, of one year or of all.
type totals struct {
	strata    int // that are compared; years of a design without strata
	n, events [2]int64
	p1, p0    *big.Rat   // weighted rates of the programme and the comparison group
	ess       [2]float64 // effective sizes
	weighted  bool       // programme people do not all weigh the same
}

// totalsOf computes, over the strata of one year or of all (year 0) in which both arms
// have outcomes, the exact rates pₐ = Σ Wₛ(xₐₛ/nₐₛ) / ΣWₛ and Kish's effective sizes
// (ΣWₛ)²/Σ(Wₛ²/nₐₛ) (Kish 1965). A stratum counts for Wₛ people: its programme people
// for the ATT, its comparison people for the ATC, and all of them for the ATE.
func totalsOf(strata []StratumResult, year int, estimand string) totals {
	t := totals{weighted: estimand != string(matching.OnTreated)}
	var sums [2]rateSum
	for _, s := range strata {
		if year != 0 && s.Year != year || !s.both() {
			continue
		}
		t.strata++
		for arm := range t.n {
			t.n[arm] += s.N[arm]
			t.events[arm] += s.Events[arm]
			sums[arm].add(s.target(estimand), s.N[arm], s.Events[arm])
		}
	}
	if t.strata == 0 {
		return t
	}
	t.p1, t.ess[0] = sums[0].rate()
	t.p0, t.ess[1] = sums[1].rate()
	return t
}

// target is how many people the stratum stands for.
func (r StratumResult) target(estimand string) int64 {
	switch estimand {
	case string(matching.OnControl):
		return r.N[cohort.Comparison]
	case string(matching.OnAll):
		return r.N[cohort.Programme] + r.N[cohort.Comparison]
	}
	return r.N[cohort.Programme]
}

// rateSum adds up an arm's rates over strata, exactly.
type rateSum struct {
	target  int64
	squares float64            // Σ W²/n
	byDen   map[int64]*big.Int // Σ W·x over strata with the same n
}

func (r *rateSum) add(w, n, x int64) {
	if r.byDen == nil {
		r.byDen = map[int64]*big.Int{}
	}
	r.target += w
	r.squares += float64(w) * float64(w) / float64(n)
	product, den := big.NewInt(x), int64(1)
	if w != n { // else W·x/n is x
		product.Mul(product, big.NewInt(w))
		den = n
	}
	if sum, ok := r.byDen[den]; ok {
		sum.Add(sum, product)
	} else {
		r.byDen[den] = product
	}
}

func (r *rateSum) rate() (*big.Rat, float64) {
	p := sumOf(r.byDen)
	w := float64(r.target)
	return p.Quo(p, new(big.Rat).SetInt64(r.target)), w * w / r.squares
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
