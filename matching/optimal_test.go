package matching

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sib/cohort"
)

// place is a profile for a test: where it is, how many people it has and a kind, which
// is one more covariate.
type place struct {
	at   []float64
	n    [2]int64
	kind uint32
}

// onMap makes a design of one cell with its profiles in the order given.
func onMap(tb testing.TB, spec Spec, places []place) *design {
	tb.Helper()
	c := &cohort.Cohort{Years: []int{2014}, Domains: []cohort.Domain{
		{Covariate: cohort.Covariate{Name: "tag", Kind: cohort.Category}},
		{Covariate: cohort.Covariate{Name: "x", Kind: cohort.Number}},
		{Covariate: cohort.Covariate{Name: "kind", Kind: cohort.Category}, Labels: []string{"a", "b", "c"}},
	}}
	x := &c.Domains[1]
	for _, p := range places {
		x.Numbers = append(x.Numbers, p.at[0])
	}
	slices.Sort(x.Numbers)
	x.Numbers = slices.Compact(x.Numbers)
	for _, v := range x.Numbers {
		x.Labels = append(x.Labels, strconv.FormatFloat(v, 'g', -1, 64))
	}
	s := space{dims: len(places[0].at)}
	for k, p := range places {
		c.Domains[0].Labels = append(c.Domains[0].Labels, fmt.Sprintf("t%07d", k))
		code, _ := slices.BinarySearch(x.Numbers, p.at[0])
		c.Profiles = append(c.Profiles, cohort.Profile{Year: 2014, Codes: []uint32{uint32(k), uint32(code), p.kind}, N: p.n})
		s.at = append(s.at, p.at...)
	}
	spec.Covariates = []Covariate{{Name: "tag", Mode: Free}, {Name: "x", Mode: Free}, {Name: "kind", Mode: Free}}
	spec.Unmatched = Drop
	spec.Distance = Distance{Metric: GivenScore, Covariates: []string{"x"}}
	d, err := bind(c, spec)
	if err != nil {
		tb.Fatal(err)
	}
	d.space = s
	return d
}

// drawPlaces draws places: whole coordinates on a small map, so that there are ties, or fine ones.
func drawPlaces(r *rand.Rand, n, dims int, people int64, ties bool) []place {
	out := make([]place, n)
	for k := range out {
		for range dims {
			x := r.Float64() * 10
			if ties {
				x = float64(r.IntN(5))
			}
			out[k].at = append(out[k].at, x)
		}
		for out[k].n == [2]int64{} {
			out[k].n = [2]int64{r.Int64N(people + 1), r.Int64N(people + 1)}
		}
		out[k].kind = uint32(r.IntN(3))
	}
	return out
}

// constrain puts a caliper on the first coordinate, or asks pairs to differ in kind, or neither.
func constrain(r *rand.Rand, d *design) {
	switch r.IntN(3) {
	case 0:
		l := limit{width: 1 + 2*r.Float64()}
		for i := range d.c.Profiles {
			l.at = append(l.at, d.space.at[i*d.space.dims])
		}
		d.limits = []limit{l}
	case 1:
		d.differ = []int{2}
	}
}

// crowdOf lists the profile of each person of an arm.
func crowdOf(d *design, arm cohort.Arm) []int32 {
	var out []int32
	for i := range d.c.Profiles {
		for range d.n(int32(i), arm) {
			out = append(out, int32(i))
		}
	}
	return out
}

// bestPairs tries every way to give each person of from up to ratio of the others, who serve reuse
// times, and returns the least distance with the most pairs.
func bestPairs(d *design, from, to []int32, ratio, reuse int) (pairs int, distance float64) {
	used := make([]int, len(to))
	var slots []int32
	for _, i := range from {
		slots = append(slots, slices.Repeat([]int32{i}, ratio)...)
	}
	best, most := math.Inf(1), -1
	var try func(k, made int, sum float64)
	try = func(k, made int, sum float64) {
		if made+len(slots)-k < most {
			return
		}
		if k == len(slots) {
			if made > most || sum < best {
				most, best = made, sum
			}
			return
		}
		for j, q := range to {
			if used[j] < reuse && d.admits(slots[k], q) {
				used[j]++
				try(k+1, made+1, sum+d.space.between(slots[k], q))
				used[j]--
			}
		}
		try(k+1, made, sum)
	}
	try(0, 0, 0)
	return most, best
}

// length is the total distance of links.
func length(d *design, links []Link) float64 {
	sum := 0.0
	for _, l := range links {
		sum += l.N * d.space.between(l.Programme, l.Comparison)
	}
	return sum
}

