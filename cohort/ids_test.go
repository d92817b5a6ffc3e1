package cohort

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The table finds what sorting finds, also in lists that were made to be slow.
func TestRepeatedHashes(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	lists := map[string][]uint64{"empty": nil, "zeros": {0, 5, 0, 0}, "one": {7}, "twice": {7, 9, 7}}
	for range 3000 {
		lists["few values"] = append(lists["few values"], rng.Uint64N(900))
		lists["random"] = append(lists["random"], rng.Uint64())
		lists["one slot"] = append(lists["one slot"], rng.Uint64N(2000)<<32)
	}
	var table hashTable
	for name, list := range lists {
		got, want := table.repeated([]uint64{1}, list), sortedRepeats([]uint64{1}, list)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %d repeats, want %d", name, len(got), len(want))
		}
	}
}

func TestRepeatedAcrossShards(t *testing.T) {
	var s seen
	s.add(hashed{list: []uint64{1 << 60, 3, 1<<60 + 1, 3, 1 << 60, 3}})
	hashes, extra := s.repeated()
	if !slices.Equal(hashes, []uint64{3, 1 << 60}) || extra != 3 {
		t.Errorf("%v and %d more", hashes, extra)
	}
}
