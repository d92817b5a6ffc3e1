package columns

import (
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/google/go-cmp/cmp"
	"github.com/xitongsys/parquet-go-source/local"
	"github.com/xitongsys/parquet-go/writer"

	"sib/cohort/internal/parquettest"
)

// moments are instants around the edges of days, before 1970 too, and the day that the
// calendar of package time says.
func moments(n int) []time.Time {
	r := rand.New(rand.NewPCG(4, 4))
	edges := []string{"1969-12-31T23:59:59.999999999Z", "1970-01-01T00:00:00Z", "1969-12-31T00:00:00Z", "2016-02-29T23:59:59.999999999Z", "1900-03-01T00:00:00Z"}
	var out []time.Time
	for i := range n {
		if i < len(edges) {
			m, err := time.Parse(time.RFC3339Nano, edges[i])
			if err != nil {
				panic(err)
			}
			out = append(out, m)
			continue
		}
		day := time.Date(1890+r.IntN(200), time.Month(1+r.IntN(12)), 1+r.IntN(31), 0, 0, 0, 0, time.UTC)
		out = append(out, day.Add(time.Duration([]int64{0, 1, 24*int64(time.Hour) - 1, r.Int64N(24 * int64(time.Hour))}[r.IntN(4)])))
	}
	return out
}

func dateColumns(at []time.Time, null []bool) []parquettest.Column {
	n := len(at)
	date, ms, us, ns := make([]parquettest.Date, n), make([]parquettest.Millis, n), make([]parquettest.Micros, n), make([]parquettest.Nanos, n)
	local, old, wide := make([]parquettest.LocalMicros, n), make([]parquettest.OldMillis, n), make([]parquet.Int96, n)
	for i, m := range at {
		midnight := time.Date(m.Year(), m.Month(), m.Day(), 0, 0, 0, 0, time.UTC)
		day := midnight.Unix() / 86400 // exact: no remainder to round
		date[i] = parquettest.Date(day)
		ms[i], us[i], ns[i] = parquettest.Millis(m.UnixMilli()), parquettest.Micros(m.UnixMicro()), parquettest.Nanos(m.UnixNano())
		local[i], old[i] = parquettest.LocalMicros(m.UnixMicro()), parquettest.OldMillis(m.UnixMilli())
		wide[i] = parquettest.Int96(day, int64(m.Sub(midnight)))
	}
	var out []parquettest.Column
	for i, values := range []any{date, ms, us, ns, local, old, wide} {
		out = append(out, parquettest.Column{Name: fmt.Sprint("d", i), Values: values, Null: null})
	}
	return out
}

func TestDatesOfEveryTypeAndLayout(t *testing.T) {
	at := moments(120)
	null := make([]bool, len(at))
	for i := range null {
		null[i] = i%5 == 4
	}
	for _, missing := range [][]bool{nil, null} {
		var want []string
		for i, m := range at {
			s := m.Format(time.DateOnly)
			if missing != nil && missing[i] {
				s = "null"
			}
			want = append(want, s)
		}
		cols := dateColumns(at, missing)
		for _, l := range parquettest.Layouts() {
			dir := t.TempDir()
			parquettest.Write(t, filepath.Join(dir, "f"), l, cols...)
			f, err := Open(dir, "f", "people")
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range cols {
				if k, err := f.Kind(c.Name); k != Date || err != nil {
					t.Fatalf("%T: %v, %v", c.Values, k, err)
				}
				if d := cmp.Diff(want, read(t, f, c.Name)); d != "" {
					t.Fatalf("%s, %T (-want +read):\n%s", l.Name, c.Values, d)
				}
			}
		}
	}
}

