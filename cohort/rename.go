package cohort

import (
	"fmt"
	"maps"
	"slices"
)

// rename gives a label of the data the name that the contract uses.
func (c Covariate) rename(label string) string {
	if to, ok := c.Map[label]; ok {
		return to
	}
	return label
}

// checkMap finds names that no validated contract can contain, and names that the levels
// do not list.
func (c Covariate) checkMap(allowed map[string]bool) error {
	if len(c.Map) > 0 && c.Kind != Category {
		return fmt.Errorf("cohort: covariate %q: only a category's values can be renamed", c.Name)
	}
	for _, from := range slices.Sorted(maps.Keys(c.Map)) {
		switch to := c.Map[from]; {
		case to == "" || to == MissingLabel:
			return fmt.Errorf("cohort: covariate %q: %q cannot be renamed to %q", c.Name, from, to)
		case allowed != nil && !allowed[to]:
			return c.notListed("map", to)
		}
	}
	return nil
}

// expected are the labels that the contract names: the levels, or else what bands and a
// map make. Each comes once.
func (c Covariate) expected() []string {
	if len(c.Levels) > 0 {
		return c.Levels
	}
	var out []string
	for _, b := range c.Bands {
		out = append(out, b.Name)
	}
	return append(out, slices.Compact(slices.Sorted(maps.Values(c.Map)))...)
}
