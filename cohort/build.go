package cohort

import (
	"cmp"
	"slices"
)

// build puts values and profiles into their final order, in which the order of
// rows and files leaves no trace.
func (t *tally) build(sources []*source) *Cohort {
	c := &Cohort{Years: slices.Clone(t.plan.Years), Flow: t.flow}
	people := &people{plan: t.plan, sources: sources, codes: make([]map[value]uint32, len(t.domains))}
	renumber := make([][]uint32, len(t.domains))
	for k := range t.domains {
		d, codes := t.plan.domain(k, t.domains[k].values)
		c.Domains = append(c.Domains, d)
		people.codes[k] = codes
		for _, v := range t.domains[k].values {
			renumber[k] = append(renumber[k], codes[v])
		}
	}
	c.Profiles = sortProfiles(t.list, renumber)
	people.index = indexProfiles(c.Profiles)
	for _, p := range c.Profiles {
		y, _ := slices.BinarySearch(c.Years, p.Year)
		c.Flow.ByYear[y].N[Programme] += p.N[Programme]
		c.Flow.ByYear[y].N[Comparison] += p.N[Comparison]
	}
	for _, s := range sources {
		c.Inputs = append(c.Inputs, s.file.Input())
	}
	c.rows = people
	c.Findings = findings(c)
	return c
}

// domain sorts the values found and returns each one's code.
func (p *plan) domain(k int, found []value) (Domain, map[value]uint32) {
	cov := p.Covariates[k]
	cov.Levels = slices.Clone(cov.Levels)
	d := Domain{Covariate: cov}
	codes := make(map[value]uint32, len(found))
	for i, v := range slices.SortedFunc(slices.Values(found), compareValues) {
		codes[v] = uint32(i)
		d.Labels = append(d.Labels, v.label(cov.Kind))
		if cov.Kind != Category {
			d.Numbers = append(d.Numbers, v.num)
		}
	}
	return d, codes
}

// sortProfiles renumbers the codes of the profiles and sorts them by year and codes.
// Codes end up side by side in memory, in the order in which stages walk over them.
func sortProfiles(list []Profile, renumber [][]uint32) []Profile {
	width := len(renumber)
	codes := make([]uint32, len(list)*width)
	out := make([]Profile, len(list))
	for i, p := range list {
		own := codes[i*width : (i+1)*width : (i+1)*width]
		for k, c := range p.Codes {
			own[k] = renumber[k][c]
		}
		out[i] = Profile{Year: p.Year, Codes: own, N: p.N}
	}
	slices.SortFunc(out, func(a, b Profile) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), slices.Compare(a.Codes, b.Codes))
	})
	sorted := make([]uint32, 0, len(codes))
	for i := range out {
		sorted = append(sorted, out[i].Codes...)
		out[i].Codes = sorted[i*width : (i+1)*width : (i+1)*width]
	}
	return out
}

func indexProfiles(list []Profile) map[string]int32 {
	index := make(map[string]int32, len(list))
	for i, p := range list {
		index[string(appendKey(nil, int64(p.Year), p.Codes))] = int32(i)
	}
	return index
}
