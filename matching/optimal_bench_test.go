package matching

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"sib/cohort"
)

// manyPlaces draws people one a profile, with the programme's score a little higher.
func manyPlaces(programme, comparison, dims int) []place {
	r := rand.New(rand.NewPCG(1, 2))
	out := make([]place, programme+comparison)
	for k := range out {
		shift := 0.0
		out[k].n[1] = 1
		if k < programme {
			shift, out[k].n = 0.5, [2]int64{1, 0}
		}
		for range dims {
			out[k].at = append(out[k].at, shift+r.NormFloat64())
		}
	}
	return out
}

// grown is a crowd with few profiles: ages, four sexes and so on.
func grown(profiles, programme, comparison, dims int) []place {
	r := rand.New(rand.NewPCG(3, 4))
	out := make([]place, profiles)
	for k := range out {
		out[k].at = append(out[k].at, float64(k%16))
		for v, d := k/16, 1; d < dims; d++ {
			out[k].at = append(out[k].at, float64(v%12))
			v /= 12
		}
		out[k].n = [2]int64{r.Int64N(int64(2 * programme / profiles)), 1 + r.Int64N(int64(2*comparison/profiles))}
	}
	return out
}

func benchmark(b *testing.B, d *design) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		a, err := d.assign()
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(a.links)), "links")
		if a.proof != nil && a.proof.Gap != 0 {
			b.Fatalf("%+v", a.proof)
		}
	}
}

// One score, nobody like anybody else.
func BenchmarkOptimalScore(b *testing.B) {
	for _, m := range []Method{Optimal, Full, Quick} {
		for _, n := range [][2]int{{1000, 100_000}, {10_000, 1_000_000}} {
			b.Run(fmt.Sprintf("%s/%dk in %dk", m, n[0]/1000, n[1]/1000), func(b *testing.B) {
				benchmark(b, onMap(b, Spec{Method: m}, manyPlaces(n[0], n[1], 1)))
			})
		}
	}
}

// One score and a caliper on it: no longer along the line.
func BenchmarkOptimalCaliper(b *testing.B) {
	d := onMap(b, Spec{Method: Optimal}, manyPlaces(1000, 100_000, 1))
	d.limits = []limit{{at: d.space.at, width: 0.2}}
	benchmark(b, d)
}

// Two coordinates.
func BenchmarkOptimalPlane(b *testing.B) {
	for _, m := range []Method{Optimal, Full, Quick} {
		b.Run(string(m)+"/1k in 100k", func(b *testing.B) {
			benchmark(b, onMap(b, Spec{Method: m}, manyPlaces(1000, 100_000, 2)))
		})
	}
}

// 2,304 profiles of 100,000 and 10 million people in three coordinates, one cell.
func BenchmarkOptimalCounts(b *testing.B) {
	for _, m := range []Method{Optimal, Full, Quick} {
		b.Run(string(m), func(b *testing.B) {
			benchmark(b, onMap(b, Spec{Method: m}, grown(2304, 100_000, 10_000_000, 3)))
		})
	}
}

// As many programme people as comparison people in the same profiles: full of conflicts.
func BenchmarkOptimalConflicts(b *testing.B) {
	for _, m := range []Method{Optimal, Full} {
		b.Run(string(m), func(b *testing.B) {
			places := grown(2304, 100_000, 100_000, 3)
			d := onMap(b, Spec{Method: m}, places)
			if n := d.people(d.cells[0], cohort.Programme); n < 90_000 {
				b.Fatal(n)
			}
			benchmark(b, d)
		})
	}
}
