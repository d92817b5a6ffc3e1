package columns

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/google/go-cmp/cmp"

	"sib/cohort/internal/parquettest"
	"sib/evidence"
)

// table is rows of every kind, with values that come often and once, and nulls in
// every column but the first.
func table(rows int, seed uint64) []parquettest.Column {
	r := rand.New(rand.NewPCG(seed, 2))
	id, ints := make([]string, rows), make([]int64, rows)
	small, text := make([]int32, rows), make([]string, rows)
	yes, wide, narrow := make([]bool, rows), make([]float64, rows), make([]float32, rows)
	i8, i16, u8, u16, u32 := make([]int8, rows), make([]int16, rows), make([]uint8, rows), make([]uint16, rows), make([]uint32, rows)
	whole := make([]parquettest.Whole, rows)
	null := make([]bool, rows)
	for i := range rows {
		i8[i], i16[i], u8[i], u16[i], u32[i] = int8(r.Int()), int16(r.Int()), uint8(r.Int()), uint16(r.Int()), r.Uint32()
		whole[i] = parquettest.Whole(r.Int64N(1e18))
		id[i] = fmt.Sprintf("p-%06d", r.IntN(1_000_000_000))
		ints[i] = r.Int64() - math.MaxInt64/2
		small[i] = int32(r.IntN(40)) - 5
		text[i] = []string{"LOW", "", "héhé", "HIGH"}[r.IntN(4)]
		yes[i] = r.IntN(3) == 0
		wide[i] = r.NormFloat64()
		narrow[i] = float32(r.IntN(100)) / 10
		null[i] = r.IntN(5) == 0
	}
	return []parquettest.Column{
		{Name: "id", Values: id}, {Name: "ints", Values: ints, Null: null}, {Name: "small", Values: small, Null: null},
		{Name: "text", Values: text, Null: null}, {Name: "yes", Values: yes, Null: null},
		{Name: "wide", Values: wide, Null: null}, {Name: "narrow", Values: narrow, Null: null},
		{Name: "i8", Values: i8, Null: null}, {Name: "i16", Values: i16, Null: null}, {Name: "u8", Values: u8, Null: null},
		{Name: "u16", Values: u16, Null: null}, {Name: "u32", Values: u32, Null: null}, {Name: "whole", Values: whole, Null: null},
	}
}

// read returns a column of a file as one printed value a row, through all row groups.
func read(t *testing.T, f *File, name string) []string {
	t.Helper()
	var out []string
	for g := range f.Groups() {
		v, err := f.Column(g, name)
		if err != nil {
			t.Fatal(err)
		}
		if first, n := f.Group(g); int(n) != len(v.Index) || int(first) != len(out) {
			t.Fatalf("group %d: %d indices for rows %d+%d", g, len(v.Index), first, n)
		}
		for _, k := range v.Index {
			out = append(out, show(&v, k))
		}
	}
	return out
}

func show(v *Vector, k int32) string {
	switch {
	case k < 0:
		return "null"
	case v.Kind == Text:
		return fmt.Sprintf("%q", v.Texts[k])
	case v.Kind == Int:
		return fmt.Sprint(v.Ints[k])
	case v.Kind == Date:
		return time.Unix(v.Ints[k]*86400, 0).UTC().Format(time.DateOnly)
	case v.Kind == Float:
		return fmt.Sprint(v.Floats[k])
	}
	return fmt.Sprint(v.Bools[k])
}

// want prints what was written.
func want(c parquettest.Column) []string {
	var out []string
	for i := range parquettest.Len(c) {
		s := fmt.Sprint(reflect.ValueOf(c.Values).Index(i))
		if v, ok := c.Values.([]string); ok {
			s = fmt.Sprintf("%q", v[i])
		}
		if c.Null != nil && c.Null[i] {
			s = "null"
		}
		out = append(out, s)
	}
	return out
}

func TestColumnReadsEveryLayout(t *testing.T) {
	for _, rows := range []int{1, 50, 300} {
		cols := table(rows, uint64(rows))
		for _, l := range parquettest.Layouts() {
			t.Run(fmt.Sprintf("%s-%d", l.Name, rows), func(t *testing.T) {
				checkRoundTrip(t, l, cols)
			})
		}
	}
}

// More rows than a batch and more distinct values than are remembered.
func TestColumnReadsManyRows(t *testing.T) {
	cols := table(30_000, 3)
	for _, l := range []parquettest.Layout{{Dictionary: true, Nullable: true}, {V2: true, PageSize: 4000}} {
		checkRoundTrip(t, l, cols)
	}
}

func TestColumnReadsDeltaEncodings(t *testing.T) {
	delta := map[string]parquet.Encoding{
		"id": parquet.Encodings.DeltaLengthByteArray, "text": parquet.Encodings.DeltaLengthByteArray,
		"ints": parquet.Encodings.DeltaBinaryPacked, "small": parquet.Encodings.DeltaBinaryPacked,
	}
	for _, rows := range []int{1, 2, 127, 128, 129, 1000} {
		for _, nullable := range []bool{false, true} {
			checkRoundTrip(t, parquettest.Layout{Encoding: delta, V2: true, Nullable: nullable}, table(rows, uint64(rows)))
		}
	}
}

