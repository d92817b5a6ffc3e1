package columns

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/file"
	meta "github.com/xitongsys/parquet-go/parquet"

	"sib/evidence"
)

// EachText calls do with the value of every row of row group g: a text, or an integer in
// decimal, as bytes that are valid for the call; nil where it is missing. It keeps
// nothing, as befits a column in which every value is another. A column of another kind
// is an error.
func (f *File) EachText(g int, name string, do func(row int, text []byte)) error {
	if c := constantOf(f.constants, name); c != nil {
		return c.each(int(f.groups[g].rows), do)
	}
	n, err := f.textLeaf(name)
	if err != nil {
		return err
	}
	h, err := f.open()
	if err != nil {
		return err
	}
	defer h.Close()
	l, grp := f.leaves[n], f.groups[g]
	c := collector{optional: l.optional, rows: int(grp.rows), unsigned: l.unsigned}
	e := each{do: do, limited: l.unsigned && l.physical == meta.Type_INT64}
	err = l.read(newPages(h, grp.chunks[n], l, int(grp.rows)), func(r file.ColumnChunkReader) error { return e.walk(&c, r) })
	switch {
	case err != nil:
		return damaged(f.path, in(g, name, err))
	case e.bad != nil:
		e.bad.File, e.bad.Row, e.bad.Column = f.path, grp.first+int64(e.badRow)+1, name
		return e.bad
	}
	return nil
}

// each hands on one value after the other.
type each struct {
	do      func(row int, text []byte)
	limited bool // values beyond 63 bits are negative here
	row     int
	digits  []byte
	bad     *evidence.Problem // the first value that no other package should think about
	badRow  int
}

func (e *each) walk(c *collector, r file.ColumnChunkReader) error {
	switch r := r.(type) {
	case *file.ByteArrayColumnChunkReader:
		return walk(c, r, func(b parquet.ByteArray) { e.text(b) }, e.missing)
	case *file.Int32ColumnChunkReader:
		return walk(c, r, func(x int32) { e.integer(widen(x, c.unsigned)) }, e.missing)
	case *file.Int64ColumnChunkReader:
		return walk(c, r, e.integer, e.missing)
	}
	return fmt.Errorf("no texts or integers, but %T", r)
}

func (e *each) missing() {
	e.do(e.row, nil)
	e.row++
}

func (e *each) text(b []byte) {
	if e.bad == nil && !utf8.Valid(b) {
		e.bad, e.badRow = notUTF8(), e.row
	}
	if b == nil {
		b = []byte{}
	}
	e.do(e.row, b)
	e.row++
}

func (e *each) integer(x int64) {
	if e.bad == nil && e.limited && x < 0 {
		e.bad, e.badRow = tooLarge(), e.row
	}
	e.digits = strconv.AppendInt(e.digits[:0], x, 10)
	e.do(e.row, e.digits)
	e.row++
}
