package cohort

import (
	"path/filepath"
	"strings"
	"testing"

	"sib/cohort/internal/parquettest"
)

func TestPartsGiveBackDaysOfEntryAndProfiles(t *testing.T) {
	list := someEntrants(300, 3)
	c := readTable(t, parquettest.Layout{Dictionary: true, GroupRows: 77}, register(list), entrants)
	counts := make([][2]int64, len(c.Profiles))
	for _, p := range c.Parts() {
		days, err := p.Entry()
		if err != nil || len(days) != int(p.Size) {
			t.Fatalf("%d days, %v", len(days), err)
		}
		rows, err := p.Rows()
		if err != nil {
			t.Fatal(err)
		}
		for i, d := range days {
			e := &list[int(p.First)+i]
			if want := e.entry.Format("2006-01-02"); d.String() != want {
				t.Errorf("row %d: %s, want %s", i, d, want)
			}
			if k := rows.Profile[i]; k >= 0 {
				counts[k][rows.Arm[i]]++
			}
			if reason, _ := e.fate(); (reason == "") != (rows.Profile[i] >= 0) {
				t.Errorf("row %d: %q, profile %d", i, reason, rows.Profile[i])
			}
		}
	}
	for i, p := range c.Profiles {
		if counts[i] != p.N {
			t.Errorf("profile %d: %v, want %v", i, counts[i], p.N)
		}
	}
}

func TestNoEntryNoDays(t *testing.T) {
	c := readTable(t, parquettest.Layout{}, crowd(200, 1), adults)
	if _, err := c.Parts()[0].Entry(); err == nil || !strings.HasPrefix(err.Error(), "cohort: ") {
		t.Error(err)
	}
	if _, err := (Part{}).Entry(); err == nil {
		t.Error("days of nobody")
	}
}

// Beside a column of cohort years, the day of entry must be there all the same.
func TestEntryBesideTheCohortYear(t *testing.T) {
	cols := append(crowd(200, 1), columnOf("entry", someEntrants(200, 1), func(e *entrant) string { return e.entry.Format("2006-01-02") }, nil))
	spec := func(dir string) Spec {
		s := adults(dir)
		s.Entry = "entry"
		return s
	}
	with, without := readTable(t, parquettest.Layout{}, cols, spec), readTable(t, parquettest.Layout{}, cols, adults)
	if with.Flow.Eligible != without.Flow.Eligible || len(with.Profiles) != len(without.Profiles) {
		t.Errorf("%+v and %+v", with.Flow, without.Flow)
	}
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{GroupRows: 64}, at(cols, "entry", null(99))...)
	if p := refused(t, spec(dir)); p.Row != 100 || p.Column != "entry" || !strings.Contains(p.What, "day of entry is missing") {
		t.Error(p)
	}
}
