package stats

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"testing"
)

// Every row of the second table, which matched_sets_extra.R made, to 1e-10.
func TestMatchedExtra(t *testing.T) {
	got := map[string]map[string]float64{}
	rows := readReference(t, "matched_sets_extra.csv")
	for _, r := range rows {
		dataset := r["dataset"]
		if got[dataset] == nil {
			got[dataset] = extraQuantities(t, dataset)
		}
		v, ok := got[dataset][r["quantity"]]
		if want := r.float(t, "value"); !ok || !(math.Abs(v-want) <= 1e-10*math.Max(1, math.Abs(want))) {
			t.Errorf("%s: %s = %.15g (%v), want %.15g", dataset, r["quantity"], v, ok, want)
		}
	}
	if len(rows) != 119 {
		t.Errorf("%d rows, want 119", len(rows))
	}
}

func extraQuantities(t *testing.T, dataset string) map[string]float64 {
	t.Helper()
	switch {
	case dataset == "AI_few":
		return fewQuantities(t)
	case dataset == "AI_nearest":
		return nearestQuantities(t)
	}
	units, strata := referenceUnits(t, strings.TrimSuffix(dataset, "_uneven"))
	if strings.HasSuffix(dataset, "_uneven") {
		for i := range units {
			units[i].Weight *= 1 + float64(i%5)/7
		}
	}
	out := map[string]float64{}
	for quantity, kind := range map[string]GVariance{"gcomp_se_information": GModel, "gcomp_se_HC0": GHC0, "gcomp_se_set": GSet} {
		s, err := GComputation(units, Dummies(strata), kind)
		if err != nil {
			t.Fatal(err)
		}
		out["gcomp_att"], out[quantity] = s.Value, s.SE
	}
	addUneven(t, out, units)
	return out
}

func addUneven(t *testing.T, out map[string]float64, units []Unit) {
	t.Helper()
	for _, c := range []string{"set", "person"} {
		for _, kind := range []string{"CR0", "CR1", "CR1S", "CR2", "CR3"} {
			out["se_"+c+"_"+kind] = mustSpread(t, c+"-"+strings.ToLower(kind), units).SE
		}
		out["df_"+c+"_CR2"] = mustSpread(t, c+"-cr2", units).DF
	}
	for _, kind := range []string{"HC0", "HC1", "HC2", "HC3"} {
		out["se_"+kind] = mustSpread(t, strings.ToLower(kind), units).SE
	}
	out["att_estimate"] = mustSpread(t, "hc0", units).Value
	out["se_set_HC2"] = mustSpread(t, "set-hc2", units).SE
	out["se_two_way"] = mustSpread(t, "two-way", units).SE
	out["se_survey_set"] = mustSpread(t, "survey-sets", units).SE
	out["se_survey_independent"] = mustSpread(t, "survey-independent", units).SE
}

// addTargets adds the quantities of one M, for the sets that f makes of each target.
func addTargets(t *testing.T, out map[string]float64, m string, pairs float64, f func(Target) (Spread, error)) {
	t.Helper()
	var s [3]Spread
	for target := range s {
		var err error
		if s[target], err = f(Target(target)); err != nil {
			t.Fatal(err)
		}
	}
	for suffix, target := range map[string]Target{"": TargetPopulation, "_sample": TargetSample} {
		out["att_M"+m+suffix] = s[target].Value
		out["se_M"+m+suffix] = s[target].SE
		out["se_standard_M"+m+suffix] = s[TargetPairs].SE
		out["pairs_M"+m+suffix] = pairs
	}
}

// fewQuantities keeps of each stratum's comparison people the first 1, 2, 3, 1, 2, ...
func fewQuantities(t *testing.T) map[string]float64 {
	t.Helper()
	all, strata := referenceUnits(t, "AI_exact")
	var units []Unit
	comparison, programme := map[int64]int{}, map[int64]int{}
	for i, u := range all {
		if u.Programme {
			programme[u.Set]++
		} else if comparison[u.Set] > int((strata[i]-1)%3) {
			continue
		} else {
			comparison[u.Set]++
		}
		units = append(units, u)
	}
	out := map[string]float64{}
	for m, name := range map[int]string{1: "1", 3: "3"} {
		pairs := 0
		for set, n := range programme {
			if comparison[set] >= m {
				pairs += n * comparison[set]
			}
		}
		addTargets(t, out, name, float64(pairs), func(target Target) (Spread, error) { return AbadieImbensExact(units, m, target) })
	}
	return out
}

// nearestQuantities matches each programme person to the m nearest by a number, ties
// included, with reuse.
func nearestQuantities(t *testing.T) map[string]float64 {
	t.Helper()
	all, strata := referenceUnits(t, "AI_exact")
	score := make([]float64, len(all))
	for i := range all {
		score[i] = 7*float64(strata[i]) + float64(i%5)
		if all[i].Programme {
			score[i] += 0.5
		}
	}
	out := map[string]float64{}
	for m, name := range map[int]string{1: "1", 3: "3"} {
		units, pairs := nearest(all, score, m)
		addTargets(t, out, name, float64(pairs), func(target Target) (Spread, error) { return AbadieImbens(units, target) })
	}
	return out
}

func nearest(all []Unit, score []float64, m int) (units []Unit, pairs int) {
	for i, u := range all {
		if !u.Programme {
			continue
		}
		var near []int
		for j, v := range all {
			if !v.Programme {
				near = append(near, j)
			}
		}
		distance := func(j int) float64 { return math.Abs(score[j] - score[i]) }
		slices.SortFunc(near, func(a, b int) int { return cmp.Compare(distance(a), distance(b)) })
		for len(near) > m && distance(near[len(near)-1]) > distance(near[m-1])+1e-9 {
			near = near[:len(near)-1]
		}
		u.Set, u.Weight = int64(i), 1
		units = append(units, u)
		for _, j := range near {
			v := all[j]
			v.Set, v.Weight = int64(i), 1/float64(len(near))
			units = append(units, v)
		}
		pairs += len(near)
	}
	return units, pairs
}
