package outcome

import (
	"context"
	"errors"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sib/cohort"
	"sib/cohort/internal/columns"
	"sib/cohort/internal/parquettest"
	"sib/evidence"
)

// goodRegister is 200 rows of people 1 to 50 and of strangers.
func goodRegister() []job {
	var out []job
	for i := range 200 {
		out = append(out, job{id: string(rune('1' + i%3)), start: "2014-05-05", end: "2014-05-05", kind: "job", months: 1})
	}
	return out
}

func readRegister(t *testing.T, cols []parquettest.Column) error {
	t.Helper()
	c, of := one("2014-03-10").store(t, parquettest.Layout{}, 1)
	parquettest.Write(t, filepath.Join(c.Dir(), of.Files[0]), parquettest.Layout{GroupRows: 64}, cols...)
	d := yearOf(Spells{Condition: Begins, Kinds: []string{"job"}, LeastMonths: 1})
	_, err := Read(context.Background(), c, Spec{[]Definition{d}, of, nil}, nil)
	return err
}

// Each kind of bad row alone, of whomever it is, is named by file, row and column.
func TestBadSpellsAreRefused(t *testing.T) {
	swap := func(name string, c parquettest.Column) []parquettest.Column {
		cols := spellColumns(goodRegister())
		i := slices.IndexFunc(cols, func(c parquettest.Column) bool { return c.Name == name })
		c.Name = name
		cols[i] = c
		return cols
	}
	text := func(name string, row int, x string) []parquettest.Column {
		cols := spellColumns(goodRegister())
		for _, c := range cols {
			if c.Name == name {
				c.Values.([]string)[row] = x
			}
		}
		return cols
	}
	null := func(name string, row int) []parquettest.Column {
		cols := spellColumns(goodRegister())
		for i := range cols {
			if cols[i].Name == name {
				cols[i].Null = make([]bool, 200)
				cols[i].Null[row] = true
			}
		}
		return cols
	}
	months := slices.Repeat([]int64{1}, 200)
	months[70] = -1
	share := slices.Repeat([]float64{0.5}, 200)
	share[1] = math.NaN()
	tests := []struct {
		name, column string
		cols         []parquettest.Column
		row          int64
		says         string
	}{
		{"no id", "id", null("id", 99), 100, "no person id"},
		{"empty id", "id", text("id", 199, ""), 200, "no person id"},
		{"no start", "start", null("start", 64), 65, "no first day"},
		{"empty start", "start", text("start", 63, ""), 64, "not a day"},
		{"no such day", "start", text("start", 5, "2014-02-29"), 6, "not a day"},
		{"no such end", "end", text("end", 128, "secret"), 129, "not a day"},
		{"end before start", "end", text("end", 150, "2014-05-04"), 151, "ends before it starts"},
		{"negative months", "months", swap("months", parquettest.Column{Values: months}), 71, "not a number from 0"},
		{"months that are no number", "months", swap("months", parquettest.Column{Values: share}), 2, "not a number from 0"},
		{"months as text", "months", swap("months", parquettest.Column{Values: make([]string, 200)}), 0, "the column is text and cannot hold months"},
		{"start as integers", "start", swap("start", parquettest.Column{Values: make([]int64, 200)}), 0, "cannot hold first days"},
		{"end as booleans", "end", swap("end", parquettest.Column{Values: make([]bool, 200)}), 0, "cannot hold last days"},
		{"kinds as numbers", "kind", swap("kind", parquettest.Column{Values: make([]float64, 200)}), 0, "cannot hold kinds"},
		{"ids as numbers", "id", swap("id", parquettest.Column{Values: make([]float64, 200)}), 0, "cannot hold person ids"},
		{"no kinds", "kind", slices.Delete(spellColumns(goodRegister()), 3, 4), 0, "no such column"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var p *evidence.Problem
			if err := readRegister(t, tt.cols); !errors.As(err, &p) {
				t.Fatalf("got %v", err)
			}
			if p.File != "spells-0.parquet" || p.Row != tt.row || p.Column != tt.column || p.Remedy == "" || !strings.Contains(p.What, tt.says) || strings.Contains(p.Error(), "secret") {
				t.Errorf("%+v", p)
			}
		})
	}
	if err := readRegister(t, spellColumns(goodRegister())); err != nil {
		t.Errorf("a good register: %v", err)
	}
}

