package matching

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"sib/cohort"
)

// onLine is a design of profiles on a line: where each is and how many people it has.
type onLine struct {
	at float64
	n  [2]int64
}

func (d *design) with(profiles ...onLine) *design {
	d.c = &cohort.Cohort{Years: []int{2014}}
	d.space = space{dims: 1}
	for _, p := range profiles {
		d.c.Profiles = append(d.c.Profiles, cohort.Profile{Year: 2014, N: p.n})
		d.space.at = append(d.space.at, p.at)
	}
	d.score = d.space.at
	d.outside = make([]bool, len(profiles))
	d.cells = d.divide(nil)
	return d
}

func chosen(c Choice) *design { return &design{spec: Spec{Method: Nearest, Choice: c}} }

func TestSharing(t *testing.T) {
	for _, tt := range []struct {
		name string
		d    *design
		want []Link // by hand
	}{
		{"two of four, equally near", chosen(Choice{}).with(onLine{5, [2]int64{2, 0}}, onLine{4, [2]int64{0, 1}}, onLine{6, [2]int64{0, 3}}),
			[]Link{{0, 1, 0.5, 0.5}, {0, 2, 1.5, 1.5}}},
		{"then the next distance", chosen(Choice{}).with(onLine{5, [2]int64{6, 0}}, onLine{4, [2]int64{0, 1}}, onLine{6, [2]int64{0, 3}}, onLine{7, [2]int64{0, 9}}),
			[]Link{{0, 1, 1, 1}, {0, 2, 3, 3}, {0, 3, 2, 2}}},
		{"claims on too few", chosen(Choice{}).with(onLine{5, [2]int64{2, 0}}, onLine{5, [2]int64{1, 0}}, onLine{6, [2]int64{0, 2}}),
			[]Link{{0, 2, 4. / 3, 4. / 3}, {1, 2, 2. / 3, 2. / 3}}},
		// Both come first to the one at 6, which takes two thirds of it; the third of a
		// person that is left goes on.
		{"who is left goes on", chosen(Choice{}).with(onLine{5, [2]int64{2, 0}}, onLine{5, [2]int64{1, 0}}, onLine{6, [2]int64{0, 2}}, onLine{9, [2]int64{0, 5}}),
			[]Link{{0, 2, 4. / 3, 4. / 3}, {0, 3, 2. / 3, 2. / 3}, {1, 2, 2. / 3, 2. / 3}, {1, 3, 1. / 3, 1. / 3}}},
		{"the higher score first", chosen(Choice{}).with(onLine{5, [2]int64{1, 0}}, onLine{5.5, [2]int64{1, 0}}, onLine{6, [2]int64{0, 1}}, onLine{1, [2]int64{0, 1}}),
			[]Link{{0, 3, 1, 1}, {1, 2, 1, 1}}},
		{"the lower score first", chosen(Choice{Order: Smallest}).with(onLine{5, [2]int64{1, 0}}, onLine{5.5, [2]int64{1, 0}}, onLine{6, [2]int64{0, 1}}, onLine{1, [2]int64{0, 1}}),
			[]Link{{0, 2, 1, 1}, {1, 3, 1, 1}}},
		{"twice", chosen(Choice{Reuse: 2}).with(onLine{5, [2]int64{3, 0}}, onLine{6, [2]int64{0, 1}}, onLine{9, [2]int64{0, 1}}),
			[]Link{{0, 1, 2, 2}, {0, 2, 1, 1}}},
		// A person's second match is somebody else.
		{"twice, but not by one", chosen(Choice{Ratio: 2, Reuse: 2}).with(onLine{5, [2]int64{1, 0}}, onLine{6, [2]int64{0, 1}}, onLine{9, [2]int64{0, 1}}),
			[]Link{{0, 1, 1, 0.5}, {0, 2, 1, 0.5}}},
		// Three people get a first match and one a second: two have one match of weight 1,
		// one has two of weight ½. It is one in three that a first match is of the latter.
		{"some get a second", chosen(Choice{Ratio: 2}).with(onLine{5, [2]int64{3, 0}}, onLine{6, [2]int64{0, 3}}, onLine{9, [2]int64{0, 1}}),
			[]Link{{0, 1, 3, 2. + 0.5}, {0, 2, 1, 0.5}}},
		{"out for good", chosen(Choice{Ratio: 2}).with(onLine{5, [2]int64{3, 0}}, onLine{6, [2]int64{0, 2}}),
			[]Link{{0, 1, 2, 2}}},
	} {
		a, err := tt.d.nearest()
		if err != nil {
			t.Fatal(err)
		}
		sameLinks(t, tt.name, a.links, tt.want, 1e-12)
	}
}

// TestSharingAgainstIndividuals holds that shares are what is expected over draws, where
// profiles tie and nothing that follows depends on who came first.
func TestSharingAgainstIndividuals(t *testing.T) {
	const draws = 20000
	for seed := range uint64(6) {
		rng := rand.New(rand.NewPCG(seed, 8))
		few := func() int64 { return 1 + rng.Int64N(3) }
		d := chosen(Choice{}).with(onLine{5, [2]int64{few(), 0}}, onLine{5, [2]int64{few(), 0}}, onLine{4, [2]int64{0, few()}}, onLine{6, [2]int64{0, few()}})
		a, err := d.nearest()
		if err != nil {
			t.Fatal(err)
		}
		sameLinks(t, fmt.Sprintf("seed %d", seed), a.links, d.average(seed, Largest, draws), 5*1.5/math.Sqrt(draws))
	}
}
