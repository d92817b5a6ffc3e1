package cohort

import (
	"fmt"

	"sib/evidence"
)

// findings looks at the levels of categories. Numbers are left to the matching,
// which knows how wide its bins are.
func findings(c *Cohort) []evidence.Finding {
	var out []evidence.Finding
	for k, d := range c.Domains {
		if d.Kind != Category {
			continue
		}
		counts := levelCounts(c.Profiles, k, len(d.Labels))
		found := map[string]bool{}
		for i, label := range d.Labels {
			found[label] = true
			if n := counts[i]; n[Programme] > 0 && n[Comparison] == 0 {
				out = append(out, evidence.Finding{Code: LevelWithoutComparison, Severity: evidence.Warning, Subject: d.Name + " = " + label, Count: n[Programme],
					Message: fmt.Sprintf("programme people with %s = %s have nobody in the comparison pool with the same value", d.Name, label)})
			}
		}
		for _, label := range d.expected() {
			if !found[label] {
				out = append(out, evidence.Finding{Code: LevelUnused, Severity: evidence.Note, Subject: d.Name + " = " + label,
					Message: fmt.Sprintf("the contract lists %s = %s, and no eligible person has that value", d.Name, label)})
			}
		}
	}
	return evidence.SortFindings(out)
}

// levelCounts returns the eligible people by code of covariate k.
func levelCounts(profiles []Profile, k, n int) [][2]int64 {
	counts := make([][2]int64, n)
	for _, p := range profiles {
		counts[p.Codes[k]][Programme] += p.N[Programme]
		counts[p.Codes[k]][Comparison] += p.N[Comparison]
	}
	return counts
}
