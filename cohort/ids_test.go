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

// Hashes of large row groups are kept in shards, those of small ones together.
func TestRepeatedAcrossPartsOfAllSizes(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	var s seen
	var all []uint64
	for _, n := range []int{3, fewHashes - 1, fewHashes, 50_000, 0, 20, 50_000} {
		list := make([]uint64, n)
		for i := range list {
			list[i] = rng.Uint64()
		}
		if n > 10 {
			list[n/2] = all[0] // comes again
		}
		all = append(all, list...)
		s.add(shard(list))
	}
	want := sortedRepeats(nil, all)
	hashes, extra := s.repeated()
	if int(extra) != len(want) || !slices.Equal(hashes, slices.Compact(want)) {
		t.Errorf("%v, %d more; want %v", hashes, extra, want)
	}
}

func TestInShardsKeepsEveryHash(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	list := []uint64{0, 1<<64 - 1, 1 << 56, 1<<56 - 1}
	for range 5000 {
		list = append(list, rng.Uint64())
	}
	h, n := inShards(list), 0
	for i := range shards {
		for _, x := range h.shard(i) {
			n++
			if int(x>>56) != i {
				t.Fatalf("%x in shard %d", x, i)
			}
		}
	}
	if n != len(list) || !slices.Equal(slices.Sorted(slices.Values(h.list)), slices.Sorted(slices.Values(list))) {
		t.Errorf("%d of %d hashes", n, len(list))
	}
}
