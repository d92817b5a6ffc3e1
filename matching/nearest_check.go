package matching

import "fmt"

// check holds every pair against every constraint once more after matching, and counts
// the people. An error is a mistake in this package, not in the input.
func (r nearestRules) check(links []Link) error {
	d := r.d
	weight, used := make([]float64, len(d.c.Profiles)), make([]float64, len(d.c.Profiles))
	for _, l := range links {
		focal, other := d.ends(l)
		switch {
		case !d.sharesCell(focal, other):
			return r.broken("a pair is from two cells")
		case !d.admits(focal, other):
			return r.broken("a pair breaks a caliper or agrees where it must differ")
		case !(l.N > 0 && l.Weight > 0):
			return r.broken("a pair has no people or no weight")
		}
		weight[focal] += l.Weight
		used[other] += l.N
	}
	for i := range d.c.Profiles {
		people, others := float64(d.n(int32(i), d.focal)), float64(d.n(int32(i), 1-d.focal))
		if weight[i] > people*(1+1e-9) {
			return r.broken("more people are matched than there are")
		}
		if r.reuse != Unlimited && used[i] > others*float64(r.reuse)*(1+1e-9) {
			return r.broken("people serve more often than they may")
		}
	}
	return nil
}

func (r nearestRules) broken(what string) error {
	return fmt.Errorf("internal error: %s: please report this design", what)
}

// sharesCell reports whether two profiles are in one cell.
func (d *design) sharesCell(i, j int32) bool {
	a, b := d.c.Profiles[i], d.c.Profiles[j]
	if a.Year != b.Year || d.outside[i] || d.outside[j] {
		return false
	}
	for k := range a.Codes {
		if d.bins[k].of[a.Codes[k]] != d.bins[k].of[b.Codes[k]] {
			return false
		}
	}
	return true
}
