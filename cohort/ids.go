package cohort

import (
	"math/bits"
	"slices"
	"sync"
)

// eachID calls do with the id of every row, as bytes that are valid for the call:
// the text, or an integer in decimal.
func (p *plan) eachID(u unit, do func(row int, id []byte)) error {
	first := -1 // the first row without an id
	err := u.source.file.EachText(u.group, p.ID, func(row int, id []byte) {
		if len(id) == 0 && first < 0 {
			first = row
		}
		do(row, id)
	})
	if err == nil && first >= 0 {
		err = u.problem(first, p.ID, nobody())
	}
	return err
}

// maxHashes is how many hashes are kept at once. Beyond it the ids are read again, for
// another range of hashes each time.
const maxHashes = 12 << 20

// hashRange is one of several ranges of hashes, ascending.
type hashRange struct{ number, of uint64 }

// rangesFor returns into how many ranges the hashes of so many rows are divided if only
// so many are kept at once.
func rangesFor(rows, atOnce int64) uint64 { return uint64(max(rows-1, 0)/atOnce) + 1 }

func (r hashRange) holds(hash uint64) bool {
	high, _ := bits.Mul64(hash, r.of)
	return high == r.number
}

// hashes returns the hashes of the ids of a row group that are in the range.
func (p *plan) hashes(u unit, hash hashFunc, r hashRange) (hashed, error) {
	_, n := u.source.file.Group(u.group)
	list := hashLists.Get().(*[]uint64)
	defer hashLists.Put(list)
	if cap(*list) < int(n) {
		*list = make([]uint64, 0, n)
	}
	*list = (*list)[:0]
	err := p.eachID(u, func(_ int, id []byte) {
		if h := hash(id); r.of == 1 || r.holds(h) {
			*list = append(*list, h)
		}
	})
	return shard(*list), err
}

// hashLists is memory for the hashes of a row group.
var hashLists = sync.Pool{New: func() any { return new([]uint64) }}

// shards is how many parts hashes are kept in, by their highest bits.
const (
	shards    = 256
	shardBits = 8
)

// hashed are hashes in the order of their shards; ends is nil where there are too few to
// be worth it.
type hashed struct {
	list []uint64
	ends []uint32
}

// fewHashes are kept together with others.
const fewHashes = 1 << 14

// shard copies the list in the order of shards.
func shard(list []uint64) hashed {
	if len(list) < fewHashes {
		return hashed{list: slices.Clone(list)}
	}
	return inShards(list)
}

func inShards(list []uint64) hashed {
	h := hashed{make([]uint64, len(list)), make([]uint32, shards)}
	var next [shards]uint32
	for _, x := range list {
		next[x>>(64-shardBits)]++
	}
	var sum uint32
	for i, n := range next {
		next[i] = sum
		sum += n
		h.ends[i] = sum
	}
	for _, x := range list {
		at := &next[x>>(64-shardBits)]
		h.list[*at] = x
		*at++
	}
	return h
}

// shard returns the hashes of shard i.
func (h hashed) shard(i int) []uint64 {
	var from uint32
	if i > 0 {
		from = h.ends[i-1]
	}
	return h.list[from:h.ends[i]]
}

// seen holds eight bytes a hash.
type seen struct {
	parts []hashed
	loose []uint64 // of small row groups
}

func (s *seen) add(h hashed) {
	if h.ends != nil {
		s.parts = append(s.parts, h)
		return
	}
	if s.loose = append(s.loose, h.list...); len(s.loose) >= fewHashes {
		s.flush()
	}
}

func (s *seen) flush() {
	s.parts = append(s.parts, inShards(s.loose))
	s.loose = s.loose[:0]
}

// repeated returns the hashes that occur more than once, ascending, and how many
// rows are beyond the first of their hash.
func (s *seen) repeated() (hashes []uint64, extra int64) {
	const workers = 8
	s.flush()
	found := make([][]uint64, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			var t hashTable
			lists := make([][]uint64, len(s.parts))
			for i := w; i < shards; i += workers {
				for k, p := range s.parts {
					lists[k] = p.shard(i)
				}
				found[w] = t.repeated(found[w], lists...)
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
type hashTable struct {
	slots []uint64
	zero  bool // the hash 0 was there
	left  int  // steps over occupied slots before the table gives up
}

// repeated appends to found the hashes that are in the lists already, once for each time.
// Ids that were chosen to collide make it sort a copy of the lists instead.
func (t *hashTable) repeated(found []uint64, lists ...[]uint64) []uint64 {
	before, total := len(found), 0
	for _, list := range lists {
		total += len(list)
	}
	t.reset(total)
	for _, list := range lists {
		var ok bool
		if found, ok = t.add(found, list); !ok {
			return sortedRepeats(found[:before], slices.Concat(lists...))
		}
	}
	return found
}

// reset empties the table for n hashes.
func (t *hashTable) reset(n int) {
	size := 1 << bits.Len(uint(2*n))
	t.slots = slices.Grow(t.slots[:0], size)[:size]
	clear(t.slots)
	t.zero, t.left = false, 64*n+1024
}

// add puts hashes into the table. It is false when too many of them want the same slots.
func (t *hashTable) add(found, list []uint64) ([]uint64, bool) {
	slots := t.slots
	mask := len(slots) - 1
	for _, h := range list {
		if h == 0 {
			if t.zero {
				found = append(found, 0)
			}
			t.zero = true
			continue
		}
		// The highest bits are the shard's; the lowest are as good as any.
		at := int(h) & mask
		for slots[at] != 0 && slots[at] != h {
			at = (at + 1) & mask
			t.left--
		}
		if t.left < 0 {
			return found, false
		}
		if slots[at] == h {
			found = append(found, h)
		}
		slots[at] = h
	}
	return found, true
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
