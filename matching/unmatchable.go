package matching

import (
	"fmt"
	"strings"
)

// Unmatchable says that the design cannot be carried out: programme people
// without a comparison person where the contract refuses to drop them, or a
// whole cohort year without a match.
type Unmatchable struct {
	Covariates []string
	Dropped    []Dropped // strata without comparison people; empty if Year is set
	Shortfall  float64   // people, in all, for whom those alike share too few comparison people
	Year       int       // a year without any match; 0 if Dropped is set
}

// listed is how many strata an error names before it only counts them.
const listed = 5

func (e *Unmatchable) Error() string {
	if e.Year != 0 {
		return fmt.Sprintf("match: no programme person of cohort year %d has a comparison person alike in %s\n"+
			"  hint: widen the bands in `cuts`, match on fewer covariates, or leave the year out of `cohorts`",
			e.Year, strings.Join(e.Covariates, ", "))
	}
	var people int64
	for _, d := range e.Dropped {
		people += d.N
	}
	var b strings.Builder
	fmt.Fprintf(&b, "match: %s in %s without a comparison person", count(people, "programme person", "programme people"), count(int64(len(e.Dropped)), "stratum", "strata"))
	for i, d := range e.Dropped {
		if i == listed {
			fmt.Fprintf(&b, "\n    and %s more", count(int64(len(e.Dropped)-listed), "stratum", "strata"))
			break
		}
		fmt.Fprintf(&b, "\n    year=%d", d.Year)
		for k, v := range d.Values {
			fmt.Fprintf(&b, ", %s=%s", e.Covariates[k], v)
		}
		fmt.Fprintf(&b, " (%s)", count(d.N, "programme person", "programme people"))
	}
	b.WriteString("\n  hint: widen the bands in `cuts`, or drop them with `unmatched: drop`, which counts them and names the estimand")
	return b.String()
}

func count(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
