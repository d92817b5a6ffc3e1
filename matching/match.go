package matching

import (
	"fmt"

	"sib/cohort"
)

// Match carries out the design. It returns an *Unmatchable if programme people find
// nobody and the spec refuses that, or if a cohort year has no matched person at all.
func Match(c *cohort.Cohort, spec Spec) (*Sample, error) {
	d, err := bind(c, spec)
	if err != nil {
		return nil, err
	}
	a, err := d.assign()
	if err == nil {
		err = d.checkLinks(a.links)
	}
	if err != nil {
		return nil, err
	}
	return d.finish(a)
}

// assign asks the method.
func (d *design) assign() (assignment, error) {
	switch d.spec.Method {
	case Stratification:
		return d.strata()
	case Nearest:
		return d.nearest()
	case Optimal:
		return d.optimal()
	case Full:
		return d.full()
	case Quick:
		return d.quick()
	case Subclassification:
		return d.subclassify()
	case Weighting:
		return d.propensityWeights()
	case Entropy:
		return d.entropyWeights()
	}
	return assignment{}, fmt.Errorf("match: unknown method %q", d.spec.Method)
}
