package columns

import (
	"errors"
	"fmt"
	"sync"

	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/schema"
	meta "github.com/xitongsys/parquet-go/parquet"
)

// Column reads the named column of row group g. Whatever the bytes are, it returns
// a Vector with one index a row, or an error that names file, row group and column.
func (f *File) Column(g int, name string) (Vector, error) {
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
	v, err := decode(l, newPages(h, grp.chunks[n], l, int(grp.rows)), int(grp.rows))
	if err != nil {
		return Vector{}, damaged(f.path, in(g, name, err))
	}
	if err := f.check(&v, grp.first, name, l.unsigned && l.physical == meta.Type_INT64); err != nil {
		return Vector{}, err
	}
	return v, nil
}

// decode lets Arrow read the pages. Its panics are errors of the file.
func decode(l leaf, p *pages, rows int) (v Vector, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("malformed data: %v", r)
		}
	}()
	descr, err := l.descriptor()
	if err != nil {
		return Vector{}, err
	}
	c := collector{v: Vector{Kind: l.kind}, optional: l.optional, rows: rows, unsigned: l.unsigned}
	err = c.collect(file.NewColumnReader(descr, p, memory.DefaultAllocator, &sync.Pool{}))
	return c.v, err
}

// descriptor is Arrow's view of the leaf: a flat column of its physical type.
func (l leaf) descriptor() (*schema.Column, error) {
	rep, level := parquet.Repetitions.Required, int16(0)
	if l.optional {
		rep, level = parquet.Repetitions.Optional, 1
	}
	node, err := schema.NewPrimitiveNode("v", rep, parquet.Type(l.physical), -1, -1)
	if err != nil {
		return nil, err
	}
	return schema.NewColumn(node, level, 0), nil
}

// collector gathers the values of a column into a Vector.
type collector struct {
	v                  Vector
	rows               int
	optional, unsigned bool
}

func (c *collector) collect(r file.ColumnChunkReader) (err error) {
	switch r := r.(type) {
	case *file.ByteArrayColumnChunkReader:
		var t texts
		err = drain(c, r, func(b parquet.ByteArray) int32 { return t.add(b) })
		t.flush()
		c.v.Texts = t.list
	case *file.Int32ColumnChunkReader:
		t := newInterner[int64]()
		err = drain(c, r, func(x int32) int32 { return t.add(widen(x, c.unsigned)) })
		c.v.Ints = t.list
	case *file.Int64ColumnChunkReader:
		t := newInterner[int64]()
		err = drain(c, r, t.add)
		c.v.Ints = t.list
	case *file.Float32ColumnChunkReader:
		t := newInterner[float64]()
		err = drain(c, r, func(x float32) int32 { return t.add(shortest(x)) })
		c.v.Floats = t.list
	case *file.Float64ColumnChunkReader:
		t := newInterner[float64]()
		err = drain(c, r, t.add)
		c.v.Floats = t.list
	case *file.BooleanColumnChunkReader:
		t := newInterner[bool]()
		err = drain(c, r, t.add)
		c.v.Bools = t.list
	default:
		err = fmt.Errorf("no reader for %T", r)
	}
	return err
}

type batchReader[T any] interface {
	ReadBatch(n int64, values []T, def, rep []int16) (rows int64, read int, err error)
	Err() error
}

const batchRows = 8192

// maxReserved is how many rows memory is set aside for before any of them is read.
const maxReserved = 1 << 20

// drain reads until there is one index a row, and insists that the levels and the
// values agree: some of Arrow's decoders stop early without an error.
func drain[T any](c *collector, r batchReader[T], add func(T) int32) error {
	size := min(batchRows, c.rows)
	values := make([]T, size)
	var levels []int16
	if c.optional {
		levels = make([]int16, size)
	}
	c.v.Index = make([]int32, 0, min(c.rows, maxReserved))
	for len(c.v.Index) < c.rows {
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
				c.v.Index = append(c.v.Index, -1)
				continue
			}
			if k == read {
				return errShort
			}
			c.v.Index = append(c.v.Index, add(values[k]))
			k++
		}
		if k != read || len(c.v.Index) > c.rows {
			return errors.New("more values than rows")
		}
	}
	return nil
}
