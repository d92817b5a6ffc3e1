package matching

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// referenceCase is one of MatchIt's designs.
type referenceCase struct {
	name  string
	spec  Spec
	score string // ps_matchit if empty
	setUp func(*design)
	moved float64 // by how much the distances may differ from MatchIt's in all, for a reason
}

func (rc referenceCase) design(tb testing.TB, c crowd) *design {
	tb.Helper()
	if rc.spec.Covariates == nil {
		rc.spec.Covariates = free
	}
	rc.spec.Method, rc.spec.Unmatched = Nearest, Drop
	score := rc.score
	if score == "" {
		score = "ps_matchit"
	}
	d := c.scored(tb, rc.spec, score)
	if rc.setUp != nil {
		rc.setUp(d)
	}
	return d
}

const psCaliper, lpCaliper = 0.0178357982604424, 0.291409879457904

// holdScore puts a caliper on the score.
func holdScore(width float64) func(*design) {
	return func(d *design) { d.limits = []limit{{at: d.score, width: width}} }
}

// holdAge puts a caliper on the first covariate.
func holdAge(width float64) func(*design) {
	return func(d *design) {
		l := limit{at: make([]float64, len(d.c.Profiles)), width: width}
		for i, p := range d.c.Profiles {
			l.at[i] = d.c.Domains[0].Numbers[p.Codes[0]]
		}
		d.limits = []limit{l}
	}
}

// overlap leaves those out whose score nobody in the other arm surrounds.
func overlap(d *design) {
	low, high := math.Inf(-1), math.Inf(1)
	for arm := range 2 {
		least, most := math.Inf(1), math.Inf(-1)
		for i, p := range d.c.Profiles {
			if p.N[arm] > 0 {
				least, most = min(least, d.score[i]), max(most, d.score[i])
			}
		}
		low, high = max(low, least), min(high, most)
	}
	for i := range d.c.Profiles {
		d.outside[i] = d.score[i] < low || d.score[i] > high
	}
	d.cells = d.divide(d.bins)
}

var referenceCases = []referenceCase{
	{name: "nn_largest"},
	{name: "nn_smallest", spec: Spec{Choice: Choice{Order: Smallest}}},
	{name: "nn_closest", spec: Spec{Choice: Choice{Order: Closest}}},
	// These depend on the order of rows: see TestFarthestAsMatchIt.
	{name: "nn_farthest", spec: Spec{Choice: Choice{Order: Farthest}}, moved: 0.03},
	{name: "nn_lp", score: "lp_matchit"},
	// MatchIt matched on scores of R's default tolerance, 1e-7 off these.
	{name: "nn_probit", score: "ps_probit", moved: 1e-5},
	{name: "nn_cal02", setUp: holdScore(psCaliper)},
	{name: "nn_cal02_lp", score: "lp_matchit", setUp: holdScore(lpCaliper)},
	{name: "nn_calage3", setUp: holdAge(3)},
	{name: "nn_both", setUp: overlap},
	{name: "nn_k3", spec: Spec{Choice: Choice{Ratio: 3}}},
	{name: "nn_k3_cal", spec: Spec{Choice: Choice{Ratio: 3}}, setUp: holdScore(psCaliper)},
	{name: "nn_var", spec: Spec{Choice: Choice{Ratio: 2, Least: 1, Most: 5}}},
	{name: "nn_replace", spec: Spec{Choice: Choice{Reuse: Unlimited}}},
	// MatchIt takes 3; ties with the third share here, and so the first two are shared too.
	{name: "nn_replace_k3", moved: 0.1, spec: Spec{Choice: Choice{Ratio: 3, Reuse: Unlimited}}},
	{name: "nn_reuse2", spec: Spec{Choice: Choice{Reuse: 2}}},
	{name: "nn_exact", spec: Spec{Covariates: exactBut}},
	{name: "nn_exact_k3", spec: Spec{Covariates: exactBut, Choice: Choice{Ratio: 3}}},
	{name: "nn_exact_cal", spec: Spec{Covariates: exactBut}, setUp: holdScore(psCaliper)},
	{name: "nn_exact_rep", spec: Spec{Covariates: exactBut, Choice: Choice{Reuse: Unlimited}}},
	{name: "nn_ATC", spec: Spec{Estimand: OnControl, Choice: Choice{Reuse: Unlimited}}},
}

// TestNearestReference holds that as many people are matched as by MatchIt, and at the
// same distances, pair for pair. Whom MatchIt takes of those equally near depends on the
// order of rows; how near does not, in these designs.
func TestNearestReference(t *testing.T) {
	c := readCrowd(t)
	for _, rc := range referenceCases {
		t.Run(rc.name, func(t *testing.T) {
			d := rc.design(t, c)
			a, err := d.nearest()
			if err != nil {
				t.Fatal(err)
			}
			var got, want []paired
			people, pairs, focal := 0.0, 0.0, map[int]bool{}
			for _, l := range a.links {
				got = append(got, paired{d.space.between(l.Programme, l.Comparison), l.N})
				people, pairs = people+l.Weight, pairs+l.N
			}
			ref := matchItPairs(t, rc.name)
			for _, p := range ref {
				want = append(want, paired{d.space.between(c.profile[p.Focal], c.profile[p.Match]), 1})
				focal[int(p.Focal)] = true
			}
			if math.Abs(people-float64(len(focal))) > 1e-9 || math.Abs(pairs-float64(len(ref))) > 1e-9 {
				t.Errorf("%v people in %v pairs, MatchIt has %d in %d", people, pairs, len(focal), len(ref))
			}
			if moved := moved(got, want); !(moved <= rc.moved+1e-9) {
				t.Errorf("the distances are %v away from MatchIt's in all", moved)
			}
		})
	}
}

