package columns

import (
	"errors"
	"fmt"
	"slices"

	meta "github.com/xitongsys/parquet-go/parquet"
)

// maxGroupRows is the largest row group that the usual writers make by default (64 Mi).
const maxGroupRows = 1 << 26

// groups checks the row groups against the schema and against the bytes between
// the head of the file and the footer, which starts at end.
func groups(md *meta.FileMetaData, leaves []leaf, end int64) ([]group, error) {
	out := make([]group, 0, len(md.RowGroups))
	var first int64
	for i, rg := range md.RowGroups {
		g, err := newGroup(rg, leaves, end)
		if err != nil {
			return nil, fmt.Errorf("row group %d: %w", i+1, err)
		}
		g.first = first
		first += g.rows
		out = append(out, g)
	}
	if first != md.NumRows {
		return nil, fmt.Errorf("row groups hold %d rows, the footer says %d", first, md.NumRows)
	}
	return out, nil
}

func newGroup(rg *meta.RowGroup, leaves []leaf, end int64) (group, error) {
	if rg.NumRows < 0 || rg.NumRows > maxGroupRows {
		return group{}, fmt.Errorf("%d rows: want at most %d", rg.NumRows, maxGroupRows)
	}
	if len(rg.Columns) != len(leaves) {
		return group{}, fmt.Errorf("%d columns, the schema has %d", len(rg.Columns), len(leaves))
	}
	g := group{rows: rg.NumRows, chunks: make([]*meta.ColumnMetaData, len(leaves))}
	for i, c := range rg.Columns {
		if err := checkChunk(c, leaves[i], rg.NumRows, end); err != nil {
			return group{}, fmt.Errorf("column %q: %w", leaves[i].name, err)
		}
		g.chunks[i] = slim(c.MetaData)
	}
	return g, nil
}

// slim keeps what is needed to read a chunk: with many files, the rest adds up.
func slim(m *meta.ColumnMetaData) *meta.ColumnMetaData {
	s := &meta.ColumnMetaData{Type: m.Type, Codec: m.Codec, NumValues: m.NumValues, TotalCompressedSize: m.TotalCompressedSize,
		DataPageOffset: m.DataPageOffset, DictionaryPageOffset: m.DictionaryPageOffset}
	if slices.Contains(m.Encodings, meta.Encoding_RLE_DICTIONARY) || slices.Contains(m.Encodings, meta.Encoding_PLAIN_DICTIONARY) {
		s.Encodings = indexed
	}
	return s
}

// indexed are the encodings of a chunk with a dictionary, as far as they are of interest.
var indexed = []meta.Encoding{meta.Encoding_RLE_DICTIONARY}

func checkChunk(c *meta.ColumnChunk, l leaf, rows, end int64) error {
	m := c.MetaData
	switch {
	case c.FilePath != nil:
		return unsupported{"the data is in another file", "write one file that holds its own data"}
	case c.CryptoMetadata != nil || len(c.EncryptedColumnMetadata) > 0:
		return unsupported{"the column is encrypted", decryptRemedy}
	case m == nil:
		return errors.New("no metadata")
	case m.Type != l.physical:
		return fmt.Errorf("stored as %v, the schema says %v", m.Type, l.physical)
	case l.unusable == "" && m.NumValues != rows:
		return fmt.Errorf("%d values in %d rows", m.NumValues, rows)
	}
	start, size := chunkRange(m)
	if start < int64(len(magic)) || size < 0 || start > end || size > end-start {
		return fmt.Errorf("%d bytes at offset %d do not fit in front of the footer at %d", size, start, end)
	}
	return nil
}

// chunkRange returns where a column chunk starts and how long it is. Some writers
// put a dictionary first without saying so, and some write its offset as zero.
func chunkRange(m *meta.ColumnMetaData) (start, size int64) {
	start = m.DataPageOffset
	if d := m.DictionaryPageOffset; d != nil && *d > 0 && *d < start {
		start = *d
	}
	return start, m.TotalCompressedSize
}