// keepsRules holds links against every constraint: pairs are admitted, nobody serves
// more than reuse times or has more than ratio pairs, and the weights of a focal person's pairs add up to at most 1.
func keepsRules(t *testing.T, d *design, links []Link, ratio, reuse float64) {
	t.Helper()
	pairs, weight := make([][2]float64, len(d.c.Profiles)), make([]float64, len(d.c.Profiles))
	for _, l := range links {
		if !d.admits(l.Programme, l.Comparison) || l.N <= 0 || l.Weight <= 0 {
			t.Fatalf("link %+v", l)
		}
		ends := [2]int32{l.Programme, l.Comparison}
		pairs[ends[0]][0] += l.N
		pairs[ends[1]][1] += l.N
		weight[ends[d.focal]] += l.Weight
	}
	for i, p := range d.c.Profiles {
		most := [2]float64{ratio, ratio}
		most[1-d.focal] = reuse
		for arm, n := range p.N {
			if pairs[i][arm] > most[arm]*float64(n)+1e-9 {
				t.Fatalf("profile %d has %v pairs for %d people of arm %d", i, pairs[i][arm], n, arm)
			}
		}
		if weight[i] > float64(p.N[d.focal])+1e-9 {
			t.Fatalf("profile %d: %v of weight for %d people", i, weight[i], p.N[d.focal])
		}
	}
}

func TestOptimalTriesEverything(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	tried := 0
	for round := range 600 {
		spec := Spec{Method: Optimal}
		if r.IntN(2) == 0 {
			spec.Estimand = OnControl
		}
		ratio, reuse := 1+r.IntN(2), 1
		if ratio == 1 {
			reuse = 1 + r.IntN(2)
		}
		spec.Choice = Choice{Ratio: float64(ratio), Reuse: reuse}
		d := onMap(t, spec, drawPlaces(r, 2+r.IntN(3), 1+r.IntN(2), 2, r.IntN(2) == 0))
		constrain(r, d)
		from, to := crowdOf(d, d.focal), crowdOf(d, 1-d.focal)
		if len(from)*ratio > 6 || len(to) > 6 {
			continue
		}
		tried++
		a, err := d.optimal()
		if err != nil {
			t.Fatal(err)
		}
		keepsRules(t, d, a.links, float64(ratio), float64(reuse))
		pairs, distance := bestPairs(d, from, to, ratio, reuse)
		n := 0.0
		for _, l := range a.links {
			n += l.N
		}
		if math.Abs(n-float64(pairs)) > 1e-9 || math.Abs(length(d, a.links)-distance) > 1e-9 || math.Abs(a.proof.Total-distance) > 1e-9 || a.proof.Gap != 0 {
			t.Fatalf("round %d: %v pairs at %v, proof %+v, want %d at %v", round, n, length(d, a.links), a.proof, pairs, distance)
		}
	}
	if tried < 300 {
		t.Errorf("only %d problems were small enough", tried)
	}
}

// The two solvers agree, and both prove it.
func TestOptimalLineLikeTransport(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		d := onMap(t, Spec{Method: Optimal, Choice: Choice{Ratio: float64(1 + r.IntN(3))}}, drawPlaces(r, 2+r.IntN(60), 1, 5, r.IntN(2) == 0))
		line, err := d.optimal()
		if err != nil {
			t.Fatal(err)
		}
		d.limits = []limit{{at: d.space.at, width: 100}} // no limit at all, but not along a line either
		other, err := d.optimal()
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(line.proof.Total-other.proof.Total) > 1e-9 || line.proof.Gap != 0 || other.proof.Gap != 0 {
			t.Fatalf("along the line %+v, by transport %+v", line.proof, other.proof)
		}
	}
}

// shuffled returns the places in another order, and where each went.
func shuffled(r *rand.Rand, places []place) ([]place, []int) {
	to := r.Perm(len(places))
	out := make([]place, len(places))
	for k, p := range places {
		out[to[k]] = p
	}
	return out, to
}

// sameWeights holds the weights of a design against those of the same people under other labels.
func sameWeights(t *testing.T, name string, a, b [][2]float64, to []int) {
	t.Helper()
	for k := range a {
		for arm := range a[k] {
			if math.Abs(a[k][arm]-b[to[k]][arm]) > 1e-9 {
				t.Fatalf("%s: a profile weighs %v under one label and %v under another", name, a[k], b[to[k]])
			}
		}
	}
}

func weightsOf(t *testing.T, d *design) [][2]float64 {
	t.Helper()
	a, err := d.assign()
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case a.weights != nil:
		return a.weights
	case a.strata != nil:
		return d.strataWeights(a.strata)
	}
	return d.linkWeights(a.links)
}

func TestLabelsDoNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for round := range 300 {
		method := []Method{Optimal, Full, Quick}[round%3]
		places := drawPlaces(r, 2+r.IntN(20), 1+r.IntN(2), 3, true)
		again, to := shuffled(r, places)
		seed := r.Uint64()
		var w [2][][2]float64
		for k, p := range [][]place{places, again} {
			d := onMap(t, Spec{Method: method}, p)
			if method != Quick {
				constrain(rand.New(rand.NewPCG(seed, 0)), d)
			}
			w[k] = weightsOf(t, d)
		}
		sameWeights(t, string(method), w[0], w[1], to)
	}
}

// A larger comparison pool never makes the optimum worse.
func TestMoreToChooseFrom(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 60 {
		places := drawPlaces(r, 2+r.IntN(20), 1+r.IntN(2), 3, r.IntN(2) == 0)
		var people [2]int64
		for k := range places {
			people[0], people[1] = people[0]+places[k].n[0], people[1]+places[k].n[1]
		}
		if people[0] > people[1] {
			continue // then more would be served, which may cost more
		}
		var total [2]float64
		for k := range total {
			a, err := onMap(t, Spec{Method: Optimal}, places).optimal()
			if err != nil {
				t.Fatal(err)
			}
			total[k] = a.proof.Total
			for k := range places {
				places[k].n[1] *= 2
			}
		}
		if total[1] > total[0]+1e-9 {
			t.Fatalf("total %v, with twice the pool %v", total[0], total[1])
		}
	}
}

// oneByOne pairs the people of a design one by one with the nearest who is left, in order
// of the profiles, and returns the total distance.
func oneByOne(d *design) float64 {
	to := crowdOf(d, 1-d.focal)
	used := make([]bool, len(to))
	sum := 0.0
	for _, i := range crowdOf(d, d.focal) {
		best := -1
		for j, q := range to {
			if !used[j] && (best < 0 || d.space.between(i, q) < d.space.between(i, to[best])) {
				best = j
			}
		}
		used[best] = true
		sum += d.space.between(i, to[best])
	}
	return sum
}

func TestGreedyNeverBeatsOptimal(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	worse := 0
	for range 100 {
		places := drawPlaces(r, 3+r.IntN(20), 1+r.IntN(2), 3, false)
		places[0].n[1] += 100
		d := onMap(t, Spec{Method: Optimal}, places)
		a, err := d.optimal()
		if err != nil {
			t.Fatal(err)
		}
		switch total := oneByOne(d); {
		case total < a.proof.Total-1e-9:
			t.Fatalf("greedy %v, optimal %v", total, a.proof.Total)
		case total > a.proof.Total+1e-9:
			worse++
		}
	}
	if worse < 50 {
		t.Errorf("greedy was as good as optimal %d times of 100", 100-worse)
	}
}

// Three people share two matches: each keeps two thirds of a person.
func TestOptimalShort(t *testing.T) {
	d := onMap(t, Spec{Method: Optimal}, []place{{at: []float64{1}, n: [2]int64{3, 0}}, {at: []float64{2}, n: [2]int64{0, 2}}})
	s, err := d.optimal()
	if err != nil {
		t.Fatal(err)
	}
	w := d.linkWeights(s.links)
	if math.Abs(w[0][0]-2.0/3) > 1e-15 || w[1][1] != 1 {
		t.Errorf("weights %v", w)
	}
	d = onMap(t, Spec{Method: Optimal, Choice: Choice{Ratio: 2}}, []place{{at: []float64{1}, n: [2]int64{2, 0}}, {at: []float64{2}, n: [2]int64{0, 3}}})
	if s, err = d.optimal(); err != nil {
		t.Fatal(err)
	}
	if w = d.linkWeights(s.links); w[0][0] != 1 || math.Abs(w[1][1]-2.0/3) > 1e-15 {
		t.Errorf("two people share three matches: weights %v", w)
	}
}

func TestOptimalRefuses(t *testing.T) {
	for _, tt := range []struct {
		choice Choice
		want   string
	}{
		{Choice{Ratio: 2, Least: 1, Most: 3}, "variable ratio"},
		{Choice{Ratio: 1.5}, "whole ratio"},
		{Choice{Ratio: math.Inf(1)}, "whole ratio"},
		{Choice{Order: Largest}, "no order"},
		{Choice{Reuse: Unlimited}, "use method nearest"},
		{Choice{Ratio: 2, Reuse: 2}, "ratio of 1"},
	} {
		d := onMap(t, Spec{Method: Optimal}, []place{{at: []float64{1}, n: [2]int64{1, 1}}})
		d.spec.Choice = tt.choice
		if _, err := d.optimal(); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%+v: %v", tt.choice, err)
		}
	}
}

