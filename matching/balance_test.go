package matching

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"sib/cohort"
)

// peopled makes every row of the crowd a profile of its own, so that people who are
// alike may have different weights, as they have in R.
func (c crowd) peopled() *cohort.Cohort {
	out := &cohort.Cohort{Years: c.Years, Domains: c.Domains}
	for i, p := range c.profile {
		one := cohort.Profile{Year: c.Profiles[p].Year, Codes: c.Profiles[p].Codes}
		one.N[c.arm[i]] = 1
		out.Profiles = append(out.Profiles, one)
	}
	return out
}

// rowsOf binds a spec to the people of the crowd one by one.
func (c crowd) rowsOf(tb testing.TB, e Estimand) *design {
	tb.Helper()
	d := &design{c: c.peopled(), spec: Spec{Covariates: free, Estimand: e}}
	var err error
	if d.bins, err = binsOf(d.c, d.spec); err != nil {
		tb.Fatal(err)
	}
	return d
}

// scoreOf is the score whose balance the reference reports under "distance".
func scoreOf(spec string) string {
	switch {
	case spec == "nn_lp" || spec == "nn_cal02_lp":
		return "lp_matchit"
	case spec == "nn_probit":
		return "ps_probit"
	}
	return "ps_matchit"
}

// estimandOf is the estimand of a reference spec.
func estimandOf(spec string) Estimand {
	switch {
	case strings.HasSuffix(spec, "_ATE"):
		return OnAll
	case strings.HasSuffix(spec, "_ATC"):
		return OnControl
	}
	return OnTreated
}

// sampleOf gives the rows their weights and pairs in the reference.
func sampleOf(tb testing.TB, c crowd, spec string, weights, sets, pairs []map[string]string) *Sample {
	tb.Helper()
	s := &Sample{Weights: make([][2]float64, len(c.profile))}
	for i, row := range weights {
		s.Weights[i][c.arm[i]] = number(tb, row[spec])
	}
	if strings.HasPrefix(spec, "subclass") {
		return s // the reference has no pairs there
	}
	for _, row := range pairs {
		if row["spec"] != spec {
			continue
		}
		ends := [2]int32{int32(number(tb, row["focal_id"])) - 1, int32(number(tb, row["match_id"])) - 1}
		if c.arm[ends[0]] == cohort.Comparison {
			ends[0], ends[1] = ends[1], ends[0]
		}
		s.Links = append(s.Links, Link{Programme: ends[0], Comparison: ends[1], N: 1})
	}
	if len(s.Links) > 0 {
		return s
	}
	at := map[string]int{}
	for i, row := range sets {
		set := row[spec]
		if set == "" {
			continue
		}
		k, ok := at[set]
		if !ok {
			k = len(s.Strata)
			at[set] = k
			s.Strata = append(s.Strata, Stratum{Year: c.Years[0]})
		}
		s.Strata[k].Profiles = append(s.Strata[k].Profiles, i)
		s.Strata[k].N[c.arm[i]]++
	}
	return s
}

