package matching

import "slices"

// walkField searches people in a space of any number of dimensions: it finds profiles by
// distance and takes the people of a profile in the order of People. Of profiles
// equally far, the one whose next person comes first is nearest. MatchIt takes the
// last found instead, in the order of its first rotated coordinate, which has no
// meaning outside it; the distances are the same.
type walkField struct {
	w       *walk
	finders []finder // by cell, made when first asked
	ranked  []ranked // by profile of the focal people
	persons []int32  // by slot; the slots of a profile are a run, in the order of People
	first   []int32  // by profile: its first slot; the last of all is one past the end
	right   skip
}

// ranked are the nearest profiles of one profile, as far as they have been asked for.
type ranked struct {
	near  []candidate
	at    int  // everybody before it is taken
	whole bool // there are no more
}

func newWalkField(w *walk) *walkField {
	d := w.p.d
	f := &walkField{w: w, finders: make([]finder, len(d.cells)), ranked: make([]ranked, len(d.c.Profiles))}
	f.first = make([]int32, len(d.c.Profiles)+1)
	next := int32(1)
	for i := range d.c.Profiles {
		f.first[i] = next
		next += int32(d.n(int32(i), other(d.focal)))
	}
	f.first[len(d.c.Profiles)] = next
	f.persons = make([]int32, next)
	f.right = newSkip(int(next)-1, 1)
	at := slices.Clone(f.first)
	for i, p := range w.people.Profile {
		if p >= 0 && w.people.Arm[i] == uint8(other(d.focal)) {
			f.persons[at[p]] = int32(i)
			at[p]++
		}
	}
	return f
}

func (f *walkField) has(slot int32) bool { return f.right.has(slot) }
func (f *walkField) remove(slot int32)   { f.right.remove(slot) }

// next is the first slot of a profile that is left and not in own.
func (f *walkField) next(profile int32, own []int32) (int32, bool) {
	end := f.first[profile+1]
	slot := f.right.from(f.first[profile])
	for slot < end && slices.Contains(own, slot) {
		slot = f.right.from(slot + 1)
	}
	return slot, slot < end
}

func (f *walkField) nearest(i int32, own []int32) (hit, bool) {
	profile := f.w.people.Profile[f.w.focal[i]]
	if f.w.p.cellOf[profile] < 0 {
		return hit{}, false
	}
	r := &f.ranked[profile]
	for r.at < len(r.near) || f.more(profile, r) {
		if _, ok := f.next(r.near[r.at].profile, nil); ok {
			break
		}
		r.at++
	}
	for k := r.at; k < len(r.near) || f.more(profile, r); {
		best := hit{slot: -1}
		tied := r.near[k].distance
		for ; (k < len(r.near) || f.more(profile, r)) && r.near[k].distance == tied; k++ {
			slot, ok := f.next(r.near[k].profile, own)
			if ok && (best.slot < 0 || f.persons[slot] < best.person) {
				best = hit{f.persons[slot], slot, tied}
			}
		}
		if best.slot >= 0 {
			return best, true
		}
	}
	return hit{}, false
}

// firstAsked is how many profiles are asked for at first; each time after twice as many.
const firstAsked = 8

// more asks for more profiles and reports whether there were any.
func (f *walkField) more(profile int32, r *ranked) bool {
	if r.whole {
		return false
	}
	d := f.w.p.d
	cell := f.w.p.cellOf[profile]
	if f.finders[cell] == nil {
		f.finders[cell] = d.find(d.cells[cell], other(d.focal))
	}
	asked, before := max(firstAsked, 2*len(r.near)), len(r.near)
	r.near = f.finders[cell].near(profile, asked)
	r.whole = len(r.near) < asked
	return len(r.near) > before
}
