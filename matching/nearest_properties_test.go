package matching

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"sib/cohort"
)

// choices are the rules that properties are tested under.
var choices = []Choice{
	{}, {Ratio: 3}, {Order: Smallest}, {Order: Closest}, {Order: Farthest}, {Ratio: 2, Order: Closest}, {Ratio: 3, Order: Farthest},
	{Reuse: 2}, {Ratio: 3, Reuse: 2}, {Ratio: 4, Reuse: 3, Order: Closest}, {Ratio: 2, Least: 1, Most: 4}, {Ratio: 1.5, Least: 1, Most: 3, Reuse: 2},
	{Reuse: Unlimited}, {Ratio: 4, Reuse: Unlimited},
}

// eachLattice visits designs with many ties and all kinds of constraints.
func eachLattice(t *testing.T, visit func(t *testing.T, seed uint64, d *design)) {
	t.Helper()
	for seed := range uint64(20 * len(choices)) {
		rng := rand.New(rand.NewPCG(seed, 3))
		spec := Spec{Method: Nearest, Choice: choices[seed%uint64(len(choices))]}
		dims := 1 + rng.IntN(3)
		d := lattice(rng, 2+rng.IntN(40), dims, 2+rng.IntN(12), spec)
		d.score = d.space.at[:len(d.c.Profiles)]
		d.focal = cohort.Arm(rng.IntN(2))
		d.holdTo(rng)
		visit(t, seed, d)
	}
}

// TestNearestInvariants holds what is true of every design without replacement or with.
func TestNearestInvariants(t *testing.T) {
	eachLattice(t, func(t *testing.T, seed uint64, d *design) {
		a, err := d.nearest()
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		choice := d.spec.Choice
		people, pairs := map[int32]float64{}, map[int32]float64{}
		served := map[int32]float64{}
		for k, l := range a.links {
			focal, other := d.ends(l)
			if !d.admits(focal, other) {
				t.Errorf("seed %d: a pair breaks a constraint", seed)
			}
			if k > 0 {
				last, before := d.ends(a.links[k-1])
				if cmp.Or(cmp.Compare(last, focal), cmp.Compare(before, other)) >= 0 {
					t.Errorf("seed %d: links %v and %v are out of order", seed, a.links[k-1], l)
				}
			}
			if n := float64(d.n(focal, d.focal) * d.n(other, 1-d.focal)); l.N > n*(1+1e-9) {
				t.Errorf("seed %d: %v pairs of %v different", seed, l.N, n)
			}
			people[focal] += l.Weight
			pairs[focal] += l.N
			served[other] += l.N
		}
		for i := range int32(len(d.c.Profiles)) {
			n, others := float64(d.n(i, d.focal)), float64(d.n(i, 1-d.focal))
			if people[i] > n*(1+1e-9) {
				t.Errorf("seed %d: %v of %v people matched", seed, people[i], n)
			}
			if most := max(choice.Ratio, float64(choice.Most), 1); pairs[i] > people[i]*most*(1+1e-9) {
				t.Errorf("seed %d: %v pairs for %v people", seed, pairs[i], people[i])
			}
			if choice.Reuse != Unlimited && served[i] > others*float64(max(choice.Reuse, 1))*(1+1e-9) {
				t.Errorf("seed %d: %v people serve %v times", seed, others, served[i])
			}
			// Nobody stays alone while somebody they may be matched with is free.
			if people[i] < n*(1-1e-9) {
				for j := range int32(len(d.c.Profiles)) {
					if d.n(j, 1-d.focal) > 0 && d.admits(i, j) && (choice.Reuse == Unlimited || served[j] < float64(d.n(j, 1-d.focal))*(1-1e-9)) {
						t.Errorf("seed %d: profile %d has people without a match and %d has people free", seed, i, j)
					}
				}
			}
		}
	})
}

