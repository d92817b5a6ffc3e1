package parquettest

import (
	"fmt"

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
	switch v := c.Values.(type) {
	case []string:
		texts := make([]parquet.ByteArray, len(v))
		for i, s := range v {
			texts[i] = parquet.ByteArray(s)
		}
		_, err = w.(*file.ByteArrayColumnChunkWriter).WriteBatch(present(texts, levels, from, upto), levels, nil)
	case []int32:
		_, err = w.(*file.Int32ColumnChunkWriter).WriteBatch(present(v, levels, from, upto), levels, nil)
	case []int64:
		_, err = w.(*file.Int64ColumnChunkWriter).WriteBatch(present(v, levels, from, upto), levels, nil)
	case []uint64:
		ints := make([]int64, len(v))
		for i, x := range v {
			ints[i] = int64(x)
		}
		_, err = w.(*file.Int64ColumnChunkWriter).WriteBatch(present(ints, levels, from, upto), levels, nil)
	case []bool:
		_, err = w.(*file.BooleanColumnChunkWriter).WriteBatch(present(v, levels, from, upto), levels, nil)
	case []float32:
		_, err = w.(*file.Float32ColumnChunkWriter).WriteBatch(present(v, levels, from, upto), levels, nil)
	case []float64:
		_, err = w.(*file.Float64ColumnChunkWriter).WriteBatch(present(v, levels, from, upto), levels, nil)
	default:
		err = fmt.Errorf("parquettest: cannot write %T", v)
	}
	return err
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
