package outcome

import (
	"context"
	"math/rand/v2"
	"strconv"
	"testing"

	"sib/cohort"
	"sib/cohort/internal/parquettest"
)

// BenchmarkReadSpells reads a million people with three million spells of theirs and of a
// fifth as many strangers.
func BenchmarkReadSpells(b *testing.B) {
	const people, spells = 1_000_000, 3_000_000
	r := rand.New(rand.NewPCG(1, 1))
	w := world{people: make([]someone, people), spells: make([]job, spells)}
	days := make([]string, 1500)
	for i := range days {
		days[i] = (cohort.DayOf(2013, 6, 1) + cohort.Day(i)).String()
	}
	for i := range w.people {
		w.people[i] = someone{id: "p" + strconv.Itoa(10_000_000+i), age: int64(18 + i%20), arm: int64(i % 2), year: 2014, entry: days[215+r.IntN(364)]}
	}
	for i := range w.spells {
		from := r.IntN(1000)
		w.spells[i] = job{id: "p" + strconv.Itoa(10_000_000+r.IntN(people*6/5)), start: days[from], end: days[from+r.IntN(200)], kind: "job", months: 3}
	}
	c, of := w.store(b, parquettest.Layout{Dictionary: true, GroupRows: 122_880, Codec: 6}, 1)
	working := yearOf(Spells{Condition: WorkingDays, AtLeast: 90, Kinds: []string{"job"}})
	begins := yearOf(Spells{Condition: Begins, LeastMonths: 3})
	working.FollowUp.Until, begins.FollowUp.Until = cohort.DayOf(2016, 1, 1), cohort.DayOf(2016, 1, 1)
	for name, tt := range map[string]struct {
		defs   []Definition
		passes int64
	}{
		"column": {[]Definition{excluding()}, 1},
		"days":   {[]Definition{working}, 1}, "two": {[]Definition{working, begins}, 1}, "days-4-passes": {[]Definition{working}, 4},
	} {
		b.Run(name, func(b *testing.B) {
			limit := int64(maxHeld)
			if tt.passes > 1 {
				limit = people * bytesPerPerson(6) / tt.passes
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := read(context.Background(), c, Spec{tt.defs, of, workdays()}, nil, limit); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(people*b.N)/b.Elapsed().Seconds(), "people/s")
		})
	}
}
