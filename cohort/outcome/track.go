package outcome

import (
	"math"
	"math/bits"
	"slices"
	"sync/atomic"
)

// track says which spells count for an outcome, and what is remembered of them: one bit a
// day from the day of entry. However many spells there are, and in whatever order they
// come, a day in several of them is one bit.
type track struct {
	kinds  []string // sorted; empty: every kind
	least  int      // months of the contract
	begins bool     // first days are marked, not all days
	first  int      // index of the track's first word among a person's
	words  int
}

func newTrack(d Definition) track {
	const dayOfTheMonth = 1 // for the day after the window, of which EmployedAt may ask
	days := min(31*d.FollowUp.Months, 366*((d.FollowUp.Months+11)/12)) + dayOfTheMonth
	kinds := slices.Compact(slices.Sorted(slices.Values(d.Spells.Kinds)))
	return track{kinds: kinds, least: d.Spells.LeastMonths, begins: d.Spells.Condition == Begins, words: (days + 63) / 64}
}

// same reports whether both tracks mark the same days.
func (t track) same(other track) bool {
	return slices.Equal(t.kinds, other.kinds) && t.least == other.least && t.begins == other.begins
}

// anyKind reports whether spells without a kind count too.
func (t track) anyKind() bool { return len(t.kinds) == 0 }

func (t track) counts(kind string) bool {
	_, found := slices.BinarySearch(t.kinds, kind)
	return found || t.anyKind()
}

// longEnough reports whether a contract of so many months counts; −1 is one of which nobody knows.
func (t track) longEnough(months float64) bool { return t.least == 0 || months >= float64(t.least) }

// of returns the track's words among those of a person.
func (t track) of(words []uint64) []uint64 { return words[t.first : t.first+t.words] }

// mark remembers a spell that lasts from one day to another, both inclusive, counted from
// the day of entry. Several cores may mark at once.
func (t track) mark(words []uint64, from, until int) {
	if t.begins {
		until = from
	}
	from, until = max(from, 0), min(until, 64*t.words-1)
	if until < from {
		return
	}
	words = t.of(words)
	for w := from / 64; w <= until/64; w++ {
		m := uint64(math.MaxUint64)
		if w == from/64 {
			m <<= from % 64
		}
		if w == until/64 {
			m &= math.MaxUint64 >> (63 - until%64)
		}
		atomic.OrUint64(&words[w], m)
	}
}

// marked counts the marks on the first n days.
func marked(words []uint64, n int) int {
	count := 0
	for w := 0; 64*w < n; w++ {
		count += bits.OnesCount64(words[w] & firstDays(n-64*w))
	}
	return count
}

// on reports whether a day is marked.
func on(words []uint64, day int) bool { return words[day/64]>>(day%64)&1 == 1 }

// firstDays has the lowest n bits set, at most 64.
func firstDays(n int) uint64 {
	if n >= 64 {
		return math.MaxUint64
	}
	return 1<<n - 1
}
