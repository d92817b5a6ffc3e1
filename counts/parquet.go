package counts

import (
	"bytes"
	"fmt"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/compress"
	"github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/metadata"
	"github.com/apache/arrow/go/v17/parquet/schema"

	"sib/cohort"
	"sib/cohort/outcome"
)

// groupRows is the largest row group.
const groupRows = 1 << 20

// Parquet returns the table as a file: the same bytes for the same counts.
func (t *Table) Parquet() ([]byte, error) {
	var buf bytes.Buffer
	all := t.columns()
	root, err := schemaOf(all)
	if err != nil {
		return nil, err
	}
	kv := metadata.NewKeyValueMetadata()
	for _, pair := range [][2]string{{cohort.CountsKey, cohort.CountsVersion}, {cohort.CountsPlanKey, t.plan[0]}, {outcome.CountsPlanKey, t.plan[1]}} {
		if err := kv.Append(pair[0], pair[1]); err != nil {
			return nil, fmt.Errorf("counts: %w", err)
		}
	}
	props := parquet.NewWriterProperties(
		parquet.WithCompression(compress.Codecs.Zstd),
		parquet.WithDictionaryDefault(true),
		parquet.WithMaxRowGroupLength(groupRows),
		parquet.WithCreatedBy("sib counts"),
	)
	w := file.NewParquetWriter(&buf, root, file.WithWriterProps(props), file.WithWriteMetadata(kv))
	for from := 0; from < len(t.rows); from += groupRows {
		if err := writeGroup(w.AppendRowGroup(), all, t.rows[from:min(from+groupRows, len(t.rows))]); err != nil {
			return nil, fmt.Errorf("counts: %w", err)
		}
	}
	if err := w.FlushWithFooter(); err != nil {
		return nil, fmt.Errorf("counts: %w", err)
	}
	return buf.Bytes(), nil
}

func schemaOf(all []column) (*schema.GroupNode, error) {
	var fields schema.FieldList
	for _, c := range all {
		rep := parquet.Repetitions.Required
		if c.optional {
			rep = parquet.Repetitions.Optional
		}
		var n schema.Node
		var err error
		switch c.kind {
		case text:
			n, err = schema.NewPrimitiveNodeLogical(c.name, rep, schema.StringLogicalType{}, parquet.Types.ByteArray, -1, -1)
		case integer:
			n, err = schema.NewPrimitiveNode(c.name, rep, parquet.Types.Int64, -1, -1)
		case double:
			n, err = schema.NewPrimitiveNode(c.name, rep, parquet.Types.Double, -1, -1)
		}
		if err != nil {
			return nil, fmt.Errorf("counts: column %q: %w", c.name, err)
		}
		fields = append(fields, n)
	}
	return schema.NewGroupNode("counts", parquet.Repetitions.Required, fields, -1)
}

func writeGroup(g file.SerialRowGroupWriter, all []column, rows []row) error {
	for _, c := range all {
		w, err := g.NextColumn()
		if err != nil {
			return err
		}
		if err := writeColumn(w, c, rows); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
	}
	return g.Close()
}

// writeColumn writes the values that there are, and a level for every row.
func writeColumn(w file.ColumnChunkWriter, c column, rows []row) error {
	var levels []int16
	var texts []parquet.ByteArray
	var integers []int64
	var doubles []float64
	for i := range rows {
		v := c.of(&rows[i])
		if c.optional {
			level := int16(1)
			if v.none {
				level = 0
			}
			levels = append(levels, level)
		}
		switch {
		case v.none:
		case c.kind == text:
			texts = append(texts, parquet.ByteArray(v.text))
		case c.kind == integer:
			integers = append(integers, v.number)
		default:
			doubles = append(doubles, v.double)
		}
	}
	var err error
	switch w := w.(type) {
	case *file.ByteArrayColumnChunkWriter:
		_, err = w.WriteBatch(texts, levels, nil)
	case *file.Int64ColumnChunkWriter:
		_, err = w.WriteBatch(integers, levels, nil)
	case *file.Float64ColumnChunkWriter:
		_, err = w.WriteBatch(doubles, levels, nil)
	default:
		err = fmt.Errorf("no writer for %T", w)
	}
	return err
}
