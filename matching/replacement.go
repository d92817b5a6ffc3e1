package matching

import "slices"

// everyNearest matches the people of a cell with replacement. A person is matched with
// all people no further than the nearest M of them reach, so that ties at the end are all
// in, and each of these S people weighs 1/S (Abadie and Imbens 2006, Econometrica 74:235,
// §2). M pairs of the person are counted, or S if there are fewer: M/S with each.
func (r nearestRules) everyNearest(c cell) ([]Link, error) {
	d, pool := r.d, r.d.search(c, 1-r.d.focal)
	var out []Link
	for _, i := range c.profiles[d.focal] {
		set, people := r.within(i, pool)
		pairs := min(float64(r.rounds), people)
		for _, j := range set {
			share := float64(d.n(i, d.focal)) * float64(d.n(j, 1-d.focal)) / people
			out = append(out, d.pair(i, j, float64(share*pairs), share))
		}
		if len(out) > r.links {
			return nil, r.tooMany()
		}
	}
	return out, nil
}

// within are the profiles no further than the nearest people of profile i reach, in
// order, and the number of their people.
func (r nearestRules) within(i int32, pool searcher) (set []int32, people float64) {
	var reach float64
	full := false
	pool.walk(i, func(slot int32, distance float64) bool {
		if full && distance > reach {
			return false
		}
		j := pool.profiles()[slot]
		set = append(set, j)
		people += float64(r.d.n(j, 1-r.d.focal))
		if !full && people >= float64(r.rounds) {
			full, reach = true, r.reach(distance)
		}
		return true
	})
	slices.Sort(set)
	return set, people
}
