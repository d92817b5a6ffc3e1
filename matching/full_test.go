package matching

import (
	"math"
	"math/rand/v2"
	"testing"

	"sib/cohort"
	"sib/matching/internal/transport"
)

// leastCover tries every edge cover of the people who can be matched at all.
func leastCover(d *design) float64 {
	people := [2][]int32{crowdOf(d, cohort.Programme), crowdOf(d, cohort.Comparison)}
	n := len(people[0])
	edges := make([][]int, n+len(people[1])) // by person, the people of the other arm
	for a, i := range people[0] {
		for b, j := range people[1] {
			if d.admits(i, j) {
				edges[a] = append(edges[a], n+b)
				edges[n+b] = append(edges[n+b], a)
			}
		}
	}
	all := append(append([]int32{}, people[0]...), people[1]...)
	memo := map[int]float64{}
	var cover func(done int) float64
	cover = func(done int) float64 {
		if v, ok := memo[done]; ok {
			return v
		}
		for v := range all {
			if done&(1<<v) != 0 || len(edges[v]) == 0 {
				continue
			}
			best := math.Inf(1)
			for _, u := range edges[v] {
				best = min(best, d.space.between(all[v], all[u])+cover(done|1<<v|1<<u))
			}
			memo[done] = best
			return best
		}
		return 0
	}
	return cover(0)
}

// sums adds up the weights of each arm, and counts the people with one.
func sums(d *design, w [][2]float64) (weight [2]float64, people [2]int64) {
	for i, p := range d.c.Profiles {
		for arm, n := range p.N {
			weight[arm] += float64(n) * w[i][arm]
			if w[i][arm] > 0 {
				people[arm] += n
			}
		}
	}
	return weight, people
}

// checkFull holds a full matching against all it promises but optimality.
func checkFull(t *testing.T, d *design, a assignment) {
	t.Helper()
	for _, l := range a.links {
		if !d.admits(l.Programme, l.Comparison) {
			t.Fatalf("link %+v breaks a constraint", l)
		}
	}
	for i := range d.c.Profiles {
		for arm := range 2 {
			partner := false
			for j := range d.c.Profiles {
				partner = partner || d.n(int32(j), cohort.Arm(1-arm)) > 0 && d.admits(int32(i), int32(j))
			}
			if used := a.weights[i][arm] > 0; used != (partner && d.n(int32(i), cohort.Arm(arm)) > 0) {
				t.Fatalf("profile %d, arm %d: used %v, has a partner %v", i, arm, used, partner)
			}
		}
	}
	weight, people := sums(d, a.weights)
	want := [2]float64{float64(people[0]), float64(people[0])}
	switch d.spec.Estimand {
	case OnControl:
		want = [2]float64{float64(people[1]), float64(people[1])}
	case OnAll:
		want = [2]float64{float64(people[0] + people[1]), float64(people[0] + people[1])}
	}
	for arm := range want {
		if math.Abs(weight[arm]-want[arm]) > 1e-9*want[arm] {
			t.Fatalf("%s: weights of arm %d sum to %v, want %v", d.spec.Estimand, arm, weight[arm], want[arm])
		}
	}
	if d.spec.Estimand != OnAll {
		identity := make([]int, len(a.weights))
		for i := range identity {
			identity[i] = i
		}
		sameWeights(t, "weights of the links", a.weights, d.linkWeights(a.links), identity)
	}
	if total := length(d, a.links); math.Abs(total-a.proof.Total) > 1e-9*(1+total) || a.proof.Gap != 0 {
		t.Fatalf("total %v, proof %+v", total, a.proof)
	}
}

func TestFullTriesEverything(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	tried := 0
	for round := range 600 {
		d := onMap(t, Spec{Method: Full, Estimand: []Estimand{OnTreated, OnControl, OnAll}[round%3]},
			drawPlaces(r, 1+r.IntN(5), 1+r.IntN(2), 3, r.IntN(2) == 0))
		constrain(r, d)
		if len(crowdOf(d, 0))+len(crowdOf(d, 1)) > 12 {
			continue
		}
		tried++
		a, err := d.full()
		if err != nil {
			t.Fatal(err)
		}
		checkFull(t, d, a)
		if want := leastCover(d); math.Abs(a.proof.Total-want) > 1e-9 {
			t.Fatalf("round %d: total %v, want %v", round, a.proof.Total, want)
		}
	}
	if tried < 300 {
		t.Errorf("only %d problems were small enough", tried)
	}
}

