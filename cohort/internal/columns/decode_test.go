package columns

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/parquet"
	meta "github.com/xitongsys/parquet-go/parquet"

	"sib/cohort/internal/parquettest"
)

// same fails the test unless both readings give each row the same value.
func same(t *testing.T, what string, a, b *Vector) {
	t.Helper()
	if a.Kind != b.Kind || len(a.Index) != len(b.Index) {
		t.Fatalf("%s: %v with %d rows, and %v with %d", what, a.Kind, len(a.Index), b.Kind, len(b.Index))
	}
	for row := range a.Index {
		if x, y := show(a, a.Index[row]), show(b, b.Index[row]); x != y {
			t.Fatalf("%s: row %d is %s, and %s by the library", what, row, x, y)
		}
	}
}

// bothWays reads every column of a file with and without the library, and returns how
// many chunks needed none of it.
func bothWays(t *testing.T, dir, path string) (native int) {
	t.Helper()
	f, err := Open(dir, path, "people")
	if err != nil {
		t.Fatal(err)
	}
	for g := range f.Groups() {
		for _, l := range f.leaves {
			fast, err := f.column(g, l.name, decode)
			if err != nil {
				t.Fatal(err)
			}
			slow, err := f.column(g, l.name, decodeArrow)
			if err != nil {
				t.Fatal(err)
			}
			same(t, fmt.Sprintf("%s, group %d, column %s", path, g, l.name), &fast, &slow)
			if v, err := f.column(g, l.name, decodeNative); err == nil {
				native++
				v.Free()
			}
			fast.Free()
			slow.Free()
			if k := l.holds(); k == Text || k == Int {
				sameTexts(t, f, g, l.name)
			}
		}
	}
	return native
}

// sameTexts holds both ways of EachText against each other.
func sameTexts(t *testing.T, f *File, g int, name string) {
	t.Helper()
	list := func(read eachReader) (out []string) {
		err := f.eachText(g, name, func(row int, text []byte) {
			if row != len(out) {
				t.Fatalf("%s: row %d comes as number %d", name, row, len(out))
			}
			out = append(out, fmt.Sprintf("%v %q", text == nil, text))
		}, read)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	fast, slow := list((*each).read), list((*each).readArrow)
	if len(fast) != len(slow) {
		t.Fatalf("%s: %d texts, and %d by the library", name, len(fast), len(slow))
	}
	for row := range fast {
		if fast[row] != slow[row] {
			t.Fatalf("%s: row %d is %s, and %s by the library", name, row, fast[row], slow[row])
		}
	}
}

func TestBothPathsReadTheSame(t *testing.T) {
	layouts := append(parquettest.Layouts(),
		parquettest.Layout{Name: "falls back", Dictionary: true, DictionaryLimit: 500, PageSize: 300},
		parquettest.Layout{Name: "falls back, v2", V2: true, Nullable: true, Dictionary: true, DictionaryLimit: 500, PageSize: 300},
		parquettest.Layout{Name: "delta", V2: true, Encoding: map[string]parquet.Encoding{"id": parquet.Encodings.DeltaLengthByteArray,
			"ints": parquet.Encodings.DeltaBinaryPacked, "small": parquet.Encodings.DeltaBinaryPacked}})
	for _, rows := range []int{1, 40, 900} {
		cols := table(rows, uint64(rows))
		for _, l := range layouts {
			if rows > 40 && l.GroupRows > 0 {
				continue // opening the file a thousand times tells nothing new
			}
			dir := t.TempDir()
			parquettest.Write(t, filepath.Join(dir, "f"), l, cols...)
			native := bothWays(t, dir, "f")
			if l.Dictionary && l.DictionaryLimit == 0 && l.GroupRows == 0 && native != len(cols) {
				t.Errorf("%s: only %d of %d columns are read without the library", l.Name, native, len(cols))
			}
			if l.DictionaryLimit > 0 && rows == 900 && (native == 0 || native == len(cols)) {
				t.Errorf("%s: %d of %d columns are read without the library", l.Name, native, len(cols))
			}
		}
	}
}

// Dictionaries of more than 8 and more than 16 bits, with entries in any number of pages.
func TestBothPathsReadLongDictionaries(t *testing.T) {
	for _, distinct := range []int{200, 300, 5000, 70_000} {
		r := rand.New(rand.NewPCG(uint64(distinct), 4))
		rows := distinct + 30_000
		text, wide, narrow, null := make([]string, rows), make([]float64, rows), make([]int32, rows), make([]bool, rows)
		for i := range rows {
			k := i
			if i >= distinct {
				k = r.IntN(distinct)
			}
			text[i], wide[i], narrow[i], null[i] = fmt.Sprint("é", k), float64(k)/7, int32(k), r.IntN(9) == 0
		}
		for _, v2 := range []bool{false, true} {
			dir := t.TempDir()
			parquettest.Write(t, filepath.Join(dir, "f"), parquettest.Layout{Dictionary: true, V2: v2, PageSize: 20_000, DictionaryLimit: 16 << 20},
				parquettest.Column{Name: "text", Values: text, Null: null}, parquettest.Column{Name: "wide", Values: wide},
				parquettest.Column{Name: "narrow", Values: narrow, Null: null})
			if native := bothWays(t, dir, "f"); native != 3 {
				t.Errorf("%d entries: only %d columns are read without the library", distinct, native)
			}
		}
	}
}

func TestBothPathsReadTheExamples(t *testing.T) {
	root := filepath.Join("..", "..", "..", "testdata")
	read := 0
	for _, pattern := range []string{"parquet/*.parquet", "nsw/*.parquet", "duo/*.parquet", "sources/*.parquet", "sources/*/*/*.parquet"} {
		found, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range found {
			if !strings.Contains(path, "lz4raw") { // which is refused
				bothWays(t, "", path)
				read++
			}
		}
	}
	if read < 60 {
		t.Errorf("%d examples found", read)
	}
}

// plainDictionary is a dictionary page of distinct values of the leaf's type.
func plainDictionary(l leaf, n int) []byte {
	var out []byte
	for k := range n {
		switch l.physical {
		case meta.Type_BYTE_ARRAY:
			s := fmt.Sprint("value ", k/2) // each comes twice, which is legal
			out = append(binary.LittleEndian.AppendUint32(out, uint32(len(s))), s...)
		case meta.Type_INT32:
			out = binary.LittleEndian.AppendUint32(out, uint32(k-3))
		case meta.Type_INT64:
			out = binary.LittleEndian.AppendUint64(out, uint64(k-3)<<33)
		case meta.Type_FLOAT:
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(float32(k)/10))
		case meta.Type_DOUBLE:
			out = binary.LittleEndian.AppendUint64(out, math.Float64bits(float64(k)/10))
		}
	}
	return out
}

