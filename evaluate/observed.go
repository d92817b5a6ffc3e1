package evaluate

import (
	"sib/cohort"
	"sib/cohort/outcome"
	"sib/matching"
)

// observedWeights are the weights of one person with an outcome, by profile and arm. In a
// design that makes pairs, a focal person without an outcome takes their matches along,
// and the matches of the others who have an outcome stand for those who have none: as in
// a stratum. A design without pairs, and full matching for another estimand than the ATT,
// keep the weights as they are.
func observedWeights(c *cohort.Cohort, s *matching.Sample, t *outcome.Table) [][2]float64 {
	method, estimand := s.Spec.Method, s.Spec.Estimand
	if len(s.Links) == 0 || method == matching.Full && estimand != matching.OnTreated {
		return s.Weights
	}
	focal := s.Spec.Focal()
	other := 1 - focal
	ends := func(l matching.Link) (of, with int32) {
		if focal == cohort.Programme {
			return l.Programme, l.Comparison
		}
		return l.Comparison, l.Programme
	}
	share := func(i int32, arm cohort.Arm) float64 {
		return float64(t.Observed[i][arm]) / float64(c.Profiles[i].N[arm])
	}
	whole, seen := make([]float64, len(c.Profiles)), make([]float64, len(c.Profiles)) // of each focal profile's matches
	for _, l := range s.Links {
		i, j := ends(l)
		whole[i] += l.Weight
		seen[i] += float64(l.Weight * share(j, other))
	}
	out := make([][2]float64, len(c.Profiles))
	for _, l := range s.Links {
		i, j := ends(l)
		if seen[i] == 0 || t.Observed[i][focal] == 0 {
			continue
		}
		out[i][focal] = s.Weights[i][focal]
		scaled := float64(share(i, focal) * (whole[i] / seen[i]))
		out[j][other] += float64(l.Weight * scaled)
	}
	for j, p := range c.Profiles {
		if p.N[other] > 0 {
			out[j][other] /= float64(p.N[other])
		}
	}
	return out
}
