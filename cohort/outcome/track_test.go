package outcome

import (
	"math/rand/v2"
	"testing"

	"sib/cohort"
)

// Marks against a list of booleans.
func TestMarksAreDays(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		tr := track{first: 1, words: 1 + r.IntN(3), begins: r.IntN(2) == 0}
		words, want := make([]uint64, 5), make([]bool, 64*tr.words)
		words[0], words[4] = 5, 7
		for range r.IntN(4) {
			from := r.IntN(300) - 100
			until := from + r.IntN(150)
			tr.mark(words, from, until)
			for d := range want {
				want[d] = want[d] || d == from || !tr.begins && d >= from && d <= until
			}
		}
		count := 0
		for d := range want {
			if on(tr.of(words), d) != want[d] {
				t.Fatalf("%+v: day %d is %v", tr, d, !want[d])
			}
			if marked(tr.of(words), d) != count {
				t.Fatalf("%+v: %d marks on %d days, want %d", tr, marked(tr.of(words), d), d, count)
			}
			if want[d] {
				count++
			}
		}
		if words[0] != 5 || words[4] != 7 {
			t.Fatalf("%+v: marks of others changed", tr)
		}
	}
}

// A window of any length, and the day after it, fit on a track, whatever the day of entry.
func TestTracksAreLongEnough(t *testing.T) {
	for _, months := range []int{1, 2, 6, 11, 12, 13, 24, 48, 49, 1200} {
		d := yearOf(Spells{Condition: EmployedAt, Month: months})
		d.FollowUp = &FollowUp{Months: months}
		tr := newTrack(d)
		for i := range 1500 { // four years
			if w := newWindows([]Definition{d}, cohort.DayOf(2014, 1, 1)+cohort.Day(i)); w.span > 64*tr.words {
				t.Fatalf("%d months: %d days, %d words", months, w.span, tr.words)
			}
		}
	}
	if got := newTrack(yearOf(Spells{Condition: Begins})).words; got != 6 {
		t.Errorf("%d words for a year, want 6", got)
	}
}

func TestOutcomesShareTracks(t *testing.T) {
	p, err := newPlan(Spec{manyOutcomes(), &SpellFiles{Files: []string{"x"}, ID: "i", Start: "s", End: "e", Kind: "k", Months: "m"}, workdays()})
	if err != nil {
		t.Fatal(err)
	}
	want := []int{0, 1, 2, 3, 1, 0, 1, 4, 5, 6, -1, -1}
	words := 0
	for k, i := range p.trackOf {
		if i != want[k] {
			t.Errorf("outcome %d is on track %d, want %d", k, i, want[k])
		}
	}
	for i, tr := range p.tracks {
		if tr.first != words {
			t.Errorf("track %d begins at word %d, want %d", i, tr.first, words)
		}
		words += tr.words
	}
	if p.words != words {
		t.Errorf("%d words, want %d", p.words, words)
	}
}
