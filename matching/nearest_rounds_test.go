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

// individuals carries a nearest neighbour design without full replacement out person by
// person, as one draw of everything that the engine shares: the order among people whose
// turn comes together, anew in each round, and the choice among people equally near.
type individuals struct {
	d           *design
	rng         *rand.Rand
	focal, pool []int32
	served      []int   // by person of the pool
	found       [][]int // by focal person: people of the pool
}

func (d *design) individuals(rng *rand.Rand) *individuals {
	p := &individuals{d: d, rng: rng}
	for i := range int32(len(d.c.Profiles)) {
		for range d.n(i, d.focal) {
			p.focal = append(p.focal, i)
		}
		for range d.n(i, 1-d.focal) {
			p.pool = append(p.pool, i)
		}
	}
	p.served, p.found = make([]int, len(p.pool)), make([][]int, len(p.focal))
	return p
}

// nearest draws one of the people nearest to a focal person who are free, −1 if nobody is.
func (p *individuals) nearest(f int) (int, float64) {
	best, ties, distance := -1, 0, math.Inf(1)
	for c, j := range p.pool {
		if p.served[c] >= max(1, p.d.spec.Choice.Reuse) || slices.Contains(p.found[f], c) || !p.d.admits(p.focal[f], j) {
			continue
		}
		at := p.d.space.between(p.focal[f], j)
		switch {
		case at < distance:
			best, ties, distance = c, 1, at
		case at == distance:
			if ties++; p.rng.IntN(ties) == 0 {
				best = c
			}
		}
	}
	return best, distance
}

func (p *individuals) match(f int) {
	if c, _ := p.nearest(f); c >= 0 {
		p.found[f] = append(p.found[f], c)
		p.served[c]++
	}
}

func (p *individuals) run(order Order, ratio int) {
	for round := range ratio {
		var turns []int
		for f := range p.focal {
			if len(p.found[f]) == round {
				turns = append(turns, f)
			}
		}
		p.rng.Shuffle(len(turns), func(a, b int) { turns[a], turns[b] = turns[b], turns[a] })
		if order == Closest || order == Farthest {
			p.byDistance(turns, order)
			continue
		}
		slices.SortStableFunc(turns, func(a, b int) int {
			x, y := p.d.score[p.focal[a]], p.d.score[p.focal[b]]
			if order == Smallest {
				return cmp.Compare(x, y)
			}
			return cmp.Compare(y, x)
		})
		for _, f := range turns {
			p.match(f)
		}
	}
}

func (p *individuals) byDistance(turns []int, order Order) {
	distance := map[int]float64{}
	for _, f := range turns {
		_, distance[f] = p.nearest(f)
	}
	for len(turns) > 0 {
		if order == Closest { // the farthest look again when their turn comes
			for _, f := range turns {
				_, distance[f] = p.nearest(f)
			}
		}
		best := 0
		for k, f := range turns {
			if far := distance[f] > distance[turns[best]]; distance[f] != distance[turns[best]] && far == (order == Farthest) {
				best = k
			}
		}
		p.match(turns[best])
		turns = slices.Delete(turns, best, best+1)
	}
}

// links counts the pairs and weights by profile.
func (p *individuals) links() []Link {
	type ends struct{ focal, other int32 }
	sum := map[ends]Link{}
	for f, found := range p.found {
		for _, c := range found {
			l := sum[ends{p.focal[f], p.pool[c]}]
			sum[ends{p.focal[f], p.pool[c]}] = p.d.pair(p.focal[f], p.pool[c], l.N+1, l.Weight+1/float64(len(found)))
		}
	}
	var out []Link
	for _, l := range sum {
		out = append(out, l)
	}
	return out
}

// average is what is expected over many draws.
func (d *design) average(seed uint64, order Order, draws int) []Link {
	type ends struct{ a, b int32 }
	sum := map[ends]Link{}
	for draw := range draws {
		p := d.individuals(rand.New(rand.NewPCG(seed, uint64(draw))))
		p.run(order, int(max(1, d.spec.Choice.Ratio)))
		for _, l := range p.links() {
			s := sum[ends{l.Programme, l.Comparison}]
			l.N, l.Weight = s.N+l.N/float64(draws), s.Weight+l.Weight/float64(draws)
			sum[ends{l.Programme, l.Comparison}] = l
		}
	}
	var out []Link
	for _, l := range sum {
		out = append(out, l)
	}
	return out
}

