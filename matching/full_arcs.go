package matching

import (
	"slices"

	"sib/cohort"
	"sib/matching/internal/transport"
)

// roomy is how many arcs for each spot are listed before they are asked for one by one.
const roomy = 32

// arcs lists the pairs that can save anything. A pair does so only if it is no longer than the
// reaches of its two ends together, hence no longer than twice one of them: all of
// these are found around the one end or around the other.
func (m *cover) arcs() func(source, k int) ([]transport.Arc, int64) {
	lists, ok := m.saving()
	if !ok {
		return m.lazily()
	}
	return func(source, _ int) ([]transport.Arc, int64) { return tidy(lists[source]), transport.All }
}

// saving returns these pairs for each programme spot, or false if they are too many to
// list, as they are between two crowds that are far apart.
func (m *cover) saving() ([][]transport.Arc, bool) {
	lists := make([][]transport.Arc, m.arms[cohort.Programme].len())
	left := roomy * (m.arms[0].len() + m.arms[1].len())
	for arm, reach := range m.reach {
		for k, r := range reach {
			if r == alone {
				continue
			}
			for _, c := range m.within(arm, k, 2*r, left) {
				ends := [2]int{k, int(m.spotOf[1-arm][c.profile])}
				if arm == int(cohort.Comparison) {
					ends[0], ends[1] = ends[1], ends[0]
				}
				own, other := m.reach[cohort.Programme][ends[0]], m.reach[cohort.Comparison][ends[1]]
				if cost := m.g.steps(c.distance) - other; cost <= own {
					lists[ends[0]] = append(lists[ends[0]], transport.Arc{Sink: int32(ends[1]), Cost: 2 * cost})
					left--
				}
			}
			if left < 0 {
				return nil, false
			}
		}
	}
	return lists, true
}

// within returns the people of the other arm no farther from a spot than a distance. Past
// the limit it does not look for more.
func (m *cover) within(arm, spot int, distance int64, limit int) []candidate {
	for k := 4; ; k *= 2 {
		near := m.find[1-arm].near(m.arms[arm].one(spot), k)
		if len(near) < k || m.g.steps(near[k-1].distance) > distance || k > 2*limit {
			for len(near) > 0 && m.g.steps(near[len(near)-1].distance) > distance {
				near = near[:len(near)-1]
			}
			return near
		}
	}
}

// lazily lists the arcs of a source as far as its k nearest tell: whoever is farther costs
// at least the last distance less the longest reach there is.
func (m *cover) lazily() func(source, k int) ([]transport.Arc, int64) {
	reach := m.reach[cohort.Comparison]
	longest := slices.Max(reach)
	return func(source, k int) ([]transport.Arc, int64) {
		near := m.find[cohort.Comparison].near(m.arms[cohort.Programme].one(source), k)
		floor := int64(transport.All)
		if len(near) == k {
			floor = 2 * (m.g.steps(near[k-1].distance) - longest)
		}
		var out []transport.Arc
		for _, c := range near {
			j := m.spotOf[cohort.Comparison][c.profile]
			if cost := 2 * (m.g.steps(c.distance) - reach[j]); cost < floor {
				out = append(out, transport.Arc{Sink: j, Cost: cost})
			}
		}
		return tidy(out), floor
	}
}
