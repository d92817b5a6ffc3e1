package columns

import (
	"bytes"
	"context"
	"encoding/binary"
	"math/rand/v2"
	"testing"

	"github.com/apache/thrift/lib/go/thrift"
	meta "github.com/xitongsys/parquet-go/parquet"
)

// chunk is a column chunk made page by page, uncompressed, behind four bytes of magic.
type chunk struct {
	t   testing.TB
	buf bytes.Buffer
}

func newChunk(t testing.TB) *chunk {
	c := &chunk{t: t}
	c.buf.WriteString(magic)
	return c
}

// metadata is what the footer would say of the chunk.
func (c *chunk) metadata() *meta.ColumnMetaData {
	return &meta.ColumnMetaData{DataPageOffset: int64(len(magic)), TotalCompressedSize: int64(c.buf.Len() - len(magic))}
}

func (c *chunk) add(h *meta.PageHeader, body []byte) {
	c.t.Helper()
	h.CompressedPageSize, h.UncompressedPageSize = int32(len(body)), int32(len(body))
	s := thrift.NewTSerializer()
	s.Protocol = thrift.NewTCompactProtocolConf(s.Transport, nil)
	b, err := s.Write(context.Background(), h)
	if err != nil {
		c.t.Fatal(err)
	}
	c.buf.Write(b)
	c.buf.Write(body)
}

func (c *chunk) dictionary(n int, body []byte) {
	c.add(&meta.PageHeader{Type: meta.PageType_DICTIONARY_PAGE, DictionaryPageHeader: &meta.DictionaryPageHeader{
		NumValues: int32(n), Encoding: meta.Encoding_PLAIN}}, body)
}

// data adds a data page of either version; levels is nil in a required column.
func (c *chunk) data(v2 bool, n, nulls int, enc meta.Encoding, levels, values []byte) {
	if v2 {
		c.add(&meta.PageHeader{Type: meta.PageType_DATA_PAGE_V2, DataPageHeaderV2: &meta.DataPageHeaderV2{NumValues: int32(n), NumRows: int32(n),
			NumNulls: int32(nulls), Encoding: enc, DefinitionLevelsByteLength: int32(len(levels))}}, append(bytes.Clone(levels), values...))
		return
	}
	var body []byte
	if levels != nil {
		body = append(binary.LittleEndian.AppendUint32(nil, uint32(len(levels))), levels...)
	}
	c.add(&meta.PageHeader{Type: meta.PageType_DATA_PAGE, DataPageHeader: &meta.DataPageHeader{NumValues: int32(n), Encoding: enc,
		DefinitionLevelEncoding: meta.Encoding_RLE, RepetitionLevelEncoding: meta.Encoding_RLE}}, append(body, values...))
}

// packRuns writes values of width bits as a mixture of runs and bit-packed groups.
func packRuns(r *rand.Rand, values []uint32, width int) []byte {
	out := []byte{}
	for len(values) > 0 {
		same := 1
		for same < len(values) && values[same] == values[0] {
			same++
		}
		if same >= 8 || r.IntN(8) == 0 {
			n := 1 + r.IntN(same)
			out = binary.AppendUvarint(out, uint64(n)<<1)
			for i := range (width + 7) / 8 {
				out = append(out, byte(values[0]>>(8*i)))
			}
			values = values[n:]
			continue
		}
		groups := 1 + r.IntN(70)
		groups = min(groups, (len(values)+7)/8)
		out = binary.AppendUvarint(out, uint64(groups)<<1|1)
		packed := make([]byte, groups*width)
		n := min(8*groups, len(values))
		for i, v := range values[:n] {
			for b := range width {
				packed[(i*width+b)/8] |= byte(v>>b&1) << ((i*width + b) % 8)
			}
		}
		out, values = append(out, packed...), values[n:]
	}
	return out
}

// streaks are n values below limit, some of them in long runs.
func streaks(r *rand.Rand, n int, limit uint32) []uint32 {
	out := make([]uint32, 0, n)
	for len(out) < n {
		v, k := r.Uint32N(limit), 1
		if r.IntN(20) == 0 {
			k = 1 + r.IntN(300)
		}
		for range min(k, n-len(out)) {
			out = append(out, v)
		}
	}
	return out
}
