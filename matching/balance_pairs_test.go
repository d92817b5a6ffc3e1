package matching

import (
	"math"
	"math/rand/v2"
	"testing"

	"sib/cohort"
)

// TestPairDistanceByHand lists every pair within a stratum, and wants the same from
// counts, from strata and from links alike.
func TestPairDistanceByHand(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 1))
	for range 30 {
		people := randomPeople(rng)
		c := build(people)
		spec := Spec{Unmatched: Drop, Covariates: []Covariate{{Name: "age", Mode: Coarsened, Cuts: []float64{24, 29}}, {Name: "sex", Mode: Coarsened, Groups: []LevelGroup{{"f", []string{"F"}}, {"other", []string{"M", "X"}}}}}}
		s := matched(t, people, spec)
		linked := &Sample{Weights: s.Weights}
		years := yearVariate(c).codes
		age, sex := make([]float64, 3), make([]float64, 3) // by year, then all; sex: pairs of which one is M
		n := make([]float64, 3)
		for _, st := range s.Strata {
			for _, i := range st.Profiles {
				for _, j := range st.Profiles {
					a, b := c.Profiles[i], c.Profiles[j]
					pairs := float64(a.N[p] * b.N[q])
					if pairs == 0 {
						continue
					}
					linked.Links = append(linked.Links, Link{Programme: int32(i), Comparison: int32(j), N: pairs})
					for _, y := range []int{int(years[i]), 2} {
						n[y] += pairs
						age[y] += pairs * math.Abs(c.Domains[0].Numbers[a.Codes[0]]-c.Domains[0].Numbers[b.Codes[0]])
						if m := c.Domains[1].Labels; (m[a.Codes[1]] == "M") != (m[b.Codes[1]] == "M") {
							sex[y] += pairs
						}
					}
				}
			}
		}
		for name, sample := range map[string]*Sample{"strata": s, "links": linked} {
			for y, b := range balanceOf(&design{c: c, spec: spec, bins: binned(t, c, spec)}, sample) {
				for _, term := range b.Terms {
					want := age[y] / n[y] / term.Denominator
					if term.Name() == "sex=M" {
						want = sex[y] / n[y] / term.Denominator
					} else if term.Name() != "age" {
						continue
					}
					if math.Abs(*term.After.PairDistance-want) > 1e-12 {
						t.Fatalf("%s, table %d, %s: %v, want %v", name, y, term.Name(), *term.After.PairDistance, want)
					}
				}
			}
		}
	}
}

func binned(t *testing.T, c *cohort.Cohort, spec Spec) []bins {
	t.Helper()
	b, err := binsOf(c, spec)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A method that weights makes no pairs, and a profile that is split over strata does
// not say who is where.
func TestPairDistanceOfNoPairs(t *testing.T) {
	c := build(small)
	d := &design{c: c, spec: byBand, bins: binned(t, c, byBand)}
	w := make([][2]float64, len(c.Profiles))
	for i := range w {
		w[i] = [2]float64{1, 1}
	}
	split := []Stratum{{Year: 2014, Profiles: []int{0, 1}, N: [2]int64{1, 1}}, {Year: 2014, Profiles: []int{1, 2}, N: [2]int64{1, 1}}}
	for name, s := range map[string]*Sample{"weights": {Weights: w}, "split": {Weights: w, Strata: split}} {
		for _, b := range balanceOf(d, s) {
			for _, term := range b.Terms {
				if term.After.PairDistance != nil {
					t.Errorf("%s: %s has a pair distance", name, term.Name())
				}
			}
		}
	}
}
