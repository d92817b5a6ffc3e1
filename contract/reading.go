package contract

import "math/big"

// readings reads bounds of r both ways, for every cohort and pooled, on the
// point estimate rounded as the measure says. Where the comparison rate is zero
// there is no relative reading, and so no pair.
func (d *decider) readings(r Rule, m Measure, bounds []Bound) {
	if m.thresholdType() != Relative && m.thresholdType() != Points || m.Source != Compared {
		return
	}
	cohorts := append(append([]int(nil), d.t.Cohorts...), 0)
	for _, b := range bounds {
		for _, c := range cohorts {
			got, ok := d.ratesOf(m, c)
			if c == 0 && m.Scope == EachCohort {
				got, ok = d.given.compared[c]
			}
			if !ok || got.ComparisonRate == nil || got.ComparisonRate.Sign() == 0 {
				continue
			}
			d.out.Readings = append(d.out.Readings, reading(r, b, m, got))
		}
	}
}

func reading(r Rule, b Bound, m Measure, got Measurement) Reading {
	points := new(big.Rat).Sub(got.ProgrammeRate, got.ComparisonRate)
	relative := new(big.Rat).Quo(points, got.ComparisonRate)
	points, relative = m.Rounding.apply(points), m.Rounding.apply(relative)
	_, t := b.Only()
	return Reading{
		Rule: r.ID, Cohort: got.Cohort, Number: t.Value,
		RelativeF: float(relative), RelativeMet: b.met(relative),
		PointsF: float(points), PointsMet: b.met(points),
		Agreed: t.Effect,
	}
}
