package matching

import (
	"fmt"

	"sib/cohort"
)

// groupBins puts levels of a category into groups, in the order of the groups. A
// group may name levels that nobody has, since it is agreed before the data are seen.
func (cov Covariate) groupBins(d cohort.Domain) (bins, error) {
	switch {
	case len(cov.Cuts) > 0 || cov.Rule != "" || cov.Bins != 0:
		return bins{}, fmt.Errorf("is a category and has no cuts: give it groups of levels")
	case len(cov.Groups) == 0:
		return bins{}, fmt.Errorf("is a category: to coarsen it, name groups of levels")
	}
	b := bins{of: make([]uint32, len(d.Labels))}
	group, named := map[string]int{}, map[string]bool{}
	for k, g := range cov.Groups {
		switch {
		case g.Name == "":
			return bins{}, fmt.Errorf("has a group without a name")
		case named[g.Name]:
			return bins{}, fmt.Errorf("has two groups named %q", g.Name)
		case len(g.Levels) == 0:
			return bins{}, fmt.Errorf("has a group %q without levels", g.Name)
		}
		named[g.Name] = true
		b.labels = append(b.labels, g.Name)
		for _, level := range g.Levels {
			if _, ok := group[level]; ok {
				return bins{}, fmt.Errorf("has level %q twice in its groups: it must be in exactly one", level)
			}
			group[level] = k
		}
	}
	for i, level := range d.Labels {
		k, ok := group[level]
		if !ok {
			return bins{}, fmt.Errorf("has level %q, which is in none of its groups: add it to one", level)
		}
		b.of[i] = uint32(k)
	}
	return b, nil
}
