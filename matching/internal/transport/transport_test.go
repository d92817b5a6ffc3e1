package transport

import (
	"cmp"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

// dense is a problem with its costs in full; −1 is no arc.
type dense struct {
	supply, unserved, capacity []int64
	cost                       [][]int64
}

func randomDense(r *rand.Rand, sources, sinks int, most int64) dense {
	d := dense{cost: make([][]int64, sources)}
	for range sinks {
		d.capacity = append(d.capacity, r.Int64N(most+1))
	}
	for i := range sources {
		d.supply = append(d.supply, r.Int64N(most+1))
		d.unserved = append(d.unserved, r.Int64N(12))
		for range sinks {
			d.cost[i] = append(d.cost[i], r.Int64N(9)-1)
		}
	}
	return d
}

// problem lists at least k arcs, in the way the contract of Arcs asks for.
func (d dense) problem() Problem {
	return Problem{Supply: d.supply, Unserved: d.unserved, Capacity: d.capacity, Arcs: func(i, k int) ([]Arc, int64) {
		k = max(1, k/8) // small steps, to make the search ask again
		var all []Arc
		for j, c := range d.cost[i] {
			if c >= 0 {
				all = append(all, Arc{int32(j), c})
			}
		}
		slices.SortFunc(all, func(a, b Arc) int { return cmp.Or(cmp.Compare(a.Cost, b.Cost), cmp.Compare(a.Sink, b.Sink)) })
		if k >= len(all) {
			return all, All
		}
		floor := all[k].Cost
		return slices.DeleteFunc(all, func(a Arc) bool { return a.Cost >= floor }), floor
	}}
}

// least tries every flow: units one after the other, each to any sink or to none.
func (d dense) least(i int, left int64, capacity []int64) int64 {
	if i == len(d.supply) {
		return 0
	}
	if left == 0 {
		if i+1 == len(d.supply) {
			return 0
		}
		return d.least(i+1, d.supply[i+1], capacity)
	}
	best := d.unserved[i] + d.least(i, left-1, capacity)
	for j, c := range d.cost[i] {
		if c >= 0 && capacity[j] > 0 {
			capacity[j]--
			best = min(best, c+d.least(i, left-1, capacity))
			capacity[j]++
		}
	}
	return best
}

// check holds a solution against every condition of optimality, over all arcs.
func check(t *testing.T, d dense, s *Solution) {
	t.Helper()
	served, used := make([]int64, len(d.supply)), make([]int64, len(d.capacity))
	flow := map[[2]int32]int64{}
	for _, f := range s.Flows {
		if f.Amount <= 0 || d.cost[f.Source][f.Sink] < 0 {
			t.Fatalf("flow %+v", f)
		}
		served[f.Source] += f.Amount
		used[f.Sink] += f.Amount
		flow[[2]int32{f.Source, f.Sink}] += f.Amount
	}
	for j, n := range used {
		if n > d.capacity[j] || s.Prices[j] < 0 || s.Prices[j] > 0 && n < d.capacity[j] {
			t.Fatalf("sink %d: %d of %d used at the price %d", j, n, d.capacity[j], s.Prices[j])
		}
	}
	for i, n := range served {
		if n+s.Unserved[i] != d.supply[i] || s.Unserved[i] < 0 {
			t.Fatalf("source %d: %d served and %d not, of %d", i, n, s.Unserved[i], d.supply[i])
		}
		value := d.unserved[i]
		for j, c := range d.cost[i] {
			if c >= 0 {
				value = min(value, c+s.Prices[j])
			}
		}
		for j, c := range d.cost[i] {
			if flow[[2]int32{int32(i), int32(j)}] > 0 && c+s.Prices[j] != value {
				t.Fatalf("flow from %d to %d costs %d at these prices, the least is %d", i, j, c+s.Prices[j], value)
			}
		}
		if s.Unserved[i] > 0 && value != d.unserved[i] {
			t.Fatalf("source %d is unserved at %d, it could be served at %d", i, d.unserved[i], value)
		}
	}
	if cost, bound := s.Cost(d.unserved), s.Bound(d.unserved, s.Prices); cost.Cmp(bound) != 0 {
		t.Fatalf("cost %v, bound %v", cost, bound)
	}
}

func TestSolveTriesEverything(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		d := randomDense(r, 1+r.IntN(4), 1+r.IntN(4), 2)
		s := Solve(d.problem())
		check(t, d, s)
		if want := d.least(0, d.supply[0], slices.Clone(d.capacity)); s.Cost(d.unserved).Cmp(big.NewInt(want)) != 0 {
			t.Fatalf("%+v: cost %v, want %d", d, s.Cost(d.unserved), want)
		}
	}
}

