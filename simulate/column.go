package simulate

import (
	"fmt"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/schema"
)

// column is a column of a table with rows R.
type column[R any] interface {
	node() schema.Node
	// plain reports whether the values hardly repeat, so that a dictionary is of no use.
	plain() bool
	write(rows []R, w file.ColumnChunkWriter) error
}

// values is a column of Ts, taken from each row.
type values[R, T any] struct {
	name   string
	typ    func(name string, rep parquet.Repetition) schema.Node
	of     func(*R) T
	gone   func(*R) bool // whether a row has no value; nil if all have one
	unlike bool
	start  func(rows int) // before each batch; may be nil

	// The batch: the values that are there, and a level for every row.
	batch  []T
	levels []int16
}

func (c *values[R, T]) plain() bool { return c.unlike }

func (c *values[R, T]) node() schema.Node {
	if c.gone != nil {
		return c.typ(c.name, parquet.Repetitions.Optional)
	}
	return c.typ(c.name, parquet.Repetitions.Required)
}

func (c *values[R, T]) write(rows []R, w file.ColumnChunkWriter) error {
	if c.start != nil {
		c.start(len(rows))
	}
	c.batch, c.levels = c.batch[:0], c.levels[:0]
	for i := range rows {
		r := &rows[i]
		if c.gone != nil {
			gone := c.gone(r)
			c.levels = append(c.levels, level(!gone))
			if gone {
				continue
			}
		}
		c.batch = append(c.batch, c.of(r))
	}
	levels := c.levels
	if c.gone == nil {
		levels = nil
	}
	to, ok := w.(interface {
		WriteBatch([]T, []int16, []int16) (int64, error)
	})
	if !ok {
		return fmt.Errorf("column %q cannot be written as %T", c.name, w)
	}
	_, err := to.WriteBatch(c.batch, levels, nil)
	return err
}

func level(present bool) int16 {
	if present {
		return 1
	}
	return 0
}

// The types of columns.

func textNode(name string, rep parquet.Repetition) schema.Node {
	return schema.MustPrimitive(schema.NewPrimitiveNodeLogical(name, rep, schema.StringLogicalType{}, parquet.Types.ByteArray, -1, -1))
}

func dayNode(name string, rep parquet.Repetition) schema.Node {
	return schema.MustPrimitive(schema.NewPrimitiveNodeLogical(name, rep, schema.DateLogicalType{}, parquet.Types.Int32, -1, -1))
}

func int32Node(name string, rep parquet.Repetition) schema.Node {
	return schema.NewInt32Node(name, rep, -1)
}

func float64Node(name string, rep parquet.Repetition) schema.Node {
	return schema.NewFloat64Node(name, rep, -1)
}

func boolNode(name string, rep parquet.Repetition) schema.Node {
	return schema.NewBooleanNode(name, rep, -1)
}

// asBytes converts levels once, not once a row.
func asBytes(levels []string) []parquet.ByteArray {
	out := make([]parquet.ByteArray, len(levels))
	for i, s := range levels {
		out[i] = parquet.ByteArray(s)
	}
	return out
}

// idColumn writes pseudonyms. All differ, so they get no dictionary.
func idColumn[R any](number func(*R) int64) column[R] {
	const idBytes = 12
	var text []byte // the ids of a batch point into it
	return &values[R, parquet.ByteArray]{
		name: "person_id", typ: textNode, unlike: true,
		start: func(rows int) {
			if cap(text) < rows*idBytes {
				text = make([]byte, 0, rows*idBytes)
			}
			text = text[:0]
		},
		of: func(r *R) parquet.ByteArray {
			from := len(text)
			text = appendID(text, number(r))
			return text[from:]
		},
	}
}
