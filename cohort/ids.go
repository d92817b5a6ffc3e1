package cohort

import (
	"slices"
	"strconv"
	"sync"

	"sib/cohort/internal/columns"
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
	v, err := u.source.file.Column(u.group, p.ID)
	if err != nil {
		return err
	}
	var buf []byte
	for row, k := range v.Index {
		buf = buf[:0]
		switch {
		case k < 0:
		case v.Kind == columns.Int:
			buf = strconv.AppendInt(buf, v.Ints[k], 10)
		default:
			buf = append(buf, v.Texts[k]...)
		}
		if len(buf) == 0 {
			return u.problem(row, p.ID, &evidence.Problem{What: "the person has no id", Remedy: "give every person a pseudonym of their own"})
		}
		do(row, buf)
	}
	return nil
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
// rows are beyond the first of their hash. It reorders the shards.
func (s *seen) repeated() (hashes []uint64, extra int64) {
	const sorters = 8
	var wg sync.WaitGroup
	for w := range sorters {
		wg.Go(func() {
			for i := w; i < len(s.shards); i += sorters {
				slices.Sort(s.shards[i])
			}
		})
	}
	wg.Wait()
	for _, shard := range s.shards {
		for i := 1; i < len(shard); i++ {
			if shard[i] != shard[i-1] {
				continue
			}
			extra++
			if n := len(hashes); n == 0 || hashes[n-1] != shard[i] {
				hashes = append(hashes, shard[i])
			}
		}
	}
	return hashes, extra
}
