package columns

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/compress"

	"sib/cohort/internal/parquettest"
)

// Texts that share their beginnings are read as they were written, by Arrow.
func TestReadDeltaByteArray(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 1))
	const rows = 3000
	ids, null := make([]string, rows), make([]bool, rows)
	for i := range ids {
		ids[i], null[i] = fmt.Sprintf("p-%09d", i*37), r.IntN(5) == 0
		if r.IntN(50) == 0 {
			ids[i] = string(bytes.Repeat([]byte{'x'}, r.IntN(300)))
		}
	}
	for _, l := range []parquettest.Layout{{}, {V2: true}, {V2: true, Codec: compress.Codecs.Zstd, PageSize: 512}, {Nullable: true, PageSize: 2000, GroupRows: 1100}, {V2: true, Nullable: true}} {
		col := parquettest.Column{Name: "id", Values: ids}
		if l.Nullable {
			col.Null = null
		}
		l.Encoding = map[string]parquet.Encoding{"id": parquet.Encodings.DeltaByteArray}
		path := filepath.Join(t.TempDir(), "ids.parquet")
		parquettest.Write(t, path, l, col)
		f, err := Open("", path, "people")
		if err != nil {
			t.Fatal(err)
		}
		row := 0
		for g := range f.Groups() {
			err := f.EachText(g, "id", func(_ int, text []byte) {
				switch {
				case l.Nullable && null[row]:
					if text != nil {
						t.Fatalf("%+v, row %d: %q", l, row, text)
					}
				case string(text) != ids[row]:
					t.Fatalf("%+v, row %d: %q, want %q", l, row, text, ids[row])
				}
				row++
			})
			if err != nil {
				t.Fatalf("%+v: %v", l, err)
			}
		}
		if row != rows {
			t.Errorf("%d rows", row)
		}
	}
}

func TestJoinStreams(t *testing.T) {
	numbers := []float64{0, 1.5, -7e300, math.Pi, math.SmallestNonzeroFloat64}
	split := make([]byte, 8*len(numbers))
	var plain []byte
	for i, x := range numbers {
		b := binary.LittleEndian.AppendUint64(nil, math.Float64bits(x))
		plain = append(plain, b...)
		for k := range b {
			split[k*len(numbers)+i] = b[k]
		}
	}
	got, err := joinStreams(split, len(numbers), 8)
	if err != nil || !bytes.Equal(got, plain) {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := joinStreams(split[1:], len(numbers), 8); err == nil {
		t.Error("a byte less")
	}
}

// packed is a delta stream of one block with one miniblock of 64-bit deltas, or none for a single value.
func packed(values ...int64) []byte {
	out := binary.AppendUvarint(nil, 8)
	out = binary.AppendUvarint(out, 1)
	out = binary.AppendUvarint(out, uint64(len(values)))
	out = binary.AppendVarint(out, values[0])
	if len(values) == 1 {
		return out
	}
	out = append(binary.AppendVarint(out, 0), 64)
	for i := range 8 {
		var d int64
		if i+1 < len(values) {
			d = values[i+1] - values[i]
		}
		out = binary.LittleEndian.AppendUint64(out, uint64(d))
	}
	return out
}

// A text never is longer than what it is made of, and a page not longer than a page.
func TestJoinPrefixesRefuses(t *testing.T) {
	join := func(shared, rest []int64, bytes string) ([]byte, error) {
		out, _, err := joinPrefixes(append(append(packed(shared...), packed(rest...)...), bytes...), len(shared), nil)
		return out, err
	}
	got, err := join([]int64{0, 3, 1}, []int64{5, 2, 0}, "helloxy")
	if want := "\x05\x00\x00\x00hello\x05\x00\x00\x00helxy\x01\x00\x00\x00h"; err != nil || string(got) != want {
		t.Errorf("%q, %v", got, err)
	}
	for name, bad := range map[string]struct{ shared, rest []int64 }{
		"shares with nothing": {[]int64{1, 0}, []int64{1, 1}}, "shares more than there is": {[]int64{0, 2}, []int64{1, 1}},
		"rest beyond the page": {[]int64{0, 0}, []int64{1, 7}}, "negative": {[]int64{0, -1}, []int64{1, 1}}, "negative rest": {[]int64{0, 0}, []int64{3, -1}},
		"too large": {[]int64{0, 1 << 40}, []int64{1, 1}},
	} {
		if got, err := join(bad.shared, bad.rest, "abc"); err == nil {
			t.Errorf("%s: %q", name, got)
		}
	}
	// A bomb: each text is the one before and one byte more.
	var shared, rest []int64
	const n = 8
	for i := range int64(n) {
		shared, rest = append(shared, i*maxPage/n), append(rest, maxPage/n)
	}
	if _, err := join(shared, rest, string(make([]byte, maxPage))); err == nil {
		t.Error("texts of more bytes than a page has")
	}
}
