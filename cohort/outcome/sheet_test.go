package outcome

import (
	"context"
	"errors"
	"strings"
	"testing"

	"sib/cohort"
	"sib/cohort/internal/parquettest"
	"sib/evidence"
)

func readWorld(t *testing.T, w world, d Definition, cal *Calendar) error {
	t.Helper()
	c, of := w.store(t, parquettest.Layout{GroupRows: 2}, 1)
	_, err := Read(context.Background(), c, Spec{[]Definition{d}, of, cal}, nil)
	return err
}

// A follow-up that is not complete is refused for columns and spells alike, unless it is
// that of somebody who is not eligible.
func TestIncompleteFollowUpIsRefused(t *testing.T) {
	w := one("2014-03-10")
	late := w.people[0]
	late.id, late.entry = "3", "2014-03-11"
	w.people = append(w.people, late)
	column := Definition{Name: "placed", Column: "placed", Missing: cohort.Refuse, FollowUp: &FollowUp{12, cohort.DayOf(2015, 3, 9)}}
	told := yearOf(Spells{Condition: Begins})
	told.Missing = cohort.Refuse
	for _, d := range []Definition{column, told} {
		var p *evidence.Problem
		if err := readWorld(t, w, d, nil); !errors.As(err, &p) || p.Row != 3 || p.Column != "entry" || p.File != "people.parquet" ||
			!strings.Contains(p.What, "12 months is not complete on 2015-03-09") || p.Remedy == "" {
			t.Errorf("got %v", err)
		}
		w.people[2].age = 40
		if err := readWorld(t, w, d, nil); err != nil {
			t.Errorf("of somebody not eligible: %v", err)
		}
		w.people[2].age = 30
	}
}

// A missing outcome of somebody whose follow-up is not complete is no missing outcome, but
// what is no outcome is an error in every row.
func TestColumnsOfIncompleteFollowUp(t *testing.T) {
	w := one("2014-03-11")
	w.people[0].noOutcome = true
	d := Definition{Column: "placed", Missing: cohort.Exclude, FollowUp: &FollowUp{12, cohort.DayOf(2015, 3, 9)}}
	for _, missing := range []bool{true, false} {
		w.people[0].noOutcome = missing
		c, _ := w.store(t, parquettest.Layout{}, 0)
		got, err := readOne(c, d, nil)
		if err != nil {
			t.Fatal(err)
		}
		const p = cohort.Programme
		if got.Incomplete[0][p] != 1 || got.Observed[0][p] != 0 || got.Placed[0][p] != 0 || got.Observed[0][cohort.Comparison] != 1 {
			t.Errorf("%+v", got)
		}
	}
	w.people[0].noOutcome, d.Missing, d.FollowUp = true, cohort.Refuse, nil
	var p *evidence.Problem
	if err := readWorld(t, w, d, nil); !errors.As(err, &p) || p.Row != 1 || p.Column != "placed" {
		t.Errorf("got %v", err)
	}
}

func TestFollowUpNeedsEntry(t *testing.T) {
	c := write(t, parquettest.Layout{}, crowd(ints(), nil))
	d := excluding()
	d.FollowUp = &FollowUp{12, cohort.DayOf(2015, 3, 9)}
	if _, err := readOne(c, d, nil); err == nil {
		t.Error("follow-up of people without a day of entry")
	}
}

// The register is read after the people, in each pass, and progress tells of both.
func TestProgressOverPeopleAndSpells(t *testing.T) {
	w := one("2014-03-10", lasting("2014-03-10", 0, 0), lasting("2014-03-10", 5, 6), lasting("2014-03-10", 9, 9))
	c, of := w.store(t, parquettest.Layout{GroupRows: 2}, 1)
	var seen []int64
	d := []Definition{yearOf(Spells{Condition: Begins})}
	_, err := read(context.Background(), c, Spec{d, of, nil}, func(n, total int64) {
		if total != 10 {
			t.Errorf("of %d", total)
		}
		seen = append(seen, n)
	}, bytesFor(t, c, d, of, 2))
	if want := []int64{2, 4, 5, 7, 9, 10}; err != nil || len(seen) != len(want) || seen[5] != 10 || seen[2] != 5 {
		t.Errorf("%v, %v", seen, err)
	}
}
