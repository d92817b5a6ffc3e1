package cohort

import "slices"

// fate is where a person ends up in the Flow.
type fate int

const (
	eligible fate = iota
	invalid       // index of a covariate
	ineligible
)

// judge says what becomes of the people of a cell, and the index of the loss they
// count under: first missing values in the order of covariates, then the rules in
// their order, then the year. Covariates come before traits.
func (p *plan) judge(c *cell) (fate, int) {
	loss := 0
	for k, cov := range p.read {
		if cov.Missing != Exclude {
			continue
		}
		if c.at(k).missing {
			return invalid, loss
		}
		loss++
	}
	for k, r := range p.rules {
		if !p.allows(&r, c.at(r.covariate)) {
			return ineligible, k
		}
	}
	if !p.years[c.year] {
		return ineligible, len(p.rules)
	}
	return eligible, 0
}

func (r *rule) holds(v value) bool {
	switch {
	case r.Min != nil && v.num < *r.Min, r.Max != nil && v.num > *r.Max:
		return false
	case len(r.oneOf) > 0 && !slices.Contains(r.oneOf, v):
		return false
	}
	return !slices.Contains(r.noneOf, v)
}

// newFlow lists every loss with nobody in it.
func (p *plan) newFlow() Flow {
	var f Flow
	for _, c := range p.read {
		if c.Missing == Exclude {
			f.Invalid = append(f.Invalid, Loss{Reason: "missing " + c.Name})
		}
	}
	for _, r := range p.rules {
		f.Ineligible = append(f.Ineligible, Loss{Reason: r.Words, Clause: r.Clause})
	}
	if p.tellsYear() {
		f.Ineligible = append(f.Ineligible, Loss{Reason: OutsideYears})
	}
	if p.tellsYear() {
		f.ByYear = append(f.ByYear, f.year(0))
	}
	for _, y := range p.Years {
		f.ByYear = append(f.ByYear, f.year(y))
	}
	return f
}

// year is the empty flow of a cohort year.
func (f *Flow) year(y int) YearFlow {
	return YearFlow{Year: y, Invalid: make([][2]int64, len(f.Invalid)), Ineligible: make([][2]int64, len(f.Ineligible))}
}

// of returns the flow of a cohort year; that of year 0 if the contract does not name it.
func (f *Flow) of(year int64) *YearFlow {
	for i := range f.ByYear {
		if int64(f.ByYear[i].Year) == year {
			return &f.ByYear[i]
		}
	}
	return &f.ByYear[0]
}

// OutsideYears is the Reason of people whose cohort year the contract does not name.
const OutsideYears = "cohort year outside the contract"
