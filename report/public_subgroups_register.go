package report

import (
	"strconv"

	"sib/cohort"
	"sib/disclosure"
)

// levelCount is the people of one level of a covariate, by arm.
type levelCount struct{ n, placed [2]int64 }

// subGroups registers the levels of each covariate of which every count may be told. One
// with a small level is left out as a whole: the effects of the other levels, weighted
// into the effect of everybody, would tell about it.
func (r *registrar) subGroups() {
	if r.run.Sensitivity == nil {
		return
	}
	for k, c := range r.run.Contract.Covariates {
		counts := r.levels(k)
		if len(counts) < 2 {
			continue
		}
		at, ok := r.openLevels(c.Name, counts)
		if !ok {
			r.out.withheld = append(r.out.withheld, "sub-groups by "+strconv.Quote(c.Name))
			continue
		}
		r.levelCells(at, counts)
	}
}

// levels counts the people who are compared by the values of covariate k.
func (r *registrar) levels(k int) map[string]levelCount {
	out := map[string]levelCount{}
	for _, s := range r.run.Strata {
		if s.N[0] == 0 || s.N[1] == 0 || k >= len(s.Values) || s.Values[k] == "" {
			continue
		}
		c := out[s.Values[k]]
		for arm := range 2 {
			c.n[arm] += s.N[arm]
			c.placed[arm] += s.Events[arm]
		}
		out[s.Values[k]] = c
	}
	return out
}

// openLevels finds the sub-groups of a covariate in the evaluation, if they are all there
// with the people of the strata, are everybody, and none of their counts is small.
func (r *registrar) openLevels(covariate string, counts map[string]levelCount) (int, bool) {
	all := r.run.Results[r.out.pooled().at]
	for at, g := range r.run.Sensitivity.SubGroups {
		if g.Covariate != covariate {
			continue
		}
		var sum levelCount
		for _, l := range g.Levels {
			c, ok := counts[l.Level]
			if !ok || c.n != l.N {
				return 0, false
			}
			for arm := range 2 {
				if r.small(c.placed[arm]) || r.small(c.n[arm]-c.placed[arm]) {
					return 0, false
				}
				sum.n[arm] += c.n[arm]
				sum.placed[arm] += c.placed[arm]
			}
		}
		whole := levelCount{[2]int64{all.Programme.N, all.Comparison.N}, [2]int64{all.Programme.Events, all.Comparison.Events}}
		return at, sum == whole && len(g.Levels) == len(counts)
	}
	return 0, false
}

func (r *registrar) levelCells(at int, counts map[string]levelCount) {
	g := r.run.Sensitivity.SubGroups[at]
	out := registeredLevels{at: at, covariate: g.Covariate, levels: make([][2]disclosure.Group, len(g.Levels))}
	for arm := range 2 {
		var parts []disclosure.Group
		for i, l := range g.Levels {
			c := counts[l.Level]
			out.levels[i][arm] = r.tables.Group("sub-group "+strconv.Quote(g.Covariate)+" "+strconv.Quote(l.Level)+" "+cohort.Arm(arm).String(), c.n[arm], c.placed[arm])
			parts = append(parts, out.levels[i][arm])
		}
		r.tables.SumGroups(r.out.pooled().arms[arm], parts...)
	}
	r.out.subs = append(r.out.subs, out)
}

// drop leaves out the tables of sub-groups in which something is hidden, and all of them
// where the effect of everybody is: they would add up to it.
func (r *registered) drop() {
	var kept []registeredLevels
	whole := r.behind(r.groups, len(r.groups)-1, true)
	for _, s := range r.subs {
		open := whole
		for _, l := range s.levels {
			open = open && r.shown(l)
		}
		if open {
			kept = append(kept, s)
		} else {
			r.withheld = append(r.withheld, "sub-groups by "+strconv.Quote(s.covariate))
		}
	}
	r.subs = kept
}
