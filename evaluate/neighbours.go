package evaluate

import (
	"sib/cohort"
	"sib/cohort/outcome"
	"sib/evidence"
	"sib/matching"
	"sib/stats"
)

// neighbourInterval is Abadie and Imbens's interval (2006) for nearest matching with
// replacement, of one year or of all for 0.
func neighbourInterval(c *cohort.Cohort, s *matching.Sample, t *outcome.Table, year int, level float64) (stats.Estimate, error) {
	groups := map[int32]int{}
	var pool []stats.TiedGroup
	var sets []stats.TiedSet
	last := int32(-1)
	for _, l := range s.Links {
		p, q := c.Profiles[l.Programme], c.Profiles[l.Comparison]
		if year != 0 && p.Year != year {
			continue
		}
		if p.N[cohort.Programme] != t.Observed[l.Programme][cohort.Programme] || q.N[cohort.Comparison] != t.Observed[l.Comparison][cohort.Comparison] {
			return stats.Estimate{}, &evidence.Problem{What: "the Abadie–Imbens interval needs the outcome of everybody who is matched, and some are missing",
				Remedy: "write interval: {method: weighted-newcombe, …}, or complete the data"}
		}
		if _, ok := groups[l.Comparison]; !ok {
			groups[l.Comparison] = len(pool)
			pool = append(pool, stats.TiedGroup{N: float64(q.N[cohort.Comparison]), Events: float64(t.Placed[l.Comparison][cohort.Comparison])})
		}
		n := float64(p.N[cohort.Programme])
		if l.Programme != last {
			sets = append(sets, stats.TiedSet{N: n, Events: float64(t.Placed[l.Programme][cohort.Programme])})
			last = l.Programme
		}
		set := &sets[len(sets)-1]
		set.Nearest = append(set.Nearest, stats.TiedShare{Group: groups[l.Comparison], Each: l.Weight / n / float64(q.N[cohort.Comparison])})
	}
	spread, err := stats.AbadieImbensTied(sets, pool)
	if err != nil {
		return stats.Estimate{}, err
	}
	return spread.Interval(level)
}
