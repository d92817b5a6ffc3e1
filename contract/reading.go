package contract

import "math/big"

// readings reads each threshold of r both ways, for every cohort and pooled, on
// the point estimate rounded as the measure says. Where the comparison rate is
// zero there is no relative reading, and so no pair.
func (d *decider) readings(r Rule, measure Measure) {
	cohorts := append(append([]int(nil), d.t.Cohorts...), 0)
	for _, t := range r.thresholds() {
		for _, c := range cohorts {
			m, ok := d.given[c]
			if !ok || m.ComparisonRate.Sign() == 0 {
				continue
			}
			d.out.Readings = append(d.out.Readings, reading(r, t, measure, m))
		}
	}
}

func reading(r Rule, t Threshold, measure Measure, m Measurement) Reading {
	read := func(e EffectType) (*big.Rat, bool) {
		x, err := effect(e, m.ProgrammeRate, m.ComparisonRate)
		if err != nil {
			panic("contract: " + err.Error())
		}
		x = measure.Rounding.apply(x)
		return x, x.Cmp(t.Value.value()) >= 0
	}
	relative, relativeMet := read(Relative)
	points, pointsMet := read(Points)
	return Reading{
		Rule: r.ID, Cohort: m.Cohort, Number: t.Value,
		RelativeF: float(relative), RelativeMet: relativeMet,
		PointsF: float(points), PointsMet: pointsMet,
		Agreed: t.Effect,
	}
}
