package cohort

import (
	"path/filepath"
	"strings"
	"testing"

	"sib/cohort/internal/parquettest"
)

func TestPartsGiveBackTheProfiles(t *testing.T) {
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{Dictionary: true, GroupRows: 33}, crowd(300, 9)...)
	c := mustRead(t, adults(dir))
	counts := make([][2]int64, len(c.Profiles))
	var next, out int64
	for _, p := range c.Parts() {
		if p.First != next || p.Input != 0 {
			t.Errorf("part at %d of input %d, want %d", p.First, p.Input, next)
		}
		next += p.Size
		rows, err := p.Rows()
		if err != nil {
			t.Fatal(err)
		}
		if len(rows.Profile) != int(p.Size) || len(rows.Arm) != int(p.Size) {
			t.Fatalf("%d and %d for %d rows", len(rows.Profile), len(rows.Arm), p.Size)
		}
		for i, k := range rows.Profile {
			if k < 0 {
				out++
				continue
			}
			counts[k][rows.Arm[i]]++
		}
	}
	for i, p := range c.Profiles {
		if counts[i] != p.N {
			t.Errorf("profile %d: %v, want %v", i, counts[i], p.N)
		}
	}
	if want := c.Flow.Received[0] + c.Flow.Received[1] - c.Flow.Eligible[0] - c.Flow.Eligible[1]; out != want {
		t.Errorf("%d rows without a profile, want %d", out, want)
	}
}

func TestPartsRefuseAChangedFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "people.parquet")
	parquettest.Write(t, path, parquettest.Layout{}, crowd(300, 9)...)
	c := mustRead(t, adults(dir))
	parquettest.Write(t, path, parquettest.Layout{}, crowd(301, 9)...)
	if _, err := c.Parts()[0].Rows(); err == nil || !strings.Contains(err.Error(), "changed") {
		t.Errorf("got %v", err)
	}
}

func TestAnEmptyCohortHasNoParts(t *testing.T) {
	if c := (&Cohort{}); c.Parts() != nil || c.Dir() != "" {
		t.Error("parts of nothing")
	}
}
