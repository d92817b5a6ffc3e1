package matching

// skip finds the nearest slot in one direction that is not removed, itself included:
// a forest of disjoint sets with path halving (Tarjan and van Leeuwen 1984, J. ACM
// 31:245). Slots count from 1; the slots 0 and n+1 at the ends are never removed.
type skip struct {
	to   []int32
	step int32 // −1: looks left; 1: looks right
}

func newSkip(n int, step int32) skip {
	s := skip{make([]int32, n+2), step}
	for i := range s.to {
		s.to[i] = int32(i)
	}
	return s
}

func (s skip) from(slot int32) int32 {
	to := s.to
	for to[slot] != slot {
		to[slot] = to[to[slot]]
		slot = to[slot]
	}
	return slot
}

func (s skip) remove(slot int32)   { s.to[slot] = slot + s.step }
func (s skip) has(slot int32) bool { return s.to[slot] == slot }
