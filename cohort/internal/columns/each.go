package columns

import (
	"fmt"
	"io"
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
	return f.eachText(g, name, do, (*each).read)
}

// eachReader hands the values of a column chunk to an each.
type eachReader func(*each, leaf, io.ReaderAt, *meta.ColumnMetaData, int) error

func (f *File) eachText(g int, name string, do func(row int, text []byte), read eachReader) error {
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
	e := each{do: do, limited: l.unsigned && l.physical == meta.Type_INT64}
	err = read(&e, l, h, grp.chunks[n], int(grp.rows))
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
	ascii   bool // texts are known to be valid UTF-8
	row     int
	skip    int // rows that were handed on before
	digits  []byte
	bad     *evidence.Problem // the first value that no other package should think about
	badRow  int
}

// read walks the pages where they lie, as far as it knows them, and leaves the rest to Arrow.
func (e *each) read(l leaf, h io.ReaderAt, m *meta.ColumnMetaData, rows int) error {
	err := e.readNative(l, h, m, rows)
	if err != errForeign {
		return err
	}
	e.row, e.skip, e.ascii = 0, e.row, false
	return e.readArrow(l, h, m, rows)
}

func (e *each) readArrow(l leaf, h io.ReaderAt, m *meta.ColumnMetaData, rows int) error {
	c := collector{optional: l.optional, rows: rows, unsigned: l.unsigned}
	return l.read(newPages(h, m, l, rows), func(r file.ColumnChunkReader) error { return e.walk(&c, r) })
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

// hand gives the next row to the caller.
func (e *each) hand(b []byte) {
	if e.row >= e.skip {
		e.do(e.row, b)
	}
	e.row++
}

func (e *each) missing() { e.hand(nil) }

func (e *each) text(b []byte) {
	if !e.ascii && e.bad == nil && !utf8.Valid(b) {
		e.bad, e.badRow = notUTF8(), e.row
	}
	if b == nil {
		b = []byte{}
	}
	e.hand(b)
}

func (e *each) integer(x int64) {
	if e.bad == nil && e.limited && x < 0 {
		e.bad, e.badRow = tooLarge(), e.row
	}
	e.digits = strconv.AppendInt(e.digits[:0], x, 10)
	e.hand(e.digits)
}
