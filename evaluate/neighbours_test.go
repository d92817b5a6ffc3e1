package evaluate

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"sib/cohort"
	"sib/cohort/outcome"
	"sib/contract"
	"sib/stats"
)

// R's Matching::Match takes as ties everybody whose squared distance, divided by the
// variance, is within 1e-5 of the M-th nearest's. With its sets the counts give its
// estimates and standard errors (Matching 4.10-8; abadie_imbens.json).
func TestAbadieImbensReference(t *testing.T) {
	want := reference[map[string]any](t, "abadie_imbens.json")
	for _, tt := range []struct {
		name, column string
		m            int64
	}{{"ps_M1", "ps_matchit", 1}, {"ps_M3", "ps_matchit", 3}, {"lp_M1", "lp_matchit", 1}} {
		sets, groups, rows := tiedAsMatch(t, tt.column, tt.m)
		got, err := stats.AbadieImbensTied(sets, groups)
		if err != nil {
			t.Fatal(err)
		}
		w := want[tt.name].(map[string]any)
		within(t, tt.name+" estimate", got.Value, w["est"].(float64), 1e-8)
		within(t, tt.name+" standard error", got.SE, w["se_AI"].(float64), 1e-8)
		within(t, tt.name+" pairs", rows, w["n_pair_rows"].(float64), 0)
	}
}

// tiedAsMatch are programme people with their nearest, by profile, and the number of
// pairs of people.
func tiedAsMatch(t *testing.T, column string, m int64) ([]stats.TiedSet, []stats.TiedGroup, float64) {
	t.Helper()
	c, table := people(t)
	score := scoreOf(t, c, column)
	var mean, squares, n float64
	for i, p := range c.Profiles {
		people := float64(p.N[0] + p.N[1])
		mean, n = mean+people*score[i], n+people
	}
	mean /= n
	for i, p := range c.Profiles {
		squares += float64(p.N[0]+p.N[1]) * (score[i] - mean) * (score[i] - mean)
	}
	variance := squares / (n - 1)
	groups := make([]stats.TiedGroup, len(c.Profiles))
	var pool []int
	for j, p := range c.Profiles {
		groups[j] = stats.TiedGroup{N: float64(p.N[1]), Events: float64(table.Placed[j][1])}
		if p.N[1] > 0 {
			pool = append(pool, j)
		}
	}
	var sets []stats.TiedSet
	rows := 0.0
	for i, p := range c.Profiles {
		if p.N[0] == 0 {
			continue
		}
		distance := func(j int) float64 { return (score[i] - score[j]) * (score[i] - score[j]) / variance }
		slices.SortFunc(pool, func(a, b int) int { return int(math.Copysign(1, distance(a)-distance(b))) })
		size, far := int64(0), 0.0
		for _, j := range pool {
			if size >= m && distance(j) > far+1e-5 {
				break
			}
			if size < m {
				far = distance(j)
			}
			size += c.Profiles[j].N[1]
		}
		set := stats.TiedSet{N: float64(p.N[0]), Events: float64(table.Placed[i][0])}
		for _, j := range pool {
			if distance(j) <= far+1e-5 {
				set.Nearest = append(set.Nearest, stats.TiedShare{Group: j, Each: 1 / float64(size)})
			}
		}
		sets, rows = append(sets, set), rows+float64(p.N[0]*size)
	}
	return sets, groups, rows
}

// people reads the reference people with the year as one of their covariates.
func people(t *testing.T) (*cohort.Cohort, *outcome.Table) {
	t.Helper()
	terms, err := contract.Load("../testdata/parquet/contract.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, err := cohort.Read(t.Context(), cohortSpec(terms, "../testdata/parquet"), nil)
	if err != nil {
		t.Fatal(err)
	}
	happened, err := outcome.Read(t.Context(), c, outcomeSpec(terms), nil)
	if err != nil {
		t.Fatal(err)
	}
	return c, &happened.Tables[0]
}

// scoreOf is R's score by profile: people of a profile have the same.
func scoreOf(t *testing.T, c *cohort.Cohort, column string) []float64 {
	t.Helper()
	rows := records(t, "../testdata/reference/matching/ps.csv", "", "")
	out := make([]float64, len(c.Profiles))
	at := 0
	for _, part := range c.Parts() {
		r, err := part.Rows()
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range r.Profile {
			v, err := strconv.ParseFloat(rows[at][column], 64)
			if err != nil {
				t.Fatal(err)
			}
			out[p] = v
			at++
		}
	}
	return out
}

// The interval of a contract is the one of its own links.
func TestNeighbourInterval(t *testing.T) {
	e := designed(t, "distance", "estimand: ATT, method: nearest, reuse: unlimited", "abadie-imbens")
	r := e.Results[0]
	if r.Difference.Method != "abadie-imbens" || !(r.Difference.Lo < r.Difference.Value && r.Difference.Value < r.Difference.Hi) {
		t.Errorf("%+v", r.Difference)
	}
	within(t, "middle of the interval", (r.Difference.Lo+r.Difference.Hi)/2, r.Difference.Value, 1e-12)
	other := designed(t, "distance", "estimand: ATT, method: nearest, reuse: unlimited", "weighted-newcombe").Results[0]
	within(t, "the difference", r.Difference.Value, other.Difference.Value, 1e-12)
}
