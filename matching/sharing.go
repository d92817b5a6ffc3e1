package matching

// sharing is what several seekers ask of several slots at once. Buffers are kept
// between uses.
type sharing struct {
	seekers []int32
	ends    []int     // where the set of each seeker ends
	sets    []int32   // slots, one set behind the other
	claims  []float64 // what the seeker asks of each slot of its set
	got     []float64 // what it has of each
	asked   []float64 // by slot: what all ask of it
}

// serve lets seekers whose turn comes together take from the slots nearest to each,
// and returns those who have people left for whom the nearest were too few. People who
// find nobody are done.
func (g *greedy) serve(seekers []int32) []int32 {
	sh := &g.share
	sh.seekers, sh.ends, sh.sets = sh.seekers[:0], sh.ends[:0], sh.sets[:0]
	for _, s := range seekers {
		set, _, found := g.tied(s, sh.sets)
		if !found {
			g.want[s] = 0
			continue
		}
		sh.seekers, sh.sets, sh.ends = append(sh.seekers, s), set, append(sh.ends, len(set))
	}
	sh.claims = append(sh.claims[:0], make([]float64, len(sh.sets))...)
	sh.got = append(sh.got[:0], make([]float64, len(sh.sets))...)
	for g.claim() {
		g.grant()
	}
	g.record()
	return sh.unserved(g.want)
}

// unserved are the seekers with people left.
func (sh *sharing) unserved(want []float64) []int32 {
	var out []int32
	for _, s := range sh.seekers {
		if want[s] > 0 {
			out = append(out, s)
		}
	}
	return out
}

// each visits the sets.
func (sh *sharing) each(visit func(seeker int32, slots []int32, claims, got []float64)) {
	first := 0
	for k, s := range sh.seekers {
		visit(s, sh.sets[first:sh.ends[k]], sh.claims[first:sh.ends[k]], sh.got[first:sh.ends[k]])
		first = sh.ends[k]
	}
}

// claim lets every seeker ask for all its people, of its slots in proportion to the
// people these have left, and reports whether anybody asks.
func (g *greedy) claim() bool {
	sh, asks := &g.share, false
	sh.each(func(s int32, slots []int32, claims, _ []float64) {
		there := 0.0
		for _, slot := range slots {
			if g.room(s, slot) > 0 {
				there += g.left[slot]
			}
		}
		for k, slot := range slots {
			claims[k] = 0
			if room := g.room(s, slot); room > 0 && g.want[s] > 0 {
				claims[k] = min(room, float64(g.want[s]*(g.left[slot]/there)))
				sh.asked[slot] += claims[k]
				asks = true
			}
		}
	})
	return asks
}

// grant gives every slot away in proportion to the claims on it. Either all are
// satisfied or somebody's slot is used up, so claims come to an end.
func (g *greedy) grant() {
	sh := &g.share
	sh.each(func(s int32, slots []int32, claims, got []float64) {
		for k, slot := range slots {
			n := claims[k]
			if n <= 0 {
				continue
			}
			if sh.asked[slot] > g.left[slot] {
				n = float64(n * (g.left[slot] / sh.asked[slot]))
			}
			got[k] += n
			g.want[s] -= n
			if g.held != nil {
				g.held[s].take(slot, n)
			}
		}
		if g.want[s] <= 1e-12*g.began[s] {
			g.want[s] = 0
		}
	})
	for _, slot := range sh.sets {
		if sh.asked[slot] > 0 {
			g.use(slot, sh.asked[slot])
			sh.asked[slot] = 0
		}
	}
}

// record writes down who is matched with whom.
func (g *greedy) record() {
	round := len(g.matched) - 1
	g.share.each(func(s int32, slots []int32, _, got []float64) {
		for k, n := range got {
			if n > 0 {
				g.taken = append(g.taken, taking{s, slots[k], int32(round), n})
				g.matched[round][s] += n
			}
		}
	})
}

// use takes people away from a slot.
func (g *greedy) use(slot int32, n float64) {
	if g.left[slot] -= n; g.left[slot] <= g.dust[slot] {
		g.left[slot] = 0
		g.pool.drop(slot)
	}
}

// room is how many people a seeker may still take from a slot: what is left, and
// nobody meets the same person twice.
func (g *greedy) room(seeker, slot int32) float64 {
	if g.held == nil {
		return g.left[slot]
	}
	most := float64(g.began[seeker] * g.people(slot))
	room := most - g.held[seeker].of(slot)
	if room <= 1e-12*most {
		return 0
	}
	return min(room, g.left[slot])
}

// people is how many people a slot has.
func (g *greedy) people(slot int32) float64 {
	return float64(g.d.n(g.pool.profiles()[slot], 1-g.d.focal))
}

// holdings are the matches of a seeker's people who are still in the game, by slot.
type holdings map[int32]holding

type holding struct {
	before, now float64 // of earlier rounds and of this one
}

func (h holdings) of(slot int32) float64 { return h[slot].before + h[slot].now }

func (h *holdings) take(slot int32, n float64) {
	if *h == nil {
		*h = holdings{}
	}
	held := (*h)[slot]
	held.now += n
	(*h)[slot] = held
}

// goOn keeps what those hold who go on to another round: began were in the last one,
// matched got somebody and want more are left.
func (h holdings) goOn(began, matched, want float64) {
	for slot, held := range h {
		if matched <= 0 || began <= 0 {
			delete(h, slot)
			continue
		}
		all := float64(held.before*(matched/began)) + held.now
		h[slot] = holding{before: float64(all * (want / matched))}
	}
}
