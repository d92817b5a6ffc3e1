package matching

import (
	"cmp"
	"encoding/binary"
	"slices"

	"sib/cohort"
)

// cell is the people of one cohort year who agree in every exact or coarsened
// covariate. Profiles outside the common support are not in it.
type cell struct {
	year     int
	values   []string   // the matched value or bin of each covariate; "" for a free one
	profiles [2][]int32 // by Arm, indices into the cohort's Profiles, ascending
}

// n is the number of people of an arm in a profile.
func (d *design) n(profile int32, arm cohort.Arm) int64 { return d.c.Profiles[profile].N[arm] }

// people is the number of people of an arm in the cell.
func (d *design) people(c cell, arm cohort.Arm) int64 {
	var n int64
	for _, p := range c.profiles[arm] {
		n += d.n(p, arm)
	}
	return n
}

// divide puts profiles that share the year and all bins into one cell. Cells come
// out ordered by year and bins, since the profiles are ordered and cuts ascend.
func (d *design) divide(bins []bins) []cell {
	type keyed struct {
		key string
		cell
	}
	index := map[string]int{}
	var all []keyed
	var buf []byte
	for i, p := range d.c.Profiles {
		if p.N == [2]int64{} || d.outside[i] {
			continue
		}
		buf = appendCell(buf[:0], p, bins)
		at, ok := index[string(buf)]
		if !ok {
			at = len(all)
			key := string(buf)
			index[key] = at
			all = append(all, keyed{key, cell{year: p.Year, values: labelsOf(key, bins)}})
		}
		for arm, n := range p.N {
			if n > 0 {
				all[at].profiles[arm] = append(all[at].profiles[arm], int32(i))
			}
		}
	}
	slices.SortFunc(all, func(a, b keyed) int { return cmp.Compare(a.key, b.key) })
	out := make([]cell, len(all))
	for i, k := range all {
		out[i] = k.cell
	}
	return out
}

// keyOf is year and bin numbers in big-endian order, so that byte order is numeric order.
func keyOf(p cohort.Profile, bins []bins) string {
	return string(appendCell(make([]byte, 0, 4*(len(p.Codes)+1)), p, bins))
}

func appendCell(b []byte, p cohort.Profile, bins []bins) []byte {
	b = binary.BigEndian.AppendUint32(b, uint32(p.Year))
	for k, code := range p.Codes {
		b = binary.BigEndian.AppendUint32(b, bins[k].of[code])
	}
	return b
}

func labelsOf(key string, bins []bins) []string {
	out := make([]string, len(bins))
	for k := range bins {
		out[k] = bins[k].labels[binary.BigEndian.Uint32([]byte(key[4*(k+1):]))]
	}
	return out
}
