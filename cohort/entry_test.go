package cohort

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sib/cohort/internal/columns"
	"sib/cohort/internal/parquettest"
	"sib/evidence"
)

// entered adds a column of days of entry to the crowd and reads it.
func entered(t *testing.T, l parquettest.Layout, entry parquettest.Column) *Cohort {
	t.Helper()
	dir := t.TempDir()
	entry.Name = "entry"
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), l, append(crowd(300, 9), entry)...)
	spec := adults(dir)
	spec.Entry = "entry"
	return mustRead(t, spec)
}

func TestEntryIsTheDayOfEachRow(t *testing.T) {
	want := make([]Day, 300)
	texts := make([]string, len(want))
	for i := range want {
		want[i] = DayOf(2014, 1, 1+i%250)
		texts[i] = want[i].String()
	}
	for _, l := range parquettest.Layouts() {
		c := entered(t, l, parquettest.Column{Values: texts})
		var got []Day
		for _, p := range c.Parts() {
			days, err := p.Entry()
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, days...)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: other days", l.Name)
		}
	}
}

// A whole crowd with a good day of entry but for one row is refused there, either by Read or by Entry.
func entryProblem(t *testing.T, entry parquettest.Column) *evidence.Problem {
	t.Helper()
	dir := t.TempDir()
	entry.Name = "entry"
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{GroupRows: 64}, append(crowd(300, 9), entry)...)
	spec := adults(dir)
	spec.Entry = "entry"
	c, err := Read(t.Context(), spec, nil)
	for i := 0; err == nil && i < len(c.Parts()); i++ {
		_, err = c.Parts()[i].Entry()
	}
	var p *evidence.Problem
	if !errors.As(err, &p) {
		t.Fatalf("got %v", err)
	}
	return p
}

func TestEntryRefusesWhatIsNoDay(t *testing.T) {
	texts := slices.Repeat([]string{"2014-02-28"}, 300)
	null := make([]bool, 300)
	null[77] = true
	if p := entryProblem(t, parquettest.Column{Values: texts, Null: null}); p.Row != 78 || p.Column != "entry" || !strings.Contains(p.What, "missing") {
		t.Errorf("%+v", p)
	}
	texts[200] = "2014-02-29"
	if p := entryProblem(t, parquettest.Column{Values: texts}); p.Row != 201 || p.Column != "entry" || strings.Contains(p.Error(), "02-29") {
		t.Errorf("%+v", p)
	}
	if p := entryProblem(t, parquettest.Column{Values: make([]bool, 300)}); p.Row != 0 || p.Column != "entry" || !strings.Contains(p.What, "boolean") {
		t.Errorf("%+v", p)
	}
}

func TestEntryNeedsAColumn(t *testing.T) {
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{}, crowd(300, 9)...)
	if _, err := mustRead(t, adults(dir)).Parts()[0].Entry(); err == nil {
		t.Error("days of entry from nowhere")
	}
}

func TestEntryDayOfADateColumn(t *testing.T) {
	v := &columns.Vector{Kind: columns.Date, Ints: []int64{0, 16139, lastDay, lastDay + 1, firstDay, firstDay - 1, 1 << 32}}
	for k, want := range []bool{true, true, true, false, true, false, false} {
		if d, ok := entryDay(v, int32(k)); ok != want || ok && int64(d) != v.Ints[k] {
			t.Errorf("%d: %v, %v", v.Ints[k], d, ok)
		}
	}
}
