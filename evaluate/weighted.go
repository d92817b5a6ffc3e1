package evaluate

import (
	"math/big"

	"sib/cohort"
	"sib/cohort/outcome"
	"sib/matching"
)

// WeightedSums are what an estimate needs of one cohort year under a design that
// weights people one by one: sums over everybody with a weight, programme first.
type WeightedSums struct {
	Year    int      `json:"year"`    // cohort year
	N       [2]int64 `json:"n"`       // people with a known outcome
	Events  [2]int64 `json:"events"`  // of N, people with the outcome
	Missing [2]int64 `json:"missing"` // people without a known outcome
	// Alone are people with an outcome whose matches have none, or are matches of people
	// who have none.
	Alone   [2]int64   `json:"alone"`
	W       [2]float64 `json:"w"`        // sum of the weights (Σw) of those with a known outcome
	WEvents [2]float64 `json:"w_events"` // sum of the weights (Σw) of those with the outcome
	W2      [2]float64 `json:"w2"`       // sum of the squared weights (Σw²) of those with a known outcome
	// MissingW is Σw of those without an outcome.
	MissingW [2]float64 `json:"missing_w"`
	// Target is the weight of the people whom the year's estimate is about: it is what
	// the year counts for among years.
	Target float64 `json:"target"`
	// Equal says of each arm that everybody with a weight weighs 1.
	Equal [2]bool `json:"equal"`
}

// sumsOf joins outcomes to the weights of a design.
func sumsOf(c *cohort.Cohort, s *matching.Sample, t *outcome.Table) []WeightedSums {
	at := map[int]int{}
	out := make([]WeightedSums, len(c.Years))
	for i, y := range c.Years {
		at[y] = i
		out[i] = WeightedSums{Year: y, Equal: [2]bool{true, true}}
	}
	weights := observedWeights(c, s, t)
	for i, p := range c.Profiles {
		sums := &out[at[p.Year]]
		for arm, n := range p.N {
			if s.Weights[i][arm] == 0 || n == 0 {
				continue
			}
			missing := n - t.Observed[i][arm]
			sums.Missing[arm] += missing
			sums.MissingW[arm] += float64(s.Weights[i][arm] * float64(missing))
			if w := weights[i][arm]; w > 0 {
				sums.add(arm, w, t.Observed[i][arm], t.Placed[i][arm])
			} else {
				sums.Alone[arm] += t.Observed[i][arm]
			}
		}
	}
	for i := range out {
		out[i].Target = out[i].target(string(s.Spec.Estimand))
	}
	return out
}

func (s *WeightedSums) add(arm int, w float64, observed, placed int64) {
	s.N[arm] += observed
	s.Events[arm] += placed
	s.W[arm] += float64(w * float64(observed))
	s.WEvents[arm] += float64(w * float64(placed))
	s.W2[arm] += float64(float64(w*w) * float64(observed))
	s.Equal[arm] = s.Equal[arm] && w == 1
}

// both reports whether the year can be compared.
func (s WeightedSums) both() bool { return s.N[0] > 0 && s.N[1] > 0 }

// target is that of the estimand: the people with an outcome for the ATT and the ATC,
// everybody with a weight for the others, whose arms weigh the same.
func (s WeightedSums) target(estimand string) float64 {
	switch estimand {
	case string(matching.OnTreated):
		return s.W[cohort.Programme]
	case string(matching.OnControl):
		return s.W[cohort.Comparison]
	}
	return s.W[cohort.Programme] + s.MissingW[cohort.Programme]
}

// totalsOfSums are the totals of one year, or of all for 0. People are compared
// within their year: the rate of an arm is the mean of its yearly weighted rates, with
// the years' targets as weights, and its effective size is Kish's (1965) for the weights
// that this gives to people. Where everybody weighs 1 the rate is the exact fraction.
func totalsOfSums(sums []WeightedSums, year int) totals {
	var t totals
	var years []WeightedSums
	target := 0.0
	equal := [2]bool{true, true}
	for _, s := range sums {
		if year != 0 && s.Year != year || !s.both() {
			continue
		}
		years = append(years, s)
		target += s.Target
		t.strata++
		for arm := range t.n {
			t.n[arm] += s.N[arm]
			t.events[arm] += s.Events[arm]
			equal[arm] = equal[arm] && s.Equal[arm] && s.Target == s.W[arm]
		}
	}
	if t.strata == 0 {
		return t
	}
	t.weighted = !equal[cohort.Programme]
	rates := [2]**big.Rat{&t.p1, &t.p0}
	for arm := range rates {
		rate, squares := 0.0, 0.0
		for _, s := range years {
			share := s.Target / target
			rate += float64(share * (s.WEvents[arm] / s.W[arm]))
			scale := share / s.W[arm]
			squares += float64(float64(scale*scale) * s.W2[arm])
		}
		t.ess[arm] = 1 / squares
		*rates[arm] = clipRate(new(big.Rat).SetFloat64(rate))
		if equal[arm] {
			*rates[arm], t.ess[arm] = big.NewRat(t.events[arm], t.n[arm]), float64(t.n[arm])
		}
	}
	return t
}
