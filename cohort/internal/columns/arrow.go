package columns

import (
	"fmt"
	"sync"

	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/compress"
	"github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/schema"
	meta "github.com/xitongsys/parquet-go/parquet"
)

// arrowPages shows pages to Arrow, which decodes what this package does not.
type arrowPages struct {
	*pages
	current file.Page
	err     error
}

var _ file.PageReader = (*arrowPages)(nil)

// Page returns the page that Next found.
func (p *arrowPages) Page() file.Page { return p.current }

// Err returns what stopped Next, if it was not the end.
func (p *arrowPages) Err() error { return p.err }

// SetMaxPageHeaderSize does nothing: the limit is fixed.
func (p *arrowPages) SetMaxPageHeaderSize(int) {}

// Reset is never called on a reader of a single chunk.
func (p *arrowPages) Reset(parquet.BufferedReader, int64, compress.Compression, *file.CryptoContext) {
	panic("columns: pages cannot be reset")
}

// Next finds the next dictionary or data page with values.
func (p *arrowPages) Next() bool {
	p.current = nil
	if p.err != nil {
		return false
	}
	var found *page
	if found, p.err = p.next(); found != nil && p.err == nil {
		p.current = found.arrow()
	}
	return p.current != nil
}

// arrow is the page as Arrow knows it.
func (p *page) arrow() file.Page {
	data, n, enc, size := memory.NewBufferBytes(p.data), int32(p.n), parquet.Encoding(p.encoding), int32(len(p.data))
	rle := parquet.Encodings.RLE
	switch p.kind {
	case meta.PageType_DICTIONARY_PAGE:
		return file.NewDictionaryPage(data, n, enc)
	case meta.PageType_DATA_PAGE:
		return file.NewDataPageV1(data, n, enc, rle, rle, size)
	}
	return file.NewDataPageV2(data, n, p.nulls, n, enc, int32(p.def), int32(p.rep), size, false)
}

// recovered makes a panic over the pages an error of the file.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("malformed data: %v", r)
	}
}

// read lets Arrow read the pages.
func (l leaf) read(p *pages, with func(file.ColumnChunkReader) error) (err error) {
	defer recovered(&err)
	descr, err := l.descriptor()
	if err != nil {
		return err
	}
	return with(file.NewColumnReader(descr, &arrowPages{pages: p}, memory.DefaultAllocator, &sync.Pool{}))
}

// descriptor is Arrow's view of the leaf: a flat column of its physical type.
func (l leaf) descriptor() (*schema.Column, error) {
	rep, level := parquet.Repetitions.Required, int16(0)
	if l.optional {
		rep, level = parquet.Repetitions.Optional, 1
	}
	node, err := schema.NewPrimitiveNode("v", rep, parquet.Type(l.physical), -1, -1)
	if err != nil {
		return nil, err
	}
	return schema.NewColumn(node, level, 0), nil
}
