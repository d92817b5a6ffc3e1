package outcome

import (
	"bytes"
	"context"
	"encoding/binary"
	"math/rand/v2"
	"slices"

	"github.com/apache/thrift/lib/go/thrift"
	meta "github.com/xitongsys/parquet-go/parquet"
)

// base is a sound file and what is needed to damage it with method.
type base struct {
	name   string
	bytes  []byte
	footer *meta.FileMetaData
	body   int // offset of the footer: pages are before it
	pages  []page
}

type span struct{ at, end int }

// page is a header and, from body on, what it describes.
type page struct {
	span
	body    int
	checked bool // the header has a checksum of the body
}

func newBase(name string, b []byte) (*base, error) {
	md, start, err := readFooter(b)
	if err != nil {
		return nil, err
	}
	out := &base{name: name, bytes: b, footer: md, body: start}
	for _, g := range md.RowGroups {
		for _, c := range g.Columns {
			pages, err := walkPages(b, c.MetaData)
			if err != nil {
				return nil, err
			}
			out.pages = append(out.pages, pages...)
		}
	}
	return out, nil
}

// readFooter is not the reader's own, so that a mistake there is not one here.
func readFooter(b []byte) (*meta.FileMetaData, int, error) {
	n := int(binary.LittleEndian.Uint32(b[len(b)-8:]))
	start := len(b) - 8 - n
	md := meta.NewFileMetaData()
	_, err := decodeThrift(md, b[start:len(b)-8])
	return md, start, err
}

func walkPages(b []byte, m *meta.ColumnMetaData) ([]page, error) {
	at := int(m.DataPageOffset)
	if d := m.DictionaryPageOffset; d != nil && *d > 0 && int(*d) < at {
		at = int(*d)
	}
	var out []page
	for end := at + int(m.TotalCompressedSize); at < end; {
		h := meta.NewPageHeader()
		n, err := decodeThrift(h, b[at:])
		if err != nil {
			return nil, err
		}
		out = append(out, page{span{at, at + n + int(h.CompressedPageSize)}, at + n, h.Crc != nil})
		at = out[len(out)-1].end
	}
	return out, nil
}

// checked says whether b differs from the base in nothing but bodies that have a checksum.
func (of *base) checked(b []byte) bool {
	if len(b) != len(of.bytes) {
		return false
	}
	rest := slices.Clone(of.bytes)
	for _, p := range of.pages {
		if p.checked {
			copy(rest[p.body:p.end], b[p.body:p.end])
		}
	}
	return bytes.Equal(rest, b)
}

type readable interface {
	Read(context.Context, thrift.TProtocol) error
}

type writable interface {
	Write(context.Context, thrift.TProtocol) error
}

func decodeThrift(v readable, b []byte) (int, error) {
	buf := &thrift.TMemoryBuffer{Buffer: bytes.NewBuffer(b)}
	err := v.Read(context.Background(), thrift.NewTCompactProtocolConf(buf, nil))
	return len(b) - buf.Len(), err
}

func encodeThrift(v writable) []byte {
	buf := thrift.NewTMemoryBuffer()
	if err := v.Write(context.Background(), thrift.NewTCompactProtocolConf(buf, nil)); err != nil {
		panic(err)
	}
	return buf.Bytes()
}

// seal puts a footer behind the pages.
func seal(pages []byte, md *meta.FileMetaData) []byte {
	footer := encodeThrift(md)
	out := append(bytes.Clone(pages), footer...)
	return append(binary.LittleEndian.AppendUint32(out, uint32(len(footer))), "PAR1"...)
}

// damage is a way to spoil a file. It returns new bytes.
type damage struct {
	name string
	do   func(r *rand.Rand, b *base, other *base) []byte
}

var damages = []damage{
	{"flip bits", flipBits},
	{"overwrite bytes", overwriteBytes},
	{"overwrite a run", overwriteRun},
	{"cut out a span", cutOut},
	{"duplicate a span", duplicate},
	{"truncate", truncate},
	{"cut out or duplicate a page", dropPage},
	{"swap pages", swapPages},
	{"edit the footer's length", editFooterLength},
	{"splice two files", splice},
	{"edit the footer", editFooter},
	{"edit a page header", editHeader},
}

// mutant makes file number n: always the same for the same seed and bases. It differs
// from every base.
func mutant(seed, n uint64, bases []*base) (out []byte, of *base, how string) {
	r := rand.New(rand.NewPCG(seed, n))
	for {
		b, other := bases[r.IntN(len(bases))], bases[r.IntN(len(bases))]
		d := damages[r.IntN(len(damages))]
		out := d.do(r, b, other)
		if !slices.ContainsFunc(bases, func(o *base) bool { return bytes.Equal(o.bytes, out) }) {
			return out, b, d.name
		}
	}
}

