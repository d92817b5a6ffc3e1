package columns

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sib/cohort/internal/parquettest"
)

// Values that Column refuses are counted, and their rows are marked; the others are as Column
// gives them.
func TestSurveyMarksWhatColumnRefuses(t *testing.T) {
	day := int64(86400_000_000)
	for _, tt := range []struct {
		name         string
		bad, good    any
		code         string
		rows, clocks int64
	}{
		{"text", []string{"a", "\xff", "b", "\xff", "\xfe"}, []string{"a", "a", "b", "a", "a"}, NotUTF8, 3, 0},
		{"unsigned", []uint64{1, math.MaxUint64, 2, 3, 4}, []uint64{1, 1, 2, 3, 4}, UnsignedTooBig, 1, 0},
		{"dates", []parquettest.Date{1, 2, 99999999, 3, -99999999}, []parquettest.Date{1, 2, 1, 3, 1}, DateOutOfRange, 2, 0},
		{"timestamps", []parquettest.Micros{0, parquettest.Micros(day), parquettest.Micros(day + 1), -1, 5}, []parquettest.Micros{0, parquettest.Micros(day), parquettest.Micros(day + 1), -1, 5}, "", 0, 3},
	} {
		for _, l := range []parquettest.Layout{{}, {Dictionary: true, Nullable: true}} {
			dir := t.TempDir()
			parquettest.Write(t, filepath.Join(dir, "bad"), l, parquettest.Column{Name: "c", Values: tt.bad})
			parquettest.Write(t, filepath.Join(dir, "good"), l, parquettest.Column{Name: "c", Values: tt.good})
			f, err := Open(dir, "bad", "people")
			if err != nil {
				t.Fatal(err)
			}
			g, err := Open(dir, "good", "people")
			if err != nil {
				t.Fatal(err)
			}
			v, flaws, clocks, err := f.Survey(0, "c")
			if err != nil || clocks != tt.clocks {
				t.Fatalf("%s: %d clocks, %v", tt.name, clocks, err)
			}
			want, err := g.Column(0, "c")
			if err != nil {
				t.Fatal(err)
			}
			refused := int64(0)
			for row, k := range v.Index {
				if k == Refused {
					refused++
				} else if show(&v, k) != show(&want, want.Index[row]) {
					t.Errorf("%s: row %d is %s", tt.name, row, show(&v, k))
				}
			}
			_, err = f.Column(0, "c")
			if tt.rows == 0 {
				if err != nil || len(flaws) != 0 || refused != 0 {
					t.Errorf("%s: %v, %v", tt.name, flaws, err)
				}
				continue
			}
			p := problem(t, err)
			if len(flaws) != 1 || flaws[0].Rows != tt.rows || refused != tt.rows || *flaws[0].Problem != *p || p.Code != tt.code {
				t.Errorf("%s: %+v, %d refused; Column says %v", tt.name, flaws, refused, p)
			}
		}
	}
}

// A column that is both in the file and in its path.
func TestSurveyHoldsTheFileAgainstItsPath(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "t", "year=2014"), 0o700); err != nil {
		t.Fatal(err)
	}
	parquettest.Write(t, filepath.Join(dir, "t", "year=2014", "a.parquet"), parquettest.Layout{}, parquettest.Column{Name: "year", Values: []int64{2014, 2015, 2014, 0}, Null: []bool{false, false, false, true}})
	files, bad, err := OpenEach(context.Background(), dir, []string{"t"}, "people")
	if err != nil || len(bad) != 0 || len(files) != 1 {
		t.Fatalf("%v, %v", bad, err)
	}
	_, flaws, _, err := files[0].Survey(0, "year")
	if err != nil || len(flaws) != 1 || flaws[0].Rows != 2 || flaws[0].Problem.Code != OtherThanPath || flaws[0].Problem.Row != 2 {
		t.Errorf("%+v, %v", flaws, err)
	}
}

// What can be opened is, in the order of OpenAll; all else is told, once each.
func TestOpenEach(t *testing.T) {
	dir := t.TempDir()
	good, err := parquettest.Encode(parquettest.Layout{}, table(5, 1)...)
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{"b.parquet": good, "a.parquet": good, "cut.parquet": good[:50]} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	names := []string{"b.parquet", "none.parquet", "cut.parquet", "./b.parquet", "a.parquet", "b.parquet", "[.parquet"}
	files, bad, err := OpenEach(context.Background(), dir, names, "people")
	if err != nil {
		t.Fatal(err)
	}
	var paths, codes []string
	for _, f := range files {
		paths = append(paths, strings.TrimPrefix(f.Input().Path, "./"))
	}
	for _, b := range bad {
		codes = append(codes, problem(t, b).Code)
	}
	slices.Sort(paths)
	slices.Sort(codes)
	if !slices.Equal(paths, []string{"a.parquet", "b.parquet"}) || !slices.Equal(codes, []string{NothingNamed, CannotOpen, CutOff, FileTwice}) {
		t.Errorf("%v, %v", paths, codes)
	}
	all, _, err := OpenEach(context.Background(), dir, []string{"b.parquet", "a.parquet"}, "people")
	want, wantErr := OpenAll(dir, []string{"b.parquet", "a.parquet"}, "people")
	if err != nil || wantErr != nil || len(all) != len(want) || all[0].Input() != want[0].Input() || all[1].Input() != want[1].Input() {
		t.Errorf("%v, %v", err, wantErr)
	}
}
