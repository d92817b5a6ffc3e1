package columns

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"

	meta "github.com/xitongsys/parquet-go/parquet"

	"sib/cohort/internal/parquettest"
)

func plainTexts(texts ...string) []byte {
	var out []byte
	for _, s := range texts {
		out = append(binary.LittleEndian.AppendUint32(out, uint32(len(s))), s...)
	}
	return out
}

// A page that only the library decodes may come after some that were walked in place: no
// row is handed on twice.
func TestEachTextGoesOnWithTheLibrary(t *testing.T) {
	c := newChunk(t)
	c.data(false, 2, 0, meta.Encoding_PLAIN, nil, plainTexts("a", "é"))
	delta := []byte{128, 1, 4, 1, 6} // blocks of 128 in 4 parts, one value, of length 3
	c.data(false, 1, 0, meta.Encoding_DELTA_LENGTH_BYTE_ARRAY, nil, append(delta, "xyz"...))
	var got []string
	e := each{do: func(row int, text []byte) { got = append(got, fmt.Sprint(row, string(text))) }}
	l := leaf{kind: Text, physical: meta.Type_BYTE_ARRAY}
	h := bytes.NewReader(c.buf.Bytes())
	if err := (&each{do: e.do}).readNative(l, h, c.metadata(), 3); err != errForeign || len(got) != 2 {
		t.Fatalf("in place: %v after %q", err, got)
	}
	got = nil
	err := e.read(l, h, c.metadata(), 3)
	if want := "0a 1é 2xyz"; err != nil || strings.Join(got, " ") != want {
		t.Errorf("got %q, %v, want %s", got, err, want)
	}
}

func TestEachTextRefusesTextsThatEndEarly(t *testing.T) {
	good := plainTexts("one", "two")
	for n := range len(good) {
		c := newChunk(t)
		c.data(true, 2, 0, meta.Encoding_PLAIN, nil, good[:n])
		e := each{do: func(int, []byte) {}}
		if err := e.read(leaf{kind: Text, physical: meta.Type_BYTE_ARRAY}, bytes.NewReader(c.buf.Bytes()), c.metadata(), 2); err == nil {
			t.Errorf("%d of %d bytes pass", n, len(good))
		}
	}
}

func TestEachTextRefusesBadValuesWithTheirRow(t *testing.T) {
	texts, large := make([]string, 60), make([]uint64, 60)
	for i := range texts {
		texts[i], large[i] = fmt.Sprint("id ", i), uint64(i)
	}
	texts[41], texts[50], large[41], large[50] = "\xff", "\xfe", math.MaxUint64, math.MaxUint64-1
	for _, l := range []parquettest.Layout{{}, {Dictionary: true}, {PageSize: 64}, {Nullable: true, V2: true}} {
		dir := t.TempDir()
		parquettest.Write(t, filepath.Join(dir, "f"), l, parquettest.Column{Name: "text", Values: texts}, parquettest.Column{Name: "int", Values: large})
		f, err := Open(dir, "f", "people")
		if err != nil {
			t.Fatal(err)
		}
		for column, says := range map[string]string{"text": "UTF-8", "int": "63 bits"} {
			for _, read := range []eachReader{(*each).read, (*each).readArrow} {
				err := f.eachText(0, column, func(int, []byte) {}, read)
				if p := problem(t, err); p.Row != 42 || p.Column != column || !strings.Contains(p.What, says) {
					t.Errorf("%+v: %v", l, err)
				}
			}
		}
	}
}

func TestASCII(t *testing.T) {
	for n := range 70 {
		b := bytes.Repeat([]byte{0x7f}, n)
		if !ascii(b) {
			t.Errorf("%d bytes are not", n)
		}
		for i := range b {
			b[i] = 0x80
			if ascii(b) {
				t.Errorf("%d bytes with one beyond at %d are", n, i)
			}
			b[i] = 0
		}
	}
}
