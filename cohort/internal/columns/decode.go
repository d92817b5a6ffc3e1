package columns

import (
	"errors"
	"io"
	"math"

	meta "github.com/xitongsys/parquet-go/parquet"
)

// errForeign says that a chunk holds pages that only Arrow decodes.
var errForeign = errors.New("pages for the library")

// native tells whether the chunk may be one that this package decodes itself: dictionary
// indices of any type, and booleans. Only its pages tell for sure.
func (l leaf) native() bool {
	switch l.kind {
	case Text, Int, Float, Bool:
		return true
	}
	return false
}

// decodeNative reads a column chunk without Arrow. It returns errForeign when the chunk
// has a page of another encoding, such as plain numbers.
func decodeNative(l leaf, h io.ReaderAt, m *meta.ColumnMetaData, rows int) (v Vector, err error) {
	if !l.native() {
		return Vector{}, errForeign
	}
	defer recovered(&err)
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	v = Vector{Kind: l.kind, Index: newIndex(rows)}
	p := s.pages(h, m, l, rows)
	if l.kind == Bool {
		v.Bools = []bool{false, true}
	}
	for err == nil && len(v.Index) < rows {
		err = s.decode(p, &v)
	}
	if err != nil {
		v.Free()
	}
	return v, err
}

// decode appends the next page to v.
func (s *scratch) decode(p *pages, v *Vector) error {
	pg, err := p.next()
	switch {
	case err != nil:
		return err
	case pg == nil:
		return errPagesEnd
	case pg.kind == meta.PageType_DICTIONARY_PAGE:
		return p.leaf.dictionary(v, pg.values, pg.n)
	}
	present := pg.n
	if p.leaf.optional {
		if present, err = s.levels.parse(pg.levels, pg.n); err != nil {
			return err
		}
	}
	dst := extend(&v.Index, pg.n)
	if err := pg.indices(dst[:present], v); err != nil {
		return err
	}
	if present < pg.n {
		s.levels.spread(dst, present)
	}
	return nil
}

// extend makes a list longer by n elements, with contents of any kind, and returns those.
func extend(list *[]int32, n int) []int32 {
	at := len(*list)
	if cap(*list)-at < n {
		grown := make([]int32, at, max(at+n, 2*cap(*list)))
		copy(grown, *list)
		*list = grown
	}
	*list = (*list)[:at+n]
	return (*list)[at:]
}

// indices fills dst with the positions of the page's values in the list of v.
func (pg *page) indices(dst []int32, v *Vector) error {
	if len(dst) == 0 {
		return nil
	}
	src, width, err := pg.packed(v)
	if err != nil {
		return err
	}
	if pg.encoding == meta.Encoding_PLAIN {
		return unpackGroups(dst, src, width, 1)
	}
	return unpackRuns(dst, src, width, int32(v.Len()-1))
}

// packed returns the positions of the page's values in the list of v as runs, or as
// groups alone if the page is plain, and the bits that each takes.
func (pg *page) packed(v *Vector) (src []byte, width int, err error) {
	src = pg.values
	switch enc := pg.encoding; {
	case enc == meta.Encoding_RLE_DICTIONARY || enc == meta.Encoding_PLAIN_DICTIONARY:
		if len(src) == 0 {
			return nil, 0, errShort
		}
		if v.Len() == 0 || v.Len() > math.MaxInt32 || src[0] > 32 {
			return nil, 0, errIndex
		}
		return src[1:], int(src[0]), nil
	case enc == meta.Encoding_PLAIN && v.Kind == Bool:
		return src, 1, nil
	case enc == meta.Encoding_RLE && v.Kind == Bool:
		src, _, err = prefixed(src)
		return src, 1, err
	}
	return nil, 0, errForeign
}
