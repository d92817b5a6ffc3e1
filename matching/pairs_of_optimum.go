package matching

import (
	"fmt"
	"slices"
)

// optimum names the pairs of the optimal design. People of one spot are alike, so any
// choice among them has the least total distance.
func (p *Pairer) optimum(people People) ([]Pair, error) {
	d := p.d
	if err := d.checkOptimal(); err != nil {
		return nil, fmt.Errorf("match: %w", err)
	}
	g, spotOf := d.ruler(), make([]int32, len(d.c.Profiles))
	focal, others := people.byProfile(d.focal, len(d.c.Profiles)), people.byProfile(other(d.focal), len(d.c.Profiles))
	var out []Pair
	for _, c := range d.cells {
		if len(c.profiles[0]) == 0 || len(c.profiles[1]) == 0 {
			continue
		}
		m := d.optimalFlows(c, g, spotOf)
		flows := make([]flow, len(m.flows))
		for i, f := range m.flows {
			flows[i] = flow{f.Source, f.Sink, f.Amount}
		}
		out = append(out, expand(flows, m.focal.gather(focal), m.other.gather(others))...)
	}
	slices.SortFunc(out, comparePairs)
	return out, nil
}

// gather lists the people of each spot in their order, given those of each profile.
func (s spots) gather(byProfile [][]int32) [][]int32 {
	out := make([][]int32, len(s.people))
	for k := range out {
		for _, profile := range s.profiles[s.from[k]:s.from[k+1]] {
			out[k] = append(out[k], byProfile[profile]...)
		}
		slices.Sort(out[k])
	}
	return out
}
