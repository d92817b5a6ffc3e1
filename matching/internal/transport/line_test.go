package transport

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
)

func randomLine(r *rand.Rand, n int, places, most int64) []Point {
	out := make([]Point, n)
	for k := range out {
		out[k] = Point{At: r.Int64N(places)}
		switch r.IntN(3) {
		case 0:
			out[k].Supply = r.Int64N(most + 1)
		case 1:
			out[k].Capacity = r.Int64N(most + 1)
		default:
			out[k].Supply, out[k].Capacity = r.Int64N(most+1), r.Int64N(most+1)
		}
	}
	slices.SortStableFunc(out, func(a, b Point) int { return cmp.Compare(a.At, b.At) })
	return out
}

// asDense writes a line down as a problem of the general kind. Nothing but being
// unserved costs as much as being unserved.
func asDense(points []Point) dense {
	var d dense
	far := int64(len(points)+1) * (points[len(points)-1].At - points[0].At + 1)
	for _, p := range points {
		d.supply, d.capacity, d.unserved = append(d.supply, p.Supply), append(d.capacity, p.Capacity), append(d.unserved, far)
		var row []int64
		for _, q := range points {
			row = append(row, max(p.At-q.At, q.At-p.At))
		}
		d.cost = append(d.cost, row)
	}
	return d
}

func TestLineLikeSolve(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 1500 {
		points := randomLine(r, 1+r.IntN(30), 1+r.Int64N(60), 1+r.Int64N(9))
		before := slices.Clone(points)
		got := Line(points)
		if !slices.Equal(points, before) {
			t.Fatal("the points changed")
		}
		if got.Cost.Cmp(got.Bound) != 0 {
			t.Fatalf("round %d, %v: cost %v, bound %v", round, points, got.Cost, got.Bound)
		}
		d := asDense(points)
		want := Solve(d.problem())
		check(t, d, want)
		var served, should int64
		used := make([][2]int64, len(points))
		for _, f := range got.Flows {
			served += f.Amount
			used[f.Source][0] += f.Amount
			used[f.Sink][1] += f.Amount
		}
		for _, f := range want.Flows {
			should += f.Amount
		}
		for k, p := range points {
			if used[k][0] > p.Supply || used[k][1] > p.Capacity {
				t.Fatalf("point %d: %v of %+v used", k, used[k], p)
			}
		}
		cost := want.Cost(make([]int64, len(points)))
		if served != should || got.Cost.Cmp(cost) != 0 {
			t.Fatalf("round %d, %v: %d served at %v, want %d at %v", round, points, served, got.Cost, should, cost)
		}
	}
}

// The bound is a bound whatever was taken: it does not lean on the flow being optimal.
func TestLineBoundOfABadFlow(t *testing.T) {
	points := []Point{{0, 1, 0}, {1, 0, 1}, {5, 0, 1}}
	bad := []int64{0, 0, 1}
	if got := lineBound(points, linePrices(points, bad)); got.Int64() > 1 {
		t.Errorf("bound %v above the optimum 1", got)
	}
	if got := Line(points); got.Cost.Int64() != 1 || got.Bound.Int64() != 1 {
		t.Errorf("cost %v, bound %v", got.Cost, got.Bound)
	}
}

func TestLineBoundAtAnyTaking(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	short := 0
	for range 500 {
		points := randomLine(r, 2+r.IntN(20), 40, 5)
		var supply, capacity int64
		for _, p := range points {
			supply, capacity = supply+p.Supply, capacity+p.Capacity
		}
		if supply > capacity {
			continue
		}
		taken := make([]int64, len(points))
		for left := supply; left > 0; {
			if k := r.IntN(len(points)); taken[k] < points[k].Capacity {
				taken[k]++
				left--
			}
		}
		switch lineBound(points, linePrices(points, taken)).Cmp(Line(points).Cost) {
		case 1:
			t.Fatal("a bound above the optimum")
		case -1:
			short++
		}
	}
	if short == 0 {
		t.Error("every flow was optimal")
	}
}

func TestLineEmpty(t *testing.T) {
	if got := Line(nil); len(got.Flows) != 0 || got.Cost.Sign() != 0 || got.Bound.Sign() != 0 {
		t.Errorf("%+v", got)
	}
}

func BenchmarkLine(b *testing.B) {
	for _, most := range []int64{1, 100} {
		b.Run(map[int64]string{1: "10k in 1M", 100: "10k in 1M, counts"}[most], func(b *testing.B) {
			r := rand.New(rand.NewPCG(5, 6))
			points := make([]Point, 0, 1010000)
			for k := range 1010000 {
				p := Point{At: r.Int64N(1 << 47)}
				if k < 10000 {
					p.Supply = 1 + r.Int64N(most)
				} else {
					p.Capacity = 1 + r.Int64N(most)
				}
				points = append(points, p)
			}
			slices.SortFunc(points, func(a, b Point) int { return cmp.Compare(a.At, b.At) })
			for b.Loop() {
				Line(points)
			}
		})
	}
	b.Run("500k in 520k", func(b *testing.B) {
		r := rand.New(rand.NewPCG(7, 8))
		points := make([]Point, 0, 1020000)
		for k := range 1020000 {
			p := Point{At: r.Int64N(1 << 47), Capacity: 1}
			if k < 500000 {
				p.Supply, p.Capacity = 1, 0
			}
			points = append(points, p)
		}
		slices.SortFunc(points, func(a, b Point) int { return cmp.Compare(a.At, b.At) })
		for b.Loop() {
			Line(points)
		}
	})
}