// A register may be of integers, and its kinds numbers or booleans.
func TestSpellColumnsOfOtherTypes(t *testing.T) {
	for name, kind := range map[string]struct {
		values any
		counts string
	}{"integers": {[]int64{7, 8}, "8"}, "booleans": {[]bool{false, true}, "true"}, "texts": {[]string{"a", "b"}, "b"}} {
		for _, months := range []any{[]int64{2, 3}, []float64{2, 2.5}, []int32{2, 9}} {
			c, of := one("2014-03-10").store(t, parquettest.Layout{}, 1)
			parquettest.Write(t, filepath.Join(c.Dir(), of.Files[0]), parquettest.Layout{},
				parquettest.Column{Name: "id", Values: []int32{1, 1}}, parquettest.Column{Name: "start", Values: []string{"2014-05-05", "2014-05-05"}},
				parquettest.Column{Name: "end", Values: []string{"", ""}, Null: []bool{true, true}},
				parquettest.Column{Name: "kind", Values: kind.values}, parquettest.Column{Name: "months", Values: months})
			d := yearOf(Spells{Condition: Begins, Kinds: []string{kind.counts}, LeastMonths: 2})
			got, err := Read(context.Background(), c, Spec{[]Definition{d}, of, nil}, nil)
			if err != nil || got.Tables[0].Placed[0][cohort.Programme] != 1 {
				t.Errorf("%s, %T: %v", name, months, err)
			}
		}
	}
}

func TestDaysOfADateColumn(t *testing.T) {
	first, last := int64(cohort.DayOf(1, 1, 1)), int64(cohort.DayOf(9999, 12, 31))
	v := &columns.Vector{Kind: columns.Date, Ints: []int64{0, first, last, first - 1, last + 1, 1 << 32, math.MinInt64}, Index: []int32{0, 1, 2, 3, 4, 5, 6, -1}}
	c := newDayColumn(v)
	for row, fine := range []bool{true, true, true, false, false, false, false, true} {
		day, known, ok := c.at(row)
		if ok != fine || known != (row < 7) || ok && known && int64(day) != v.Ints[row] {
			t.Errorf("row %d: %v, %v, %v", row, day, known, ok)
		}
	}
}

// Days are the same as text, dates or timestamps, in the register and of entry.
func TestDaysOfOtherTypes(t *testing.T) {
	w := randomWorld(4, 60)
	defs := manyOutcomes()
	var want *Outcomes
	for _, as := range []func([]string) any{
		func(days []string) any { return days },
		func(days []string) any {
			return retyped(days, func(d cohort.Day) parquettest.Date { return parquettest.Date(d) })
		},
		func(days []string) any {
			return retyped(days, func(d cohort.Day) parquettest.LocalMicros {
				return parquettest.LocalMicros((int64(d)*86400 + 86399) * 1e6) // a second before midnight
			})
		},
	} {
		c, of := w.store(t, parquettest.Layout{GroupRows: 13}, 1)
		people, rows := w.peopleColumns(), spellColumns(w.spells)
		people[4].Values, rows[1].Values, rows[2].Values = as(people[4].Values.([]string)), as(rows[1].Values.([]string)), as(rows[2].Values.([]string))
		parquettest.Write(t, filepath.Join(c.Dir(), "people.parquet"), parquettest.Layout{GroupRows: 11}, people...)
		parquettest.Write(t, filepath.Join(c.Dir(), of.Files[0]), parquettest.Layout{Dictionary: true}, rows...)
		s := spec(c.Dir())
		s.Year, s.Entry = "year", "entry"
		c, err := cohort.Read(context.Background(), s, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Read(context.Background(), c, Spec{defs, of, workdays()}, nil)
		if err != nil {
			t.Fatal(err)
		}
		got.Inputs = nil
		if want == nil {
			want = got
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%T (-want +got):\n%s", people[4].Values, d)
		}
	}
}

// retyped turns days as text into days of another type. A missing one is any day.
func retyped[T any](days []string, as func(cohort.Day) T) []T {
	out := make([]T, len(days))
	for i, text := range days {
		if d, err := cohort.ParseDay(text); err == nil {
			out[i] = as(d)
		}
	}
	return out
}
