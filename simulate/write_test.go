package simulate

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/parquet/file"
)

var written = []string{programmeFile, comparisonFile, contractFile}

func someOptions() Options {
	return Options{Programme: 3000, Comparison: 70_000, Years: []int{2021, 2019, 2020}, Seed: 7, Effect: 0.09}
}

func contents(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = b
	}
	return out
}

func TestWriteSameOptionsSameBytes(t *testing.T) {
	a, b, c := t.TempDir(), t.TempDir(), t.TempDir()
	o := someOptions()
	for _, dir := range []string{a, b} {
		if err := Write(context.Background(), dir, o, nil); err != nil {
			t.Fatal(err)
		}
	}
	o.Seed++
	if err := Write(context.Background(), c, o, nil); err != nil {
		t.Fatal(err)
	}
	one, two, other := contents(t, a), contents(t, b), contents(t, c)
	if len(one) != len(written) {
		t.Fatalf("%d files", len(one))
	}
	for _, name := range written {
		if !bytes.Equal(one[name], two[name]) {
			t.Errorf("%s differs between two runs", name)
		}
		if bytes.Equal(one[name], other[name]) {
			t.Errorf("%s does not depend on the seed", name)
		}
	}
}

func TestWritePeople(t *testing.T) {
	dir := t.TempDir()
	o := someOptions()
	var last, calls int64
	err := Write(context.Background(), dir, o, func(done, total int64) {
		calls++
		if done <= last || total != o.Programme+o.Comparison {
			t.Errorf("progress %d of %d after %d", done, total, last)
		}
		last = done
	})
	if err != nil || last != o.Programme+o.Comparison || calls < 3 {
		t.Fatalf("err %v, progress ended at %d after %d calls", err, last, calls)
	}
	programme, comparison := readTable(t, filepath.Join(dir, programmeFile)), readTable(t, filepath.Join(dir, comparisonFile))
	if int64(len(programme)) != o.Programme || int64(len(comparison)) != o.Comparison {
		t.Fatalf("%d and %d rows", len(programme), len(comparison))
	}
	ids, years := map[string]bool{}, map[int32]int{}
	var missingAge, missingOutcome int
	for _, r := range append(append([]record(nil), programme...), comparison...) {
		ids[r.id] = true
		years[r.year]++
		if r.age == nil {
			missingAge++
		} else if *r.age < 18 || *r.age > 33 {
			t.Fatalf("age %d", *r.age)
		}
		if r.placed == nil {
			missingOutcome++
		}
	}
	if len(ids) != len(programme)+len(comparison) {
		t.Errorf("%d pseudonyms for %d people", len(ids), len(programme)+len(comparison))
	}
	if !ids["p-000000001"] || !ids["p-000073000"] {
		t.Error("pseudonyms do not run from p-000000001 on")
	}
	for _, y := range o.Years {
		within(t, "people in a year", years[int32(y)], 23_000, 25_700)
	}
	within(t, "missing ages", missingAge, 40, 110)
	within(t, "missing outcomes", missingOutcome, 290, 440)
}

// The effect is there among people who are alike, and nowhere else.
func TestWriteEffect(t *testing.T) {
	gap := func(effect float64) float64 {
		dir := t.TempDir()
		o := someOptions()
		o.Programme, o.Effect = 20_000, effect
		if err := Write(context.Background(), dir, o, nil); err != nil {
			t.Fatal(err)
		}
		strata := map[string]*[2]tally{}
		for arm, name := range []string{programmeFile, comparisonFile} {
			for _, r := range readTable(t, filepath.Join(dir, name)) {
				if r.age == nil || r.placed == nil {
					continue
				}
				k := key(r)
				if strata[k] == nil {
					strata[k] = &[2]tally{}
				}
				strata[k][arm].n++
				if *r.placed {
					strata[k][arm].x++
				}
			}
		}
		var n, sum float64
		for _, s := range strata {
			if s[0].n > 0 && s[1].n > 0 {
				n1 := float64(s[0].n)
				n += n1
				sum += n1 * (float64(s[0].x)/n1 - float64(s[1].x)/float64(s[1].n))
			}
		}
		return sum / n
	}
	for _, effect := range []float64{-0.1, 0, 0.09} {
		if got := gap(effect); got < effect-0.02 || got > effect+0.02 {
			t.Errorf("effect %v: matched difference %.4f", effect, got)
		}
	}
}

