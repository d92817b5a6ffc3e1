package columns

import (
	"bytes"
	"errors"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	meta "github.com/xitongsys/parquet-go/parquet"

	"sib/cohort/internal/parquettest"
)

// addendOf is a number for a value, the same however values are listed.
func addendOf(v *Vector, k int32) uint32 {
	h := fnv.New32a()
	h.Write([]byte(show(v, k)))
	return h.Sum32() % 1_000_000
}

func addendsOf(v *Vector) []uint32 {
	out := make([]uint32, v.Len()+1)
	for i := range out {
		out[i] = addendOf(v, int32(i)-1)
	}
	return out
}

// randomBase is what stands in each row before anything is added.
func randomBase(rows int) []uint32 {
	r := rand.New(rand.NewPCG(uint64(rows), 8))
	out := make([]uint32, rows)
	for i := range out {
		out[i] = r.Uint32N(1000)
	}
	return out
}

// folds holds Fold against Column, for one column of a row group, and tells whether it was
// done without it.
func folds(t *testing.T, f *File, g int, name string) bool {
	t.Helper()
	_, rows := f.Group(g)
	base := randomBase(int(rows))
	into := slices.Clone(base)
	ok, failed := f.Fold(g, name, into, addendsOf)
	v, err := f.Column(g, name)
	switch {
	case failed != nil:
		if err == nil || err.Error() != failed.Error() {
			t.Errorf("column %s: %v, want %v", name, failed, err)
		}
		return false
	case !ok && !slices.Equal(into, base):
		t.Errorf("column %s: numbers are changed although the column cannot be added", name)
	case ok && err != nil:
		t.Errorf("column %s is added, although %v", name, err)
	}
	if !ok || err != nil {
		return false
	}
	for row, k := range v.Index {
		if want := base[row] + addendOf(&v, k); into[row] != want {
			t.Fatalf("column %s, row %d: %d, want %d", name, row, into[row], want)
		}
	}
	v.Free()
	return true
}

func TestFoldAddsWhatColumnReads(t *testing.T) {
	layouts := append(parquettest.Layouts(),
		parquettest.Layout{Name: "falls back", Dictionary: true, DictionaryLimit: 500, PageSize: 300},
		parquettest.Layout{Name: "falls back, v2", V2: true, Nullable: true, Dictionary: true, DictionaryLimit: 500, PageSize: 300})
	for _, l := range layouts {
		rows := 900
		if l.GroupRows > 0 {
			rows = 40
		}
		dir := t.TempDir()
		cols := append(table(rows, uint64(rows)), dateColumns(moments(rows), nil)...)
		parquettest.Write(t, filepath.Join(dir, "f"), l, cols...)
		f, err := Open(dir, "f", "people")
		if err != nil {
			t.Fatal(err)
		}
		for _, leaf := range f.leaves {
			added := 0
			for g := range f.Groups() {
				if folds(t, f, g, leaf.name) {
					added++
				}
			}
			if want := leaf.kind == Bool || l.Dictionary && l.DictionaryLimit == 0 && leaf.native() && leaf.perDay == 0; want != (added == f.Groups()) && l.DictionaryLimit == 0 {
				t.Errorf("%s: column %s is added in %d of %d groups", l.Name, leaf.name, added, f.Groups())
			}
		}
	}
}

// Pages that the library has to decode may come after some that were added: those are
// taken back.
func TestFoldTakesBackWhatItAdded(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 21))
	l := leaf{kind: Text, physical: meta.Type_BYTE_ARRAY}
	c := newChunk(t)
	c.dictionary(5, plainDictionary(l, 5))
	c.data(false, 700, 0, meta.Encoding_RLE_DICTIONARY, nil, append([]byte{3}, packRuns(r, streaks(r, 700, 5), 3)...))
	c.data(false, 2, 0, meta.Encoding_PLAIN, nil, plainTexts("a", "b"))
	base := randomBase(702)
	d := folder{leaf: l, ask: addendsOf, into: slices.Clone(base)}
	ok, err := d.fold(bytes.NewReader(c.buf.Bytes()), c.metadata())
	if ok || err != nil || !slices.Equal(d.into, base) || d.done != 700 {
		t.Errorf("%v, %v, after %d rows", ok, err, d.done)
	}
}

func TestFoldAddsRandomChunks(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 12))
	kinds := []leaf{{kind: Text, physical: meta.Type_BYTE_ARRAY}, {kind: Int, physical: meta.Type_INT32}, {kind: Int, physical: meta.Type_INT64},
		{kind: Float, physical: meta.Type_DOUBLE}, {kind: Bool, physical: meta.Type_BOOLEAN}}
	for i := range 400 {
		l := kinds[i%len(kinds)]
		l.optional = r.IntN(2) == 0
		c, rows := randomChunk(t, r, l)
		v, err := decodeNative(l, bytes.NewReader(c.buf.Bytes()), c.metadata(), rows)
		if err != nil {
			t.Fatalf("%v: %v", l, err)
		}
		base := randomBase(rows)
		d := folder{leaf: l, ask: addendsOf, into: slices.Clone(base)}
		if ok, err := d.fold(bytes.NewReader(c.buf.Bytes()), c.metadata()); err != nil || !ok {
			t.Fatalf("%v: %v, %v", l, ok, err)
		}
		for row, k := range v.Index {
			if want := base[row] + addendOf(&v, k); d.into[row] != want {
				t.Fatalf("%+v, row %d: %d, want %d", l, row, d.into[row], want)
			}
		}
		v.Free()
	}
}

