package stats

import "fmt"

// AbadieImbensExact is AbadieImbens for exact strata with at least m comparison people
// to each programme person: sets are the strata, people stand in one each, and all ties
// are averaged, so that every comparison person of the stratum is used. Strata with
// fewer than m are left out, as R's Matching does with exact = TRUE and ties = TRUE, and
// a warning counts their programme people. A smaller m than 1, and no stratum left, are
// errors. Weights within a stratum are shares of it.
func AbadieImbensExact(units []Unit, m int, target Target) (Spread, error) {
	if m < 1 {
		return Spread{}, bad("abadie-imbens-exact", "m", float64(m), "at least 1")
	}
	comparison := map[int64]int{}
	for _, u := range units {
		if !u.Programme {
			comparison[u.Set]++
		}
	}
	var kept []Unit
	left := 0
	for _, u := range units {
		switch {
		case comparison[u.Set] >= m:
			kept = append(kept, u)
		case u.Programme:
			left++
		}
	}
	out, err := AbadieImbens(withoutEmptySets(kept), target)
	if err != nil {
		return Spread{}, err
	}
	if left > 0 {
		out.Warnings = append(out.Warnings, fmt.Sprintf("%d programme people have fewer than %d comparison people in their stratum and are left out", left, m))
	}
	return out, nil
}

// withoutEmptySets leaves out sets without programme people: they compare nobody.
func withoutEmptySets(units []Unit) []Unit {
	programme := map[int64]bool{}
	for _, u := range units {
		if u.Programme {
			programme[u.Set] = true
		}
	}
	var out []Unit
	for _, u := range units {
		if programme[u.Set] {
			out = append(out, u)
		}
	}
	return out
}
