package simulate

import (
	"cmp"
	"errors"
	"math"
	"slices"
)

// cell is one stratum of a year with its comparison people.
type cell struct {
	stratum
	n1, n0  int     // programme and comparison people with an outcome
	chance  int     // of a comparison person, in 1/10,000
	events  int     // comparison people placed
	unit    float64 // what one event adds to the weighted rate
	members []int   // indices of the n0 comparison people
}

// cells returns the strata with comparison people, in order.
func cells(season int, programme, comparison []person) []cell {
	index := map[stratum]int{}
	var out []cell
	for i, p := range comparison {
		s := stratumOf(p)
		if _, ok := index[s]; !ok {
			index[s] = len(out)
			out = append(out, cell{stratum: s})
		}
		c := &out[index[s]]
		if p.outcome != unknown {
			c.members = append(c.members, i)
			c.n0++
			c.chance += p.chance(season)
		}
	}
	analysed := 0
	for _, p := range programme {
		if i, ok := index[stratumOf(p)]; ok && p.outcome != unknown {
			out[i].n1++
			analysed++
		}
	}
	for i := range out {
		out[i].unit = float64(out[i].n1) / float64(max(out[i].n0, 1)) / float64(analysed)
		out[i].chance /= max(out[i].n0, 1)
	}
	slices.SortFunc(out, func(a, b cell) int { return compareStrata(a.stratum, b.stratum) })
	return out
}

// placeProgramme gives y.placed of the analysed programme people a placement:
// those with the best chance plus luck. The unmatched follow their chance alone.
func (d *duo) placeProgramme(season int, y duoYear, people []person) {
	const effect, luck = 900, 8000
	type ticket struct{ i, score int }
	var draw []ticket
	for i, p := range people {
		switch {
		case p.outcome == unknown:
		case p.alone:
			people[i].outcome = settle(d.rng, p.chance(season)+effect)
		default:
			draw = append(draw, ticket{i, p.chance(season) + d.rng.IntN(luck)})
		}
	}
	slices.SortStableFunc(draw, func(a, b ticket) int { return cmp.Compare(b.score, a.score) })
	for _, t := range draw[:y.placed] {
		people[t.i].outcome = placed
	}
}

// placeComparison gives comparison people their placements: in strata with
// programme people so that the weighted rate comes to y.rate, elsewhere by chance.
func (d *duo) placeComparison(season int, y duoYear, programme, comparison []person) error {
	all := cells(season, programme, comparison)
	var used []*cell
	for i := range all {
		if all[i].n1 > 0 {
			used = append(used, &all[i])
		}
	}
	spread(used, y.rate)
	if err := d.adjust(used, y.rate); err != nil {
		return err
	}
	for _, c := range all {
		if c.n1 == 0 {
			for _, i := range c.members {
				comparison[i].outcome = settle(d.rng, comparison[i].chance(season))
			}
			continue
		}
		d.rng.Shuffle(len(c.members), func(i, j int) { c.members[i], c.members[j] = c.members[j], c.members[i] })
		for _, i := range c.members[:c.events] {
			comparison[i].outcome = placed
		}
	}
	return nil
}

// spread rounds every cell's expected events, carrying the remainder to the next,
// after moving all chances by what separates their weighted mean from the rate.
func spread(cells []*cell, rate float64) {
	mean := 0.0
	for _, c := range cells {
		mean += float64(c.unit*float64(c.n0)) * float64(c.chance) / certain
	}
	carry := 0.0
	for _, c := range cells {
		want := float64(float64(c.n0)*(float64(c.chance)/certain+rate-mean)) + carry
		c.events = min(max(int(math.Round(want)), 0), c.n0)
		carry = want - float64(c.events)
	}
}

// adjust moves a few events in or out of one or two cells, always the best move
// there is, until the weighted rate is within 1e-5 of the target. Where no move
// helps, one at random gives a new start.
func (d *duo) adjust(cells []*cell, rate float64) error {
	const near, rounds = 1e-5, 1000
	for range rounds {
		miss := -rate
		for _, c := range cells {
			miss += float64(c.unit * float64(c.events))
		}
		if math.Abs(miss) <= near {
			return nil
		}
		if !bestMove(cells, miss) {
			c := cells[d.rng.IntN(len(cells))]
			c.events = min(max(c.events+1-2*d.rng.IntN(2), 0), c.n0)
		}
	}
	return errors.New("no outcomes give the comparison rate")
}

// bestMove makes the pair of moves that leaves the least of miss, if it is less
// than before. Moving nothing is a move too.
func bestMove(cells []*cell, miss float64) bool {
	type move struct {
		c    *cell
		step int
	}
	var moves []move
	for _, c := range cells {
		for step := max(-3, -c.events); step <= min(3, c.n0-c.events); step++ {
			moves = append(moves, move{c, step})
		}
	}
	least, found, first, second := math.Abs(miss), false, move{}, move{}
	for i, a := range moves {
		for _, b := range moves[:i] {
			if a.c == b.c {
				continue
			}
			left := math.Abs(miss + float64(a.c.unit*float64(a.step)) + float64(b.c.unit*float64(b.step)))
			if left < least {
				least, found, first, second = left, true, a, b
			}
		}
	}
	if found {
		first.c.events += first.step
		second.c.events += second.step
	}
	return found
}
