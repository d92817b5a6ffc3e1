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

// trial is a small crowd with a random design: many ties, cells, calipers.
type trial struct {
	*Pairer
	people People
}

func newTrial(t *testing.T, r *rand.Rand, dims int) trial {
	t.Helper()
	var all []person
	for range 2 + r.IntN(60) {
		all = append(all, person{cohort.Arm(min(1, r.IntN(3))), 2014, float64(18 + r.IntN(9)), []string{"F", "M", "X"}[r.IntN(3)]})
	}
	all = append(all, person{p, 2014, 20, "F"}, person{q, 2014, 20, "F"})
	c := build(all)
	spec := Spec{Unmatched: Drop, Method: Nearest, Covariates: []Covariate{{Name: "age", Mode: Free}, {Name: "sex", Mode: []Mode{Exact, Free}[r.IntN(2)]}}}
	spec.Estimand = []Estimand{OnTreated, OnControl}[r.IntN(2)]
	spec.Choice = Choice{Ratio: float64(1 + r.IntN(3)), Reuse: []int{0, 2, Unlimited}[r.IntN(3)],
		Order: []Order{Largest, Smallest, DataOrder, Closest, Farthest}[r.IntN(5)]}
	if r.IntN(3) == 0 {
		spec.Choice.Least, spec.Choice.Most = 1, 4
	}
	d := bare(t, c, spec)
	d.score, d.space = make([]float64, len(c.Profiles)), space{dims: dims}
	for i := range d.score {
		d.score[i] = float64(r.IntN(12)) / 12
		for range dims {
			d.space.at = append(d.space.at, float64(r.IntN(8)))
		}
	}
	if dims == 1 {
		d.space.at = d.score
	}
	if r.IntN(2) == 0 {
		d.limits = append(d.limits, on(d.score, 0.25))
	}
	if r.IntN(2) == 0 {
		d.differ = []int{r.IntN(2)}
	}
	pairer, err := newPairer(d)
	if err != nil {
		t.Fatal(err)
	}
	return trial{pairer, peopleOf(c, all)}
}

// bare binds a spec without a score or a space: the test sets them.
func bare(tb testing.TB, c *cohort.Cohort, spec Spec) *design {
	tb.Helper()
	d, err := bind(c, Spec{Covariates: spec.Covariates})
	if err != nil {
		tb.Fatal(err)
	}
	if d.spec = spec; spec.Estimand == OnControl {
		d.focal = cohort.Comparison
	}
	return d
}

// peopleOf puts people into the order of all.
func peopleOf(c *cohort.Cohort, all []person) People {
	var out People
	for _, x := range all {
		for i, profile := range c.Profiles {
			if profile.Year == x.year && c.Domains[0].Numbers[profile.Codes[0]] == x.age && c.Domains[1].Labels[profile.Codes[1]] == x.sex {
				out.Profile, out.Arm = append(out.Profile, int32(i)), append(out.Arm, uint8(x.arm))
			}
		}
	}
	return out
}

// slow is the search that looks at everybody: the plainest reading of the rule.
type slow struct {
	w     *walk
	place []int // by person, in the list of everybody by score
	gone  map[int32]bool
}

func newSlow(w *walk) *slow {
	s := &slow{w: w, place: make([]int, len(w.people.Profile)), gone: map[int32]bool{}}
	all := make([]int, len(s.place))
	for i := range all {
		all[i] = i
	}
	at := func(i int) float64 { return w.p.d.space.at[w.people.Profile[i]] }
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(at(a), at(b)) })
	for k, i := range all {
		s.place[i] = k
	}
	return s
}

func (s *slow) has(person int32) bool { return !s.gone[person] }
func (s *slow) remove(person int32)   { s.gone[person] = true }

func (s *slow) nearest(i int32, own []int32) (hit, bool) {
	d, me := s.w.p.d, s.w.focal[i]
	profile := s.w.people.Profile[me]
	best, found := hit{}, false
	steps := func(person int32) float64 { // left before right
		k := float64(s.place[person] - s.place[me])
		return math.Abs(k) + max(0, min(k, 0.5))
	}
	for person, other := range s.w.people.Profile {
		j := int32(person)
		if s.w.people.Arm[j] == uint8(d.focal) || s.gone[j] || slices.Contains(own, j) || !d.admits(profile, other) ||
			keyOf(d.c.Profiles[profile], d.bins) != keyOf(d.c.Profiles[other], d.bins) {
			continue
		}
		h := hit{j, j, d.space.between(profile, other)}
		if !found || h.distance < best.distance || h.distance == best.distance && steps(j) < steps(best.person) {
			best, found = h, true
		}
	}
	return best, found
}

// TestLineFindsWhatASlowSearchFinds compares whole runs.
func TestLineFindsWhatASlowSearchFinds(t *testing.T) {
	for seed := range uint64(600) {
		r := rand.New(rand.NewPCG(seed, 1))
		tr := newTrial(t, r, 1)
		w := tr.start(tr.people)
		w.search = newSlow(w)
		w.run()
		slices.SortFunc(w.pairs, comparePairs)
		got, err := tr.Pairs(tr.people)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, w.pairs) {
			t.Fatalf("seed %d, %+v: %v, want %v", seed, tr.d.spec.Choice, got, w.pairs)
		}
	}
}

// TestPairsKeepTheRules checks what every run must keep, on a line and in a field.
func TestPairsKeepTheRules(t *testing.T) {
	made := 0
	for seed := range uint64(600) {
		tr := newTrial(t, rand.New(rand.NewPCG(seed, 2)), 1+int(seed%2))
		pairs, err := tr.Pairs(tr.people)
		if err != nil {
			t.Fatal(err)
		}
		made += len(pairs)
		if err := tr.broken(pairs); err != nil {
			t.Fatalf("seed %d, %+v: %v", seed, tr.d.spec.Choice, err)
		}
	}
	if made < 1000 {
		t.Errorf("%d pairs in all: the trials try nothing", made)
	}
}

func (tr trial) broken(pairs []Pair) error {
	d := tr.d
	served, mine := map[int32]int64{}, map[[2]int32]bool{}
	for i, pair := range pairs {
		a, b := tr.people.Profile[pair.Focal], tr.people.Profile[pair.Match]
		served[pair.Match]++
		switch {
		case cohort.Arm(tr.people.Arm[pair.Focal]) != d.focal || cohort.Arm(tr.people.Arm[pair.Match]) == d.focal:
			return fmt.Errorf("pair %d is of the wrong groups", i)
		case keyOf(d.c.Profiles[a], d.bins) != keyOf(d.c.Profiles[b], d.bins) || !d.admits(a, b):
			return fmt.Errorf("pair %d breaks a constraint", i)
		case served[pair.Match] > reuseOf(d.spec.Choice):
			return fmt.Errorf("person %d serves too often", pair.Match)
		case mine[[2]int32{pair.Focal, pair.Match}]:
			return fmt.Errorf("pair %d was made before", i)
		case pair.K > max(int32(d.spec.Choice.Ratio), int32(d.spec.Choice.Most)):
			return fmt.Errorf("pair %d is match %d", i, pair.K)
		case pair.K > 1 && (pairs[i-1].Focal != pair.Focal || pairs[i-1].K != pair.K-1):
			return fmt.Errorf("pair %d has no pair before it", i)
		}
		mine[[2]int32{pair.Focal, pair.Match}] = true
	}
	return nil
}
