package matching

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"sib/cohort"
)

// setCalipers turns the spec's calipers into limits.
func (d *design) setCalipers() error {
	for _, c := range d.spec.Calipers {
		l, err := d.limitOf(c)
		if err != nil {
			return fmt.Errorf("caliper on %s: %w", c.Of, err)
		}
		d.limits = append(d.limits, l)
	}
	return nil
}

func (d *design) limitOf(c Caliper) (limit, error) {
	if !(c.Width >= 0) || math.IsInf(c.Width, 1) {
		return limit{}, fmt.Errorf("the width is %v: want a number from 0", c.Width)
	}
	at, err := d.limited(c.Of)
	if err != nil {
		return limit{}, err
	}
	l := limit{of: c, at: at, width: c.Width}
	if c.Unit == Raw {
		l.width += slack(at)
		return l, nil
	}
	sd, err := d.spread(c.Unit, at)
	if err != nil {
		return limit{}, err
	}
	l.width = float64(c.Width * sd)
	return l, nil
}

// slack is what the difference of two decimals can be off by: 0.8 and 0.7 differ by more
// than 0.1 in binary, and are still within a caliper of 0.1. Whole numbers are exact.
func slack(at []float64) float64 {
	largest, whole := 0.0, true
	for _, v := range at {
		whole = whole && v == math.Floor(v)
		largest = math.Max(largest, math.Abs(v))
	}
	if whole {
		return 0
	}
	return math.Ldexp(largest, -51)
}

// limited is what a caliper is on, by profile.
func (d *design) limited(of string) ([]float64, error) {
	k := slices.IndexFunc(d.c.Domains, func(dom cohort.Domain) bool { return dom.Name == of })
	named := d.metric() == GivenScore && slices.Contains(d.spec.Distance.Covariates, of)
	switch {
	case k >= 0 && (of == OfScore || of == OfLinear) && !named:
		return nil, errors.New("a covariate has this name too: rename the covariate")
	case of == OfScore:
		return d.score, nil
	case of == OfLinear && d.model == nil:
		return nil, errors.New("a score that is given has no linear predictor: use a caliper on the score")
	case of == OfLinear:
		return d.linear, nil
	case k < 0:
		return nil, fmt.Errorf("want a covariate, %s or %s", OfScore, OfLinear)
	case d.c.Domains[k].Kind == cohort.Category:
		return nil, errors.New("it is a category and has no distances: match exactly on it")
	}
	at := make([]float64, len(d.c.Profiles))
	for i, p := range d.c.Profiles {
		at[i] = d.c.Domains[k].Numbers[p.Codes[k]]
	}
	return at, nil
}

// spread is the standard deviation that a unit means.
func (d *design) spread(u Unit, at []float64) (float64, error) {
	var sd float64
	switch u {
	case SD:
		sd = math.Sqrt(d.varianceOf(at, cohort.Programme, cohort.Comparison))
	case SDProgramme:
		sd = math.Sqrt(d.varianceOf(at, cohort.Programme))
	case SDComparison:
		sd = math.Sqrt(d.varianceOf(at, cohort.Comparison))
	case SDPooled:
		sd = math.Sqrt((d.varianceOf(at, cohort.Programme) + d.varianceOf(at, cohort.Comparison)) / 2)
	default:
		return 0, fmt.Errorf("unknown unit %q: want %s, %s, %s, %s or %s", u, Raw, SD, SDProgramme, SDComparison, SDPooled)
	}
	if !(sd > 0) || math.IsInf(sd, 1) {
		return 0, fmt.Errorf("its standard deviation (%s) is 0 or does not exist, so that no pair could differ by a part of it: give the width in the unit %s, or leave the caliper out", u, Raw)
	}
	return sd, nil
}

// varianceOf is the variance, n−1 in the denominator, over the people of some arms
// inside the common support; NaN for fewer than two.
func (d *design) varianceOf(at []float64, arms ...cohort.Arm) float64 {
	var n, sum, squares float64
	each := func(f func(v, people float64)) {
		for i, p := range d.c.Profiles {
			for _, arm := range arms {
				if p.N[arm] > 0 && !d.outside[i] {
					f(at[i], float64(p.N[arm]))
				}
			}
		}
	}
	constant, first := true, math.NaN()
	each(func(v, people float64) {
		n += people
		sum += float64(people * v)
		if first != first {
			first = v
		}
		constant = constant && v == first
	})
	if n < 2 {
		return math.NaN()
	}
	if constant { // the mean may be off in the last digit
		return 0
	}
	mean := sum / n
	each(func(v, people float64) {
		e := v - mean
		squares += float64(people * float64(e*e))
	})
	return squares / (n - 1)
}
