package outcome

import (
	"bytes"
	"math/rand/v2"

	meta "github.com/xitongsys/parquet-go/parquet"
)

// editFooter changes numbers of the footer and writes it well formed again.
func editFooter(r *rand.Rand, b, _ *base) []byte {
	md, _, err := readFooter(b.bytes) // a copy of its own
	if err != nil {
		panic(err)
	}
	for range 1 + r.IntN(2) {
		editMetadata(r, md)
	}
	return seal(b.bytes[:b.body], md)
}

func editMetadata(r *rand.Rand, md *meta.FileMetaData) {
	g := md.RowGroups[r.IntN(len(md.RowGroups))]
	if len(g.Columns) == 0 {
		return
	}
	k := r.IntN(len(g.Columns))
	if g.Columns[k].MetaData == nil {
		return
	}
	m := g.Columns[k].MetaData
	leaf := md.Schema[1+min(k, len(md.Schema)-2)]
	switch r.IntN(14) {
	case 0:
		md.NumRows = wrong(r, md.NumRows)
	case 1:
		g.NumRows = wrong(r, g.NumRows)
	case 2:
		m.NumValues = wrong(r, m.NumValues)
	case 3: // fewer rows, and everything that says so agrees
		n := r.Int64N(max(0, min(g.NumRows, 1<<20)) + 1)
		md.NumRows += n - g.NumRows
		g.NumRows = n
		for _, c := range g.Columns {
			c.MetaData.NumValues = n
		}
	case 4:
		m.DataPageOffset = wrong(r, m.DataPageOffset)
	case 5:
		x := wrong(r, m.DataPageOffset)
		m.DictionaryPageOffset = &x
	case 6:
		m.DictionaryPageOffset = nil
	case 7:
		m.TotalCompressedSize = wrong(r, m.TotalCompressedSize)
	case 8:
		m.Codec = meta.CompressionCodec(r.IntN(10) - 1)
	case 9:
		t := meta.Type(r.IntN(9))
		m.Type, leaf.Type = t, &t
	case 10:
		rep := meta.FieldRepetitionType(r.IntN(4))
		leaf.RepetitionType = &rep
	case 11: // one column's chunk under another's name
		j := r.IntN(len(g.Columns))
		g.Columns[k], g.Columns[j] = g.Columns[j], g.Columns[k]
	case 12: // a row group is named twice, or not at all
		i := r.IntN(len(md.RowGroups))
		if r.IntN(2) == 0 || len(md.RowGroups) == 1 {
			md.RowGroups = append(md.RowGroups, md.RowGroups[i])
		} else {
			md.RowGroups = append(md.RowGroups[:i:i], md.RowGroups[i+1:]...)
		}
	case 13:
		n := int32(wrong(r, int64(len(md.Schema)-1)))
		md.Schema[0].NumChildren = &n
	}
}

// wrong is a number near x, or one that overflows what is done with it.
func wrong(r *rand.Rand, x int64) int64 {
	return []int64{0, 1, -1, x - 1, x + 1, 2 * x, x / 2, -x, 1 << 26, 1<<26 + 1, 1<<31 - 1, 1 << 31, 1 << 40, 1<<63 - 1, -1 << 63}[r.IntN(15)]
}

// editHeader changes numbers of a page header that stays as long as it was, or moves what
// is behind it.
func editHeader(r *rand.Rand, b, _ *base) []byte {
	p := b.pages[r.IntN(len(b.pages))]
	h := meta.NewPageHeader()
	n, err := decodeThrift(h, b.bytes[p.at:p.end])
	if err != nil {
		panic(err)
	}
	size := func(x int32) int32 { return int32(wrong(r, int64(x))) }
	switch d, v2 := h.DataPageHeader, h.DataPageHeaderV2; r.IntN(5) {
	case 0:
		h.CompressedPageSize = size(h.CompressedPageSize)
	case 1:
		h.UncompressedPageSize = size(h.UncompressedPageSize)
	case 2:
		h.Type = meta.PageType(r.IntN(5))
	case 3:
		h.Crc = nil
		fallthrough
	default:
		switch {
		case d != nil && r.IntN(2) == 0:
			d.Encoding = meta.Encoding(r.IntN(10))
		case d != nil:
			d.NumValues = size(d.NumValues)
		case v2 != nil:
			field := []*int32{&v2.NumValues, &v2.NumRows, &v2.NumNulls, &v2.DefinitionLevelsByteLength, &v2.RepetitionLevelsByteLength}[r.IntN(5)]
			*field = size(*field)
		case h.DictionaryPageHeader != nil:
			h.DictionaryPageHeader.NumValues = size(h.DictionaryPageHeader.NumValues)
		}
	}
	out := append(bytes.Clone(b.bytes[:p.at]), encodeThrift(h)...)
	return append(out, b.bytes[p.at+n:]...)
}