// With one person a profile, sets are stars and weights are those of MatchIt: t/c and so on.
func TestFullStars(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for round := range 90 {
		places := drawPlaces(r, 2+r.IntN(40), 1+r.IntN(2), 1, false)
		for k := range places {
			places[k].n = [2]int64{}
			places[k].n[r.IntN(2)] = 1
		}
		places[0].n, places[1].n = [2]int64{1, 0}, [2]int64{0, 1}
		d := onMap(t, Spec{Method: Full, Estimand: []Estimand{OnTreated, OnControl, OnAll}[round%3]}, places)
		a, err := d.full()
		if err != nil {
			t.Fatal(err)
		}
		checkFull(t, d, a)
		if want := len(places); len(components(d, a.links)) == 0 || len(a.links) >= want {
			t.Fatalf("%d links of %d people are no stars", len(a.links), want)
		}
		for _, set := range components(d, a.links) {
			var n [2]int64
			for _, i := range set {
				n[0], n[1] = n[0]+places[i].n[0], n[1]+places[i].n[1]
			}
			if n[0] > 1 && n[1] > 1 {
				t.Fatalf("a set of %v", n)
			}
			want := Stratum{N: n}.weights(d.spec.Estimand)
			for _, i := range set {
				for arm := range 2 {
					if places[i].n[arm] > 0 && math.Abs(a.weights[i][arm]-want[arm]) > 1e-12 {
						t.Fatalf("in a set of %v arm %d weighs %v, want %v", n, arm, a.weights[i][arm], want[arm])
					}
				}
			}
		}
	}
}

// components are the profiles that links hold together.
func components(d *design, links []Link) map[int32][]int32 {
	root := make([]int32, len(d.c.Profiles))
	for i := range root {
		root[i] = int32(i)
	}
	find := func(i int32) int32 {
		for root[i] != i {
			i = root[i]
		}
		return i
	}
	for _, l := range links {
		root[find(l.Programme)] = find(l.Comparison)
	}
	out := map[int32][]int32{}
	for i := range root {
		out[find(int32(i))] = append(out[find(int32(i))], int32(i))
	}
	return out
}

func room(d *design) [2][]int32 {
	return [2][]int32{make([]int32, len(d.c.Profiles)), make([]int32, len(d.c.Profiles))}
}

// Listing the pairs that can save anything and asking for them one by one come to the same.
func TestFullLazily(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 100 {
		d := onMap(t, Spec{Method: Full}, drawPlaces(r, 5+r.IntN(60), 1+r.IntN(2), 4, r.IntN(2) == 0))
		constrain(r, d)
		if len(d.cells[0].profiles[0]) == 0 || len(d.cells[0].profiles[1]) == 0 {
			continue
		}
		m := d.cover(d.cells[0], d.ruler(), room(d))
		ask := m.lazily()
		listed := m.arcs()
		for i := range m.arms[0].people {
			if m.reach[0][i] == alone {
				continue
			}
			// What is listed is all that can save anything, and it costs the same when asked for.
			limit := 2*m.reach[0][i] + 1
			var lazy []transport.Arc
			for k := 1; ; k *= 2 {
				arcs, floor := ask(i, k)
				for at, arc := range lazy {
					if arcs[at] != arc {
						t.Fatalf("asked for %d, place %d changes from %v to %v", k, at, arc, arcs[at])
					}
				}
				if lazy = arcs; floor >= limit {
					break
				}
			}
			list, _ := listed(i, 0)
			at := 0
			for _, arc := range lazy {
				if arc.Cost >= limit {
					break
				}
				if at == len(list) || list[at] != arc {
					t.Fatalf("spot %d: %v is asked for and not listed in %v", i, arc, list)
				}
				at++
			}
			if at != len(list) {
				t.Fatalf("spot %d: %v is listed and not asked for", i, list[at])
			}
		}
	}
}

