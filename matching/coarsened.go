package matching

import (
	"fmt"
	"math"
	"slices"
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
		switch cov.Mode {
		case Exact:
			out[i] = exactBins(c.Domains[i])
		case Free:
			out[i] = bins{of: make([]uint32, len(c.Domains[i].Labels)), labels: []string{""}}
		case Coarsened:
			if c.Domains[i].Kind == cohort.Category {
				return nil, fmt.Errorf("match: covariate %q is a category and has no cuts", cov.Name)
			}
			if len(cov.Cuts) == 0 || !slices.IsSorted(cov.Cuts) {
				return nil, fmt.Errorf("match: covariate %q needs ascending cuts", cov.Name)
			}
			out[i] = cutBins(c.Domains[i], cov.Cuts)
		default:
			return nil, fmt.Errorf("match: covariate %q has unknown mode %q", cov.Name, cov.Mode)
		}
	}
	return out, nil
}

func exactBins(d cohort.Domain) bins {
	b := bins{of: make([]uint32, len(d.Labels)), labels: d.Labels}
	for i := range b.of {
		b.of[i] = uint32(i)
	}
	return b
}

// cutBins puts a value on a cut into the bin above it, as MatchIt does.
func cutBins(d cohort.Domain, cuts []float64) bins {
	b := bins{of: make([]uint32, len(d.Numbers)), labels: cutLabels(d.Kind, cuts)}
	for i, v := range d.Numbers {
		b.of[i] = uint32(sort.Search(len(cuts), func(k int) bool { return cuts[k] > v }))
	}
	return b
}

func cutLabels(kind cohort.Kind, cuts []float64) []string {
	out := make([]string, len(cuts)+1)
	for i := range out {
		out[i] = cutLabel(kind, cuts, i)
	}
	return out
}

// cutLabel names the bin before cut i: whole numbers by their first and last
// value ("21–23"), others as a half-open range ("from 2.5 to below 5").
func cutLabel(kind cohort.Kind, cuts []float64, i int) string {
	if kind == cohort.Integer {
		switch {
		case i == 0:
			return "to " + decimal(math.Ceil(cuts[0])-1)
		case i == len(cuts):
			return "from " + decimal(math.Ceil(cuts[i-1]))
		}
		first, last := math.Ceil(cuts[i-1]), math.Ceil(cuts[i])-1
		if first == last {
			return decimal(first)
		}
		return decimal(first) + "–" + decimal(last)
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
