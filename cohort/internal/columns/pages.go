package columns

import (
	"bufio"
	"errors"
	"fmt"
	"hash/crc32"
	"io"

	meta "github.com/xitongsys/parquet-go/parquet"
)

const (
	maxPage   = 64 << 20  // bytes of a page, inflated or not
	maxHeader = 256 << 10 // bytes of a page header, with its statistics
	minPeek   = 512
)

// pages hands out the pages of one column chunk, inflated and checked. It stands in for
// Arrow's own page reader, which inflates without a limit and overlooks short reads.
type pages struct {
	r        *bufio.Reader
	left     int64 // bytes of the chunk not yet read
	rows     int   // rows not yet handed out
	leaf     leaf
	codec    meta.CompressionCodec
	dict     bool     // a dictionary was handed out
	entries  int      // of the dictionary
	last     []byte   // text of the page before, see joinPrefixes
	anything bool     // a data page was handed out
	reuse    *scratch // memory of the pages, each in that of the one before; nil: of their own
}

// page is a dictionary, or values with their levels.
type page struct {
	kind     meta.PageType
	n        int // values, with nulls
	encoding meta.Encoding
	data     []byte // all of it: levels and values
	levels   []byte // runs of definition levels; nil where the column is required
	values   []byte
	// Of the second version of data pages:
	nulls    int32
	rep, def int // bytes of levels in front of the values
}

func newPages(r io.ReaderAt, m *meta.ColumnMetaData, l leaf, rows int) *pages {
	start, size := chunkRange(m)
	section := io.NewSectionReader(r, start, size)
	return &pages{r: bufio.NewReaderSize(section, int(min(maxHeader, size))), left: size, rows: rows, leaf: l, codec: m.Codec}
}

var (
	errPagesEnd = errors.New("the pages end before the rows do")
	errShort    = errors.New("a page ends before its values do")
	errHeader   = errors.New("malformed page header")
)

// next finds the next dictionary or data page with values; nil when there are no more.
func (p *pages) next() (*page, error) {
	for p.rows > 0 {
		if found, err := p.read(); found != nil || err != nil {
			return found, err
		}
	}
	return nil, nil
}

// read reads one page; it returns nil for a page without values.
func (p *pages) read() (*page, error) {
	h, err := p.header()
	if err != nil {
		return nil, err
	}
	raw, err := p.body(h)
	if err != nil {
		return nil, err
	}
	switch h.Type {
	case meta.PageType_DICTIONARY_PAGE:
		return p.dictionary(h, raw)
	case meta.PageType_DATA_PAGE:
		return p.dataV1(h, raw)
	case meta.PageType_DATA_PAGE_V2:
		return p.dataV2(h, raw)
	case meta.PageType_INDEX_PAGE:
		return nil, nil
	}
	return nil, fmt.Errorf("unknown page type %d", h.Type)
}

// header reads a page header: a short look first, because most are small.
func (p *pages) header() (*meta.PageHeader, error) {
	if p.left <= 0 {
		return nil, errPagesEnd
	}
	for want := int64(minPeek); ; want *= 2 {
		n := min(want, maxHeader, p.left)
		buf, err := p.r.Peek(int(n))
		if err != nil {
			return nil, fmt.Errorf("read page header: %w", err)
		}
		h := meta.NewPageHeader()
		used, err := readThrift(h, buf)
		if err != nil && n == want {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("page header: %w", err)
		}
		p.left -= int64(used)
		_, err = p.r.Discard(used)
		return h, err
	}
}

// body reads the compressed bytes of a page and compares them with the checksum, if there is one.
func (p *pages) body(h *meta.PageHeader) ([]byte, error) {
	n, u := int64(h.CompressedPageSize), int64(h.UncompressedPageSize)
	if n < 0 || n > maxPage || u < 0 || u > maxPage {
		return nil, fmt.Errorf("page of %d bytes, %d inflated: want at most %d", n, u, maxPage)
	}
	if n > p.left {
		return nil, fmt.Errorf("page of %d bytes, %d are left", n, p.left)
	}
	raw := p.reuse.compressed(int(n))
	if _, err := io.ReadFull(p.r, raw); err != nil {
		return nil, fmt.Errorf("read page: %w", err)
	}
	p.left -= n
	if h.Crc != nil && crc32.ChecksumIEEE(raw) != uint32(*h.Crc) {
		return nil, errors.New("a page does not match its checksum")
	}
	return raw, nil
}

