package columns

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/apache/arrow/go/v17/parquet/compress"
	meta "github.com/xitongsys/parquet-go/parquet"
)

// inflate returns the contents of src, in dst's memory or other of the same length. Whatever src claims, no more than
// len(dst) bytes are produced, and fewer or more are an error.
func inflate(codec meta.CompressionCodec, dst, src []byte) (out []byte, err error) {
	if codec == meta.CompressionCodec_UNCOMPRESSED {
		if len(src) != len(dst) {
			return nil, fmt.Errorf("page holds %d bytes, its header says %d", len(src), len(dst))
		}
		return src, nil
	}
	if len(dst) == 0 {
		return dst, nil
	}
	defer func() {
		if p := recover(); p != nil {
			out, err = nil, fmt.Errorf("inflate %v page: %v", codec, p)
		}
	}()
	c, err := compress.GetCodec(compress.Compression(codec))
	if err != nil {
		return nil, codecUnknown(codec)
	}
	switch codec {
	case meta.CompressionCodec_SNAPPY:
		if n, k := binary.Uvarint(src); k <= 0 || n != uint64(len(dst)) {
			return nil, errors.New("inflate SNAPPY page: length differs from its header's")
		}
		out = c.Decode(dst, src)
	case meta.CompressionCodec_ZSTD:
		if err := zstdFits(src, len(dst)); err != nil {
			return nil, err
		}
		out = c.Decode(dst[:0], src)
	case meta.CompressionCodec_GZIP, meta.CompressionCodec_BROTLI:
		return dst, stream(c, dst, src)
	default:
		return nil, codecUnknown(codec)
	}
	if len(out) != len(dst) {
		return nil, fmt.Errorf("page inflates to %d bytes, its header says %d", len(out), len(dst))
	}
	return out, nil
}

func codecUnknown(codec meta.CompressionCodec) error {
	return unsupported{fmt.Sprintf("compressed with %v", codec), "write the file with zstd, snappy, gzip or no compression"}
}

// stream fills dst and expects the end right after it.
func stream(c compress.Codec, dst, src []byte) error {
	r := c.NewReader(bytes.NewReader(src))
	defer r.Close()
	if _, err := io.ReadFull(r, dst); err != nil {
		return fmt.Errorf("inflate page: %w", err)
	}
	if n, err := io.ReadFull(r, make([]byte, 1)); n != 0 || err != io.EOF {
		return fmt.Errorf("page inflates to more than the %d bytes of its header, or its end is damaged", len(dst))
	}
	return nil
}

// Zstandard constants (RFC 8878, sections 3.1.1 and 3.1.2).
const (
	zstdMagic     = 0xFD2FB528
	zstdSkippable = 0x184D2A50 // low four bits vary
	zstdMaxBlock  = 128 << 10
	zstdSlack     = 256 << 20
)

var errZstd = errors.New("inflate ZSTD page: malformed frame")

// zstdFits walks the frame and block headers of src. Arrow's decoder has no limit
// of its own, and a frame need not say how long its content is; the block headers
// bound it.
func zstdFits(src []byte, want int) error {
	var most int64
	for len(src) > 0 {
		if len(src) < 8 {
			return errZstd
		}
		m := binary.LittleEndian.Uint32(src)
		if m&^0xF == zstdSkippable {
			n := int64(binary.LittleEndian.Uint32(src[4:]))
			if n > int64(len(src)-8) {
				return errZstd
			}
			src = src[8+n:]
			continue
		}
		size, rest, err := zstdFrame(src)
		if err != nil || m != zstdMagic {
			return errZstd
		}
		most += size
		src = rest
	}
	if most < int64(want) || most > int64(want)+zstdSlack {
		return fmt.Errorf("inflate ZSTD page: frames of up to %d bytes, the header says %d", most, want)
	}
	return nil
}

// zstdFrame returns the declared content size of the frame at the start of src,
// or what its blocks can hold at most, and what follows it.
func zstdFrame(src []byte) (size int64, rest []byte, err error) {
	d := src[4]
	single := d>>5&1 == 1
	head := 5 + [...]int{0, 1, 2, 4}[d&3] // dictionary id
	if !single {
		head++ // window descriptor
	}
	fcs := [...]int{0, 2, 4, 8}[d>>6]
	if single && fcs == 0 {
		fcs = 1
	}
	if len(src) < head+fcs {
		return 0, nil, errZstd
	}
	blocks, rest, err := zstdBlocks(src[head+fcs:], d>>2&1 == 1)
	if err != nil || fcs == 0 {
		return blocks, rest, err
	}
	var b [8]byte
	copy(b[:], src[head:head+fcs])
	n := binary.LittleEndian.Uint64(b[:])
	if fcs == 2 {
		n += 256
	}
	if n > uint64(blocks) {
		return 0, nil, errZstd
	}
	return int64(n), rest, nil
}

// zstdBlocks returns the most that the blocks can hold, and what follows the frame.
func zstdBlocks(src []byte, checksum bool) (size int64, rest []byte, err error) {
	for last := false; !last; {
		if len(src) < 3 {
			return 0, nil, errZstd
		}
		h := int(src[0]) | int(src[1])<<8 | int(src[2])<<16
		last = h&1 == 1
		n, stored := h>>3, h>>3
		switch h >> 1 & 3 {
		case 1: // one byte, repeated
			stored = 1
		case 2:
			n = zstdMaxBlock
		case 3:
			return 0, nil, errZstd
		}
		if stored > len(src)-3 {
			return 0, nil, errZstd
		}
		size += int64(n)
		src = src[3+stored:]
	}
	if checksum {
		if len(src) < 4 {
			return 0, nil, errZstd
		}
		src = src[4:]
	}
	return size, src, nil
}
