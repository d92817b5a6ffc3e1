package cohort

import (
	"cmp"
	"math/bits"
	"slices"
)

// build puts values and profiles into their final order, in which the order of
// rows and files leaves no trace.
func (t *tally) build(sources []*source) *Cohort {
	c := &Cohort{Years: slices.Clone(t.plan.Years), Flow: t.flow}
	renumber := make([][]uint32, len(t.domains))
	for k := range t.domains {
		var d Domain
		d, renumber[k] = t.plan.domain(k, t.domains[k].values)
		c.Domains = append(c.Domains, d)
	}
	people := &people{plan: t.plan, sources: sources, domains: t.domains, profiles: t.profiles}
	c.Profiles, people.final = sortProfiles(t.list, renumber)
	for _, s := range sources {
		c.Inputs = append(c.Inputs, s.file.Input())
	}
	c.rows = people
	c.Findings = findings(c)
	return c
}

// domain sorts the values found and returns the code of each, in the order of found.
func (p *plan) domain(k int, found []value) (Domain, []uint32) {
	cov := cloneCovariates(p.Covariates[k : k+1])[0]
	d := Domain{Covariate: cov}
	order := make([]uint32, len(found))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return compareValues(found[a], found[b]) })
	codes := make([]uint32, len(found))
	for code, i := range order {
		v := found[i]
		codes[i] = uint32(code)
		d.Labels = append(d.Labels, v.label(cov.Kind))
		if cov.Kind != Category {
			d.Numbers = append(d.Numbers, v.num)
		}
	}
	return d, codes
}

// placed is a profile on its way to its place: the year and as many codes as fit into 64
// bits, so that most comparisons are of one number.
type placed struct {
	prefix uint64
	i      int32
}

// sortProfiles renumbers the codes of the profiles and sorts them by year and codes;
// final is where each of them went. Codes end up side by side in memory, in the order in
// which stages walk over them.
func sortProfiles(list []Profile, renumber [][]uint32) (sorted []Profile, final []int32) {
	width := len(renumber)
	codes := make([]uint32, len(list)*width)
	order := make([]placed, len(list))
	of := func(i int32) []uint32 { return codes[int(i)*width : (int(i)+1)*width] }
	for i, p := range list {
		for k, c := range p.Codes {
			codes[i*width+k] = renumber[k][c]
		}
		order[i] = placed{prefix(p.Year, of(int32(i)), renumber), int32(i)}
	}
	slices.SortFunc(order, func(a, b placed) int {
		if a.prefix != b.prefix {
			return cmp.Compare(a.prefix, b.prefix)
		}
		return cmp.Or(cmp.Compare(list[a.i].Year, list[b.i].Year), slices.Compare(of(a.i), of(b.i)))
	})
	sorted, final = make([]Profile, len(list)), make([]int32, len(list))
	beside := make([]uint32, 0, len(codes))
	for at, p := range order {
		beside = append(beside, of(p.i)...)
		sorted[at] = Profile{Year: list[p.i].Year, Codes: beside[at*width : (at+1)*width : (at+1)*width], N: list[p.i].N}
		final[p.i] = int32(at)
	}
	return sorted, final
}

// prefix packs a year and codes in order, until no more fit; values are the lists that
// the codes number.
func prefix(year int, codes []uint32, values [][]uint32) uint64 {
	const yearBits = 16 // cohort years are from 1900 to 2200
	out, room := uint64(uint16(year)), 64-yearBits
	for k, c := range codes {
		need := bits.Len(uint(len(values[k])))
		if need > room {
			break
		}
		out, room = out<<need|uint64(c), room-need
	}
	return out << room
}
