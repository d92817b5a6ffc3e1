package matching

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"sib/cohort"
)

// checkQuick holds sets against what generalised full matching promises: a partition of
// everybody in sets with both arms, and everybody's nearest no farther than in a neighbourhood that touches.
func checkQuick(t *testing.T, d *design, strata []Stratum) {
	t.Helper()
	in := make([]int, len(d.c.Profiles))
	for k, s := range strata {
		var n [2]int64
		for _, i := range s.Profiles {
			if in[i] != 0 {
				t.Fatalf("profile %d is in two sets", i)
			}
			in[i] = k + 1
			n[0], n[1] = n[0]+d.n(int32(i), 0), n[1]+d.n(int32(i), 1)
		}
		if n != s.N || n[0] == 0 || n[1] == 0 {
			t.Fatalf("set %+v has %v people", s, n)
		}
	}
	for i := range in {
		if in[i] == 0 {
			t.Fatalf("profile %d is in no set", i)
		}
		for j := range in {
			if d.space.squared(int32(i), int32(j)) == 0 && in[i] != in[j] {
				t.Fatalf("profiles %d and %d are at one place and in two sets", i, j)
			}
		}
	}
}

func TestQuickPartitions(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		places := drawPlaces(r, 2+r.IntN(40), 1+r.IntN(3), 2, r.IntN(2) == 0)
		places[0].n, places[1].n = [2]int64{1, 0}, [2]int64{0, 1}
		d := onMap(t, Spec{Method: Quick}, places)
		a, err := d.quick()
		if err != nil {
			t.Fatal(err)
		}
		checkQuick(t, d, a.strata)
	}
}

// The longest way from anybody to somebody of the other arm in the set is at most four
// times the longest that any matching must have (Sävje, Higgins and Sekhon 2021, theorem 1),
// and that is at least the longest distance to a nearest.
func TestQuickIsNear(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		places := drawPlaces(r, 2+r.IntN(60), 1+r.IntN(2), 1, false)
		places[0].n, places[1].n = [2]int64{1, 0}, [2]int64{0, 1}
		d := onMap(t, Spec{Method: Quick}, places)
		a, err := d.quick()
		if err != nil {
			t.Fatal(err)
		}
		radius := 0.0
		for i := range places {
			for arm := range 2 {
				if places[i].n[arm] > 0 && places[i].n[1-arm] == 0 {
					radius = max(radius, d.find(d.cells[0], cohort.Arm(1-arm)).near(int32(i), 1)[0].distance)
				}
			}
		}
		for _, s := range a.strata {
			for _, i := range s.Profiles {
				for _, j := range s.Profiles {
					if far := d.space.between(int32(i), int32(j)); far > 4*radius+1e-9 {
						t.Fatalf("a set stretches over %v, four times the radius %v", far, radius)
					}
				}
			}
		}
	}
}

// By hand: 2 and 3 are closest, then 8 and 9; 0 joins its nearest programme person at 2, 5 the one at 3.
func TestQuickByHand(t *testing.T) {
	at := []float64{0, 2, 3, 5.5, 8, 9.5}
	n := [][2]int64{{0, 1}, {1, 0}, {0, 4}, {2, 0}, {3, 0}, {0, 1}}
	var places []place
	for k := range at {
		places = append(places, place{at: at[k : k+1], n: n[k]})
	}
	d := onMap(t, Spec{Method: Quick}, places)
	a, err := d.quick()
	if err != nil {
		t.Fatal(err)
	}
	if len(a.strata) != 2 || a.strata[0].N != [2]int64{3, 5} || a.strata[1].N != [2]int64{3, 1} || a.strata[0].Profiles[3] != 3 {
		t.Errorf("%+v", a.strata)
	}
}

func TestQuickRefusesCalipers(t *testing.T) {
	d := onMap(t, Spec{Method: Quick}, []place{{at: []float64{1}, n: [2]int64{1, 1}}})
	d.limits = []limit{{width: 1, at: []float64{1}}}
	if _, err := d.quick(); err == nil || !strings.Contains(err.Error(), "use method full") {
		t.Error(err)
	}
}

func TestQuickReference(t *testing.T) {
	c := readCrowd(t)
	d := c.scored(t, Spec{Covariates: free, Unmatched: Drop, Method: Quick}, "ps_matchit")
	a, err := d.quick()
	if err != nil {
		t.Fatal(err)
	}
	checkQuick(t, d, a.strata)
	total := 0.0
	var n [2]int64
	for _, s := range a.strata {
		n[0], n[1] = n[0]+s.N[0], n[1]+s.N[1]
		for _, i := range s.Profiles {
			for _, j := range s.Profiles {
				total += float64(d.n(int32(i), 0)*d.n(int32(j), 1)) * d.space.between(int32(i), int32(j))
			}
		}
	}
	theirs := withinSets(t, "quick")
	t.Logf("%d sets, distance within sets %.6f, quickmatch %.6f, ratio %.3f", len(a.strata), total, theirs, total/theirs)
	if n != [2]int64{320, 4000} || !(total < 1.25*theirs) {
		t.Errorf("%v people, total %v, quickmatch %v", n, total, theirs)
	}
	weight, _ := sums(d, d.strataWeights(a.strata))
	if math.Abs(weight[1]-320) > 1e-9 || weight[0] != 320 {
		t.Errorf("weights %v", weight)
	}
}
