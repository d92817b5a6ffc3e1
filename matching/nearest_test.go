package matching

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"testing"

	"sib/cohort"
)

// referencePairs are MatchIt's pairs of one spec: rows of the focal person and the match.
func referencePairs(tb testing.TB, spec string) (pairs [][2]int) {
	tb.Helper()
	for _, row := range table(tb, "pairs.csv") {
		if row["spec"] != spec {
			continue
		}
		focal, err := strconv.Atoi(row["focal_id"])
		if err != nil {
			tb.Fatal(err)
		}
		match, err := strconv.Atoi(row["match_id"])
		if err != nil {
			tb.Fatal(err)
		}
		pairs = append(pairs, [2]int{focal - 1, match - 1})
	}
	if len(pairs) == 0 {
		tb.Fatalf("no pairs of %s", spec)
	}
	return pairs
}

// referenceCase is one of MatchIt's designs.
type referenceCase struct {
	name  string
	spec  Spec
	score string // ps_matchit if empty
	setUp func(*design)
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

// holdSupport leaves those out whose score nobody in the other arm surrounds.
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
	{name: "nn_farthest", spec: Spec{Choice: Choice{Order: Farthest}}},
	{name: "nn_lp", score: "lp_matchit"},
	{name: "nn_probit", score: "ps_probit"},
	{name: "nn_cal02", setUp: holdScore(psCaliper)},
	{name: "nn_cal02_lp", score: "lp_matchit", setUp: holdScore(lpCaliper)},
	{name: "nn_calage3", setUp: holdAge(3)},
	{name: "nn_both", setUp: overlap},
	{name: "nn_k3", spec: Spec{Choice: Choice{Ratio: 3}}},
	{name: "nn_k3_cal", spec: Spec{Choice: Choice{Ratio: 3}}, setUp: holdScore(psCaliper)},
	{name: "nn_var", spec: Spec{Choice: Choice{Ratio: 2, Least: 1, Most: 5}}},
	{name: "nn_replace", spec: Spec{Choice: Choice{Reuse: Unlimited}}},
	{name: "nn_replace_k3", spec: Spec{Choice: Choice{Ratio: 3, Reuse: Unlimited}}},
	{name: "nn_reuse2", spec: Spec{Choice: Choice{Reuse: 2}}},
	{name: "nn_exact", spec: Spec{Covariates: exactBut}},
	{name: "nn_exact_k3", spec: Spec{Covariates: exactBut, Choice: Choice{Ratio: 3}}},
	{name: "nn_exact_cal", spec: Spec{Covariates: exactBut}, setUp: holdScore(psCaliper)},
	{name: "nn_exact_rep", spec: Spec{Covariates: exactBut, Choice: Choice{Reuse: Unlimited}}},
	{name: "nn_ATC", spec: Spec{Estimand: OnControl, Choice: Choice{Reuse: Unlimited}}},
}

func TestDebug(t *testing.T) {
	c := readCrowd(t)
	for _, rc := range referenceCases {
		d := rc.design(t, c)
		a, err := d.nearest()
		if err != nil {
			t.Errorf("%s: %v", rc.name, err)
			continue
		}
		var n, w, tot float64
		var ds []float64
		for _, l := range a.links {
			n += l.N
			w += l.Weight
			tot += l.N * d.space.between(l.Programme, l.Comparison)
		}
		var rt float64
		foc := map[int]bool{}
		ref := referencePairs(t, rc.name)
		for _, p := range ref {
			x := d.space.between(c.profile[p[0]], c.profile[p[1]])
			rt += x
			ds = append(ds, x)
			foc[p[0]] = true
		}
		slices.Sort(ds)
		fmt.Printf("%-14s pairs %.9g ref %d, focal %.9g ref %d, total %.10g ref %.10g links %d\n", rc.name, n, len(ref), w, len(foc), tot, rt, len(a.links))
	}
	_ = cohort.Programme
}
