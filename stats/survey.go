package stats

// SurveySets returns the weighted difference with the linearised standard error of
// survey statistics, whole sets drawn independently: G/(G − 1) times Σ(Σψ)² over sets
// (Binder 1983, Int. Stat. Rev. 51:279), as R's survey, svyglm of a design with sets as
// primary units. It is CR1 by another road. Student's t with G − 1 degrees of freedom,
// those of the design; an arm within one set is an error.
func SurveySets(units []Unit) (Spread, error) {
	return clusterRobust("survey-sets", units, BySet, func(g, _ float64) float64 { return bessel(g) }, unchanged)
}

// SurveyIndependent is SurveySets with units drawn independently: N/(N − 1) times the
// variance of HC0, N units, and N − 1 degrees of freedom. No units in an arm is an error.
func SurveyIndependent(units []Unit) (Spread, error) {
	const op = "survey-independent"
	s, err := newMatched(op, units)
	if err != nil {
		return Spread{}, err
	}
	n := float64(len(s.units))
	variance := float64(bessel(n) * (s.armVariance(0) + s.armVariance(1)))
	return s.spread(op, variance, n-1, len(s.units)), nil
}

func bessel(n float64) float64 { return n / (n - 1) }

// armVariance is Σψ² over the units of an arm.
func (s *matchedSample) armVariance(a int) float64 {
	var sum exactly
	for i, u := range s.units {
		if u.arm() == a {
			psi := s.influence(i)
			sum.add(float64(psi * psi))
		}
	}
	return sum.total()
}