func TestSolveComplementarySlackness(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		d := randomDense(r, 1+r.IntN(40), 1+r.IntN(40), 1+r.Int64N(1000))
		for i := range d.cost {
			d.unserved[i] = r.Int64N(5000)
			for j := range d.cost[i] {
				d.cost[i][j] = r.Int64N(1000) - 100
			}
		}
		for i := range d.cost {
			for j := range d.cost[i] {
				d.cost[i][j] = max(d.cost[i][j], -1)
			}
		}
		check(t, d, Solve(d.problem()))
	}
}

// A wrong price must not prove anything: the bound is a bound at any prices.
func TestBoundAtAnyPrices(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	short := false
	for range 200 {
		d := randomDense(r, 1+r.IntN(6), 1+r.IntN(6), 5)
		s := Solve(d.problem())
		prices := slices.Clone(s.Prices)
		for j := range prices {
			prices[j] = max(0, prices[j]+r.Int64N(5)-2)
		}
		switch s.Bound(d.unserved, prices).Cmp(s.Cost(d.unserved)) {
		case 1:
			t.Fatal("a bound above the cost of a solution")
		case -1:
			short = true
		}
	}
	if !short {
		t.Error("no prices were wrong")
	}
}

// With a high cost for the unserved as many as possible are served.
func TestSolveServesAsManyAsPossible(t *testing.T) {
	// Source 0 is nearest to the only sink of source 1.
	d := dense{supply: []int64{1, 1}, unserved: []int64{1000, 1000}, capacity: []int64{1, 1}, cost: [][]int64{{0, 500}, {3, -1}}}
	s := Solve(d.problem())
	check(t, d, s)
	want := []Flow{{0, 1, 1}, {1, 0, 1}}
	if !slices.Equal(s.Flows, want) {
		t.Errorf("flows %v, want %v", s.Flows, want)
	}
}

func BenchmarkSolve(b *testing.B) {
	for _, size := range []struct {
		name           string
		sources, sinks int
		supply         int64
	}{{"2300x2300", 2300, 2300, 43}, {"500x600 one each", 500, 600, 1}} {
		b.Run(size.name, func(b *testing.B) {
			r := rand.New(rand.NewPCG(7, 8))
			place := func(n int) [][2]float64 {
				out := make([][2]float64, n)
				for k := range out {
					out[k] = [2]float64{r.Float64(), r.Float64()}
				}
				return out
			}
			from, to := place(size.sources), place(size.sinks)
			p := Problem{}
			for range from {
				p.Supply, p.Unserved = append(p.Supply, 1+r.Int64N(size.supply)), append(p.Unserved, 1<<50)
			}
			for range to {
				p.Capacity = append(p.Capacity, 1+r.Int64N(2*size.supply))
			}
			p.Arcs = func(i, _ int) ([]Arc, int64) {
				out := make([]Arc, len(to))
				for j := range to {
					out[j] = Arc{int32(j), int64(1e9 * math.Hypot(from[i][0]-to[j][0], from[i][1]-to[j][1]))}
				}
				slices.SortFunc(out, func(a, b Arc) int { return cmp.Or(cmp.Compare(a.Cost, b.Cost), cmp.Compare(a.Sink, b.Sink)) })
				return out, All
			}
			for b.Loop() {
				Solve(p)
			}
		})
	}
}
