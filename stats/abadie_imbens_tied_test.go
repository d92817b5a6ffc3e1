package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The counts give what the people give one by one.
func TestAbadieImbensTiedIsAbadieImbens(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	for range 50 {
		groups := make([]TiedGroup, 4+rng.IntN(4))
		for g := range groups {
			n := 1 + rng.IntN(5)
			groups[g] = TiedGroup{float64(n), float64(rng.IntN(n + 1))}
		}
		var sets []TiedSet
		for range 2 + rng.IntN(5) {
			n := 1 + rng.IntN(4)
			s := TiedSet{N: float64(n), Events: float64(rng.IntN(n + 1))}
			size := 0.0
			var members []int
			for g := range groups {
				if rng.IntN(2) == 0 || g == len(sets)%len(groups) {
					members = append(members, g)
					size += groups[g].N
				}
			}
			for _, g := range members {
				s.Nearest = append(s.Nearest, TiedShare{g, 1 / size})
			}
			sets = append(sets, s)
		}
		got, err := AbadieImbensTied(sets, groups)
		if err != nil {
			t.Fatal(err)
		}
		want, err := AbadieImbens(oneByOne(sets, groups), TargetPopulation)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(got.Value-want.Value) > 1e-12 || math.Abs(got.SE-want.SE) > 1e-12 || got.Method != want.Method || got.DF != want.DF {
			t.Fatalf("counts give %+v, people %+v", got, want)
		}
	}
}

// oneByOne puts each programme person into a set with their nearest.
func oneByOne(sets []TiedSet, groups []TiedGroup) []Unit {
	var out []Unit
	first := make([]int64, len(groups)+1)
	for g := range groups {
		first[g+1] = first[g] + int64(groups[g].N)
	}
	set, programme := int64(0), first[len(groups)]
	for _, s := range sets {
		for i := range int(s.N) {
			out = append(out, Unit{Set: set, Person: programme, Programme: true, Y: event(i, s.Events), Weight: 1})
			for _, near := range s.Nearest {
				g := groups[near.Group]
				for j := range int(g.N) {
					out = append(out, Unit{Set: set, Person: first[near.Group] + int64(j), Y: event(j, g.Events), Weight: near.Each})
				}
			}
			set++
			programme++
		}
	}
	return out
}

// event gives the first people the events.
func event(i int, events float64) float64 {
	if float64(i) < events {
		return 1
	}
	return 0
}

func TestAbadieImbensTiedRefusesNobody(t *testing.T) {
	if _, err := AbadieImbensTied(nil, nil); err == nil {
		t.Error("nobody has an effect")
	}
}
