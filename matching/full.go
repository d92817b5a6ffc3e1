package matching

import (
	"math/big"

	"sib/cohort"
	"sib/matching/internal/transport"
)

// full is optimal full matching: everybody who can be matched is, in sets of one
// programme person and any number of comparison people or the other way round, at the
// least total distance (Rosenbaum 1991, JRSS B 53:597; Hansen and Klopfer 2006, JCGS 15:609).
//
// Such sets are an edge cover of the people by pairs, of least total distance. Let μ be the
// distance from a person to the nearest of the other arm. Everybody paired with the nearest costs
// Σμ; a pair (i, j) of people who would each do that saves μ_i + μ_j − d_ij. So the best cover pairs
// people off at a cost of d_ij − μ_j, or of μ_i for an i who is not paired off, and whoever is left goes to the
// nearest: a transport problem between profiles. Of equal costs the one that pairs more is taken.
func (d *design) full() (assignment, error) {
	g := d.ruler()
	a := assignment{weights: make([][2]float64, len(d.c.Profiles))}
	spotOf := [2][]int32{make([]int32, len(d.c.Profiles)), make([]int32, len(d.c.Profiles))}
	var sum tally
	for _, c := range d.cells {
		if len(c.profiles[0]) == 0 || len(c.profiles[1]) == 0 {
			continue
		}
		m := d.cover(c, g, spotOf)
		sum.add(m.total, m.bound)
		sets := m.sets()
		m.weigh(d, a.weights, sets)
		from := len(a.links)
		for _, s := range sets {
			a.links = m.links(d, a.links, s)
		}
		d.sortLinks(a.links[from:])
	}
	a.proof = sum.proof(g)
	return a, nil
}

// cover is the optimal cover of one cell.
type cover struct {
	arms         [2]spots
	find         [2]finder        // among the people of each arm
	reach        [2][]int64       // by spot: the distance to the nearest of the other arm
	spotOf       [2][]int32       // by profile
	flows        []transport.Flow // pairs, from programme to comparison spots
	total, bound *big.Int         // in units of the ruler
	g            ruler
}

// alone is the reach of a spot without anybody it may be matched with.
const alone = -1

// cover solves one cell. spotOf is room for a number for each profile of the cohort.
func (d *design) cover(c cell, g ruler, spotOf [2][]int32) *cover {
	m := &cover{g: g, spotOf: spotOf}
	for arm := range m.arms {
		m.arms[arm] = d.spots(c, cohort.Arm(arm), g)
		m.find[arm] = d.find(c, cohort.Arm(arm))
		m.arms[arm].number(m.spotOf[arm])
	}
	for arm := range m.arms {
		m.reach[arm] = m.reaches(arm)
	}
	m.solve()
	return m
}

// reaches returns the distance from each spot of an arm to the nearest of the other.
func (m *cover) reaches(arm int) []int64 {
	out := make([]int64, m.arms[arm].len())
	for k := range out {
		out[k] = alone
		if near := m.find[1-arm].near(m.arms[arm].one(k), 1); len(near) > 0 {
			out[k] = m.g.steps(near[0].distance)
		}
	}
	return out
}

// solve finds the pairs. Costs are doubled and an unpaired person costs 1 more: on the whole
// numbers that decides between equal costs alone, since two flows differ by cycles that
// each change the number of pairs by one at most.
func (m *cover) solve() {
	programme, comparison := m.arms[cohort.Programme], m.arms[cohort.Comparison]
	p := transport.Problem{Supply: make([]int64, programme.len()), Capacity: make([]int64, comparison.len()), Unserved: make([]int64, programme.len())}
	plain := make([]int64, programme.len())
	for i, reach := range m.reach[cohort.Programme] {
		if reach != alone {
			p.Supply[i], plain[i], p.Unserved[i] = programme.people[i], 2*reach, 2*reach+1
		}
	}
	base := new(big.Int)
	for j, reach := range m.reach[cohort.Comparison] {
		if reach != alone {
			p.Capacity[j] = comparison.people[j]
			base.Add(base, new(big.Int).Mul(big.NewInt(reach), big.NewInt(comparison.people[j])))
		}
	}
	p.Arcs = m.arcs()
	s := transport.Solve(p)
	m.flows = s.Flows
	// Halving whole prices and rounding down keeps every condition of optimality, so the
	// bound of the undoubled costs is as sharp.
	for j := range s.Prices {
		s.Prices[j] -= s.Prices[j] % 2
	}
	m.total, m.bound = half(s.Cost(plain)), half(s.Bound(plain, s.Prices))
	m.total.Add(m.total, base)
	m.bound.Add(m.bound, base)
}

func half(even *big.Int) *big.Int { return even.Rsh(even, 1) }
