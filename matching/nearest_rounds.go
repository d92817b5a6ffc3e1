package matching

import (
	"cmp"
	"slices"
)

// greedy is nearest neighbour matching in one cell, between profiles. The amounts are
// numbers of people, not always whole: what is expected if people who cannot be told
// apart are served in an order drawn anew for each match.
//
// Candidates at one distance are taken in proportion to the people they have left. Focal
// profiles whose turn comes together and who want more than there is get shares in
// proportion to what they ask for. When all at one distance are used up it is the
// next one's turn.
type greedy struct {
	nearestRules
	focal []int32
	pool  searcher
	left  []float64 // by slot: how often its people can still serve
	dust  []float64 // by slot: what is left by rounding alone
	taken []taking
	// want is by seeker, a position in focal: people without a match in this round.
	want, began []float64
	matched     [][]float64 // by round and seeker: people who got a match
	held        []holdings  // by seeker; nil where nobody can meet the same person twice
	share       sharing
}

// taking is a number of pairs made in one round.
type taking struct {
	seeker, slot, round int32
	n                   float64
}

// inRounds matches the people of a cell.
func (r nearestRules) inRounds(c cell) ([]Link, error) {
	g := r.newGreedy(c)
	turns := g.turns()
	for round := range r.rounds {
		if !g.begin(round) {
			break
		}
		if err := turns(); err != nil {
			return nil, err
		}
	}
	return g.links(), nil
}

func (r nearestRules) newGreedy(c cell) *greedy {
	g := &greedy{nearestRules: r, focal: c.profiles[r.d.focal], pool: r.d.search(c, 1-r.d.focal)}
	pool := g.pool.profiles()
	g.left, g.dust = make([]float64, len(pool)), make([]float64, len(pool))
	for slot, j := range pool {
		g.left[slot] = float64(float64(r.d.n(j, 1-r.d.focal)) * float64(r.reuse))
		g.dust[slot] = float64(1e-12 * g.left[slot])
	}
	g.want, g.began = make([]float64, len(g.focal)), make([]float64, len(g.focal))
	g.share.asked = make([]float64, len(pool))
	if r.rounds > 1 && r.reuse > 1 {
		g.held = make([]holdings, len(g.focal))
	}
	return g
}

// begin starts a round with those who were matched in the one before and want another;
// it reports whether there are any.
func (g *greedy) begin(round int) bool {
	going := false
	for s, i := range g.focal {
		want := g.wants(i, 1)
		if round > 0 {
			matched := g.matched[round-1][s]
			// Those who want more have the same luck as the others of their profile.
			if want = matched; g.wants(i, round+1) < g.wants(i, round) {
				want = float64(matched*g.wants(i, round+1)) / g.wants(i, round)
			}
			if g.held != nil {
				g.held[s].goOn(g.began[s], matched, want)
			}
		}
		g.want[s], g.began[s] = want, want
		going = going || want > 0
	}
	g.matched = append(g.matched, make([]float64, len(g.focal)))
	return going
}

// tied are the slots nearest to a seeker, all at one distance; found is false if there
// are none.
func (g *greedy) tied(seeker int32, into []int32) (set []int32, distance float64, found bool) {
	set = into
	g.pool.walk(g.focal[seeker], func(slot int32, at float64) bool {
		switch {
		case found && at > g.reach(distance):
			return false
		case g.room(seeker, slot) <= 0:
			return true
		case !found:
			distance, found = at, true
		}
		set = append(set, slot)
		return true
	})
	return set, distance, found
}

// links adds the rounds up. The pairs of round q serve people who end with r ≥ q
// matches, each of weight 1/r. Of the m_q people matched in round q, m_r − m_{r+1} end
// with r, so a pair weighs Σ_{r≥q} (m_r − m_{r+1})/(r·m_q), and a matched person's sum to 1.
func (g *greedy) links() []Link {
	pool := g.pool.profiles()
	sums := make([]Link, len(pool)) // of one seeker, by slot
	var out []Link
	var weights []float64
	var slots []int32
	for s, taken := range g.bySeeker() {
		weights, slots = g.pairWeights(int32(s), weights[:0]), slots[:0]
		for _, k := range taken {
			t := g.taken[k]
			sum := &sums[t.slot]
			if sum.N == 0 {
				slots = append(slots, t.slot)
			}
			sum.N += t.n
			sum.Weight += float64(weights[t.round] * t.n)
		}
		slices.SortFunc(slots, func(a, b int32) int { return cmp.Compare(pool[a], pool[b]) })
		for _, slot := range slots {
			out = append(out, g.d.pair(g.focal[s], pool[slot], sums[slot].N, sums[slot].Weight))
			sums[slot] = Link{}
		}
	}
	return out
}

// bySeeker lists what each seeker has taken, by round.
func (g *greedy) bySeeker() [][]int32 {
	n := make([]int32, len(g.focal))
	for _, t := range g.taken {
		n[t.seeker]++
	}
	all := make([]int32, len(g.taken))
	out := make([][]int32, len(g.focal))
	for s, count := range n {
		out[s], all = all[:0:count], all[count:]
	}
	for k, t := range g.taken {
		out[t.seeker] = append(out[t.seeker], int32(k))
	}
	return out
}

// pairWeights are the weights of one pair of a seeker, by round.
func (g *greedy) pairWeights(seeker int32, into []float64) []float64 {
	for range g.matched {
		into = append(into, 0)
	}
	sum, next := 0.0, 0.0
	for q := len(g.matched) - 1; q >= 0; q-- {
		m := g.matched[q][seeker]
		if m <= 0 {
			continue
		}
		sum += (m - next) / float64(q+1)
		into[q], next = sum/m, m
	}
	return into
}