func TestWriteRowGroups(t *testing.T) {
	dir := t.TempDir()
	o := Options{Programme: 1, Comparison: rowGroupRows + 5, Years: []int{2020}}
	if err := Write(context.Background(), dir, o, nil); err != nil {
		t.Fatal(err)
	}
	f, err := file.OpenParquetFile(filepath.Join(dir, comparisonFile), false)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if f.NumRowGroups() != 2 || f.RowGroup(0).NumRows() != rowGroupRows || f.RowGroup(1).NumRows() != 5 {
		t.Errorf("%d row groups of %d rows", f.NumRowGroups(), f.NumRows())
	}
	if by := f.MetaData().GetCreatedBy(); by != "sib simulate" {
		t.Errorf("created by %q", by)
	}
	chunk, err := f.MetaData().RowGroup(0).ColumnChunk(4)
	if err != nil || !chunk.HasDictionaryPage() || chunk.Compression().String() != "ZSTD" {
		t.Errorf("origin: dictionary %v, codec %v, %v", chunk.HasDictionaryPage(), chunk.Compression(), err)
	}
}

func TestWriteRefusesOptions(t *testing.T) {
	for _, tt := range []struct {
		name string
		edit func(*Options)
		want string
	}{
		{"no programme", func(o *Options) { o.Programme = 0 }, "0 people in the programme file"},
		{"negative", func(o *Options) { o.Comparison = -4 }, "-4 people in the comparison file"},
		{"too many", func(o *Options) { o.Comparison = MaxPeople + 1 }, "ask for 1 to 1000000000 people"},
		{"no years", func(o *Options) { o.Years = nil }, "no cohort years"},
		{"double year", func(o *Options) { o.Years = []int{2020, 2019, 2020} }, "cohort year 2020 is given twice"},
		{"odd year", func(o *Options) { o.Years = []int{20} }, "cohort year 20"},
		{"unregistered", func(o *Options) { o.Unregistered = 1.5 }, "a share of 1.5 is not registered"},
		{"missing", func(o *Options) { o.Missing = map[string]float64{"x": 0.1} }, "no column \"x\""},
		{"effect by", func(o *Options) { o.EffectBy = []GroupEffect{{"x", "y", 0.1}} }, "no effect can go by \"x\""},
		{"effect", func(o *Options) { o.Effect = 9 }, "effect 9 is not a difference of proportions"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "new")
			o := someOptions()
			tt.edit(&o)
			err := Write(context.Background(), dir, o, nil)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v, want %q", err, tt.want)
			}
			if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
				t.Error("something was left behind")
			}
		})
	}
}

func TestWriteDoesNotSortTheCallersYears(t *testing.T) {
	o := someOptions()
	if _, err := o.check(); err != nil || o.Years[0] != 2021 {
		t.Errorf("years %v, %v", o.Years, err)
	}
}

// Somebody who breaks off finds nothing, wherever in the files it was.
func TestWriteBrokenOffWithSpells(t *testing.T) {
	o := someOptions()
	o.Spells = true
	for _, after := range []int64{1, 4000} { // among programme, among comparison people
		dir := filepath.Join(t.TempDir(), "new")
		ctx, cancel := context.WithCancel(context.Background())
		err := Write(ctx, dir, o, func(done, _ int64) {
			if done >= after {
				cancel()
			}
		})
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
		if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
			t.Error("something was left behind")
		}
	}
}