func (p *pages) dictionary(h *meta.PageHeader, raw []byte) (*page, error) {
	d := h.DictionaryPageHeader
	switch {
	case d == nil || d.NumValues < 0:
		return nil, errHeader
	case d.Encoding != meta.Encoding_PLAIN && d.Encoding != meta.Encoding_PLAIN_DICTIONARY:
		return nil, unsupported{fmt.Sprintf("a dictionary in encoding %v", d.Encoding), plainRemedy}
	case p.dict || p.anything:
		return nil, errors.New("a second dictionary, or one after the data")
	}
	data, err := inflate(p.codec, p.reuse.inflated(int(h.UncompressedPageSize)), raw)
	if err == nil {
		err = p.guardDictionary(int(d.NumValues), data)
	}
	if err != nil {
		return nil, err
	}
	p.dict = true
	return &page{kind: h.Type, n: int(d.NumValues), encoding: meta.Encoding_PLAIN, data: data, values: data}, nil
}

func (p *pages) dataV1(h *meta.PageHeader, raw []byte) (*page, error) {
	d := h.DataPageHeader
	if d == nil || d.NumValues < 0 || int(d.NumValues) > p.rows {
		return nil, errHeader
	}
	if d.NumValues == 0 {
		return nil, nil
	}
	data, err := inflate(p.codec, p.reuse.inflated(int(h.UncompressedPageSize)), raw)
	if err != nil {
		return nil, err
	}
	out := &page{kind: h.Type, n: int(d.NumValues), encoding: d.Encoding, data: data, values: data}
	present := out.n
	if p.leaf.optional {
		if d.DefinitionLevelEncoding != meta.Encoding_RLE {
			return nil, unsupported{fmt.Sprintf("levels in encoding %v", d.DefinitionLevelEncoding), "write the file with a current Parquet library"}
		}
		if out.levels, out.values, err = prefixed(data); err != nil {
			return nil, err
		}
		if present, err = guardLevels(out.levels, out.n); err != nil {
			return nil, err
		}
	}
	if err := p.guardValues(d.Encoding, present, out.values); err != nil {
		return nil, err
	}
	if err := p.plainly(out, present); err != nil {
		return nil, err
	}
	p.rows -= out.n
	p.anything = true
	return out, nil
}

// dataV2 reads the layout where levels stand uncompressed in front of the values.
func (p *pages) dataV2(h *meta.PageHeader, raw []byte) (*page, error) {
	d := h.DataPageHeaderV2
	if d == nil || d.NumValues < 0 || int(d.NumValues) > p.rows || d.NumRows != d.NumValues {
		return nil, errHeader
	}
	if d.NumValues == 0 {
		return nil, nil
	}
	rep, def := int(d.RepetitionLevelsByteLength), int(d.DefinitionLevelsByteLength)
	if rep < 0 || def < 0 || rep+def > len(raw) || rep+def > int(h.UncompressedPageSize) {
		return nil, errors.New("levels do not fit in their page")
	}
	codec := p.codec
	if !d.IsCompressed {
		codec = meta.CompressionCodec_UNCOMPRESSED
	}
	data := p.reuse.inflated(int(h.UncompressedPageSize))
	copy(data, raw[:rep+def])
	present := int(d.NumValues)
	values, err := inflate(codec, data[rep+def:], raw[rep+def:])
	if err == nil && p.leaf.optional {
		present, err = guardLevels(raw[rep:rep+def], present)
	}
	if err == nil {
		copy(data[rep+def:], values) // onto itself, unless the codec chose memory of its own
		err = p.guardValues(d.Encoding, present, values)
	}
	out := &page{kind: h.Type, n: int(d.NumValues), encoding: d.Encoding, data: data, values: data[rep+def:], nulls: d.NumNulls, rep: rep, def: def}
	if p.leaf.optional {
		out.levels = data[rep : rep+def]
	}
	if err == nil {
		err = p.plainly(out, present)
	}
	if err != nil {
		return nil, err
	}
	p.rows -= out.n
	p.anything = true
	return out, nil
}
