package stats

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// Strata as sets, and every programme person with all comparison people of the stratum
// in a set of its own, are one design.
func TestAbadieImbensStrataAreSets(t *testing.T) {
	strata, _ := referenceUnits(t, "AI_exact")
	var sets []Unit
	for i, u := range strata {
		if !u.Programme {
			continue
		}
		for _, v := range strata {
			if !v.Programme && v.Set == u.Set {
				v.Set = int64(100 + i)
				sets = append(sets, v)
			}
		}
		u.Set = int64(100 + i)
		sets = append(sets, u)
	}
	for _, method := range []string{"abadie-imbens", "abadie-imbens-sample", "abadie-imbens-pairs"} {
		a, b := mustSpread(t, method, strata), mustSpread(t, method, sets)
		if math.Abs(a.SE-b.SE) > 1e-14 || math.Abs(a.Value-b.Value) > 1e-14 || a.Clusters != 40 {
			t.Errorf("%s: %+v and %+v", method, a, b)
		}
	}
}

// 1:1 pairs without reuse: K·K − K² is 0, and what is left is the spread of the
// differences, n times as Σ(d − mean)²/n².
func TestAbadieImbensPairs(t *testing.T) {
	s := mustSpread(t, "abadie-imbens", matchedCases(t)["many pairs"])
	if want := math.Sqrt((0.48 - 0.12*0.12) / 1000); math.Abs(s.SE-want) > 1e-15 {
		t.Errorf("%v, want %v", s.SE, want)
	}
}

// Over repeated samples the variance agrees with the variance of the estimate, where
// matching one nearest of few comparison people reuses them heavily; the variance by set
// does not.
func TestAbadieImbensVarianceIsTheVariance(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 9))
	const repeats = 1500
	var sum, sum2, claimed, bySet float64
	for range repeats {
		units := reusing(random)
		s := mustSpread(t, "abadie-imbens", units)
		sum, sum2 = sum+s.Value, sum2+s.Value*s.Value
		claimed += s.SE * s.SE / repeats
		naive := mustSpread(t, "set-difference", units).SE
		bySet += naive * naive / repeats
	}
	truth := (sum2 - sum*sum/repeats) / (repeats - 1)
	if ratio := claimed / truth; ratio < 0.9 || ratio > 1.15 {
		t.Errorf("claims %v of the variance", ratio)
	}
	if ratio := bySet / truth; ratio > 0.6 {
		t.Errorf("by set: %v of the variance", ratio)
	}
}

// reusing matches 60 programme people to the nearest of 20 comparison people on a number
// that has nothing to do with the outcome.
func reusing(random *rand.Rand) []Unit {
	var pool []Unit
	var at []float64
	for i := range int64(20) {
		pool = append(pool, Unit{Person: 1000 + i, Y: math.Floor(random.Float64() + 0.4), Weight: 1})
		at = append(at, random.Float64())
	}
	var units []Unit
	for i := range int64(60) {
		x, best := random.Float64(), 0
		for j := range at {
			if math.Abs(at[j]-x) < math.Abs(at[best]-x) {
				best = j
			}
		}
		u := pool[best]
		u.Set = i
		units = append(units, u, Unit{i, i, true, math.Floor(random.Float64() + 0.5), 1})
	}
	return units
}

func TestAbadieImbensExactLeavesOutThinStrata(t *testing.T) {
	units := append(pairsOf(1, 1, 1, 1), Unit{50, 500, true, 1, 1}, Unit{51, 501, false, 1, 1})
	s, err := AbadieImbensExact(units, 1, TargetPopulation)
	if err != nil || s.Clusters != 4 || len(s.Warnings) != 1 || !strings.HasPrefix(s.Warnings[0], "1 programme people have fewer than 1") {
		t.Errorf("%+v, %v", s, err)
	}
	for m, want := range map[int]string{0: "m is 0", 2: "no comparison people"} {
		if _, err := AbadieImbensExact(units, m, TargetPopulation); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("m = %d: %v", m, err)
		}
	}
}

func TestAbadieImbensRefuses(t *testing.T) {
	for want, units := range map[string][]Unit{
		"a programme person stands in two sets": {{1, 1, true, 1, 1}, {1, 2, false, 1, 1}, {2, 1, true, 1, 1}, {2, 3, false, 1, 1}},
		"programme weights are 1 and 2":         {{1, 1, true, 1, 1}, {1, 2, false, 1, 1}, {2, 4, true, 1, 2}, {2, 3, false, 1, 1}},
		"a set lacks":                           independent(1, 2, 3, 4),
	} {
		if _, err := AbadieImbens(units, TargetPopulation); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	if _, err := AbadieImbens(pairsOf(1, 1, 1, 1), Target(9)); err == nil || !strings.Contains(err.Error(), "unknown target 9") {
		t.Error(err)
	}
}
