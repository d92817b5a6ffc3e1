package matching

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"math/big"
	"slices"

	"sib/matching/internal/transport"
)

// optimal gives each focal person a fixed number of people at the least total distance
// (Rosenbaum 1989, JASA 84:1024). As many as possible are served first. Profiles
// with counts make it a transport problem, which is solved exactly.
func (d *design) optimal() (assignment, error) {
	if err := d.checkOptimal(); err != nil {
		return assignment{}, fmt.Errorf("match: %w", err)
	}
	g := d.ruler()
	spotOf := make([]int32, len(d.c.Profiles))
	var a assignment
	var sum tally
	for _, c := range d.cells {
		if len(c.profiles[0]) == 0 || len(c.profiles[1]) == 0 {
			continue
		}
		m := d.optimalFlows(c, g, spotOf)
		sum.add(m.total, m.bound)
		from := len(a.links)
		for _, f := range m.weighted() {
			a.links = d.links(a.links, f, m.focal, m.other)
		}
		d.sortLinks(a.links[from:])
	}
	a.proof = sum.proof(g)
	return a, nil
}

// mostEach is a bound on the ratio, so that counts of pairs cannot overflow.
const mostEach = 1_000_000

// checkOptimal refuses what has no optimum of this kind.
func (d *design) checkOptimal() error {
	ch := d.spec.Choice
	switch {
	case ch.Least != 0 || ch.Most != 0:
		return errors.New("optimal matching gives everybody the same number: for a variable ratio use method full, or nearest")
	case ch.Ratio != math.Floor(ch.Ratio) || ch.Ratio < 0 || ch.Ratio > mostEach:
		return fmt.Errorf("optimal matching needs a whole ratio up to %d, not %v: for a variable one use method full, or nearest", mostEach, ch.Ratio)
	case ch.Order != "":
		return fmt.Errorf("optimal matching serves everybody at once and has no order %q: leave `order` out, or use method nearest", ch.Order)
	case ch.Reuse == Unlimited:
		return errors.New("with replacement the nearest are the best: use method nearest")
	case ch.Reuse < 0:
		return fmt.Errorf("reuse %d is not a number of times: leave it out, or say how often a person may serve", ch.Reuse)
	case ch.Reuse > 1 && ch.Ratio > 1:
		return errors.New("optimal matching reuses people at a ratio of 1 only, lest somebody get the same person twice: use method nearest, or leave `reuse` out")
	}
	return nil
}

// ratio is how many each focal person gets.
func (d *design) ratio() int64 { return max(1, int64(d.spec.Choice.Ratio)) }

// optimum is the optimal flow in one cell: whole numbers of pairs between spots, by the
// focal spot and then the other.
type optimum struct {
	focal, other spots
	flows        []transport.Flow
	total, bound *big.Int // in units of the ruler
}

// optimalFlows solves one cell. Who of a spot gets whom is left open: any choice within
// the spots has the same distance and keeps every constraint. spotOf is room for a number
// for each profile of the cohort.
func (d *design) optimalFlows(c cell, g ruler, spotOf []int32) optimum {
	m := optimum{focal: d.spots(c, d.focal, g), other: d.spots(c, 1-d.focal, g)}
	if d.space.dims == 1 && d.free() {
		m.alongLine(d, g)
	} else {
		m.transport(d, c, g, spotOf)
	}
	return m
}

// supplies are the pairs that focal spots ask for.
func (m *optimum) supplies(d *design) []int64 {
	out := slices.Clone(m.focal.people)
	for k := range out {
		out[k] *= d.ratio()
	}
	return out
}

// capacities are the pairs that the other spots can serve in. Nobody serves more often
// than there are focal people.
func (m *optimum) capacities(d *design) []int64 {
	times := min(int64(max(1, d.spec.Choice.Reuse)), m.focal.total())
	out := slices.Clone(m.other.people)
	for k := range out {
		out[k] *= times
	}
	return out
}

// transport solves a cell by shortest paths.
func (m *optimum) transport(d *design, c cell, g ruler, spotOf []int32) {
	m.other.number(spotOf)
	find := d.find(c, m.other.arm)
	p := transport.Problem{Supply: m.supplies(d), Capacity: m.capacities(d)}
	dear := g.unserved(min(m.focal.len(), m.other.len()))
	for range p.Supply {
		p.Unserved = append(p.Unserved, dear)
	}
	p.Arcs = func(source, k int) ([]transport.Arc, int64) {
		return g.arcs(find.near(m.focal.one(source), k), k, spotOf)
	}
	s := transport.Solve(p)
	m.flows = s.Flows
	none := make([]int64, len(p.Supply))
	m.total = s.Cost(none)
	// Both sides count the unserved at the same cost: what is left bounds the distance.
	m.bound = s.Bound(p.Unserved, s.Prices)
	m.bound.Sub(m.bound, s.Cost(p.Unserved)).Add(m.bound, m.total)
}

// weighted gives the flows their weights. The pairs of a matched person weigh 1 together;
// if a spot of n people gets fewer than n·ratio pairs, f, then min(n, f) of them are matched
// and share the pairs evenly.
func (m *optimum) weighted() []spotFlow {
	served := make([]int64, m.focal.len())
	for _, f := range m.flows {
		served[f.Source] += f.Amount
	}
	out := make([]spotFlow, len(m.flows))
	for k, f := range m.flows {
		matched := min(m.focal.people[f.Source], served[f.Source])
		n := float64(f.Amount)
		out[k] = spotFlow{f.Source, f.Sink, n, n * float64(matched) / float64(served[f.Source])}
	}
	return out
}

// tidy orders arcs by cost and then by sink, and drops what is there twice.
func tidy(arcs []transport.Arc) []transport.Arc {
	slices.SortFunc(arcs, func(a, b transport.Arc) int {
		return cmp.Or(cmp.Compare(a.Cost, b.Cost), cmp.Compare(a.Sink, b.Sink))
	})
	return slices.Compact(arcs)
}