func number(tb testing.TB, text string) float64 {
	tb.Helper()
	if text == "" {
		return 0
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// TestBalanceReference holds every number of MatchIt's balance tables, before and
// after, for every spec of the reference, given MatchIt's weights and sets.
func TestBalanceReference(t *testing.T) {
	c := readCrowd(t)
	weights, sets, pairs := table(t, "weights.csv"), table(t, "subclass.csv"), table(t, "pairs.csv")
	scores := map[string][]float64{}
	want := map[string][]map[string]string{}
	var specs []string
	for _, row := range table(t, "balance.csv") {
		if want[row["spec"]] == nil {
			specs = append(specs, row["spec"])
		}
		want[row["spec"]] = append(want[row["spec"]], row)
	}
	for _, spec := range specs {
		d := c.rowsOf(t, estimandOf(spec))
		name := scoreOf(spec)
		if scores[name] == nil {
			scores[name] = column(t, "ps.csv", name)
		}
		d.score = scores[name]
		s := sampleOf(t, c, spec, weights, sets, pairs)
		checkTable(t, spec, balanceOf(d, s)[0], want[spec], s)
	}
	if len(specs) != 43 {
		t.Errorf("%d specs in the reference", len(specs))
	}
}

func checkTable(t *testing.T, spec string, got Balance, want []map[string]string, s *Sample) {
	t.Helper()
	terms := map[string]TermBalance{"distance": {}}
	for _, term := range got.Terms {
		name := term.Covariate + term.Level
		if term.Covariate == OfScore {
			name = "distance"
		}
		terms[name] = term
	}
	for _, row := range want {
		term, ok := terms[row["term"]]
		if !ok {
			t.Errorf("%s: no term %s", spec, row["term"])
			continue
		}
		within := 1e-10
		if spec == "nn_probit" && row["term"] == "distance" {
			within = 1e-5 // ps.csv has the converged probit, MatchIt's stops earlier
		}
		if row["pair_dist"] != "" && s.Links == nil && s.Strata == nil {
			t.Errorf("%s %s: the reference has pairs that its files do not hold", spec, row["term"])
		}
		checkRow(t, spec, row, term, within)
	}
}

// checkRow holds one line of a balance table.
func checkRow(t *testing.T, spec string, row map[string]string, term TermBalance, within float64) {
	t.Helper()
	m := term.Before
	if row["sample"] == "matched" {
		m = term.After
	}
	pair := m.PairDistance
	if pair != nil && *m.SMD == 0 {
		raw := *pair * term.Denominator // MatchIt does not divide where the means agree
		pair = &raw
	}
	for column, v := range map[string]*float64{"mean_treated": &m.Programme, "mean_control": &m.Comparison, "smd": m.SMD,
		"var_ratio": m.VarianceRatio, "ecdf_mean": &m.ECDFMean, "ecdf_max": &m.ECDFMax, "pair_dist": pair} {
		switch {
		case (v == nil) != (row[column] == ""):
			t.Errorf("%s %s %s: %s is %v, want %q", spec, row["sample"], row["term"], column, v, row[column])
		case v != nil && !(math.Abs(*v-number(t, row[column])) <= within):
			t.Errorf("%s %s %s: %s is %.15g, want %s", spec, row["sample"], row["term"], column, *v, row[column])
		}
	}
}

// TestESSReference holds the effective sample sizes of both arms in every spec.
func TestESSReference(t *testing.T) {
	c := readCrowd(t)
	weights := table(t, "weights.csv")
	checked := 0
	for _, row := range table(t, "effects.csv") {
		if _, ok := weights[0][row["spec"]]; !ok {
			continue
		}
		d := c.rowsOf(t, estimandOf(row["spec"]))
		w := sampleOf(t, c, row["spec"], weights, nil, nil).Weights
		g := d.group(assignment{weights: w}, 0)
		checked++
		if math.Abs(g.ESS-number(t, row["ess_control"])) > 1e-9 || math.Abs(g.ProgrammeESS-number(t, row["ess_treated"])) > 1e-9 ||
			g.Matched != [2]int64{int64(number(t, row["n_treated"])), int64(number(t, row["n_control"]))} {
			t.Errorf("%s: %+v, want %v", row["spec"], g, row)
		}
	}
	if checked != 43 {
		t.Errorf("checked %d specs", checked)
	}
}

// TestCobaltReference holds what cobalt 4.5.5 prints of three samples, to its 15
// digits: among it the overlap of levels, of which cobalt prints what is not shared.
func TestCobaltReference(t *testing.T) {
	c := readCrowd(t)
	weights := table(t, "weights.csv")
	terms := map[string]TermBalance{}
	for _, spec := range []string{"full", "nn_exact", "nn_largest"} {
		d := c.rowsOf(t, OnTreated)
		d.score = column(t, "ps.csv", "ps_matchit")
		for _, term := range balanceOf(d, sampleOf(t, c, spec, weights, nil, nil))[0].Terms {
			terms[spec+" "+term.Covariate+term.Level] = term
		}
		terms[spec+" distance"] = terms[spec+" "+OfScore]
	}
	rows := table(t, "cobalt.csv")
	for _, row := range rows {
		term, ok := terms[row["spec"]+" "+row["term"]]
		if !ok {
			t.Fatalf("no term %s", row["term"])
		}
		for suffix, m := range map[string]Moments{"_un": term.Before, "_adj": term.After} {
			got := map[string]*float64{"m1": &m.Programme, "m0": &m.Comparison, "diff": m.SMD, "v_ratio": m.VarianceRatio, "ks": &m.ECDFMax}
			if row["type"] == "Binary" { // of numbers, cobalt compares kernel densities
				apart := 1 - m.Overlap
				got["ovl"] = &apart
			}
			for name, v := range got {
				if want := row[name+suffix]; (v == nil) != (want == "") || v != nil && math.Abs(*v-number(t, want)) > 1e-12 {
					t.Errorf("%s %s: %s%s is not %s", row["spec"], row["term"], name, suffix, want)
				}
			}
		}
	}
	if len(rows) != 48 {
		t.Errorf("%d rows", len(rows))
	}
}

// A number with more than 50 values is compared over Sturges' bins: here 8, for 100 people.
func TestOverlapOfManyValues(t *testing.T) {
	c := ofNumbers(cohort.Number)
	for i := range 100 {
		c.Domains[0].Numbers = append(c.Domains[0].Numbers, float64(i))
		c.Domains[0].Labels = append(c.Domains[0].Labels, decimal(float64(i)))
		c.Profiles = append(c.Profiles, cohort.Profile{Year: 2014, Codes: []uint32{uint32(i)}})
	}
	w := make([][2]float64, 100)
	for i := range w {
		w[i] = [2]float64{1, 1}
	}
	for _, tt := range []struct {
		name string
		arm  func(i int) cohort.Arm
		want float64
	}{
		{"nothing shared", func(i int) cohort.Arm { return cohort.Arm(i / 50) }, 0},
		// 99/8 is 12.4: the bins hold 13, 12, 12, 13, 12, 12, 13 and 13 values, of which the
		// even ones are 7, 6, 6, 6, 6, 6, 7 and 6 and the odd ones the rest.
		{"every other", func(i int) cohort.Arm { return cohort.Arm(i % 2) }, (6 + 6 + 6 + 6 + 6 + 6 + 6 + 6) / 50.0},
	} {
		for i := range c.Profiles {
			c.Profiles[i].N = [2]int64{}
			c.Profiles[i].N[tt.arm(i)] = 1
		}
		d := &design{c: c, spec: Spec{Covariates: []Covariate{{Name: "x", Mode: Free}}}, bins: []bins{{of: make([]uint32, 100), labels: []string{""}}}}
		term := balanceOf(d, &Sample{Weights: w})[0].Terms[0]
		if math.Abs(term.Before.Overlap-tt.want) > 1e-12 || term.After.Overlap != term.Before.Overlap {
			t.Errorf("%s: overlap %v, want %v", tt.name, term.Before.Overlap, tt.want)
		}
	}
}

// The score and the linear predictor are terms, each once.
func TestBalanceOfScores(t *testing.T) {
	c := build(small)
	score := []float64{0.5, 0.1, 0.2, 0.3, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6}[:len(c.Profiles)]
	for _, tt := range []struct {
		distance Distance
		linear   []float64
		want     string
	}{
		{Distance{Metric: Propensity}, score, "score linear-predictor"},
		{Distance{Metric: Propensity, Linear: true}, score, "linear-predictor"},
		{Distance{Metric: GivenScore}, nil, ""},
	} {
		spec := byBand
		spec.Distance = tt.distance
		d := &design{c: c, spec: spec, bins: binned(t, c, spec), score: score, linear: tt.linear}
		s := &Sample{Weights: make([][2]float64, len(c.Profiles))}
		for i := range s.Weights {
			s.Weights[i] = [2]float64{1, 1}
		}
		for _, b := range balanceOf(d, s) {
			var got []string
			for _, term := range b.Terms {
				if term.Covariate != "age" && term.Level == "" {
					got = append(got, term.Covariate)
				}
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("%+v: %v", tt.distance, got)
			}
		}
		if tt.want != "" {
			var sum, n float64
			for i, p := range c.Profiles {
				sum += float64(p.N[0]) * score[i]
				n += float64(p.N[0])
			}
			last := balanceOf(d, s)[2].Terms
			if got := last[len(last)-1].Before.Programme; math.Abs(got-sum/n) > 1e-15 {
				t.Errorf("mean of the linear predictor %v, want %v", got, sum/n)
			}
		}
	}
}
