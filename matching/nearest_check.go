package matching

// check counts the people of the pairs: nobody is matched or serves more often than they
// may. An error is a mistake in this package, not in the input.
func (r nearestRules) check(links []Link) error {
	d := r.d
	weight, used := make([]float64, len(d.c.Profiles)), make([]float64, len(d.c.Profiles))
	for _, l := range links {
		focal, other := d.ends(l)
		weight[focal] += l.Weight
		used[other] += l.N
	}
	for i := range d.c.Profiles {
		people, others := float64(d.n(int32(i), d.focal)), float64(d.n(int32(i), 1-d.focal))
		if weight[i] > people*(1+1e-9) {
			return broken("more people are matched than there are")
		}
		if r.reuse != Unlimited && used[i] > others*float64(r.reuse)*(1+1e-9) {
			return broken("people serve more often than they may")
		}
	}
	return nil
}
