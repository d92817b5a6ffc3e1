package parquettest

import (
	"fmt"
	"reflect"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/file"
)

// group writes rows from to upto of every column.
func (l Layout) group(g file.SerialRowGroupWriter, cols []Column, from, upto int) error {
	for _, c := range cols {
		w, err := g.NextColumn()
		if err != nil {
			return err
		}
		if err := l.column(w, c, from, upto); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
	}
	return g.Close()
}

func (l Layout) column(w file.ColumnChunkWriter, c Column, from, upto int) error {
	levels := l.levels(c, from, upto)
	var err error
	switch w := w.(type) {
	case *file.ByteArrayColumnChunkWriter:
		var texts []parquet.ByteArray
		for _, s := range c.Values.([]string) {
			texts = append(texts, parquet.ByteArray(s))
		}
		_, err = w.WriteBatch(present(texts, levels, from, upto), levels, nil)
	case *file.Int32ColumnChunkWriter:
		_, err = w.WriteBatch(present(convert[int32](c.Values), levels, from, upto), levels, nil)
	case *file.Int64ColumnChunkWriter:
		_, err = w.WriteBatch(present(convert[int64](c.Values), levels, from, upto), levels, nil)
	case *file.Int96ColumnChunkWriter:
		_, err = w.WriteBatch(present(c.Values.([]parquet.Int96), levels, from, upto), levels, nil)
	case *file.BooleanColumnChunkWriter:
		_, err = w.WriteBatch(present(c.Values.([]bool), levels, from, upto), levels, nil)
	case *file.Float32ColumnChunkWriter:
		_, err = w.WriteBatch(present(c.Values.([]float32), levels, from, upto), levels, nil)
	case *file.Float64ColumnChunkWriter:
		_, err = w.WriteBatch(present(c.Values.([]float64), levels, from, upto), levels, nil)
	default:
		err = fmt.Errorf("parquettest: cannot write %T", c.Values)
	}
	return err
}

// convert makes a slice of integers one of another size.
func convert[T int32 | int64](values any) []T {
	from, to := reflect.ValueOf(values), reflect.TypeFor[T]()
	out := make([]T, from.Len())
	for i := range out {
		out[i] = T(from.Index(i).Convert(to).Int())
	}
	return out
}

// levels is nil for a required column.
func (l Layout) levels(c Column, from, upto int) []int16 {
	if !l.Nullable && c.Null == nil {
		return nil
	}
	out := make([]int16, upto-from)
	for i := range out {
		if c.Null == nil || !c.Null[from+i] {
			out[i] = 1
		}
	}
	return out
}

func present[T any](v []T, levels []int16, from, upto int) []T {
	if levels == nil {
		return v[from:upto]
	}
	var out []T
	for i := from; i < upto; i++ {
		if levels[i-from] == 1 {
			out = append(out, v[i])
		}
	}
	return out
}
