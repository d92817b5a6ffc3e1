package matching

import (
	"cmp"
	"slices"
	"strconv"
	"testing"
)

// people are the crowd in the order of the file.
func (c crowd) people() People {
	p := People{Profile: c.profile}
	for _, arm := range c.arm {
		p.Arm = append(p.Arm, uint8(arm))
	}
	return p
}

// matchItPairs are the pairs of a spec, as row numbers from 0, in the order of Pairs.
func matchItPairs(tb testing.TB, spec string) []Pair {
	tb.Helper()
	var out []Pair
	for _, row := range table(tb, "pairs.csv") {
		if row["spec"] != spec {
			continue
		}
		var v [3]int
		for i, name := range []string{"focal_id", "match_id", "k"} {
			var err error
			if v[i], err = strconv.Atoi(row[name]); err != nil {
				tb.Fatal(err)
			}
		}
		out = append(out, Pair{Focal: int32(v[0] - 1), Match: int32(v[1] - 1), K: int32(v[2])})
	}
	slices.SortFunc(out, comparePairs)
	return out
}

const (
	caliperScore  = 0.0178357982604424 // caliper_raw in specs.csv
	caliperLinear = 0.291409879457904
)

func on(at []float64, width float64) limit { return limit{at: at, width: width} }

// ages of the profiles.
func (c crowd) ages() []float64 {
	out := make([]float64, len(c.Profiles))
	for i, p := range c.Profiles {
		out[i] = c.Domains[0].Numbers[p.Codes[0]]
	}
	return out
}

// lineSpecs are the reference's specs on one number.
var lineSpecs = []struct {
	name, score string // score: ps_matchit unless it says otherwise
	exact       bool
	choice      Choice
	estimand    Estimand
	set         func(c crowd, d *design)
}{
	{name: "nn_largest"},
	{name: "nn_smallest", choice: Choice{Order: Smallest}},
	{name: "nn_data", choice: Choice{Order: DataOrder}},
	{name: "nn_lp", score: "lp_matchit"},
	{name: "nn_probit", set: crowd.probit},
	{name: "nn_cal02", set: func(c crowd, d *design) { d.limits = []limit{on(d.score, caliperScore)} }},
	{name: "nn_cal02_lp", score: "lp_matchit", set: func(c crowd, d *design) { d.limits = []limit{on(d.score, caliperLinear)} }},
	{name: "nn_calage3", set: func(c crowd, d *design) { d.limits = []limit{on(c.ages(), 3)} }},
	{name: "nn_both", set: crowd.shareSupport},
	{name: "nn_k3", choice: Choice{Ratio: 3}},
	{name: "nn_k3_cal", choice: Choice{Ratio: 3}, set: func(c crowd, d *design) { d.limits = []limit{on(d.score, caliperScore)} }},
	{name: "nn_replace", choice: Choice{Reuse: Unlimited}},
	{name: "nn_replace_k3", choice: Choice{Ratio: 3, Reuse: Unlimited}},
	{name: "nn_reuse2", choice: Choice{Reuse: 2}},
	{name: "nn_exact", exact: true},
	{name: "nn_exact_k3", exact: true, choice: Choice{Ratio: 3}},
	{name: "nn_exact_cal", exact: true, set: func(c crowd, d *design) { d.limits = []limit{on(d.score, caliperScore)} }},
	{name: "nn_exact_rep", exact: true, choice: Choice{Reuse: Unlimited}},
	{name: "nn_ATC", estimand: OnControl, choice: Choice{Reuse: Unlimited}},
	{name: "nn_closest", choice: Choice{Order: Closest}},
	{name: "nn_farthest", choice: Choice{Order: Farthest}},
	{name: "nn_var", choice: Choice{Ratio: 2, Least: 1, Most: 5}},
}

// shareSupport leaves out who is outside the range of scores that both groups share.
func (c crowd) shareSupport(d *design) {
	lo, hi := [2]float64{2, 2}, [2]float64{-1, -1}
	for i, p := range c.profile {
		lo[c.arm[i]], hi[c.arm[i]] = min(lo[c.arm[i]], d.score[p]), max(hi[c.arm[i]], d.score[p])
	}
	for i, s := range d.score {
		d.outside[i] = s < max(lo[0], lo[1]) || s > min(hi[0], hi[1])
	}
	d.cells = d.divide(d.bins)
}

// TestMatchItPairs holds every nearest spec on a score to MatchIt 4.7.2's pairs, person
// by person.
func TestMatchItPairs(t *testing.T) {
	c := readCrowd(t)
	for _, s := range lineSpecs {
		t.Run(s.name, func(t *testing.T) {
			spec := Spec{Covariates: free, Unmatched: Drop, Method: Nearest, Estimand: s.estimand, Choice: s.choice}
			if s.exact {
				spec.Covariates = exactBut
			}
			if s.score == "" {
				s.score = "ps_matchit"
			}
			d := c.scored(t, spec, s.score)
			if s.set != nil {
				s.set(c, d)
			}
			p, err := newPairer(d)
			if err != nil {
				t.Fatal(err)
			}
			got, err := p.Pairs(c.people())
			if err != nil {
				t.Fatal(err)
			}
			want := matchItPairs(t, s.name)
			if s.choice.Ratio == 3 && s.choice.Reuse == Unlimited {
				d.sameSets(t, c, got, want)
			} else {
				samePairs(t, got, want)
			}
		})
	}
}

func samePairs(t *testing.T, got, want []Pair) {
	t.Helper()
	if len(want) == 0 {
		t.Fatal("no reference")
	}
	if len(got) != len(want) {
		t.Errorf("%d pairs, want %d", len(got), len(want))
	}
	differ := 0
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			if differ++; differ <= 3 {
				t.Errorf("pair %d: %v, want %v", i+1, got[i], want[i])
			}
		}
	}
	if differ > 0 {
		t.Errorf("%d pairs of %d differ", differ, len(want))
	}
}

// sameSets compares who is matched with whom. With replacement and a ratio MatchIt
// numbers those at equal distance as an unstable sort leaves them, so K tells no more
// than the distance.
func (d *design) sameSets(t *testing.T, c crowd, got, want []Pair) {
	t.Helper()
	byMatch := func(a, b Pair) int {
		return cmp.Or(cmp.Compare(a.Focal, b.Focal), cmp.Compare(a.Match, b.Match))
	}
	distances := func(pairs []Pair) []float64 {
		var out []float64
		for _, p := range pairs {
			out = append(out, d.space.between(c.profile[p.Focal], c.profile[p.Match]))
		}
		return out
	}
	if !slices.Equal(distances(got), distances(want)) {
		t.Error("other distances")
	}
	unnumbered := func(pairs []Pair) []Pair {
		out := slices.Clone(pairs)
		for i := range out {
			out[i].K = 1
		}
		slices.SortFunc(out, byMatch)
		return out
	}
	samePairs(t, unnumbered(got), unnumbered(want))
}
