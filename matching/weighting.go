package matching

import (
	"fmt"

	"sib/cohort"
	"sib/stats"
)

// propensityWeights weights people by the probability of being in the programme group,
// e, given their covariates (Hirano, Imbens, Ridder 2003, Econometrica 71:1161; Li,
// Morgan, Zaslavsky 2018, JASA 113:390). Within each cell both arms are scaled to the
// people that the estimand is about, so that nobody is compared outside the own cell; a
// cell without one of the arms has no weight.
func (d *design) propensityWeights() (assignment, error) {
	odds, err := d.oddsByProfile()
	if err != nil {
		return assignment{}, err
	}
	a := assignment{weights: make([][2]float64, len(d.c.Profiles))}
	for _, c := range d.cells {
		if len(c.profiles[cohort.Programme]) == 0 || len(c.profiles[cohort.Comparison]) == 0 {
			continue
		}
		for arm, profiles := range c.profiles {
			for _, p := range profiles {
				a.weights[p][arm] = d.spec.Estimand.weight(odds[p])[arm]
			}
		}
		d.scaleCell(c, a.weights)
	}
	return a, nil
}

// weight of a person in each arm whose odds of being in the programme group are e/(1−e).
func (e Estimand) weight(odds float64) [2]float64 {
	switch e {
	case OnControl:
		return [2]float64{1 / odds, 1}
	case OnAll:
		return [2]float64{1 + 1/odds, 1 + odds}
	case Overlap:
		return [2]float64{1 / (1 + odds), odds / (1 + odds)}
	}
	return [2]float64{1, odds}
}

// scaleCell makes the weights of both arms of a cell sum to the people whose effect is
// asked for: to what the programme people weigh, for the overlap.
func (d *design) scaleCell(c cell, w [][2]float64) {
	var sum [2]float64
	for arm, profiles := range c.profiles {
		for _, p := range profiles {
			sum[arm] += float64(float64(d.n(p, cohort.Arm(arm))) * w[p][arm])
		}
	}
	to := sum[cohort.Programme]
	if d.spec.Estimand != Overlap {
		to = float64(d.standsFor(c))
	}
	for arm, profiles := range c.profiles {
		for _, p := range profiles {
			w[p][arm] = float64(w[p][arm] * (to / sum[arm]))
		}
	}
}

// standsFor is the number of people of a cell whose effect is asked for.
func (d *design) standsFor(c cell) int64 {
	if d.spec.Estimand == OnAll {
		return d.people(c, cohort.Programme) + d.people(c, cohort.Comparison)
	}
	return d.people(c, d.focal)
}

// oddsByProfile are the odds of being in the programme group, from the model or from a
// score that is given as a probability.
func (d *design) oddsByProfile() ([]float64, error) {
	out := make([]float64, len(d.score))
	if d.model != nil {
		link := stats.Link(d.model.Link)
		for i, eta := range d.linear {
			out[i] = link.Odds(eta)
		}
		return out, nil
	}
	for i, e := range d.score {
		if d.c.Profiles[i].N != [2]int64{} && !d.outside[i] && !(e > 0 && e < 1) {
			return nil, fmt.Errorf("match: weighting needs probabilities between 0 and 1, and the score %q has the value %v: give the probability, not the linear predictor", d.spec.Distance.Covariates[0], e)
		}
		out[i] = e / (1 - e)
	}
	return out, nil
}
