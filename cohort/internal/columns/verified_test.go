package columns

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"sib/cohort/internal/parquettest"
)

func random(n int) []byte {
	r := rand.New(rand.NewPCG(uint64(n), 5))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

func TestVerifiedReadsWhatIsThere(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, size := range []int{1, 100, blockSize - 1, blockSize, blockSize + 1, spanSize, spanSize + 1, 9*blockSize + 77} {
		b := random(size)
		// The reader of the digest hands out odd pieces; blocks are the same.
		d, of, err := digest(iotest.HalfReader(bytes.NewReader(b)), int64(size))
		sum := sha256.Sum256(b)
		if err != nil || string(d) != "sha256:"+hex.EncodeToString(sum[:]) || of.size != int64(size) || len(of.sums) != (size+blockSize-1)/blockSize {
			t.Fatalf("%d bytes: %v, %d blocks, %v", size, d, len(of.sums), err)
		}
		v := &verified{r: bytes.NewReader(b), of: of, path: "f"}
		if err := iotest.TestReader(io.NewSectionReader(v, 0, int64(size)), b); err != nil {
			t.Errorf("%d bytes: %v", size, err)
		}
		for range 200 {
			off, n := r.IntN(size+1), r.IntN(size+10)
			p := make([]byte, n)
			got, err := v.ReadAt(p, int64(off))
			want := b[off:min(off+n, size)]
			if !bytes.Equal(p[:got], want) || (got < n) != (err == io.EOF) {
				t.Fatalf("%d bytes at %d of %d: %d, %v", n, off, size, got, err)
			}
		}
	}
}

// Whatever byte is changed after the digest: a read that covers it fails, and no read
// hands it out.
func TestVerifiedFindsEveryChange(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	const size = 6*blockSize + 5
	good := random(size)
	_, of, err := digest(bytes.NewReader(good), size)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []int{0, 1, blockSize - 1, blockSize, 5*blockSize + 9, 6 * blockSize, size - 1} {
		bad := bytes.Clone(good)
		bad[at] ^= 1
		v := &verified{r: bytes.NewReader(bad), of: of, path: "f"}
		for range 300 {
			off := r.IntN(size)
			p := make([]byte, 1+r.IntN(size-off))
			n, err := v.ReadAt(p, int64(off))
			if !bytes.Equal(p[:n], good[off:off+n]) {
				t.Fatalf("a changed byte was handed out: %d bytes at %d, changed at %d", n, off, at)
			}
			if covers := at >= off && at < off+len(p); covers && (err == nil || !strings.Contains(problem(t, err).What, "changed")) {
				t.Errorf("change at %d, %d bytes at %d: %v", at, len(p), off, err)
			}
		}
	}
	cut := &verified{r: bytes.NewReader(good[:size-1]), of: of, path: "f"}
	if _, err := cut.ReadAt(make([]byte, 10), size-10); err == nil {
		t.Error("a file without its last byte passes")
	}
}

// Each block of the file is changed behind the reader's back, with size and time as before.
func TestColumnIsBoundToTheDigest(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "f")
	parquettest.Write(t, path, parquettest.Layout{GroupRows: 15_000}, table(30_000, 1)...)
	f, err := Open(dir, "f", "people")
	if err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	refusals := 0
	for at := blockSize / 2; at < len(good); at += 3 * blockSize {
		bad := bytes.Clone(good)
		bad[at] ^= 0x10
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, info.ModTime(), info.ModTime()); err != nil {
			t.Fatal(err)
		}
		refused := 0
		for g := range f.Groups() {
			for _, l := range f.leaves {
				if _, err := f.Column(g, l.name); err != nil {
					refused++
					if p := problem(t, err); !strings.Contains(p.What, "changed") {
						t.Fatalf("change at %d: %v", at, err)
					}
				}
			}
			if err := f.EachText(g, "id", func(int, []byte) {}); err != nil && !strings.Contains(err.Error(), "changed") {
				t.Fatalf("change at %d: %v", at, err)
			}
		}
		if refused > 0 {
			refusals++
		} else if at < len(good)-blockSize {
			t.Errorf("nobody saw the change at %d of %d", at, len(good))
		}
	}
	if refusals < 5 {
		t.Errorf("%d changes were seen: the test is too weak", refusals)
	}
	if err := os.WriteFile(path, append(bytes.Clone(good), 0), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Column(0, "id"); !strings.Contains(problem(t, err).What, "changed") {
		t.Errorf("a byte more: %v", err)
	}
}

// A file that grows while it is digested is not digested for ever.
func TestDigestOfAGrowingFile(t *testing.T) {
	endless := iotest.OneByteReader(bytes.NewReader(random(5000)))
	_, of, err := digest(endless, 1000)
	if err != nil || of.size != 1001 {
		t.Errorf("%d bytes, %v", of.size, err)
	}
}

func TestFilesAreClosed(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("counts handles as Linux shows them")
	}
	handles := func() int {
		list, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "f.parquet")
	parquettest.Write(t, path, parquettest.Layout{}, table(50, 1)...)
	if err := os.WriteFile(filepath.Join(dir, "bad.parquet"), []byte("PAR1 no PAR1"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := handles()
	for range 50 {
		f, err := Open(dir, "f.parquet", "people")
		if err != nil {
			t.Fatal(err)
		}
		_, _ = f.Column(0, "id")
		_, _ = f.Column(0, "none")
		_ = f.EachText(0, "wide", func(int, []byte) {})
		_, _ = Open(dir, "bad.parquet", "people")
		_, _ = OpenAll(dir, []string{"*.parquet"}, "people")
	}
	if after := handles(); after > before+5 {
		t.Errorf("%d files are open, %d were", after, before)
	}
}

func BenchmarkDigest(b *testing.B) {
	path := os.Getenv("SIB_BENCH_PARQUET")
	if path == "" {
		path = filepath.Join(b.TempDir(), "f")
		if err := os.WriteFile(path, random(21<<20), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	f := &File{path: "f", full: path}
	for _, what := range []string{"digest", "verify"} {
		b.Run(what, func(b *testing.B) {
			for b.Loop() {
				h, size, err := f.handle()
				if err != nil {
					b.Fatal(err)
				}
				b.SetBytes(size)
				if what == "digest" {
					_, f.blocks, err = digest(h, size)
				} else {
					v := &verified{r: h, of: f.blocks, path: "f"}
					_, err = io.CopyBuffer(io.Discard, io.NewSectionReader(v, 0, size), make([]byte, maxHeader))
				}
				h.Close()
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
