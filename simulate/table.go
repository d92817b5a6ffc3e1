package simulate

import (
	"fmt"
	"io"
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

// The columns, in the order of the file.
const (
	colID = iota
	colYear
	colAge
	colGender
	colOrigin
	colQualification
	colPlaced
	colEarnings
	colDistance
)

func tableSchema(continuous int) *schema.GroupNode {
	text := func(name string) schema.Node {
		return schema.MustPrimitive(schema.NewPrimitiveNodeLogical(name, parquet.Repetitions.Required,
			schema.StringLogicalType{}, parquet.Types.ByteArray, -1, -1))
	}
	fields := schema.FieldList{
		text("person_id"),
		schema.NewInt32Node("year", parquet.Repetitions.Required, -1),
		schema.NewInt32Node("age", parquet.Repetitions.Optional, -1),
		text("gender"),
		text("origin"),
		text("qualification"),
		schema.NewBooleanNode("placed", parquet.Repetitions.Optional, -1),
	}
	for _, name := range continuousNames[:continuous] {
		fields = append(fields, schema.NewFloat64Node(name, parquet.Repetitions.Required, -1))
	}
	return schema.MustGroup(schema.NewGroupNode("people", parquet.Repetitions.Required, fields, -1))
}

// table writes people to Parquet, a row group at a time.
type table struct {
	sink   *stickyWriter
	file   *file.Writer
	group  file.BufferedRowGroupWriter
	inside int // rows in the open group
	batch  columns
}

// newTable starts a file. The ids are all different, so they get no dictionary;
// the name of the writer is fixed, so that the bytes do not change with a library.
func newTable(w io.Writer, continuous int) *table {
	sink := &stickyWriter{w: w}
	props := parquet.NewWriterProperties(
		parquet.WithCompression(compress.Codecs.Zstd),
		parquet.WithDictionaryDefault(true),
		parquet.WithDictionaryFor("person_id", false),
		parquet.WithDictionaryFor("earnings", false),
		parquet.WithDictionaryFor("distance_km", false),
		parquet.WithMaxRowGroupLength(rowGroupRows),
		parquet.WithCreatedBy("sib simulate"),
	)
	return &table{sink: sink, file: file.NewParquetWriter(sink, tableSchema(continuous), file.WithWriterProps(props))}
}

// write appends at most batchRows people.
func (t *table) write(people []person) error {
	if t.group == nil {
		t.group = t.file.AppendBufferedRowGroup()
	}
	t.batch.fill(people)
	if err := t.batch.writeTo(t.group); err != nil {
		return err
	}
	if t.inside += len(people); t.inside >= rowGroupRows {
		return t.endGroup()
	}
	return t.sink.err
}

func (t *table) endGroup() error {
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
func (t *table) close() error {
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

// columns is a batch of people by column. Optional columns hold the values that
// are there, and a level for everybody.
type columns struct {
	text                  []byte
	id                    []parquet.ByteArray
	year, age             []int32
	gender, origin, qual  []parquet.ByteArray
	placed                []bool
	earnings, distance    []float64
	ageLevel, placedLevel []int16
}

// The levels as the writer takes them: converted once, not once a row.
var genderText, originText, qualificationText = asBytes(genders), asBytes(origins), asBytes(qualifications)

func asBytes(levels []string) []parquet.ByteArray {
	out := make([]parquet.ByteArray, len(levels))
	for i, s := range levels {
		out[i] = parquet.ByteArray(s)
	}
	return out
}

func (c *columns) fill(people []person) {
	c.reset(len(people))
	for _, p := range people {
		start := len(c.text)
		c.text = appendID(c.text, p.number)
		c.id = append(c.id, c.text[start:])
		c.year = append(c.year, p.year)
		c.gender = append(c.gender, genderText[p.gender])
		c.origin = append(c.origin, originText[p.origin])
		c.qual = append(c.qual, qualificationText[p.qualification])
		c.ageLevel = append(c.ageLevel, level(!p.ageMissing))
		if !p.ageMissing {
			c.age = append(c.age, p.age)
		}
		c.placedLevel = append(c.placedLevel, level(p.outcome != unknown))
		if p.outcome != unknown {
			c.placed = append(c.placed, p.outcome == placed)
		}
		c.earnings = append(c.earnings, float64(p.cents)/100)
		c.distance = append(c.distance, float64(p.metres)/1000)
	}
}

// reset empties the batch. The text of n ids is allocated at once: the ids point into it.
func (c *columns) reset(n int) {
	const idBytes = 12
	if cap(c.text) < n*idBytes {
		c.text = make([]byte, 0, n*idBytes)
	}
	c.text, c.id, c.year, c.age = c.text[:0], c.id[:0], c.year[:0], c.age[:0]
	c.gender, c.origin, c.qual = c.gender[:0], c.origin[:0], c.qual[:0]
	c.placed, c.ageLevel, c.placedLevel = c.placed[:0], c.ageLevel[:0], c.placedLevel[:0]
	c.earnings, c.distance = c.earnings[:0], c.distance[:0]
}

func (c *columns) writeTo(g file.BufferedRowGroupWriter) error {
	for i := range g.NumColumns() {
		w, err := g.Column(i)
		if err != nil {
			return err
		}
		if err := c.writeColumn(i, w); err != nil {
			return fmt.Errorf("column %d: %w", i, err)
		}
	}
	return nil
}

func (c *columns) writeColumn(i int, w file.ColumnChunkWriter) (err error) {
	switch i {
	case colID:
		_, err = w.(*file.ByteArrayColumnChunkWriter).WriteBatch(c.id, nil, nil)
	case colYear:
		_, err = w.(*file.Int32ColumnChunkWriter).WriteBatch(c.year, nil, nil)
	case colAge:
		_, err = w.(*file.Int32ColumnChunkWriter).WriteBatch(c.age, c.ageLevel, nil)
	case colGender:
		_, err = w.(*file.ByteArrayColumnChunkWriter).WriteBatch(c.gender, nil, nil)
	case colOrigin:
		_, err = w.(*file.ByteArrayColumnChunkWriter).WriteBatch(c.origin, nil, nil)
	case colQualification:
		_, err = w.(*file.ByteArrayColumnChunkWriter).WriteBatch(c.qual, nil, nil)
	case colPlaced:
		_, err = w.(*file.BooleanColumnChunkWriter).WriteBatch(c.placed, c.placedLevel, nil)
	case colEarnings:
		_, err = w.(*file.Float64ColumnChunkWriter).WriteBatch(c.earnings, nil, nil)
	case colDistance:
		_, err = w.(*file.Float64ColumnChunkWriter).WriteBatch(c.distance, nil, nil)
	}
	return err
}

func level(present bool) int16 {
	if present {
		return 1
	}
	return 0
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
