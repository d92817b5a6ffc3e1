package columns

import (
	"io"
	"unicode/utf8"

	meta "github.com/xitongsys/parquet-go/parquet"
)

// Unadded, among the addends of Fold, marks a value that is not to be added.
const Unadded = 1 << 30

// beyondList marks an index behind the values that are listed.
const beyondList = 1 << 31

// Fold adds to each element of into, one a row of row group g, what addends says of the
// row's value in the named column, without listing the rows. It calls addends at most once
// with a Vector that has no Index; addends returns one number below Unadded, or Unadded,
// for a missing value and then for each listed value, or nil if they are too many.
//
// It returns false, and into as it was, where Column has to be asked: if a row has a value
// that is refused or not valid, and if the column is not one of dictionary indices or
// booleans. After an error, which is the one of Column, into is of no use.
func (f *File) Fold(g int, name string, into []uint32, addends func(*Vector) []uint32) (bool, error) {
	n, err := f.leaf(name)
	if err != nil || constantOf(f.constants, name) != nil || constantOf(f.both, name) != nil || !f.leaves[n].folds(f.groups[g].chunks[n]) {
		return false, nil
	}
	h, err := f.open()
	if err != nil {
		return false, err
	}
	defer h.Close()
	d := folder{leaf: f.leaves[n], ask: addends, into: into[:f.groups[g].rows]}
	ok, err := d.fold(h, f.groups[g].chunks[n])
	if err != nil {
		return false, damaged(f.path, in(g, name, err))
	}
	return ok, nil
}

// folds tells whether the chunk may be one for Fold. Only its pages tell for sure.
func (l leaf) folds(m *meta.ColumnMetaData) bool {
	return l.native() && l.perDay == 0 && m.NumValues > 0 && (l.kind == Bool || m.Encodings != nil)
}

// folder adds a column chunk to a list of numbers.
type folder struct {
	leaf    leaf
	ask     func(*Vector) []uint32
	into    []uint32 // of all rows
	done    int      // rows that were added
	list    Vector
	addends []uint32  // of a missing value and of those listed; nil before they are asked for
	seen    uint32    // all addends that were met, as far as their highest bits go
	values  positions // of the page that is read
	small   [256]uint32
	width   int  // of the indices that small is for, plus 1
	undo    bool // addends are taken away
}

// fold adds the chunk, or takes back what it added before it found out that it cannot.
func (d *folder) fold(h io.ReaderAt, m *meta.ColumnMetaData) (bool, error) {
	err := d.read(h, m, len(d.into))
	if err == nil && d.seen&Unadded == 0 {
		return true, nil
	}
	if upto := d.done; err == nil || err == errForeign && upto > 0 {
		for i, x := range d.addends {
			d.addends[i] = -x // what was added modulo 2³² is taken away likewise
		}
		d.done, d.width, d.undo = 0, 0, true
		err = d.read(h, m, upto)
	}
	if err == errForeign {
		err = nil
	}
	return false, err
}

// read adds the pages of the first rows.
func (d *folder) read(h io.ReaderAt, m *meta.ColumnMetaData, upto int) (err error) {
	defer recovered(&err)
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	p := s.pages(h, m, d.leaf, len(d.into))
	for err == nil && d.done < upto {
		var pg *page
		switch pg, err = p.next(); {
		case err != nil:
		case pg == nil:
			err = errPagesEnd
		case pg.kind != meta.PageType_DICTIONARY_PAGE:
			err = d.page(s, pg)
		case d.addends == nil:
			d.list.Kind = d.leaf.kind
			err = d.leaf.dictionary(&d.list, pg.values, pg.n)
		}
	}
	return err
}

// prepare asks for the addends and marks those of values that Column refuses.
func (d *folder) prepare() error {
	d.list.Kind = d.leaf.kind
	if d.leaf.kind == Bool {
		d.list.Bools = []bool{false, true}
	}
	if d.addends = d.ask(&d.list); d.addends == nil {
		return errForeign
	}
	for k, s := range d.list.Texts {
		if !utf8.ValidString(s) {
			d.addends[k+1] = Unadded
		}
	}
	for k, bad := range d.list.negative(d.leaf.unsigned && d.leaf.physical == meta.Type_INT64) {
		if bad {
			d.addends[k+1] = Unadded
		}
	}
	return nil
}

// page adds a data page to the rows that come next.
func (d *folder) page(s *scratch, pg *page) (err error) {
	present := pg.n
	if d.leaf.optional {
		if present, err = s.levels.parse(pg.levels, pg.n); err != nil {
			return err
		}
	}
	if d.addends == nil {
		if err := d.prepare(); err != nil {
			return err
		}
	}
	if d.values, err = pg.positions(&d.list, present); err != nil {
		return err
	}
	rows := d.into[d.done : d.done+pg.n]
	if present == pg.n {
		err = d.add(rows)
	} else {
		err = d.leveled(rows, s.levels)
	}
	if err == nil {
		d.done += pg.n
	}
	return err
}

// positions begins to hand out the positions of n values.
func (pg *page) positions(list *Vector, n int) (positions, error) {
	if n == 0 {
		return positions{}, nil
	}
	src, width, err := pg.packed(list)
	if err != nil {
		return positions{}, err
	}
	s := positions{left: n, src: src, width: width}
	if pg.encoding == meta.Encoding_PLAIN {
		if (n*width+7)/8 > len(src) {
			return positions{}, errShort
		}
		s.run = run{n: n, groups: src}
	}
	return s, nil
}

// leveled adds the values that are present, and for the others what a missing one adds.
func (d *folder) leveled(rows []uint32, l levels) error {
	missing := d.addends[0]
	d.seen |= missing
	for _, r := range l {
		to := rows[:r.n]
		rows = rows[r.n:]
		var err error
		switch {
		case r.bits != nil:
			err = d.leveledBits(to, r.bits, missing)
		case r.one:
			err = d.add(to)
		default:
			addConstant(to, missing)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// leveledBits adds values where a bit is set, and elsewhere what a missing one adds.
func (d *folder) leveledBits(to []uint32, bits []byte, missing uint32) error {
	const block = 512
	var sums [block + 1]uint32 // and one that is read, and not added, behind the last
	for len(to) > 0 {
		r := levelRun{n: min(block, len(to)), bits: bits}
		present := r.present()
		clear(sums[:])
		if err := d.add(sums[:present]); err != nil {
			return err
		}
		used := 0
		for i := range to[:r.n] {
			one := uint32(bits[i>>3] >> (i & 7) & 1)
			to[i] += sums[used]&-one | missing&(one-1)
			used += int(one)
		}
		to, bits = to[r.n:], bits[min(block/8, len(bits)):]
	}
	return nil
}
