package simulate

import (
	"testing"
	"time"
)

// Days of entry and birth fit the year and the age, and entries reach over the whole year.
func TestDatesFitYearAndAge(t *testing.T) {
	o := Options{Programme: 4000, Comparison: 4000, Years: []int{2015, 2016}, Spells: true}
	seen := map[day]bool{}
	for _, r := range everybody(t, made(t, o)) {
		entry := r["entry_date"].(day)
		if int32(entry.time().Year()) != r["year"] {
			t.Fatalf("entry on %s in cohort year %v", entry, r["year"])
		}
		seen[entry] = true
		born, known := r["birth_date"].(day)
		age, knownAge := r["age"].(int32)
		if known != knownAge {
			t.Fatal("an age is known without a day of birth, or the other way round")
		}
		if known && completed(born, entry) != int(age) {
			t.Fatalf("born %s, entry %s: age %d", born, entry, age)
		}
	}
	if len(seen) < 725 { // of 731 days, about 11 people each
		t.Errorf("%d days of entry", len(seen))
	}
	for _, d := range []day{dayOf(2015, time.January, 1), dayOf(2016, time.December, 31), dayOf(2016, time.February, 29)} {
		if !seen[d] {
			t.Errorf("nobody enters on %s", d)
		}
	}
}

// The last cohort is followed to the end for most people but not for all, both in the
// file and by the days.
func TestFollowUpEnds(t *testing.T) {
	o := Options{Programme: 1000, Comparison: 9000, Years: []int{2015, 2016}, Spells: true, Missing: map[string]float64{"placed": 0}}
	if got := o.knownUntil().String(); got != "2017-10-31" {
		t.Fatalf("known until %s", got)
	}
	var n, incomplete int
	for _, r := range everybody(t, made(t, o)) {
		entry := r["entry_date"].(day)
		_, known := r["placed"]
		// Twelve months from 1 November 2016 end on 31 October 2017.
		if late := entry > onDay(t, "2016-11-01"); late == known {
			t.Fatalf("entry on %s: outcome known %v", entry, known)
		}
		if r["year"] == int32(2016) {
			n++
			if !known {
				incomplete++
			}
		}
	}
	within(t, "share not followed to the end, in %", 100*incomplete/n, 14, 19) // 60 of 366 days: 16.4
}
