package stats

import (
	"math"
	"strings"
	"testing"
)

// On 1:1 pairs and on sets of one and k at 1/k each, CR1 is sd(d)/√n.
func TestCR1IsTheStandardErrorOfTheMean(t *testing.T) {
	for _, name := range []string{"A_k1to5_noreuse", "C_pairs", "E_k2to13", "many pairs", "two pairs"} {
		units := matchedCases(t)[name]
		want := mustSpread(t, "set-difference", units)
		for _, method := range []string{"set-cr1", "survey-sets", "set-hc2"} {
			if got := mustSpread(t, method, units); math.Abs(got.SE-want.SE) > 1e-15 || got.DF != want.DF || got.Clusters != want.Clusters {
				t.Errorf("%s, %s: %+v, want %+v", name, method, got, want)
			}
		}
	}
	// 300 against 180 discordant pairs among 1,000.
	d, n := 0.12, 1000.0
	want := math.Sqrt((480/n - d*d) / (n - 1))
	if got := mustSpread(t, "set-cr1", matchedCases(t)["many pairs"]); math.Abs(got.SE-want) > 1e-15 {
		t.Errorf("%v, want %v", got.SE, want)
	}
}

// When each unit is a cluster the family is the HC family; CR2 is HC2 for equal weights.
func TestClustersOfOneAreHC(t *testing.T) {
	units := independent(4, 9, 11, 40)
	for i := range units {
		units[i].Weight = 1 + float64(i%4)
	}
	for clusters, plain := range map[string]string{"set-cr0": "hc0", "set-hc2": "hc2", "set-cr3": "hc3", "person-hc2": "hc2"} {
		got, want := mustSpread(t, clusters, units), mustSpread(t, plain, units)
		if math.Abs(got.SE-want.SE) > 1e-15 {
			t.Errorf("%s: %v, %s: %v", clusters, got.SE, plain, want.SE)
		}
	}
	equal := independent(4, 9, 11, 40)
	if got, want := mustSpread(t, "set-cr2", equal), mustSpread(t, "hc2", equal); math.Abs(got.SE-want.SE) > 1e-15 {
		t.Errorf("%v and %v", got.SE, want.SE)
	}
	// Welch's degrees of freedom with the working variance equal in both arms.
	a, b := 1.0/9, 1.0/40
	welch := (a + b) * (a + b) / (a*a/8 + b*b/39)
	if got := mustSpread(t, "set-cr2", equal).DF; math.Abs(got-welch) > 1e-10 {
		t.Errorf("%v degrees of freedom, want %v", got, welch)
	}
}

// The variants differ by the factors that they are named for.
func TestClusterFactors(t *testing.T) {
	units := matchedCases(t)["E_k2to13"]
	base := mustSpread(t, "set-cr0", units).SE
	g, n := 100.0, float64(len(units))
	for method, factor := range map[string]float64{"set-cr1": g / (g - 1), "set-cr1s": g / (g - 1) * (n - 1) / (n - 2)} {
		if got := mustSpread(t, method, units).SE; math.Abs(got-base*math.Sqrt(factor)) > 1e-15 {
			t.Errorf("%s: %v", method, got)
		}
	}
}

func TestClusterRefusals(t *testing.T) {
	oneSet := pairsOf(1, 2, 0, 0)
	for i := range oneSet {
		if oneSet[i].Programme {
			oneSet[i].Set = 99
		}
	}
	for _, f := range []func([]Unit, ClusterBy) (Spread, error){CR0, CR1, CR1S, CR2, CR3, ClusterHC2} {
		if _, err := f(oneSet, BySet); err == nil || !strings.Contains(err.Error(), "one set holds a whole arm") {
			t.Error(err)
		}
		if _, err := f(pairsOf(1, 2, 0, 0), ClusterBy(7)); err == nil || !strings.Contains(err.Error(), "unknown ClusterBy(7)") {
			t.Error(err)
		}
		if s, err := f(pairsOf(1, 2, 0, 0), BySetAndPerson); err != nil || !strings.HasPrefix(s.Method, "set-person-") {
			t.Errorf("%+v, %v", s, err)
		}
	}
}
