package columns

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/compress"

	"sib/cohort/internal/parquettest"
)

// readAll opens b as a file and reads every column. It fails the test if what is
// read does not have one index a row, or takes long.
func readAll(t testing.TB, b []byte) error {
	t.Helper()
	path := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- readFile(t, path) }()
	select {
	case err := <-done:
		return err
	case <-time.After(30 * time.Second):
		t.Fatalf("reading %d bytes does not end", len(b))
		return nil
	}
}

func readFile(t testing.TB, path string) error {
	f, err := Open("", path, "people")
	if err != nil {
		return err
	}
	var first error
	for g := range f.Groups() {
		for _, l := range f.leaves {
			v, err := f.Column(g, l.name)
			if err != nil {
				first = err
				continue
			}
			if _, n := f.Group(g); int64(len(v.Index)) != n {
				t.Errorf("%d indices for %d rows", len(v.Index), n)
			}
			for _, k := range v.Index {
				if k < -1 || int(k) >= v.Len() {
					t.Errorf("index %d in a list of %d", k, v.Len())
				}
			}
		}
	}
	return first
}

// samples are small files in different layouts.
func samples(t testing.TB) [][]byte {
	t.Helper()
	layouts := append(parquettest.Layouts(), parquettest.Layout{V2: true, Encoding: map[string]parquet.Encoding{
		"id": parquet.Encodings.DeltaLengthByteArray, "text": parquet.Encodings.DeltaLengthByteArray,
		"ints": parquet.Encodings.DeltaBinaryPacked, "small": parquet.Encodings.DeltaBinaryPacked,
	}})
	var out [][]byte
	for i, l := range layouts {
		if l.GroupRows == 1 {
			l.GroupRows = 15
		}
		b, err := parquettest.Encode(l, append(table(30, uint64(i)), dateColumns(moments(30), nil)...)...)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, b)
	}
	return out
}

func TestDamageIsAnErrorOrAVector(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	flips, refused := 0, 0
	for _, good := range samples(t) {
		for range 80 {
			b := bytes.Clone(good)
			for range 1 + r.IntN(3) {
				b[r.IntN(len(b))] ^= byte(1 + r.IntN(255))
			}
			if readAll(t, b) != nil {
				refused++
			}
			flips++
		}
	}
	if refused < flips/4 {
		t.Errorf("only %d of %d damaged files were refused", refused, flips)
	}
}

func TestTruncationIsAlwaysRefused(t *testing.T) {
	for _, good := range samples(t)[:4] {
		for n := 0; n < len(good); n += 1 + len(good)/60 {
			if readAll(t, good[:n]) == nil {
				t.Errorf("the first %d of %d bytes pass as a file", n, len(good))
			}
		}
		// The middle is missing, both ends are right.
		half := len(good) / 2
		if readAll(t, append(bytes.Clone(good[:half/2]), good[half:]...)) == nil {
			t.Error("a file without its middle passes")
		}
	}
}

// A footer that claims a gigabyte must not make anybody allocate it.
func TestFooterLengthIsNotBelieved(t *testing.T) {
	b := samples(t)[0]
	for _, n := range []uint32{0, 1, uint32(len(b)), 1 << 30, 1<<32 - 1} {
		c := bytes.Clone(b)
		binary.LittleEndian.PutUint32(c[len(c)-8:], n)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if readAll(t, c) == nil {
			t.Errorf("footer of %d bytes passes", n)
		}
		runtime.ReadMemStats(&after)
		if got := after.TotalAlloc - before.TotalAlloc; got > 64<<20 {
			t.Errorf("footer of %d bytes: %d bytes allocated", n, got)
		}
	}
}

// Snappy and Zstandard state a length; neither may be believed beyond the header's.
func TestInflateIsBounded(t *testing.T) {
	big := make([]byte, 32<<20)
	for _, codec := range []compress.Compression{compress.Codecs.Snappy, compress.Codecs.Gzip, compress.Codecs.Zstd, compress.Codecs.Brotli} {
		c, err := compress.GetCodec(codec)
		if err != nil {
			t.Fatal(err)
		}
		src := c.Encode(make([]byte, c.CompressBound(int64(len(big)))), big)
		for _, n := range []int{1, 1000, len(big) - 1, len(big) + 1} {
			if _, err := inflate(codecOf(codec), make([]byte, n), src); err == nil {
				t.Errorf("%v: %d bytes inflate to %d", codec, len(big), n)
			}
		}
		if out, err := inflate(codecOf(codec), make([]byte, len(big)), src); err != nil || !bytes.Equal(out, big) {
			t.Errorf("%v: %v", codec, err)
		}
		for n := range min(len(src), 40) {
			if _, err := inflate(codecOf(codec), make([]byte, len(big)), src[:n]); err == nil {
				t.Errorf("%v: the first %d bytes inflate to everything", codec, n)
			}
		}
	}
}

// A stream writer's Zstandard frame does not say how long its content is.
func TestInflateFrameWithoutLength(t *testing.T) {
	c, err := compress.GetCodec(compress.Codecs.Zstd)
	if err != nil {
		t.Fatal(err)
	}
	want := bytes.Repeat([]byte("0123456789"), 50_000)
	var buf bytes.Buffer
	w := c.NewWriter(&buf)
	for part := want; len(part) > 0; {
		n := min(len(part), 7001)
		if _, err := w.Write(part[:n]); err != nil {
			t.Fatal(err)
		}
		part = part[n:]
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := inflate(codecOf(compress.Codecs.Zstd), make([]byte, len(want)), buf.Bytes())
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if _, err := inflate(codecOf(compress.Codecs.Zstd), make([]byte, 10), buf.Bytes()); err == nil {
		t.Error("half a megabyte fits in ten bytes")
	}
}

func FuzzOpenAndRead(f *testing.F) {
	for _, b := range samples(f) {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) { _ = readAll(t, b) })
}