// Two crowds far apart: nearly every pair can save something, and not all are listed.
func TestFullFarApart(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	places := drawPlaces(r, 300, 1, 1, false)
	for k := range places {
		places[k].n = [2]int64{1, 0}
		if k%2 == 0 {
			places[k].n, places[k].at[0] = [2]int64{0, 1}, places[k].at[0]+1000
		}
	}
	d := onMap(t, Spec{Method: Full}, places)
	m := d.cover(d.cells[0], d.ruler(), room(d))
	if _, ok := m.saving(); ok {
		t.Error("all pairs were listed")
	}
	a, err := d.full()
	if err != nil {
		t.Fatal(err)
	}
	checkFull(t, d, a)
	if len(a.links) != 150 {
		t.Errorf("%d sets, 150 pairs are the cheapest", len(a.links))
	}
}

// Everybody in the pool again never makes the cover cheaper for them, and nobody pays twice:
// twice all people cost exactly twice as much at most.
func TestFullDoubled(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 60 {
		places := drawPlaces(r, 2+r.IntN(20), 1+r.IntN(2), 3, r.IntN(2) == 0)
		var total [2]float64
		for k := range total {
			a, err := onMap(t, Spec{Method: Full}, places).full()
			if err != nil {
				t.Fatal(err)
			}
			total[k] = a.proof.Total
			for k := range places {
				places[k].n[0] *= 2
				places[k].n[1] *= 2
			}
		}
		if math.Abs(total[1]-2*total[0]) > 1e-9 {
			t.Fatalf("total %v, of twice the people %v", total[0], total[1])
		}
	}
}

// withinSets adds up the score distances of all pairs within the sets of a reference column.
func withinSets(t *testing.T, name string) float64 {
	t.Helper()
	ps, treat := column(t, "ps.csv", "ps_matchit"), column(t, "ps.csv", "treat")
	sets := map[string][]int{}
	for i, row := range table(t, "subclass.csv") {
		if set := row[name]; set != "" {
			sets[set] = append(sets[set], i)
		}
	}
	if len(sets) == 0 {
		t.Fatalf("no sets of %s", name)
	}
	total := 0.0
	for _, set := range sets {
		for _, i := range set {
			for _, j := range set {
				if treat[i] == 1 && treat[j] == 0 {
					total += math.Abs(ps[i] - ps[j])
				}
			}
		}
	}
	return total
}

func TestFullReference(t *testing.T) {
	c := readCrowd(t)
	for _, tt := range []struct {
		name       string
		estimand   Estimand
		covariates []Covariate
	}{{"full", OnTreated, free}, {"full_ATE", OnAll, free}, {"full_exact", OnTreated, exactBut}} {
		d := c.scored(t, Spec{Covariates: tt.covariates, Unmatched: Drop, Method: Full, Estimand: tt.estimand}, "ps_matchit")
		a, err := d.full()
		if err != nil {
			t.Fatal(err)
		}
		checkFullLarge(t, d, a)
		theirs := withinSets(t, tt.name)
		t.Logf("%s: total %.10f, MatchIt %.10f; proof %+v", tt.name, length(d, a.links), theirs, *a.proof)
		if a.proof.Total > theirs+1e-9 || a.proof.Gap != 0 {
			t.Errorf("%s: total %v, MatchIt %v, gap %v", tt.name, a.proof.Total, theirs, a.proof.Gap)
		}
	}
}

// checkFullLarge is checkFull without the search for partners.
func checkFullLarge(t *testing.T, d *design, a assignment) {
	t.Helper()
	weight, people := sums(d, a.weights)
	about := float64(people[0])
	if d.spec.Estimand == OnAll {
		about += float64(people[1])
	}
	for arm := range weight {
		if math.Abs(weight[arm]-about) > 1e-6 {
			t.Errorf("%v people, weights %v", people, weight)
		}
	}
	if total := length(d, a.links); math.Abs(total-a.proof.Total) > 1e-9 {
		t.Errorf("links of %v, proof of %v", total, a.proof.Total)
	}
}