func checkRoundTrip(t *testing.T, l parquettest.Layout, cols []parquettest.Column) {
	t.Helper()
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "f.parquet"), l, cols...)
	f, err := Open(dir, "f.parquet", "people")
	if err != nil {
		t.Fatal(err)
	}
	if f.Rows() != int64(parquettest.Len(cols[0])) {
		t.Errorf("%d rows", f.Rows())
	}
	for _, c := range cols {
		if d := cmp.Diff(want(c), read(t, f, c.Name)); d != "" {
			t.Errorf("column %s (-written +read):\n%s", c.Name, d)
		}
	}
}

func TestInputDescribesTheFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "f.parquet")
	parquettest.Write(t, path, parquettest.Layout{}, table(20, 1)...)
	digest, size, err := evidence.DigestFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := Open(dir, "f.parquet", "comparison")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := f.Input(), (evidence.Input{Role: "comparison", Path: "f.parquet", SHA256: digest, Bytes: size, Rows: 20}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// problem returns err as a Problem and checks that it says what to do.
func problem(t *testing.T, err error) *evidence.Problem {
	t.Helper()
	var p *evidence.Problem
	if !errors.As(err, &p) {
		t.Fatalf("got %v, want a Problem", err)
	}
	if p.File == "" || p.What == "" || p.Remedy == "" {
		t.Errorf("incomplete problem: %+v", p)
	}
	return p
}

func TestOpenRefusesWhatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	good, err := parquettest.Encode(parquettest.Layout{}, table(5, 1)...)
	if err != nil {
		t.Fatal(err)
	}
	sealed := append([]byte("PARE"), good[4:]...)
	files := map[string][]byte{"empty": nil, "text.csv": []byte("id,age\n1,20\n"), "short": []byte("PAR1"), "tiny": []byte("PAR1PAR1"),
		"cut": good[:len(good)-3], "sealed": sealed}
	for name, b := range files {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct{ path, says string }{
		{"none", "cannot open"}, {".", "directory"}, {"empty", "empty"}, {"text.csv", "not a Parquet"},
		{"short", "cut off"}, {"tiny", "cut off"}, {"cut", "cut off"}, {"sealed", "encrypted"},
	}
	for _, tt := range tests {
		_, err := Open(dir, tt.path, "people")
		p := problem(t, err)
		if !strings.Contains(p.Error(), tt.says) || p.File != tt.path {
			t.Errorf("%s: %v", tt.path, err)
		}
		if strings.Contains(err.Error(), dir) {
			t.Errorf("%s: the message shows where the file lies: %v", tt.path, err)
		}
	}
}

func TestMissingColumnNamesTheNearest(t *testing.T) {
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "f"), parquettest.Layout{}, table(5, 1)...)
	f, err := Open(dir, "f", "people")
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.Kind("naro")
	if p := problem(t, err); p.Column != "naro" || !strings.Contains(p.What, "id, ints, small, text, yes, wide, narrow") {
		t.Errorf("%v", err)
	}
	if _, err = f.Column(0, "Texts"); !strings.Contains(problem(t, err).Remedy, `"text"`) {
		t.Errorf("%v", err)
	}
}

func TestChangedFileIsRefused(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "f")
	parquettest.Write(t, path, parquettest.Layout{}, table(5, 1)...)
	f, err := Open(dir, "f", "people")
	if err != nil {
		t.Fatal(err)
	}
	parquettest.Write(t, path, parquettest.Layout{}, table(6, 1)...)
	if _, err := f.Column(0, "id"); !strings.Contains(problem(t, err).What, "changed") {
		t.Errorf("%v", err)
	}
}

func TestBadValuesAreRefusedWithTheirRow(t *testing.T) {
	tests := []struct {
		name string
		col  parquettest.Column
		says string
	}{
		{"text", parquettest.Column{Name: "c", Values: []string{"a", "b", "\xff\xfe"}}, "UTF-8"},
		{"unsigned", parquettest.Column{Name: "c", Values: []uint64{1, 2, math.MaxUint64}}, "63 bits"},
	}
	for _, tt := range tests {
		for _, l := range []parquettest.Layout{{GroupRows: 2}, {Dictionary: true}} {
			dir := t.TempDir()
			parquettest.Write(t, filepath.Join(dir, "f"), l, tt.col)
			f, err := Open(dir, "f", "people")
			if err != nil {
				t.Fatal(err)
			}
			_, err = f.Column(f.Groups()-1, "c")
			if p := problem(t, err); p.Row != 3 || p.Column != "c" || !strings.Contains(p.What, tt.says) {
				t.Errorf("%s: %v", tt.name, err)
			}
		}
	}
}

func TestNarrowFloatsReadAsTheirDecimal(t *testing.T) {
	if got := shortest(float32(0.7)); got != 0.7 {
		t.Errorf("got %v", got)
	}
	for _, x := range []float32{0, 3, -2.5, math.MaxFloat32, math.SmallestNonzeroFloat32, float32(math.Inf(1))} {
		if float32(shortest(x)) != x {
			t.Errorf("%v does not come back", x)
		}
	}
}
