package matching

import (
	"cmp"
	"fmt"
	"slices"

	"sib/cohort"
)

// bind checks a spec against a cohort and prepares what its method needs.
func bind(c *cohort.Cohort, spec Spec) (*design, error) {
	spec.Method = cmp.Or(spec.Method, Stratification)
	spec.Estimand = cmp.Or(spec.Estimand, OnTreated)
	d := &design{c: c, spec: spec, outside: make([]bool, len(c.Profiles))}
	d.focal = spec.Focal()
	var err error
	if d.bins, err = binsOf(c, spec); err != nil {
		return nil, err
	}
	for _, step := range []func() error{d.checkSpec, d.fitScore, d.holdSupport, d.place, d.setCalipers, d.setDiffer} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("match: %w", err)
		}
	}
	d.cells = d.divide(d.bins)
	return d, nil
}

// checkSpec refuses combinations that no method has.
func (d *design) checkSpec() error {
	s := d.spec
	methods := []Method{Stratification, Nearest, Optimal, Full, Quick, Subclassification, Weighting, Entropy}
	switch {
	case !slices.Contains(methods, s.Method):
		return fmt.Errorf("unknown method %q", s.Method)
	case !slices.Contains(s.Method.Estimands(), s.Estimand):
		return fmt.Errorf("method %s has no estimand %s: it has %v", s.Method, s.Estimand, s.Method.Estimands())
	case s.Method != Nearest && s.Method != Optimal && s.Choice != Choice{}:
		return fmt.Errorf("ratio, reuse and order are for nearest and optimal matching, not for %s", s.Method)
	case !s.Method.pairs() && (len(s.Calipers) > 0 || len(s.Differ) > 0):
		return fmt.Errorf("calipers and differ are about pairs, and %s makes none", s.Method)
	}
	return nil
}

// pairs reports whether the method links people.
func (m Method) pairs() bool { return m == Nearest || m == Optimal || m == Full || m == Quick }

// Estimands lists whose effect the method can weight for.
func (m Method) Estimands() []Estimand {
	switch m {
	case Nearest, Optimal:
		return []Estimand{OnTreated, OnControl}
	case Weighting:
		return []Estimand{OnTreated, OnControl, OnAll, Overlap}
	}
	return []Estimand{OnTreated, OnControl, OnAll}
}

// setDiffer finds the covariates in which a pair must not agree.
func (d *design) setDiffer() error {
	for _, name := range d.spec.Differ {
		k := slices.IndexFunc(d.c.Domains, func(dom cohort.Domain) bool { return dom.Name == name })
		if k < 0 {
			return fmt.Errorf("differ names %q, which is not a covariate", name)
		}
		d.differ = append(d.differ, k)
	}
	return nil
}
