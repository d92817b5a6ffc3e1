package matching

import (
	"fmt"
	"math"
	"sort"
	"strconv"

	"sib/cohort"
)

// bins maps the codes of one covariate to what is matched on.
type bins struct {
	of     []uint32 // by code of the domain
	labels []string // by bin
}

func binsOf(c *cohort.Cohort, spec Spec) ([]bins, error) {
	if err := checkCovariates(c, spec); err != nil {
		return nil, err
	}
	out := make([]bins, len(spec.Covariates))
	for i, cov := range spec.Covariates {
		var err error
		if out[i], err = cov.bins(c, i); err != nil {
			return nil, fmt.Errorf("match: covariate %q %w", cov.Name, err)
		}
	}
	return out, nil
}

// bins divides the values of covariate k, which is this one.
func (cov Covariate) bins(c *cohort.Cohort, k int) (bins, error) {
	dom := c.Domains[k]
	if cov.Mode != Coarsened && (len(cov.Cuts) > 0 || cov.Rule != "" || cov.Bins != 0 || len(cov.Groups) > 0) {
		return bins{}, fmt.Errorf("has cuts, a rule or groups, which are for match: coarsened, and is matched as %s", cov.Mode)
	}
	switch cov.Mode {
	case Exact:
		return exactBins(dom), nil
	case Free:
		return bins{of: make([]uint32, len(dom.Labels)), labels: []string{""}}, nil
	case Coarsened:
		if dom.Kind == cohort.Category {
			return cov.groupBins(dom)
		}
		return cov.numberBins(c, k)
	}
	return bins{}, fmt.Errorf("has unknown mode %q", cov.Mode)
}

func exactBins(d cohort.Domain) bins {
	b := bins{of: make([]uint32, len(d.Labels)), labels: d.Labels}
	for i := range b.of {
		b.of[i] = uint32(i)
	}
	return b
}

// numberBins applies the cuts, or those that the rule finds.
func (cov Covariate) numberBins(c *cohort.Cohort, k int) (bins, error) {
	cuts := cov.Cuts
	switch {
	case len(cov.Groups) > 0:
		return bins{}, fmt.Errorf("is a number and has groups of levels: give it cuts or a rule")
	case cov.Rule != "" && len(cuts) > 0:
		return bins{}, fmt.Errorf("has both cuts and the rule %q: choose one", cov.Rule)
	case cov.Rule != "":
		var err error
		if cuts, err = cov.ruleCuts(c, k); err != nil {
			return bins{}, err
		}
	case cov.Bins != 0:
		return bins{}, fmt.Errorf("has a number of bins and no rule: add rule equal-width or quantiles")
	case len(cuts) == 0:
		return bins{}, fmt.Errorf("needs ascending cuts, or a rule that finds them")
	}
	for i, cut := range cuts {
		if math.IsNaN(cut) || math.IsInf(cut, 0) || i > 0 && cut <= cuts[i-1] {
			return bins{}, fmt.Errorf("needs ascending cuts: %s is not above the one before it", decimal(cut))
		}
	}
	return cutBins(c.Domains[k], cuts), nil
}

// cutBins puts a value on a cut into the bin above it, as MatchIt does.
func cutBins(d cohort.Domain, cuts []float64) bins {
	b := bins{of: make([]uint32, len(d.Numbers)), labels: cutLabels(d.Kind, cuts)}
	for i, v := range d.Numbers {
		b.of[i] = uint32(binOf(cuts, v))
	}
	return b
}

// binOf counts the cuts that are not above v.
func binOf(cuts []float64, v float64) int {
	return sort.Search(len(cuts), func(k int) bool { return cuts[k] > v })
}

func cutLabels(kind cohort.Kind, cuts []float64) []string {
	if len(cuts) == 0 {
		return []string{"any"}
	}
	out := make([]string, len(cuts)+1)
	for i := range out {
		out[i] = cutLabel(kind, cuts, i)
	}
	return out
}

// cutLabel names the bin before cut i: whole numbers by their first and last
// value ("21–23"), others as a half-open range ("from 2.5 to below 5").
func cutLabel(kind cohort.Kind, cuts []float64, i int) string {
	if kind.Whole() {
		switch {
		case i == 0:
			return "to " + decimal(math.Ceil(cuts[0])-1)
		case i == len(cuts):
			return "from " + decimal(math.Ceil(cuts[i-1]))
		}
		first, last := math.Ceil(cuts[i-1]), math.Ceil(cuts[i])-1
		switch {
		case first == last:
			return decimal(first)
		case first < last:
			return decimal(first) + "–" + decimal(last)
		} // no whole number lies between the cuts: say which cuts
	}
	switch {
	case i == 0:
		return "below " + decimal(cuts[0])
	case i == len(cuts):
		return "from " + decimal(cuts[i-1])
	}
	return "from " + decimal(cuts[i-1]) + " to below " + decimal(cuts[i])
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
