package columns

import (
	"errors"
	"fmt"
	"io"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/file"
	meta "github.com/xitongsys/parquet-go/parquet"
)

// Column reads the named column of row group g. Whatever the bytes are, it returns
// a Vector with one index a row, or an error that names file, row group and column.
// Freeing the Vector when it is done with saves memory.
func (f *File) Column(g int, name string) (Vector, error) { return f.column(g, name, decode) }

// decoder reads a column chunk from a file.
type decoder func(leaf, io.ReaderAt, *meta.ColumnMetaData, int) (Vector, error)

func (f *File) column(g int, name string, decode decoder) (Vector, error) {
	if c := constantOf(f.constants, name); c != nil {
		return c.vector(int(f.groups[g].rows)), nil
	}
	n, err := f.leaf(name)
	if err != nil {
		return Vector{}, err
	}
	h, err := f.open()
	if err != nil {
		return Vector{}, err
	}
	defer h.Close()
	l, grp := f.leaves[n], f.groups[g]
	v, err := decode(l, h, grp.chunks[n], int(grp.rows))
	if err != nil {
		return Vector{}, damaged(f.path, in(g, name, err))
	}
	if err := f.check(&v, grp.first, name, l.unsigned && l.physical == meta.Type_INT64); err != nil {
		return Vector{}, err
	}
	return v, nil
}

// decode reads a column chunk the fast way if there is one.
func decode(l leaf, h io.ReaderAt, m *meta.ColumnMetaData, rows int) (Vector, error) {
	v, err := decodeNative(l, h, m, rows)
	if err == errForeign {
		return decodeArrow(l, h, m, rows)
	}
	return v, err
}

// decodeArrow lets Arrow read the pages into a Vector.
func decodeArrow(l leaf, h io.ReaderAt, m *meta.ColumnMetaData, rows int) (Vector, error) {
	c := collector{v: Vector{Kind: l.kind, Index: newIndex(rows)}, optional: l.optional, rows: rows, unsigned: l.unsigned}
	err := l.read(newPages(h, m, l, rows), c.collect)
	return c.v, err
}

// collector gathers the values of a column into a Vector.
type collector struct {
	v                  Vector
	rows               int
	optional, unsigned bool
}

// put gives the next row the value at k.
func (c *collector) put(k int32) { c.v.Index = append(c.v.Index, k) }

func (c *collector) missing() { c.put(-1) }

func (c *collector) collect(r file.ColumnChunkReader) (err error) {
	switch r := r.(type) {
	case *file.ByteArrayColumnChunkReader:
		var t texts
		err = walk(c, r, func(b parquet.ByteArray) { c.put(t.add(b)) }, c.missing)
		t.flush()
		c.v.Texts = t.list
	case *file.Int32ColumnChunkReader:
		t := newInterner[int64]()
		err = walk(c, r, func(x int32) { v := widen(x, c.unsigned); c.put(t.hinted(bitsOf(v), v)) }, c.missing)
		c.v.Ints = t.list
	case *file.Int64ColumnChunkReader:
		t := newInterner[int64]()
		err = walk(c, r, func(x int64) { c.put(t.hinted(bitsOf(x), x)) }, c.missing)
		c.v.Ints = t.list
	case *file.Int96ColumnChunkReader:
		t := newInterner[int64]()
		err = walk(c, r, func(x parquet.Int96) { d := dayOf(x); c.put(t.hinted(bitsOf(d), d)) }, c.missing)
		c.v.Ints = t.list
	case *file.Float32ColumnChunkReader:
		t := newInterner[float64]()
		err = walk(c, r, func(x float32) { c.put(t.add(shortest(x))) }, c.missing)
		c.v.Floats = t.list
	case *file.Float64ColumnChunkReader:
		t := newInterner[float64]()
		err = walk(c, r, func(x float64) { c.put(t.add(x)) }, c.missing)
		c.v.Floats = t.list
	case *file.BooleanColumnChunkReader:
		t := newInterner[bool]()
		err = walk(c, r, func(x bool) { c.put(t.hinted(flag(x), x)) }, c.missing)
		c.v.Bools = t.list
	default:
		err = fmt.Errorf("no reader for %T", r)
	}
	return err
}

func flag(x bool) uint8 {
	if x {
		return 1
	}
	return 0
}

type batchReader[T any] interface {
	ReadBatch(n int64, values []T, def, rep []int16) (rows int64, read int, err error)
	Err() error
}

const batchRows = 8192

// maxReserved is how many rows memory is set aside for before any of them is read.
const maxReserved = 1 << 20

// walk calls present with the value of each row in turn, or missing. It insists that
// there is one for each row and that the levels and the values agree: some of Arrow's
// decoders stop early without an error.
func walk[T any](c *collector, r batchReader[T], present func(T), missing func()) error {
	size := min(batchRows, c.rows)
	values := make([]T, size)
	var levels []int16
	if c.optional {
		levels = make([]int16, size)
	}
	for done := 0; done < c.rows; {
		rows, read, err := r.ReadBatch(int64(size), values, levels, nil)
		if err == nil {
			err = r.Err()
		}
		if err != nil {
			return err
		}
		if rows == 0 {
			return errPagesEnd
		}
		k := 0
		for i := range int(rows) {
			if c.optional && levels[i] == 0 {
				missing()
				continue
			}
			if k == read {
				return errShort
			}
			present(values[k])
			k++
		}
		if done += int(rows); k != read || done > c.rows {
			return errors.New("more values than rows")
		}
	}
	return nil
}