// distinct is a design whose profiles all lie at distances of their own.
func distinct(rng *rand.Rand, n, dims int, spec Spec) *design {
	d := lattice(rng, n, dims, 10, spec)
	for i := range d.space.at {
		d.space.at[i] = rng.Float64()
	}
	for i := range d.c.Profiles {
		d.c.Profiles[i].N[rng.IntN(2)] = 0 // or many are at distance 0 from their own
	}
	d.cells = d.divide(d.bins)
	d.score = d.space.at[:n]
	d.focal = cohort.Arm(rng.IntN(2))
	return d
}

// TestNearestAgainstIndividuals holds that, if nobody ties but people of one profile,
// the engine makes the pairs that anybody makes, in whatever order people come.
func TestNearestAgainstIndividuals(t *testing.T) {
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 6))
		order := []Order{Largest, Smallest, Closest, Farthest}[seed%4]
		choice := Choice{Order: order}
		if rng.IntN(3) == 0 {
			choice.Reuse = 2 + rng.IntN(2)
		} else {
			choice.Ratio = float64(1 + rng.IntN(3))
		}
		d := distinct(rng, 2+rng.IntN(14), 1+rng.IntN(3), Spec{Choice: choice})
		d.holdTo(rng)
		for l := range d.limits {
			d.limits[l].width /= 4
		}
		a, err := d.nearest()
		if err != nil {
			t.Fatal(err)
		}
		p := d.individuals(rng)
		p.run(order, int(max(1, choice.Ratio)))
		want := p.links()
		for k := range want {
			want[k].Weight = 0
		}
		for k := range a.links {
			a.links[k].Weight = 0
		}
		sameLinks(t, fmt.Sprintf("seed %d, %+v", seed, choice), a.links, want, 1e-9)
	}
}

// TestNearestWeightsAgainstIndividuals holds that weights with several matches are what
// is expected over draws.
func TestNearestWeightsAgainstIndividuals(t *testing.T) {
	const draws = 4000
	for seed := range uint64(8) {
		rng := rand.New(rand.NewPCG(seed, 7))
		d := distinct(rng, 7, 1, Spec{Choice: Choice{Ratio: 3}})
		a, err := d.nearest()
		if err != nil {
			t.Fatal(err)
		}
		// A weight is a sum over at most 4 people of numbers of at most 1.
		sameLinks(t, fmt.Sprintf("seed %d", seed), a.links, d.average(seed, Largest, draws), 5*2/math.Sqrt(draws))
	}
}

// TestFarthestAsMatchIt explains the one order in which distances differ from MatchIt's.
// Who was at distance 0 and finds nobody left there competes with others at distance 0,
// so the distances depend on the order of rows; MatchIt's total is among the draws.
func TestFarthestAsMatchIt(t *testing.T) {
	c := readCrowd(t)
	d := referenceCase{spec: Spec{Choice: Choice{Order: Farthest}}}.design(t, c)
	total := func(links []Link) (sum float64) {
		for _, l := range links {
			sum += l.N * d.space.between(l.Programme, l.Comparison)
		}
		return sum
	}
	want := 0.0
	for _, p := range matchItPairs(t, "nn_farthest") {
		want += d.space.between(c.profile[p.Focal], c.profile[p.Match])
	}
	found, low, high := false, math.Inf(1), math.Inf(-1)
	for draw := range uint64(20) {
		p := d.individuals(rand.New(rand.NewPCG(1, draw)))
		p.run(Farthest, 1)
		got := total(p.links())
		found = found || math.Abs(got-want) < 1e-12
		low, high = min(low, got), max(high, got)
	}
	if !found {
		t.Errorf("no draw has MatchIt's total distance %v", want)
	}
	a, err := d.nearest()
	if err != nil {
		t.Fatal(err)
	}
	if got := total(a.links); got < low || got > high {
		t.Errorf("total %v, the draws have %v to %v", got, low, high)
	}
}