func TestDatesOutsideTheCalendar(t *testing.T) {
	day := func(s string) parquettest.Date {
		m, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return parquettest.Date(m.Unix() / 86400)
	}
	first, last := day("0001-01-01"), day("9999-12-31")
	tests := []struct {
		name   string
		values any
		ok     bool
	}{
		{"first and last", []parquettest.Date{0, first, last}, true},
		{"before the first", []parquettest.Date{0, 1, first - 1}, false},
		{"after the last", []parquettest.Date{0, 1, last + 1}, false},
		{"last moment", []parquettest.Millis{0, 1, parquettest.Millis(last)*86_400_000 + 86_399_999}, true},
		{"after the last moment", []parquettest.Millis{0, 1, parquettest.Millis(last)*86_400_000 + 86_400_000}, false},
		{"before the first moment", []parquettest.Micros{0, 1, parquettest.Micros(first)*86_400_000_000 - 1}, false},
		{"extreme", []parquettest.OldMillis{0, 1, math.MinInt64}, false},
		{"int96 far", []parquet.Int96{parquettest.Int96(0, 0), parquettest.Int96(0, 0), parquettest.Int96(1<<30, 0)}, false},
		{"int96 first", []parquet.Int96{parquettest.Int96(0, 0), parquettest.Int96(0, 0), parquettest.Int96(int64(first), 0)}, true},
	}
	for _, tt := range tests {
		for _, l := range []parquettest.Layout{{GroupRows: 2}, {Dictionary: true, Nullable: true}} {
			dir := t.TempDir()
			parquettest.Write(t, filepath.Join(dir, "f"), l, parquettest.Column{Name: "d", Values: tt.values})
			f, err := Open(dir, "f", "people")
			if err != nil {
				t.Fatal(err)
			}
			_, err = f.Column(f.Groups()-1, "d")
			if tt.ok {
				if err != nil {
					t.Errorf("%s: %v", tt.name, err)
				}
				continue
			}
			if p := problem(t, err); p.Row != 3 || p.Column != "d" || !strings.Contains(p.What, "years 1 to 9999") {
				t.Errorf("%s: %v", tt.name, err)
			}
		}
	}
}

func TestADateIsNoText(t *testing.T) {
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "f"), parquettest.Layout{}, parquettest.Column{Name: "d", Values: []parquettest.Date{1}})
	f, err := Open(dir, "f", "people")
	if err != nil {
		t.Fatal(err)
	}
	err = f.EachText(0, "d", func(int, []byte) { t.Error("called") })
	if p := problem(t, err); p.What != "the column is a date" {
		t.Error(err)
	}
}

func TestFloorDiv(t *testing.T) {
	for _, x := range []int64{0, 1, 6, 7, 8, -1, -6, -7, -8, math.MaxInt64, math.MinInt64} {
		q := floorDiv(x, 7)
		if r := x - 7*q; r < 0 || r > 6 {
			t.Errorf("%d: %d, %d left", x, q, r)
		}
	}
}

// A value that no row has, as in a dictionary, does no harm.
func TestUnusedBadValues(t *testing.T) {
	f := &File{path: "f"}
	v := Vector{Kind: Text, Index: []int32{1, -1, 1}, Texts: []string{"\xff", "good"}}
	if err := f.check(&v, 0, "c", false); err != nil {
		t.Error(err)
	}
	v.Index[2] = 0
	if p := problem(t, f.check(&v, 10, "c", false)); p.Row != 13 {
		t.Errorf("row %d", p.Row)
	}
}

// Spark writes INT96 with a dictionary, which Arrow's writer does not.
func TestInt96Dictionaries(t *testing.T) {
	type row struct {
		At   *string `parquet:"name=at, type=INT96, encoding=RLE_DICTIONARY, repetitiontype=OPTIONAL"`
		Must string  `parquet:"name=must, type=INT96, encoding=RLE_DICTIONARY"`
	}
	path := filepath.Join(t.TempDir(), "f")
	out, err := local.NewLocalFileWriter(path)
	if err != nil {
		t.Fatal(err)
	}
	w, err := writer.NewParquetWriter(out, new(row), 1)
	if err != nil {
		t.Fatal(err)
	}
	var want, must []string
	at := moments(40)
	for i := range 200 {
		m := at[i%len(at)]
		midnight := time.Date(m.Year(), m.Month(), m.Day(), 0, 0, 0, 0, time.UTC)
		x := parquettest.Int96(midnight.Unix()/86400, int64(m.Sub(midnight)))
		s := string(x[:])
		r := row{&s, s}
		day := m.Format(time.DateOnly)
		must = append(must, day)
		if i%7 == 0 {
			r.At, day = nil, "null"
		}
		want = append(want, day)
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.WriteStop(); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := Open("", path, "people")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, read(t, f, "at")); d != "" {
		t.Errorf("(-want +read):\n%s", d)
	}
	if d := cmp.Diff(must, read(t, f, "must")); d != "" {
		t.Errorf("(-want +read):\n%s", d)
	}
}
