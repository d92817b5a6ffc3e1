package cohort

import (
	"math/bits"
	"slices"
	"sync"

	"sib/evidence"
)

// hashFunc maps an id to 64 bits, the same on every machine.
type hashFunc func(id []byte) uint64

// hashID is FNV-1a with the finaliser of MurmurHash3, which spreads short ids over
// the high bits too.
func hashID(id []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, b := range id {
		h = (h ^ uint64(b)) * 1099511628211
	}
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// eachID calls do with the id of every row, as bytes that are valid for the call:
// the text, or an integer in decimal.
func (p *plan) eachID(u unit, do func(row int, id []byte)) error {
	nobody := -1 // the first row without an id
	err := u.source.file.EachText(u.group, p.ID, func(row int, id []byte) {
		if len(id) == 0 && nobody < 0 {
			nobody = row
		}
		do(row, id)
	})
	if err == nil && nobody >= 0 {
		err = u.problem(nobody, p.ID, &evidence.Problem{What: "the person has no id", Remedy: "give every person a pseudonym of their own"})
	}
	return err
}

func (p *plan) hashes(u unit, hash hashFunc) ([]uint64, error) {
	_, n := u.source.file.Group(u.group)
	out := make([]uint64, 0, n)
	err := p.eachID(u, func(_ int, id []byte) { out = append(out, hash(id)) })
	return out, err
}

// seen holds eight bytes a person, in shards by the highest bits.
type seen struct{ shards [256][]uint64 }

func (s *seen) add(hashes []uint64) {
	for _, h := range hashes {
		s.shards[h>>56] = append(s.shards[h>>56], h)
	}
}

// repeated returns the hashes that occur more than once, ascending, and how many
// rows are beyond the first of their hash.
func (s *seen) repeated() (hashes []uint64, extra int64) {
	const workers = 8
	found := make([][]uint64, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			var t hashTable
			for i := w; i < len(s.shards); i += workers {
				found[w] = t.repeated(found[w], s.shards[i])
			}
		})
	}
	wg.Wait()
	hashes = slices.Concat(found...)
	extra = int64(len(hashes))
	slices.Sort(hashes)
	return slices.Compact(hashes), extra
}

// hashTable finds hashes that come again. A slot of 0 is empty: the hash 0 is told apart.
type hashTable struct{ slots []uint64 }

// repeated appends to found the hashes that are in the list already, once for each time.
// Ids that were chosen to collide make it sort a copy of the list instead.
func (t *hashTable) repeated(found, list []uint64) []uint64 {
	before, probes := len(found), 0
	size := 1 << bits.Len(uint(2*len(list)))
	if cap(t.slots) < size {
		t.slots = make([]uint64, size)
	}
	t.slots = t.slots[:size]
	clear(t.slots)
	zero := false
	for _, h := range list {
		if h == 0 {
			if zero {
				found = append(found, 0)
			}
			zero = true
			continue
		}
		// The highest bits are the shard's; the lowest are as good as any.
		at := int(h) & (size - 1)
		for t.slots[at] != 0 && t.slots[at] != h {
			at = (at + 1) & (size - 1)
			probes++
		}
		if probes > 64*len(list)+1024 {
			return sortedRepeats(found[:before], list)
		}
		if t.slots[at] == h {
			found = append(found, h)
		}
		t.slots[at] = h
	}
	return found
}

func sortedRepeats(found, list []uint64) []uint64 {
	list = slices.Sorted(slices.Values(list))
	for i := 1; i < len(list); i++ {
		if list[i] == list[i-1] {
			found = append(found, list[i])
		}
	}
	return found
}
