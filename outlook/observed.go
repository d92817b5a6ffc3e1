package outlook

import (
	"math/big"
	"slices"

	"sib/contract"
)

// observed are the values of a measure in a decision, with their intervals: the number
// decided on where that is a point estimate, else the effect whose interval decides.
func (s search) observed(m contract.Measure, d *contract.Decision) []Observed {
	var out []Observed
	add := func(cohort int, v *big.Rat) {
		if v == nil || slices.ContainsFunc(out, func(o Observed) bool { return o.Cohort == cohort }) {
			return
		}
		o := Observed{Cohort: cohort, Value: float(v)}
		if got, ok := s.measured(m, cohort); ok {
			o.bounded(m, got)
		}
		out = append(out, o)
	}
	if s.stated(m) {
		for _, f := range s.given.Reported {
			if f.Measure == m.ID {
				add(f.Cohort, f.Value)
			}
		}
		return out
	}
	for _, v := range d.Verdicts {
		if v.Measure != m.ID || !v.Binding || v.Statistic != contract.PointEstimate {
			continue
		}
		if x, ok := new(big.Rat).SetString(v.Observed); ok {
			add(v.Cohort, x)
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, got := range s.given.Compared {
		if (m.Scope == contract.EachCohort) == (got.Cohort != 0) || len(s.now.Cohorts) == 1 {
			add(got.Cohort, use{Measure: m}.point(got))
		}
	}
	return out
}

// point is the effect of a measurement as a point estimate; nil if it has none.
func (u use) point(got contract.Measurement) *big.Rat {
	u.Statistic = contract.PointEstimate
	v, _ := u.exact(cell{programme: got.ProgrammeRate, comparison: got.ComparisonRate, n1: got.ProgrammeN})
	return v
}

// measured is the measurement that the value of a measure in a cohort is of; false where
// it is of several, each by itself.
func (s search) measured(m contract.Measure, cohort int) (contract.Measurement, bool) {
	if s.stated(m) || cohort == 0 && m.Pooling != contract.Participants && len(s.now.Cohorts) > 1 {
		return contract.Measurement{}, false
	}
	i := slices.IndexFunc(s.given.Compared, func(got contract.Measurement) bool {
		return got.Cohort == cohort || cohort == 0 && len(s.now.Cohorts) == 1
	})
	if i < 0 {
		return contract.Measurement{}, false
	}
	return s.given.Compared[i], true
}

// bounded adds the interval of a measurement, if it has one and the effect is of
// the two rates that it is of.
func (o *Observed) bounded(m contract.Measure, got contract.Measurement) {
	d := got.Difference
	if m.ComparisonRate != nil || m.Effect == contract.Rate || !(d.Lo <= d.Hi) {
		return
	}
	at := func(end float64) *big.Rat {
		p := new(big.Rat).SetFloat64(end)
		if p == nil {
			return nil
		}
		v, _ := effectOf(m.Effect, p.Add(p, got.ComparisonRate), got.ComparisonRate, got.ProgrammeN)
		return v
	}
	lo, hi := at(d.Lo), at(d.Hi)
	if lo == nil || hi == nil {
		return
	}
	if lo.Cmp(hi) > 0 {
		lo, hi = hi, lo
	}
	a, b := float(lo), float(hi)
	o.Lo, o.Hi, o.Level, o.Method = &a, &b, d.Level, d.Method
}
