package columns

import (
	"errors"
	"hash/maphash"
	"io"
	"slices"

	"sib/evidence"
)

const (
	blockSize = 64 << 10
	spanSize  = 4 * blockSize // what is read at once
)

// blocks remembers a file by a hash of each block of it, so that a later read can be
// told to be of the same bytes. The seed is of this process and never leaves it.
type blocks struct {
	seed maphash.Seed
	sums []uint64
	size int64
}

// digest reads r, which should have size bytes, to its end.
func digest(r io.Reader, size int64) (evidence.Digest, *blocks, error) {
	s := &summer{blocks: blocks{seed: maphash.MakeSeed()}, block: make([]byte, 0, min(size+1, blockSize))}
	d, n, err := evidence.DigestReader(io.TeeReader(io.LimitReader(r, size+1), s))
	if len(s.block) > 0 {
		s.sum()
	}
	// Not &s.blocks, which would keep the block in memory.
	return d, &blocks{seed: s.seed, sums: slices.Clip(s.sums), size: n}, err
}

// summer hashes what is written to it.
type summer struct {
	blocks
	block []byte
}

func (s *summer) Write(p []byte) (int, error) {
	n := len(p)
	for len(p) > 0 {
		k := min(len(p), blockSize-len(s.block))
		s.block, p = append(s.block, p[:k]...), p[k:]
		if len(s.block) == blockSize {
			s.sum()
		}
	}
	return n, nil
}

func (s *summer) sum() {
	s.sums = append(s.sums, maphash.Bytes(s.seed, s.block))
	s.block = s.block[:0]
}

// verified reads a file that was digested. It reads whole blocks and compares their
// hashes, so that every byte it hands out is one that was digested. It is not safe for
// concurrent use.
type verified struct {
	r    io.ReaderAt
	of   *blocks
	path string
	from int64  // where in the file span starts
	span []byte // consecutive blocks that were read last
}

// ReadAt fills p from offset off. A byte that is not as it was is an *evidence.Problem.
func (v *verified) ReadAt(p []byte, off int64) (n int, err error) {
	if off < 0 {
		return 0, errors.New("read before the start of the file")
	}
	for n < len(p) {
		at := off + int64(n)
		if at >= v.of.size {
			return n, io.EOF
		}
		if at < v.from || at >= v.from+int64(len(v.span)) {
			if err := v.read(at, len(p)-n); err != nil {
				return n, err
			}
		}
		n += copy(p[n:], v.span[at-v.from:])
	}
	return n, nil
}

// read makes span the blocks that hold the next n bytes from at, or the first of them.
func (v *verified) read(at int64, n int) error {
	from := at / blockSize * blockSize
	upto := (at + int64(n) + blockSize - 1) / blockSize * blockSize
	size := int(min(upto-from, spanSize, v.of.size-from))
	if cap(v.span) < size {
		v.span = make([]byte, size)
	}
	v.from, v.span = from, v.span[:size]
	_, err := io.ReadFull(io.NewSectionReader(v.r, from, int64(size)), v.span)
	if err == nil && !v.same() {
		err = io.ErrUnexpectedEOF
	}
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		err = Changed(v.path)
	case err != nil:
		err = cause(err)
	}
	if err != nil {
		v.span = v.span[:0]
	}
	return err
}

func (v *verified) same() bool {
	for k := 0; k < len(v.span); k += blockSize {
		block := v.span[k:min(k+blockSize, len(v.span))]
		if maphash.Bytes(v.of.seed, block) != v.of.sums[(v.from+int64(k))/blockSize] {
			return false
		}
	}
	return true
}

// Close closes the file.
func (v *verified) Close() error {
	if c, ok := v.r.(io.Closer); ok {
		return c.Close()
	}
	return nil
}