// anywhere is an offset that is as often in the footer as in the pages, which are longer.
func anywhere(r *rand.Rand, b *base) int {
	if r.IntN(2) == 0 {
		return b.body + r.IntN(len(b.bytes)-b.body)
	}
	return r.IntN(b.body)
}

func flipBits(r *rand.Rand, b, _ *base) []byte {
	out := bytes.Clone(b.bytes)
	for range 1 + r.IntN(3) {
		out[anywhere(r, b)] ^= 1 << r.IntN(8)
	}
	return out
}

func overwriteBytes(r *rand.Rand, b, _ *base) []byte {
	out := bytes.Clone(b.bytes)
	for range 1 + r.IntN(3) {
		out[anywhere(r, b)] = byte(r.IntN(256))
	}
	return out
}

func overwriteRun(r *rand.Rand, b, _ *base) []byte {
	out := bytes.Clone(b.bytes)
	s := someSpan(r, b, 64)
	fill := []func() byte{func() byte { return 0 }, func() byte { return 0xFF }, func() byte { return byte(r.IntN(256)) }}[r.IntN(3)]
	for i := s.at; i < s.end; i++ {
		out[i] = fill()
	}
	return out
}

func someSpan(r *rand.Rand, b *base, most int) span {
	at := anywhere(r, b)
	return span{at, min(at+1+r.IntN(most), len(b.bytes))}
}

func cutOut(r *rand.Rand, b, _ *base) []byte {
	s := someSpan(r, b, []int{1, 16, 1024, len(b.bytes)}[r.IntN(4)])
	return slices.Delete(bytes.Clone(b.bytes), s.at, s.end)
}

func duplicate(r *rand.Rand, b, _ *base) []byte {
	s := someSpan(r, b, []int{1, 16, 1024, len(b.bytes)}[r.IntN(4)])
	return slices.Insert(bytes.Clone(b.bytes), s.end, bytes.Clone(b.bytes[s.at:s.end])...)
}

// truncate keeps a length near nothing, near everything, at a page's end, at the
// footer, or any.
func truncate(r *rand.Rand, b, _ *base) []byte {
	n := len(b.bytes)
	page := b.pages[r.IntN(len(b.pages))]
	keep := []int{r.IntN(16), n - 1 - r.IntN(16), page.at, page.end, b.body, r.IntN(n)}[r.IntN(6)]
	out := bytes.Clone(b.bytes[:keep])
	if r.IntN(4) == 0 { // with the end put back
		out = append(out, b.bytes[b.body:]...)
	}
	return out
}

func dropPage(r *rand.Rand, b, _ *base) []byte {
	p := b.pages[r.IntN(len(b.pages))]
	if r.IntN(2) == 0 {
		return slices.Delete(bytes.Clone(b.bytes), p.at, p.end)
	}
	return slices.Insert(bytes.Clone(b.bytes), p.end, bytes.Clone(b.bytes[p.at:p.end])...)
}

// swapPages swaps two pages; often they are of one length, so that no offset is wrong.
func swapPages(r *rand.Rand, b, _ *base) []byte {
	p, q := b.pages[r.IntN(len(b.pages))], b.pages[r.IntN(len(b.pages))]
	for range 20 {
		if p != q && q.end-q.at == p.end-p.at {
			break
		}
		q = b.pages[r.IntN(len(b.pages))]
	}
	if q.at < p.at {
		p, q = q, p
	}
	if p == q {
		return b.bytes
	}
	return slices.Concat(b.bytes[:p.at], b.bytes[q.at:q.end], b.bytes[p.end:q.at], b.bytes[p.at:p.end], b.bytes[q.end:])
}

func editFooterLength(r *rand.Rand, b, _ *base) []byte {
	out := bytes.Clone(b.bytes)
	n := uint32(len(b.bytes) - 8 - b.body)
	binary.LittleEndian.PutUint32(out[len(out)-8:], []uint32{0, 1, n - 1, n + 1, n / 2, 2 * n, 16 << 20, 1 << 30, 1 << 31, 1<<32 - 1, r.Uint32()}[r.IntN(11)])
	return out
}

// splice puts the start of one file before the end of another.
func splice(r *rand.Rand, b, other *base) []byte {
	switch r.IntN(3) {
	case 0: // the pages of one, the footer of the other
		return slices.Concat(b.bytes[:b.body], other.bytes[other.body:])
	case 1: // the same offset in both
		at := min(anywhere(r, b), len(other.bytes))
		return slices.Concat(b.bytes[:at], other.bytes[at:])
	}
	return slices.Concat(b.bytes[:anywhere(r, b)], other.bytes[anywhere(r, other):])
}
