package matching

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"sib/cohort"
)

// scatter is a design of people who all differ: focal and other of them, with as many
// coordinates as dims, drawn anew by seed. Programme people lie a bit to the right.
func scattered(focal, other, dims int, spec Spec) *design {
	rng := rand.New(rand.NewPCG(7, uint64(dims)))
	d := &design{c: &cohort.Cohort{Years: []int{2014}}, spec: spec, space: space{dims: dims}}
	for i := range focal + other {
		p, shift := cohort.Profile{Year: 2014}, 0.0
		// Programme people are spread over the profiles.
		if i*focal/(focal+other) != (i+1)*focal/(focal+other) {
			p.N[cohort.Programme], shift = 1, 0.5
		} else {
			p.N[cohort.Comparison] = 1
		}
		d.c.Profiles = append(d.c.Profiles, p)
		for range dims {
			d.space.at = append(d.space.at, rng.NormFloat64()+shift)
		}
	}
	if dims == 1 {
		d.score = d.space.at
	}
	d.outside = make([]bool, len(d.c.Profiles))
	d.cells = d.divide(nil)
	return d
}

func benchmarkNearest(b *testing.B, d *design) {
	b.Helper()
	b.ReportAllocs()
	var pairs float64
	for b.Loop() {
		a, err := d.nearest()
		if err != nil {
			b.Fatal(err)
		}
		pairs = 0
		for _, l := range a.links {
			pairs += l.N
		}
	}
	b.ReportMetric(pairs, "pairs")
}

func BenchmarkNearestLine(b *testing.B) {
	for _, bm := range []struct {
		name    string
		choice  Choice
		caliper float64
	}{
		{"one", Choice{}, 0},
		{"ten-caliper", Choice{Ratio: 10}, 0.2},
		{"closest", Choice{Order: Closest}, 0},
		{"farthest", Choice{Order: Farthest}, 0},
		{"replacement-ten", Choice{Ratio: 10, Reuse: Unlimited}, 0},
		{"reuse-three-ten", Choice{Ratio: 10, Reuse: 3}, 0},
		{"variable", Choice{Ratio: 2, Least: 1, Most: 5}, 0},
	} {
		b.Run(fmt.Sprintf("10k/1M/%s", bm.name), func(b *testing.B) {
			d := scattered(10_000, 1_000_000, 1, Spec{Method: Nearest, Choice: bm.choice})
			if bm.caliper > 0 {
				d.limits = []limit{{at: d.score, width: bm.caliper}}
			}
			benchmarkNearest(b, d)
		})
	}
}

func BenchmarkNearestLineOtherCaliper(b *testing.B) {
	d := scattered(10_000, 1_000_000, 1, Spec{Method: Nearest})
	rng := rand.New(rand.NewPCG(1, 1))
	age := make([]float64, len(d.c.Profiles))
	for i := range age {
		age[i] = rng.Float64()
	}
	d.limits = []limit{{at: age, width: 0.02}}
	benchmarkNearest(b, d)
}

func BenchmarkNearestATC(b *testing.B) {
	d := scattered(10_000, 1_000_000, 1, Spec{Method: Nearest, Estimand: OnControl, Choice: Choice{Reuse: Unlimited}})
	d.focal = cohort.Comparison
	benchmarkNearest(b, d)
}

// BenchmarkNearestScarce has a hundred people for each they may be matched with.
func BenchmarkNearestScarce(b *testing.B) {
	for _, order := range []Order{Largest, Closest, Farthest} {
		b.Run(string(order), func(b *testing.B) {
			d := scattered(5_000, 500_000, 1, Spec{Method: Nearest, Estimand: OnControl, Choice: Choice{Order: order}})
			d.focal = cohort.Comparison
			benchmarkNearest(b, d)
		})
	}
}

// BenchmarkNearestTies is 10 million people in 2,304 profiles with 15 scores.
func BenchmarkNearestTies(b *testing.B) {
	for _, choice := range []Choice{{}, {Ratio: 10}, {Ratio: 10, Reuse: Unlimited}, {Order: Closest}, {Order: Farthest}, {Ratio: 3, Reuse: 2}} {
		b.Run(fmt.Sprintf("%v", choice), func(b *testing.B) {
			d := scattered(1_152, 1_152, 1, Spec{Method: Nearest, Choice: choice})
			rng := rand.New(rand.NewPCG(2, 2))
			for i := range d.c.Profiles {
				d.c.Profiles[i].N = [2]int64{rng.Int64N(87), rng.Int64N(8681)}
				d.score[i] = float64(i % 15)
			}
			d.cells = d.divide(nil)
			benchmarkNearest(b, d)
		})
	}
}

func BenchmarkNearestTree(b *testing.B) {
	for _, bm := range []struct{ focal, other, dims int }{{1_000, 100_000, 2}, {10_000, 1_000_000, 2}, {1_000, 100_000, 8}} {
		b.Run(fmt.Sprintf("%d/%d/%dd", bm.focal, bm.other, bm.dims), func(b *testing.B) {
			benchmarkNearest(b, scattered(bm.focal, bm.other, bm.dims, Spec{Method: Nearest}))
		})
	}
}

// BenchmarkNearestCounts is 10 million people in 2,304 profiles, of which the score
// tells them apart.
func BenchmarkNearestCounts(b *testing.B) {
	for _, choice := range []Choice{{}, {Ratio: 10}, {Ratio: 10, Reuse: Unlimited}, {Order: Closest}} {
		b.Run(fmt.Sprintf("%v", choice), func(b *testing.B) {
			d := scattered(1_152, 1_152, 1, Spec{Method: Nearest, Choice: choice})
			rng := rand.New(rand.NewPCG(2, 2))
			for i := range d.c.Profiles {
				d.c.Profiles[i].N = [2]int64{rng.Int64N(87), rng.Int64N(8681)}
			}
			d.cells = d.divide(nil)
			benchmarkNearest(b, d)
		})
	}
}
