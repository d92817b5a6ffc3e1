package columns

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"testing"

	meta "github.com/xitongsys/parquet-go/parquet"
)

func TestPageChecksum(t *testing.T) {
	data := []byte("some page")
	read := func(sum uint32) error {
		size := int64(len(data))
		p := newPages(bytes.NewReader(append(make([]byte, 4), data...)), &meta.ColumnMetaData{DataPageOffset: 4, TotalCompressedSize: size}, leaf{}, 1)
		crc := int32(sum)
		got, err := p.body(&meta.PageHeader{CompressedPageSize: int32(size), UncompressedPageSize: int32(size), Crc: &crc})
		if err == nil && !bytes.Equal(got, data) {
			t.Errorf("read %q", got)
		}
		return err
	}
	good := crc32.ChecksumIEEE(data)
	if err := read(good); err != nil {
		t.Error(err)
	}
	if err := read(good ^ 1); err == nil || !strings.Contains(err.Error(), "checksum") {
		t.Errorf("wrong checksum: %v", err)
	}
}

func TestPageSizesAreChecked(t *testing.T) {
	for _, h := range []*meta.PageHeader{
		{CompressedPageSize: -1}, {UncompressedPageSize: -1}, {CompressedPageSize: maxPage + 1}, {UncompressedPageSize: maxPage + 1}, {CompressedPageSize: 10},
	} {
		p := newPages(bytes.NewReader(make([]byte, 100)), &meta.ColumnMetaData{DataPageOffset: 4, TotalCompressedSize: 9}, leaf{}, 1)
		if _, err := p.body(h); err == nil {
			t.Errorf("%d bytes, %d inflated pass", h.CompressedPageSize, h.UncompressedPageSize)
		}
	}
}

// A frame of run blocks: four bytes stand for 128 KiB, and no length is declared.
func TestZstdBombIsRefusedUnread(t *testing.T) {
	frame := binary.LittleEndian.AppendUint32(nil, zstdMagic)
	frame = append(frame, 0, 0x58) // no content size; a window descriptor
	const blocks = 4000            // half a gigabyte
	for i := range blocks {
		h := uint32(zstdMaxBlock<<3 | 1<<1)
		if i == blocks-1 {
			h |= 1
		}
		frame = append(frame, byte(h), byte(h>>8), byte(h>>16), 'x')
	}
	if err := zstdFits(frame, 1000); err == nil {
		t.Error("a bomb passes")
	}
	if err := zstdFits(frame, blocks*zstdMaxBlock); err != nil {
		t.Errorf("the same with its real length: %v", err)
	}
}
