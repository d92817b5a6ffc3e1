package evaluate

import (
	"math"
	"math/big"
	"testing"

	"sib/cohort"
	"sib/cohort/outcome"
	"sib/matching"
)

// two programme profiles, 0 and 1, take their matches from profiles 2 and 3.
func pairsOfTwo() (*cohort.Cohort, *matching.Sample, *outcome.Table) {
	c := &cohort.Cohort{Years: []int{2014}, Profiles: []cohort.Profile{
		{Year: 2014, N: [2]int64{2, 0}}, {Year: 2014, N: [2]int64{1, 0}}, {Year: 2014, N: [2]int64{0, 4}}, {Year: 2014, N: [2]int64{0, 2}},
	}}
	s := &matching.Sample{
		Spec:    matching.Spec{Method: matching.Nearest, Estimand: matching.OnTreated},
		Links:   []matching.Link{{Programme: 0, Comparison: 2, N: 2, Weight: 2}, {Programme: 1, Comparison: 3, N: 1, Weight: 1}},
		Weights: [][2]float64{{1, 0}, {1, 0}, {0, 0.5}, {0, 0.5}},
	}
	t := &outcome.Table{
		Observed: [][2]int64{{2, 0}, {1, 0}, {0, 4}, {0, 2}},
		Placed:   [][2]int64{{1, 0}, {1, 0}, {0, 1}, {0, 2}},
	}
	return c, s, t
}

func TestSumsByHand(t *testing.T) {
	c, s, table := pairsOfTwo()
	got := totalsOfSums(sumsOf(c, s, table), 0)
	// (2 of 3) against (2·1/4 + 1·2/2)/3 = 1/2.
	if got.p1.Cmp(big.NewRat(2, 3)) != 0 || got.p0.Cmp(big.NewRat(1, 2)) != 0 || got.n != [2]int64{3, 6} || got.weighted {
		t.Errorf("%+v", got)
	}
	// (Σw)²/Σw² = 9/(4/4 + 2/4)
	if got.ess != [2]float64{3, 6} {
		t.Errorf("effective sizes %v", got.ess)
	}
}

// Who has no outcome takes the matches along, and the others with one stand in.
func TestSumsWithoutOutcomes(t *testing.T) {
	c, s, table := pairsOfTwo()
	table.Observed[1], table.Placed[1] = [2]int64{0, 0}, [2]int64{0, 0} // the one whose matches were all placed
	table.Observed[2] = [2]int64{0, 2}                                  // two of four, one of whom was placed
	sums := sumsOf(c, s, table)
	got := totalsOfSums(sums, 0)
	if got.p1.Cmp(big.NewRat(1, 2)) != 0 || got.p0.Cmp(big.NewRat(1, 2)) != 0 || got.n != [2]int64{2, 2} {
		t.Errorf("rates %v and %v of %v", got.p1, got.p0, got.n)
	}
	if sums[0].Missing != [2]int64{1, 2} || sums[0].Alone != [2]int64{0, 2} || sums[0].MissingW != [2]float64{1, 1} {
		t.Errorf("%+v", sums[0])
	}
}

// A stratum that is split into two with the same rates changes no estimate.
func TestSplitStratum(t *testing.T) {
	whole := []StratumResult{{Year: 2014, N: [2]int64{10, 40}, Events: [2]int64{5, 10}}, {Year: 2014, N: [2]int64{7, 9}, Events: [2]int64{2, 3}}}
	split := []StratumResult{{Year: 2014, N: [2]int64{4, 16}, Events: [2]int64{2, 4}}, {Year: 2014, N: [2]int64{6, 24}, Events: [2]int64{3, 6}}, whole[1]}
	for _, estimand := range []string{"ATT", "ATC", "ATE"} {
		a, b := totalsOf(whole, 0, estimand), totalsOf(split, 0, estimand)
		if a.p1.Cmp(b.p1) != 0 || a.p0.Cmp(b.p0) != 0 || math.Abs(a.ess[1]-b.ess[1]) > 1e-9 {
			t.Errorf("%s: %v %v %v whole, %v %v %v split", estimand, a.p1, a.p0, a.ess, b.p1, b.p0, b.ess)
		}
	}
}

// The route over weights gives what the exact route over strata gives.
func TestStrataAsWeights(t *testing.T) {
	c, table := people(t)
	for _, estimand := range []matching.Estimand{matching.OnTreated, matching.OnControl, matching.OnAll} {
		spec := matching.Spec{Unmatched: matching.Drop, Estimand: estimand}
		for _, d := range c.Domains {
			spec.Covariates = append(spec.Covariates, matching.Covariate{Name: d.Name, Mode: matching.Exact})
		}
		s, err := matching.Match(c, spec)
		if err != nil {
			t.Fatal(err)
		}
		for _, year := range []int{0, 2014, 2015, 2016} {
			exact := totalsOf(join(c, s, table), year, string(estimand))
			float := totalsOfSums(sumsOf(c, s, table), year)
			within(t, "programme ESS", float.ess[0], exact.ess[0], 1e-9)
			within(t, "ESS", float.ess[1], exact.ess[1], 1e-9)
			within(t, "difference", float.difference(), exact.difference(), 1e-12)
			if float.n != exact.n || float.events != exact.events {
				t.Errorf("%v of %v, want %v of %v", float.events, float.n, exact.events, exact.n)
			}
		}
	}
}