// randomChunk has pages of all sizes, some without values, some with nothing but nulls.
func randomChunk(t *testing.T, r *rand.Rand, l leaf) (*chunk, int) {
	c, rows, size := newChunk(t), 0, 1+r.IntN([]int{2, 20, 300, 70_000}[r.IntN(4)])
	v2 := r.IntN(2) == 0
	if l.kind != Bool {
		c.dictionary(size, plainDictionary(l, size))
	}
	for range 1 + r.IntN(6) {
		n := r.IntN(900) * r.IntN(2)
		present, nulls, levels := n, 0, []byte(nil)
		if l.optional {
			given := streaks(r, n, 2)
			if r.IntN(4) == 0 {
				clear(given)
			}
			present, levels = 0, packRuns(r, given, 1)
			for _, x := range given {
				present += int(x)
			}
			nulls = n - present
		}
		enc, values := randomValues(r, l, present, size)
		c.data(v2, n, nulls, enc, levels, values)
		rows += n
	}
	return c, rows
}

func randomValues(r *rand.Rand, l leaf, n, size int) (meta.Encoding, []byte) {
	if l.kind != Bool {
		width := min(bits.Len(uint(size-1))+r.IntN(2)*r.IntN(6), 24)
		return meta.Encoding_RLE_DICTIONARY, append([]byte{byte(width)}, packRuns(r, streaks(r, n, uint32(size)), width)...)
	}
	given := streaks(r, n, 2)
	if r.IntN(2) == 0 {
		runs := packRuns(r, given, 1)
		return meta.Encoding_RLE, append(binary.LittleEndian.AppendUint32(nil, uint32(len(runs))), runs...)
	}
	out := make([]byte, (n+7)/8)
	for i, x := range given {
		out[i/8] |= byte(x) << (i % 8)
	}
	return meta.Encoding_PLAIN, out
}

func TestBothPathsReadRandomChunks(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 11))
	kinds := []leaf{{kind: Text, physical: meta.Type_BYTE_ARRAY}, {kind: Int, physical: meta.Type_INT32}, {kind: Int, physical: meta.Type_INT32, unsigned: true},
		{kind: Int, physical: meta.Type_INT64}, {kind: Float, physical: meta.Type_FLOAT}, {kind: Float, physical: meta.Type_DOUBLE}, {kind: Bool, physical: meta.Type_BOOLEAN}}
	for i := range 400 {
		l := kinds[i%len(kinds)]
		l.optional = r.IntN(2) == 0
		c, rows := randomChunk(t, r, l)
		h := bytes.NewReader(c.buf.Bytes())
		fast, err := decodeNative(l, h, c.metadata(), rows)
		if err != nil {
			t.Fatalf("%v: %v", l, err)
		}
		slow, err := decodeArrow(l, h, c.metadata(), rows)
		if err != nil {
			t.Fatalf("%v by the library: %v", l, err)
		}
		same(t, fmt.Sprintf("%+v", l), &fast, &slow)
		fast.Free()
	}
}

// A damaged file is read the same both ways, or is refused at least by the fast path where
// the library refuses it.
func TestBothPathsAgreeOnDamage(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 13))
	read := 0
	for _, good := range samples(t) {
		for range 60 {
			b := bytes.Clone(good)
			b[r.IntN(len(b))] ^= byte(1 + r.IntN(255))
			path := filepath.Join(t.TempDir(), "f")
			if err := os.WriteFile(path, b, 0o600); err != nil {
				t.Fatal(err)
			}
			f, err := Open("", path, "people")
			if err != nil {
				continue
			}
			for g := range f.Groups() {
				for _, l := range f.leaves {
					fast, err := f.column(g, l.name, decode)
					slow, wrong := f.column(g, l.name, decodeArrow)
					if err == nil && wrong != nil {
						t.Errorf("column %s is read, but not by the library: %v", l.name, wrong)
					}
					if err == nil && wrong == nil {
						same(t, "damaged column "+l.name, &fast, &slow)
						read++
					}
				}
			}
		}
	}
	if read < 1000 {
		t.Errorf("only %d chunks were compared", read)
	}
}
