package matching

import (
	"cmp"
	"encoding/binary"
	"runtime"
	"slices"
	"sync"

	"sib/cohort"
)

// NamedPair is a Pair by row number, as the cohort's IDs takes it.
type NamedPair struct {
	Focal, Match int64
	K            int32
}

// NamedPairs names who is matched with whom. Ties are broken by the keys, so the pairs
// depend on the ids, the key they were hashed with and the design, not on the order of
// rows. They are ordered by the key of the focal person, then by K. Without a score
// and an order in the spec the closest choose first.
func NamedPairs(c *cohort.Cohort, spec Spec, keyed *cohort.Keyed) ([]NamedPair, error) {
	p, err := NewPairer(c, spec)
	if err != nil {
		return nil, err
	}
	return p.named(keyed)
}

func (p *Pairer) named(keyed *cohort.Keyed) ([]NamedPair, error) {
	d := *p.d
	if d.spec.Choice.Order == "" && d.walkOrder() == DataOrder { // keys are for ties alone
		d.spec.Choice.Order = Closest
	}
	people, at := ByKey(keyed)
	pairs, err := (&Pairer{&d, p.score, p.space, p.cellOf}).Pairs(people)
	if err != nil {
		return nil, err
	}
	out := make([]NamedPair, len(pairs))
	for i, pair := range pairs {
		out[i] = NamedPair{keyed.Row[at[pair.Focal]], keyed.Row[at[pair.Match]], pair.K}
	}
	return out, nil
}

// ByKey puts people into the order of their keys; at[i] is the index into keyed of
// person i. Of two people with one key the one whose row comes first stands first, but
// 128 bits leave no such two.
func ByKey(keyed *cohort.Keyed) (people People, at []int32) {
	type person struct {
		high uint64
		at   int32
	}
	all := make([]person, len(keyed.Key))
	bounds := make([]int, buckets+1) // of the buckets by the first two bytes
	for _, k := range keyed.Key {
		bounds[bucketOf(k)+1]++
	}
	for b := range buckets {
		bounds[b+1] += bounds[b]
	}
	next := slices.Clone(bounds)
	for i, k := range keyed.Key {
		at := &next[bucketOf(k)]
		all[*at] = person{binary.BigEndian.Uint64(k[:]), int32(i)}
		*at++
	}
	inShards(func(first int) {
		for b := first * buckets / shards; b < (first+1)*buckets/shards; b++ {
			slices.SortFunc(all[bounds[b]:bounds[b+1]], func(x, y person) int {
				if x.high != y.high {
					return cmp.Compare(x.high, y.high)
				}
				return cmp.Or(keyed.Key[x.at].Compare(keyed.Key[y.at]), cmp.Compare(x.at, y.at))
			})
		}
	})
	at = make([]int32, len(all))
	people = People{make([]int32, len(all)), make([]uint8, len(all))}
	for i, x := range all {
		at[i], people.Profile[i], people.Arm[i] = x.at, keyed.Profile[x.at], keyed.Arm[x.at]
	}
	return people, at
}

// buckets divide keys by their first two bytes, shards the buckets among cores.
const (
	buckets = 1 << 16
	shards  = 256
)

func bucketOf(k cohort.Key) int { return int(k[0])<<8 | int(k[1]) }

// inShards calls do with every number below shards, on all cores.
func inShards(do func(shard int)) {
	workers := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for b := w; b < shards; b += workers {
				do(b)
			}
		})
	}
	wg.Wait()
}
