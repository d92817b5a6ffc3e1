package simulate

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/compress"
	"github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/schema"
)

const (
	rowGroupRows = 1 << 20
	batchRows    = 1 << 16
)

// table writes rows to Parquet, a row group at a time.
type table[R any] struct {
	sink    *stickyWriter
	file    *file.Writer
	columns []column[R]
	group   file.BufferedRowGroupWriter
	inside  int // rows in the open group
}

// newTable starts a file. The name of the writer is fixed, so that the bytes do not
// change with a library.
func newTable[R any](w io.Writer, name string, columns []column[R]) *table[R] {
	sink := &stickyWriter{w: w}
	props := []parquet.WriterProperty{
		parquet.WithCompression(compress.Codecs.Zstd),
		parquet.WithDictionaryDefault(true),
		parquet.WithMaxRowGroupLength(rowGroupRows),
		parquet.WithCreatedBy("sib simulate"),
	}
	var fields schema.FieldList
	for _, c := range columns {
		fields = append(fields, c.node())
		if c.plain() {
			props = append(props, parquet.WithDictionaryFor(c.node().Name(), false))
		}
	}
	root := schema.MustGroup(schema.NewGroupNode(name, parquet.Repetitions.Required, fields, -1))
	return &table[R]{sink: sink, columns: columns,
		file: file.NewParquetWriter(sink, root, file.WithWriterProps(parquet.NewWriterProperties(props...)))}
}

// write appends at most batchRows rows.
func (t *table[R]) write(rows []R) error {
	if t.group == nil {
		t.group = t.file.AppendBufferedRowGroup()
	}
	for i, c := range t.columns {
		w, err := t.group.Column(i)
		if err != nil {
			return err
		}
		if err := c.write(rows, w); err != nil {
			return fmt.Errorf("column %q: %w", c.node().Name(), err)
		}
	}
	if t.inside += len(rows); t.inside >= rowGroupRows {
		return t.endGroup()
	}
	return t.sink.err
}

func (t *table[R]) endGroup() error {
	if t.group == nil {
		return nil
	}
	err := t.group.Close()
	t.group, t.inside = nil, 0
	if err != nil {
		return err
	}
	return t.sink.err
}

// close writes the footer. The library's own Close loses its error.
func (t *table[R]) close() error {
	if err := t.endGroup(); err != nil {
		return err
	}
	if err := t.file.FlushWithFooter(); err != nil {
		return err
	}
	if err := t.file.Close(); err != nil {
		return err
	}
	return t.sink.err
}

// writeTable makes the file at path and lets rows fill it.
func writeTable[R any](path, name string, columns []column[R], rows func(*table[R]) error) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
	}()
	// The Parquet writer panics when it cannot write its first bytes.
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("write %q: %v", filepath.Base(path), r)
		}
	}()
	t := newTable(f, name, columns)
	if err := rows(t); err != nil {
		return err
	}
	return t.close()
}

// appendID appends "p-" and the number with at least nine digits.
func appendID(b []byte, number int64) []byte {
	b = append(b, "p-"...)
	for limit := int64(100_000_000); limit > 1 && number < limit; limit /= 10 {
		b = append(b, '0')
	}
	return strconv.AppendInt(b, number, 10)
}

// stickyWriter remembers the first error: the Parquet writer forgets some.
type stickyWriter struct {
	w   io.Writer
	err error
}

func (s *stickyWriter) Write(b []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.w.Write(b)
	s.err = err
	return n, err
}
