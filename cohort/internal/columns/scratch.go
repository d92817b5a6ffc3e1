package columns

import (
	"bufio"
	"io"
	"sync"

	meta "github.com/xitongsys/parquet-go/parquet"
)

// scratch is the memory in which a column chunk is read. What a page holds there is
// overwritten by the next.
type scratch struct {
	r         *bufio.Reader
	raw, data []byte
	levels    levels
	index     []int32
}

// scratches outlive a column: there are as many as are read at a time.
var scratches = sync.Pool{New: func() any { return new(scratch) }}

// pages is newPages in the memory of s.
func (s *scratch) pages(r io.ReaderAt, m *meta.ColumnMetaData, l leaf, rows int) *pages {
	start, size := chunkRange(m)
	section := io.NewSectionReader(r, start, size)
	if s.r == nil {
		s.r = bufio.NewReaderSize(section, maxHeader)
	} else {
		s.r.Reset(section)
	}
	return &pages{r: s.r, left: size, rows: rows, leaf: l, codec: m.Codec, reuse: s}
}

// compressed returns n bytes for a page as it is stored.
func (s *scratch) compressed(n int) []byte {
	if s == nil {
		return make([]byte, n)
	}
	s.raw = sized(s.raw, n)
	return s.raw
}

// inflated returns n bytes for a page's contents.
func (s *scratch) inflated(n int) []byte {
	if s == nil {
		return make([]byte, n)
	}
	s.data = sized(s.data, n)
	return s.data
}

// indices returns room for n indices.
func (s *scratch) indices(n int) []int32 {
	s.index = sized(s.index, n)
	return s.index
}

// sized returns n elements in the memory of s if they fit, with contents of any kind.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// indexes holds the Index of vectors that were freed.
var indexes = sync.Pool{New: func() any { return new([]int32) }}

// newIndex returns an empty list with room for some of the rows.
func newIndex(rows int) []int32 {
	kept := *indexes.Get().(*[]int32)
	if cap(kept) >= min(rows, maxReserved) {
		return kept[:0]
	}
	return make([]int32, 0, min(rows, maxReserved))
}

// Free gives the memory of Index back. The vector must not be used afterwards.
func (v *Vector) Free() {
	if kept := v.Index; kept != nil {
		indexes.Put(&kept)
	}
	*v = Vector{}
}