// TestNearestForgetsNumbers holds that the numbers of profiles do not matter.
func TestNearestForgetsNumbers(t *testing.T) {
	eachLattice(t, func(t *testing.T, seed uint64, d *design) {
		was, err := d.nearest()
		if err != nil {
			t.Fatal(err)
		}
		other, to := d.renumber(rand.New(rand.NewPCG(seed, 4)))
		is, err := other.nearest()
		if err != nil {
			t.Fatal(err)
		}
		for k := range was.links {
			was.links[k].Programme, was.links[k].Comparison = to[was.links[k].Programme], to[was.links[k].Comparison]
		}
		sameLinks(t, fmt.Sprintf("seed %d, %+v", seed, d.spec.Choice), is.links, was.links, 1e-9)
	})
}

// renumber gives the profiles other numbers; to says which.
func (d *design) renumber(rng *rand.Rand) (out *design, to []int32) {
	n := len(d.c.Profiles)
	copied := *d
	out, to = &copied, make([]int32, n)
	out.c = &cohort.Cohort{Years: d.c.Years, Profiles: make([]cohort.Profile, n)}
	out.space.at, out.score = make([]float64, n*d.space.dims), make([]float64, n)
	out.limits = make([]limit, len(d.limits))
	for l, lim := range d.limits {
		out.limits[l] = limit{at: make([]float64, n), width: lim.width}
	}
	for i, j := range rng.Perm(n) {
		to[i] = int32(j)
		out.c.Profiles[j], out.score[j] = d.c.Profiles[i], d.score[i]
		copy(out.space.at[j*d.space.dims:(j+1)*d.space.dims], d.space.at[i*d.space.dims:])
		for l, lim := range d.limits {
			out.limits[l].at[j] = lim.at[i]
		}
	}
	out.cells = out.divide(out.bins)
	return out, to
}

// sameLinks compares links whatever their order.
func sameLinks(t *testing.T, name string, got, want []Link, tolerance float64) {
	t.Helper()
	type ends struct{ programme, comparison int32 }
	left := map[ends]Link{}
	for _, l := range want {
		left[ends{l.Programme, l.Comparison}] = l
	}
	for _, l := range got {
		w := left[ends{l.Programme, l.Comparison}]
		if math.Abs(l.N-w.N) > tolerance || math.Abs(l.Weight-w.Weight) > tolerance {
			t.Errorf("%s: link %+v, want %+v", name, l, w)
		}
		delete(left, ends{l.Programme, l.Comparison})
	}
	for _, l := range left {
		if l.N > tolerance {
			t.Errorf("%s: no link %+v", name, l)
		}
	}
}

// TestNearestDoubled holds that twice the people of both arms make twice the pairs, each
// of the same weight. Not so with reuse in rounds, where a person has more different
// people to meet, and with replacement, where the nearest people are nearer.
func TestNearestDoubled(t *testing.T) {
	eachLattice(t, func(t *testing.T, seed uint64, d *design) {
		choice := d.spec.Choice
		if choice.Most > 0 || choice.Reuse == Unlimited || choice.Reuse > 1 && choice.Ratio > 1 {
			return
		}
		was, err := d.nearest()
		if err != nil {
			t.Fatal(err)
		}
		for i := range d.c.Profiles {
			d.c.Profiles[i].N[0] *= 2
			d.c.Profiles[i].N[1] *= 2
		}
		is, err := d.nearest()
		if err != nil {
			t.Fatal(err)
		}
		for k := range was.links {
			was.links[k].N *= 2
			was.links[k].Weight *= 2
		}
		sameLinks(t, fmt.Sprintf("seed %d, %+v", seed, choice), is.links, was.links, 1e-9)
	})
}

// TestNearestRounding holds that scores that differ by rounding are the same score.
func TestNearestRounding(t *testing.T) {
	eachLattice(t, func(t *testing.T, seed uint64, d *design) {
		d.limits = nil
		was, err := d.nearest()
		if err != nil {
			t.Fatal(err)
		}
		rng := rand.New(rand.NewPCG(seed, 5))
		d.space.at = slices.Clone(d.space.at)
		for i := range d.space.at {
			d.space.at[i] += 1e-13 * rng.Float64()
		}
		d.score = d.space.at[:len(d.c.Profiles)]
		is, err := d.nearest()
		if err != nil {
			t.Fatal(err)
		}
		sameLinks(t, fmt.Sprintf("seed %d, %+v", seed, d.spec.Choice), is.links, was.links, 1e-9)
	})
}