// paired is a number of pairs at a distance.
type paired struct{ distance, n float64 }

// moved is by how much the distances of one list of pairs must change in all to become
// those of the other: 0 if they are the same.
func moved(a, b []paired) float64 {
	all := slices.Clone(a)
	for _, p := range b {
		all = append(all, paired{p.distance, -p.n})
	}
	slices.SortFunc(all, func(a, b paired) int { return cmp.Compare(a.distance, b.distance) })
	sum, excess := 0.0, 0.0
	for k, p := range all {
		excess += p.n
		if k+1 < len(all) {
			sum += math.Abs(excess) * (all[k+1].distance - p.distance)
		}
	}
	return sum
}

// TestMoved holds that the comparison above can fail.
func TestMoved(t *testing.T) {
	a := []paired{{1, 2}, {3, 1}}
	if got := moved(a, []paired{{1, 1}, {1, 1}, {3, 1}}); got != 0 {
		t.Errorf("same distances: %v", got)
	}
	if got := moved(a, []paired{{1, 1}, {2, 1}, {4, 1}}); got != 2 {
		t.Errorf("moved by 1 and 1: %v", got)
	}
}

func TestNearestErrors(t *testing.T) {
	line := func(s Spec) *design { return lattice(rand.New(rand.NewPCG(1, 1)), 20, 1, 5, s) }
	plane := func(s Spec) *design { return lattice(rand.New(rand.NewPCG(1, 1)), 20, 2, 5, s) }
	for _, tt := range []struct {
		d    *design
		want string
	}{
		{line(Spec{Choice: Choice{Ratio: 2.5}}), "ratio 2.5 is not a whole number"},
		{line(Spec{Choice: Choice{Ratio: 0.5}}), "ratio 0.5 is not a whole number"},
		{line(Spec{Choice: Choice{Ratio: -1}}), "the ratio is -1"},
		{line(Spec{Choice: Choice{Ratio: math.NaN()}}), "the ratio is NaN"},
		{line(Spec{Choice: Choice{Reuse: -2}}), "reuse is -2"},
		{line(Spec{Choice: Choice{Order: "data"}}), `unknown order "data": give one of [largest smallest closest farthest]`},
		{line(Spec{Choice: Choice{Order: Largest, Reuse: Unlimited}}), "leave out the order largest"},
		{line(Spec{Choice: Choice{Ratio: 2, Least: 1, Most: 3, Reuse: Unlimited}}), "without replacement"},
		{line(Spec{Choice: Choice{Ratio: 2, Least: 3, Most: 5}}), "least 3 and most 5 do not bound"},
		{line(Spec{Choice: Choice{Ratio: 2, Least: 2, Most: 2}}), "least < most"},
		{line(Spec{Choice: Choice{Ratio: 2, Most: 5}}), "least 0 and most 5"},
		{plane(Spec{Choice: Choice{Order: Smallest}}), "order smallest needs a score"},
		{plane(Spec{Choice: Choice{Ratio: 2, Least: 1, Most: 5}}), "a variable ratio needs a score"},
	} {
		_, err := tt.d.nearest()
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "match: ") {
			t.Errorf("%+v: error %v, want %q", tt.d.spec.Choice, err, tt.want)
		}
	}
}

// TestNearestRefusesTooManyTies holds that ties that do not fit are an error, not a crash.
func TestNearestRefusesTooManyTies(t *testing.T) {
	for _, choice := range []Choice{{}, {Order: Closest}, {Reuse: Unlimited}} {
		d := lattice(rand.New(rand.NewPCG(1, 1)), 100, 1, 1, Spec{Choice: choice})
		r, err := d.nearestRules()
		if err != nil {
			t.Fatal(err)
		}
		choose := r.inRounds
		if choice.Reuse == Unlimited {
			choose = r.everyNearest
		}
		if _, err := choose(d.cells[0]); err != nil {
			t.Errorf("%+v: %v", choice, err)
		}
		r.links = 50
		choose = r.inRounds
		if choice.Reuse == Unlimited {
			choose = r.everyNearest
		}
		if _, err := choose(d.cells[0]); err == nil || !strings.Contains(err.Error(), "more than 50 pairs of profiles") {
			t.Errorf("%+v: error %v", choice, err)
		}
	}
}

// TestNearestFinished holds that everybody is matched, dropped or short, and counted.
func TestNearestFinished(t *testing.T) {
	c := readCrowd(t)
	for _, rc := range referenceCases {
		d := rc.design(t, c)
		a, err := d.nearest()
		if err != nil {
			t.Fatal(err)
		}
		s, err := d.finish(a)
		if err != nil {
			t.Fatalf("%s: %v", rc.name, err)
		}
		matched, dropped := 0.0, 0.0
		for i, p := range s.Weights {
			matched += p[d.focal] * float64(d.n(int32(i), d.focal))
		}
		for _, out := range s.Dropped {
			dropped += float64(out.N)
		}
		if all := matched + dropped + s.Pooled.Shortfall; math.Abs(all-float64(s.Pooled.Eligible[d.focal])) > 1e-6 {
			t.Errorf("%s: %v matched, %v dropped, %v short of %d people", rc.name, matched, dropped, s.Pooled.Shortfall, s.Pooled.Eligible[d.focal])
		}
		if want := float64(len(matchItPairs(t, rc.name))); math.Abs(s.Pooled.Pairs-want) > 1e-6 {
			t.Errorf("%s: %v pairs, MatchIt has %v", rc.name, s.Pooled.Pairs, want)
		}
		if rc.name == "nn_exact_cal" && (math.Abs(matched-264) > 1e-9 || s.Estimand != MatchedSample) {
			t.Errorf("%s: %v people, estimand %s", rc.name, matched, s.Estimand)
		}
	}
}