// A value that is refused leaves the numbers as they were, wherever it stands; one that is
// only listed does no harm.
func TestFoldRefuses(t *testing.T) {
	const rows = 700
	for _, at := range []int{-1, 0, 1, 350, rows - 1} {
		for _, missing := range []bool{false, true} {
			text, null := make([]string, rows), make([]bool, rows)
			for i := range rows {
				text[i], null[i] = []string{"A", "B", "C"}[i%3], missing && i == at
				if i == at && !missing {
					text[i] = "bad"
				}
			}
			dir := t.TempDir()
			parquettest.Write(t, filepath.Join(dir, "f"), parquettest.Layout{Dictionary: true}, parquettest.Column{Name: "text", Values: text, Null: null})
			f, err := Open(dir, "f", "people")
			if err != nil {
				t.Fatal(err)
			}
			base := randomBase(rows)
			into := slices.Clone(base)
			ok, err := f.Fold(0, "text", into, func(v *Vector) []uint32 {
				out := addendsOf(v)
				out[0] = Unadded
				if k := slices.Index(v.Texts, "bad"); k >= 0 {
					out[k+1] = Unadded
				}
				return out
			})
			if err != nil || ok != (at < 0) || !ok && !slices.Equal(into, base) {
				t.Errorf("row %d, missing %v: %v, %v", at, missing, ok, err)
			}
		}
	}
	l := leaf{kind: Text, physical: meta.Type_BYTE_ARRAY}
	for index, want := range []bool{true, false} { // of "a" and of what is no text
		c := newChunk(t)
		c.dictionary(2, plainTexts("a", "\xff"))
		c.data(true, 4, 0, meta.Encoding_RLE_DICTIONARY, nil, []byte{1, 4 << 1, byte(index)})
		d := folder{leaf: l, ask: addendsOf, into: make([]uint32, 4)}
		if ok, err := d.fold(bytes.NewReader(c.buf.Bytes()), c.metadata()); err != nil || ok != want || !ok && d.into[3] != 0 {
			t.Errorf("index %d: %v, %v, %d", index, ok, err, d.into)
		}
	}
}

// Whoever finds the list too long is asked once, and nothing is added.
func TestFoldMayBeDeclined(t *testing.T) {
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "f"), parquettest.Layout{Dictionary: true, PageSize: 64}, table(300, 3)...)
	f, err := Open(dir, "f", "people")
	if err != nil {
		t.Fatal(err)
	}
	asked, into := 0, make([]uint32, 300)
	ok, err := f.Fold(0, "text", into, func(*Vector) []uint32 { asked++; return nil })
	if ok || err != nil || asked != 1 || slices.Max(into) != 0 {
		t.Errorf("%v, %v, asked %d times", ok, err, asked)
	}
	if ok, err := f.Fold(0, "no such column", into, addendsOf); ok || err != nil {
		t.Errorf("no column: %v, %v", ok, err)
	}
}

// A damaged file is refused with the error of Column, or added as Column reads it.
func TestFoldAgreesOnDamage(t *testing.T) {
	r := rand.New(rand.NewPCG(14, 14))
	added, refused := 0, 0
	for _, good := range samples(t) {
		for range 30 {
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
					if folds(t, f, g, l.name) {
						added++
					} else if _, err := f.Column(g, l.name); err != nil {
						refused++
					}
				}
			}
		}
	}
	if added < 500 || refused < 50 {
		t.Errorf("only %d chunks were added and %d refused", added, refused)
	}
}

// Every index is held to the dictionary, at every width.
func TestFoldHoldsToTheDictionary(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 15))
	l := leaf{kind: Int, physical: meta.Type_INT32}
	for width := 1; width <= 12; width++ {
		for _, beyond := range []bool{false, true} {
			size := 1 + r.Uint32N(1<<width-1)
			values := streaks(r, 999, size)
			if values[r.IntN(len(values))] = size - 1; beyond {
				values[r.IntN(len(values))] = size
			}
			c := newChunk(t)
			c.dictionary(int(size), plainDictionary(l, int(size)))
			c.data(false, len(values), 0, meta.Encoding_RLE_DICTIONARY, nil, append([]byte{byte(width)}, packRuns(r, values, width)...))
			d := folder{leaf: l, ask: addendsOf, into: make([]uint32, len(values))}
			ok, err := d.fold(bytes.NewReader(c.buf.Bytes()), c.metadata())
			if ok == beyond || beyond != errors.Is(err, errIndex) {
				t.Errorf("%d entries, %d bits, beyond them %v: %v, %v", size, width, beyond, ok, err)
			}
		}
	}
}
