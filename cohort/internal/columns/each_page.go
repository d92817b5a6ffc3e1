package columns

import (
	"encoding/binary"
	"io"

	meta "github.com/xitongsys/parquet-go/parquet"
)

// readNative walks texts and integers, plain or by dictionary, in the pages' memory. It
// returns errForeign at the first page that only Arrow decodes; e.row rows came before.
func (e *each) readNative(l leaf, h io.ReaderAt, m *meta.ColumnMetaData, rows int) (err error) {
	if l.kind != Text && l.kind != Int {
		return errForeign
	}
	defer recovered(&err)
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	var dict Vector
	p := s.pages(h, m, l, rows)
	for e.row < rows {
		pg, err := p.next()
		switch {
		case err != nil:
			return err
		case pg == nil:
			return errPagesEnd
		case pg.kind == meta.PageType_DICTIONARY_PAGE:
			dict = Vector{Kind: l.kind}
			err = l.dictionary(&dict, pg.values, pg.n)
		default:
			err = e.page(l, s, pg, &dict)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// page hands on the values of a data page.
func (e *each) page(l leaf, s *scratch, pg *page, dict *Vector) (err error) {
	present := pg.n
	if l.optional {
		if present, err = s.levels.parse(pg.levels, pg.n); err != nil {
			return err
		}
	}
	take, err := e.taker(l, s, pg, dict, present)
	if err != nil {
		return err
	}
	if present == pg.n {
		return take(present)
	}
	return s.levels.each(take, e.missing)
}

// each calls take with the number of values that come next, and missing for each that does not.
func (l levels) each(take func(n int) error, missing func()) error {
	for _, r := range l {
		for at := 0; at < r.n; {
			n, one := r.alike(at)
			at += n
			if one {
				if err := take(n); err != nil {
					return err
				}
				continue
			}
			for range n {
				missing()
			}
		}
	}
	return nil
}

// alike returns how many levels from number at on are known to be the same.
func (r levelRun) alike(at int) (n int, one bool) {
	if r.bits == nil {
		return r.n - at, r.one
	}
	return 1, r.bits[at>>3]>>(at&7)&1 == 1
}

// taker returns what hands on the next n values of the page.
func (e *each) taker(l leaf, s *scratch, pg *page, dict *Vector, present int) (func(n int) error, error) {
	switch pg.encoding {
	case meta.Encoding_RLE_DICTIONARY, meta.Encoding_PLAIN_DICTIONARY:
		index := s.indices(present)
		if err := pg.indices(index, dict); err != nil {
			return nil, err
		}
		e.ascii = false
		return func(n int) error {
			e.listed(index[:n], dict)
			index = index[n:]
			return nil
		}, nil
	case meta.Encoding_PLAIN:
		rest := pg.values
		step := e.texts
		if l.kind == Int {
			step = func(n int, src []byte) ([]byte, error) { return e.integers(l, n, src) }
		}
		e.ascii = l.kind == Text && ascii(rest)
		return func(n int) (err error) {
			rest, err = step(n, rest)
			return err
		}, nil
	}
	return nil, errForeign
}

// listed hands on values of a dictionary.
func (e *each) listed(index []int32, dict *Vector) {
	for _, k := range index {
		if dict.Kind == Int {
			e.integer(dict.Ints[k])
			continue
		}
		e.digits = append(e.digits[:0], dict.Texts[k]...)
		e.text(e.digits)
	}
}

// texts hands on n plain texts and returns what is behind them.
func (e *each) texts(n int, src []byte) ([]byte, error) {
	at := 0
	for range n {
		if len(src)-at < 4 {
			return nil, errShort
		}
		size := uint64(binary.LittleEndian.Uint32(src[at:]))
		at += 4
		if size > uint64(len(src)-at) {
			return nil, errShort
		}
		end := at + int(size)
		e.text(src[at:end:end])
		at = end
	}
	return src[at:], nil
}

// integers hands on n plain integers and returns what is behind them.
func (e *each) integers(l leaf, n int, src []byte) ([]byte, error) {
	size := l.width()
	if n > len(src)/size {
		return nil, errShort
	}
	for i := range n {
		if size == 4 {
			e.integer(widen(int32(binary.LittleEndian.Uint32(src[4*i:])), l.unsigned))
			continue
		}
		e.integer(int64(binary.LittleEndian.Uint64(src[8*i:])))
	}
	return src[n*size:], nil
}

// ascii tells whether no byte has its highest bit set, so that every part is valid UTF-8.
func ascii(b []byte) bool {
	var high uint64
	for ; len(b) >= 32; b = b[32:] {
		high |= binary.LittleEndian.Uint64(b) | binary.LittleEndian.Uint64(b[8:]) | binary.LittleEndian.Uint64(b[16:]) | binary.LittleEndian.Uint64(b[24:])
	}
	for _, c := range b {
		high |= uint64(c)
	}
	return high&0x8080808080808080 == 0
}
