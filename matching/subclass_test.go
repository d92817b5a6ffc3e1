package matching

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"sib/cohort"
)

// checkReferenceWeights compares weights by profile with a column of the reference, up to
// the sum of each arm.
func checkReferenceWeights(t *testing.T, c crowd, w [][2]float64, file, name string, tolerance float64) {
	t.Helper()
	var sum [2]float64
	for i, arm := range c.arm {
		sum[arm] += w[c.profile[i]][arm]
	}
	theirs := column(t, file, name)
	var total [2]float64
	for i, want := range theirs {
		total[c.arm[i]] += want
	}
	for i, want := range theirs {
		arm := c.arm[i]
		if got := w[c.profile[i]][arm] * total[arm] / sum[arm]; math.Abs(got-want) > tolerance*math.Max(1, want) {
			t.Fatalf("%s, row %d: weight %v, want %v", name, i+1, got, want)
		}
	}
}

func TestSubclassReference(t *testing.T) {
	c := readCrowd(t)
	for name, estimand := range map[string]Estimand{"subclass5": OnTreated, "subclass5_min0": OnTreated, "subclass5_ATE": OnAll} {
		d := c.scored(t, Spec{Covariates: free, Method: Subclassification, Estimand: estimand, Subclasses: 5}, "ps_matchit")
		a, err := d.subclassify()
		if err != nil {
			t.Fatal(err)
		}
		class := make([]int, len(c.Profiles))
		for _, s := range a.strata {
			for _, p := range s.Profiles {
				class[p] = s.Class
			}
		}
		for i, want := range column(t, "subclass.csv", name) {
			if got := class[c.profile[i]]; got != int(want) {
				t.Fatalf("%s, row %d: class %d, want %v", name, i+1, got, want)
			}
		}
		checkReferenceWeights(t, c, d.strataWeights(a.strata), "weights.csv", name, 1e-12)
	}
}

// The quantile of counted scores is that of the scores written out, by the definition.
func TestQuantile(t *testing.T) {
	counts := []scoreCount{{0.1, 2}, {0.4, 1}, {0.5, 3}, {0.9, 1}}
	var all []float64
	for _, c := range counts {
		for range c.n {
			all = append(all, c.score)
		}
	}
	for k := int64(2); k < 9; k++ {
		for i := int64(1); i < k; i++ {
			h := float64(len(all)-1) * float64(i) / float64(k)
			lo := math.Floor(h + 1e-9)
			want := all[int(lo)]
			if h-lo > 1e-9 {
				want += (h - lo) * (all[int(lo)+1] - want)
			}
			if got := quantile(counts, i, k); math.Abs(got-want) > 1e-15 {
				t.Errorf("%d/%d: %v, want %v", i, k, got, want)
			}
		}
	}
}

// A score on a cut goes up; classes are those of everybody and divide each cell; those
// with one arm only are dropped, and the drops are counted.
func TestSubclassCells(t *testing.T) {
	people := []person{
		{p, 2014, 20, "F"}, {p, 2014, 30, "F"}, {p, 2014, 40, "M"}, // the median of the programme group is 30
		{q, 2014, 29, "F"}, {q, 2014, 30, "F"}, {q, 2014, 45, "F"}, {q, 2014, 10, "M"}, {q, 2014, 90, "M"}, {q, 2014, 30, "M"},
	}
	spec := Spec{Covariates: []Covariate{{Name: "age", Mode: Free}, {Name: "sex", Mode: Exact}}, Unmatched: Drop, Method: Subclassification,
		Subclasses: 2, Distance: Distance{Metric: GivenScore, Covariates: []string{"age"}}}
	s, err := Match(build(people), spec)
	if err != nil {
		t.Fatal(err)
	}
	type row struct {
		class int
		sex   string
		n     [2]int64
	}
	var got []row
	for _, st := range s.Strata {
		got = append(got, row{st.Class, st.Values[1], st.N})
	}
	if want := []row{{1, "F", [2]int64{1, 1}}, {2, "F", [2]int64{1, 2}}, {2, "M", [2]int64{1, 2}}}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if s.Estimand != ATT || s.Pooled.Matched != [2]int64{3, 5} {
		t.Errorf("%s, %+v", s.Estimand, s.Pooled)
	}
	spec.Estimand = OnControl // the median comparison person is 30: one man of 10 has no counterpart
	if s, err = Match(build(people), spec); err != nil || s.Estimand != MatchedSample || !reflect.DeepEqual(s.Dropped, []Dropped{{2014, []string{"", "M"}, 1}}) {
		t.Errorf("%+v, %v", s, err)
	}
	spec.Subclasses = 1
	if _, err = Match(build(people), spec); err == nil || !strings.Contains(err.Error(), "2 or more") {
		t.Error(err)
	}
}

// Within every cell and class the arms sum to the people the estimand is about.
func TestSubclassWeights(t *testing.T) {
	c := readCrowd(t)
	for _, e := range []Estimand{OnTreated, OnControl, OnAll} {
		s, err := Match(c.Cohort, Spec{Covariates: free, Method: Subclassification, Estimand: e, Unmatched: Drop})
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Strata) != defaultSubclasses {
			t.Errorf("%s: %d classes", e, len(s.Strata))
		}
		for _, st := range s.Strata {
			want := map[Estimand]int64{OnTreated: st.N[p], OnControl: st.N[q], OnAll: st.N[p] + st.N[q]}[e]
			var sum [2]float64
			for _, i := range st.Profiles {
				for arm := range sum {
					sum[arm] += float64(c.Profiles[i].N[arm]) * s.Weights[i][arm]
				}
			}
			for arm := range sum {
				if off(sum[arm], float64(want)) > 1e-12 {
					t.Errorf("%s, class %d: %v sum to %v, want %d", e, st.Class, cohort.Arm(arm), sum[arm], want)
				}
			}
		}
	}
}
