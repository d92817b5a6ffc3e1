package matching

import (
	"slices"

	"sib/cohort"
)

// strata takes everybody in a cell with both arms as one matched set: exact matching,
// or coarsened exact matching if a covariate is binned (Iacus, King and Porro 2012,
// Political Analysis 20:1).
func (d *design) strata() (assignment, error) {
	var a assignment
	for _, c := range d.cells {
		if len(c.profiles[cohort.Programme]) > 0 && len(c.profiles[cohort.Comparison]) > 0 {
			a.strata = append(a.strata, d.stratumOf(c))
		}
	}
	return a, nil
}

func (d *design) stratumOf(c cell) Stratum {
	s := Stratum{Year: c.year, Values: c.values}
	for arm := range s.N {
		s.N[arm] = d.people(c, cohort.Arm(arm))
		for _, p := range c.profiles[arm] {
			s.Profiles = append(s.Profiles, int(p))
		}
	}
	slices.Sort(s.Profiles)
	s.Profiles = slices.Compact(s.Profiles)
	return s
}

// weights of one person by arm: the people of each arm stand for those the estimand
// is about. With t programme and c comparison people a programme person weighs 1 for
// the ATT, c/t for the ATC and (t+c)/t for the ATE, and a comparison person t/c, 1 and (t+c)/c.
func (s Stratum) weights(e Estimand) [2]float64 {
	t, c := float64(s.N[cohort.Programme]), float64(s.N[cohort.Comparison])
	switch e {
	case OnControl:
		return [2]float64{c / t, 1}
	case OnAll:
		return [2]float64{(t + c) / t, (t + c) / c}
	}
	return [2]float64{1, t / c}
}

// strataWeights spreads the weights of strata over their profiles.
func (d *design) strataWeights(strata []Stratum) [][2]float64 {
	w := make([][2]float64, len(d.c.Profiles))
	for _, s := range strata {
		of := s.weights(d.spec.Estimand)
		for _, p := range s.Profiles {
			for arm, n := range d.c.Profiles[p].N {
				if n > 0 {
					w[p][arm] = of[arm]
				}
			}
		}
	}
	return w
}