// A spot of very many profiles is dealt, with the same weights as if all were linked.
func TestDealt(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	places := drawPlaces(r, 40, 1, 4, false)
	for k := range places {
		places[k].at[0] = 1
	}
	d := onMap(t, Spec{Method: Optimal}, places)
	m := d.optimalFlows(d.cells[0], d.ruler(), nil)
	if len(m.flows) != 1 {
		t.Fatalf("%d flows", len(m.flows))
	}
	f := m.weighted()[0]
	crossed, dealt := d.links(nil, f, m.focal, m.other), d.dealt(nil, f, m.focal, m.other)
	if len(dealt) >= 80 || len(crossed) < 400 {
		t.Fatalf("%d and %d links", len(dealt), len(crossed))
	}
	same := make([]int, len(places))
	for k := range same {
		same[k] = k
	}
	sameWeights(t, "dealt", d.linkWeights(crossed), d.linkWeights(dealt), same)
}

// What the methods find becomes a sample in which everybody is counted.
func TestOptimalMethodsFinish(t *testing.T) {
	c := readCrowd(t)
	for _, m := range []Method{Optimal, Full, Quick} {
		for _, e := range m.Estimands() {
			d := c.scored(t, Spec{Covariates: free, Unmatched: Drop, Method: m, Estimand: e}, "ps_matchit")
			a, err := d.assign()
			if err != nil {
				t.Fatal(err)
			}
			s, err := d.finish(a)
			if err != nil {
				t.Fatal(err)
			}
			if m != Optimal && s.Pooled.Matched != [2]int64{320, 4000} || s.Pooled.Shortfall > 0 && m != Optimal || s.Method != string(m) {
				t.Errorf("%s, %s: %+v", m, e, s.Pooled)
			}
			if m == Optimal && (math.Abs(s.Pooled.Pairs-320) > 1e-9 || s.Pooled.Matched[0] != 320 || s.Pooled.Matched[1] < 320) {
				t.Errorf("%s, %s: %+v", m, e, s.Pooled)
			}
			// One for one, 320 programme people are enough for few of the comparison people.
			if short := m == Optimal && e == OnControl; (s.Estimand == MatchedSample) != short {
				t.Errorf("%s, %s: the estimand is %s", m, e, s.Estimand)
			}
			if (s.Proof != nil) != (m != Quick) || (m == Quick) != (s.Pooled.Strata > 0) || (m == Quick) == (s.Pooled.Pairs > 0) {
				t.Errorf("%s, %s: proof %v, %+v", m, e, s.Proof, s.Pooled)
			}
		}
	}
}

// pairsTotal is the total score distance of the pairs of a reference spec.
func pairsTotal(t *testing.T, spec string) (pairs int, total float64) {
	ps := column(t, "ps.csv", "ps_matchit")
	for _, row := range table(t, "pairs.csv") {
		if row["spec"] != spec {
			continue
		}
		i, err := strconv.Atoi(row["focal_id"])
		if err != nil {
			t.Fatal(err)
		}
		j, err := strconv.Atoi(row["match_id"])
		if err != nil {
			t.Fatal(err)
		}
		pairs++
		total += math.Abs(ps[i-1] - ps[j-1])
	}
	return pairs, total
}

func TestOptimalReference(t *testing.T) {
	c := readCrowd(t)
	_, greedyTotal := pairsTotal(t, "nn_largest")
	for _, tt := range []struct {
		spec  string
		ratio float64
		most  float64
	}{{"optimal", 1, 0.14320668800051}, {"optimal_k2", 2, math.Inf(1)}} {
		pairs, theirs := pairsTotal(t, tt.spec)
		d := c.scored(t, Spec{Covariates: free, Unmatched: Drop, Method: Optimal, Choice: Choice{Ratio: tt.ratio}}, "ps_matchit")
		a, err := d.optimal()
		if err != nil {
			t.Fatal(err)
		}
		keepsRules(t, d, a.links, tt.ratio, 1)
		n := 0.0
		for _, l := range a.links {
			n += l.N
		}
		total := length(d, a.links)
		t.Logf("%s: %.0f pairs at %.14f, MatchIt %d at %.14f; proof %+v", tt.spec, n, total, pairs, theirs, *a.proof)
		if math.Abs(n-float64(pairs)) > 1e-9 || total > min(theirs, tt.most)+1e-9 || a.proof.Gap != 0 || math.Abs(total-a.proof.Total) > 1e-9 {
			t.Errorf("%s: %v pairs at %v, MatchIt has %d at %v, the optimum is %v", tt.spec, n, total, pairs, theirs, tt.most)
		}
		if tt.ratio == 1 && !(total < greedyTotal) {
			t.Errorf("greedy has %v", greedyTotal)
		}
	}
}
