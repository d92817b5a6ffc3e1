package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// matchedCases are samples by name: the reference data sets, degenerate outcomes, tiny
// sets, weights far apart.
func matchedCases(t *testing.T) map[string][]Unit {
	t.Helper()
	out := map[string][]Unit{}
	for _, name := range []string{"A_k1to5_noreuse", "C_pairs", "E_k2to13"} {
		out[name], _ = referenceUnits(t, name)
	}
	uneven, _ := referenceUnits(t, "C_pairs")
	for i := range uneven {
		uneven[i].Weight = 0.1 + float64(i%7)*float64(i%7)
	}
	out["uneven pairs"] = uneven
	out["no events"] = pairsOf(0, 0, 0, 6)
	out["only events"] = pairsOf(6, 0, 0, 0)
	out["all against none"] = pairsOf(0, 5, 0, 0)
	out["none against all"] = pairsOf(0, 0, 5, 0)
	out["two pairs"] = pairsOf(1, 1, 0, 0)
	out["two pairs apart"] = pairsOf(0, 1, 1, 0)
	out["many pairs"] = pairsOf(100, 300, 180, 420)
	return out
}

// pairsOf are 1:1 pairs: a with events in both, b in the programme alone, c in the
// comparison alone, d in neither.
func pairsOf(a, b, c, d int) []Unit {
	var units []Unit
	add := func(n int, y1, y0 float64) {
		for range n {
			set := int64(len(units) / 2)
			units = append(units, Unit{set, 2 * set, true, y1, 1}, Unit{set, 2*set + 1, false, y0, 1})
		}
	}
	add(a, 1, 1)
	add(b, 1, 0)
	add(c, 0, 1)
	add(d, 0, 0)
	return units
}

// times repeats a sample with other people in other sets.
func times(units []Unit, n int) []Unit {
	var out []Unit
	for k := range int64(n) {
		for _, u := range units {
			u.Set += k << 32
			u.Person += k << 32
			out = append(out, u)
		}
	}
	return out
}

func shuffled(units []Unit, seed uint64) []Unit {
	out := slices.Clone(units)
	random := rand.New(rand.NewPCG(seed, 1))
	random.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

func swappedArms(units []Unit) []Unit {
	out := slices.Clone(units)
	for i := range out {
		out[i].Programme = !out[i].Programme
	}
	return out
}

// eachMatched runs check for every method and every case that the method takes:
// unequal programme weights are no Abadie–Imbens design.
func eachMatched(t *testing.T, check func(t *testing.T, f MatchedFunc, units []Unit)) {
	cases := matchedCases(t)
	for _, method := range MatchedMethods() {
		f, ok := Matched(method)
		if !ok {
			t.Fatalf("%s is listed and not there", method)
		}
		for name, units := range cases {
			if name == "uneven pairs" && strings.HasPrefix(method, "abadie") {
				continue
			}
			t.Run(method+"/"+name, func(t *testing.T) { check(t, f, units) })
		}
	}
}

func mustMatched(t *testing.T, f MatchedFunc, units []Unit, level float64) Estimate {
	t.Helper()
	e, err := f(units, level)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func sameEstimate(a, b Estimate) bool {
	return a.Value == b.Value && a.Lo == b.Lo && a.Hi == b.Hi && (a.PValue == nil) == (b.PValue == nil) &&
		(a.PValue == nil || *a.PValue == *b.PValue)
}

func nearEstimate(a, b Estimate, tolerance float64) bool {
	return math.Abs(a.Value-b.Value) <= tolerance && math.Abs(a.Lo-b.Lo) <= tolerance && math.Abs(a.Hi-b.Hi) <= tolerance
}
