package stats

import (
	"math"
	"strings"
	"testing"
)

func mustTest(t *testing.T, method string, units []Unit) Independence {
	t.Helper()
	f, ok := IndependenceTest(method)
	if !ok {
		t.Fatalf("no method %q", method)
	}
	out, err := f(units)
	if err != nil {
		t.Fatalf("%s: %v", method, err)
	}
	if out.Method != method {
		t.Errorf("%s calls itself %s", method, out.Method)
	}
	return out
}

// On pairs it is McNemar's test, (b − c)²/(b + c); on one set the N − 1 chi-square.
func TestCMHSets(t *testing.T) {
	got := mustTest(t, "cmh", pairsOf(100, 300, 180, 420))
	if math.Abs(got.ChiSquare-30) > 1e-12 || got.Informed != 480 || got.Events != 300 || got.Expected != 240 {
		t.Errorf("%+v", got)
	}
	if want := math.Erfc(math.Sqrt(15)); math.Abs(got.TwoSided-want) > 1e-20 || math.Abs(got.Greater-want/2) > 1e-20 || math.Abs(got.Less-1) > 1e-6 {
		t.Errorf("%+v, want %v", got, want)
	}
	units := independent(43, 100, 429, 1300)
	for i := range units {
		units[i].Set = 5
	}
	score, err := PeopleScore(units, 0.95)
	if got := mustTest(t, "cmh", units); err != nil || math.Abs(got.TwoSided-*score.PValue) > 1e-14 || got.Informed != 1 {
		t.Errorf("%+v, want %v (%v)", got, *score.PValue, err)
	}
}

// Sets that cannot tell: one arm, no event, nothing but events.
func TestIndependenceWithoutInformation(t *testing.T) {
	for _, method := range IndependenceTests() {
		for _, units := range [][]Unit{pairsOf(5, 0, 0, 7), independent(1, 2, 3, 4)} {
			got := mustTest(t, method, units)
			if got.Greater != 1 || got.Less != 1 || got.TwoSided != 1 || got.Informed != 0 || got.ChiSquare != 0 {
				t.Errorf("%+v", got)
			}
		}
	}
}

// The order of rows changes no bit; swapped arms exchange the sides; swapped outcomes too.
func TestIndependenceConforms(t *testing.T) {
	for name, units := range matchedCases(t) {
		for _, method := range IndependenceTests() {
			want := mustTest(t, method, units)
			if got := mustTest(t, method, shuffled(units, 4)); got.TwoSided != want.TwoSided || got.Greater != want.Greater || got.ChiSquare != want.ChiSquare {
				t.Errorf("%s, %s: %+v, want %+v", method, name, got, want)
			}
			other := shuffled(units, 5)
			for i := range other {
				other[i].Y = 1 - other[i].Y
			}
			for _, mirrored := range [][]Unit{swappedArms(units), other} {
				got := mustTest(t, method, mirrored)
				if math.Abs(got.Greater-want.Less) > 1e-12 || math.Abs(got.TwoSided-want.TwoSided) > 1e-12 {
					t.Errorf("%s, %s: %+v, want the mirror of %+v", method, name, got, want)
				}
			}
			if want.Greater < 0 || want.Greater > 1 || want.TwoSided > 1 || want.Greater+want.Less < 1-1e-12 {
				t.Errorf("%s, %s: %+v", method, name, want)
			}
		}
	}
}

func TestIndependenceRefusesBadInput(t *testing.T) {
	half := pairsOf(1, 1, 1, 1)
	half[2].Y = 0.5
	for _, method := range IndependenceTests() {
		f, _ := IndependenceTest(method)
		for want, units := range map[string][]Unit{"no comparison people": nil, "an outcome is 0.5": half} {
			if _, err := f(units); err == nil || !strings.HasPrefix(err.Error(), method+": "+want) {
				t.Errorf("%v, want %q", err, want)
			}
		}
	}
}

// A comparison person in two sets is counted in both, and the result says so.
func TestIndependenceWarnsOfReuse(t *testing.T) {
	units := pairsOf(1, 2, 1, 1)
	units[1].Person = units[3].Person
	for _, method := range IndependenceTests() {
		if got := mustTest(t, method, units); len(got.Warnings) != 1 {
			t.Errorf("%s: %q", method, got.Warnings)
		}
	}
}
