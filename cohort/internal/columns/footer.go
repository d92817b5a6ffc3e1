package columns

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/apache/thrift/lib/go/thrift"
	meta "github.com/xitongsys/parquet-go/parquet"

	"sib/evidence"
)

const (
	magic        = "PAR1"
	magicSealed  = "PARE" // an encrypted footer
	tailSize     = 8      // length of the footer, and the magic
	maxFooter    = 16 << 20
	maxContainer = 1 << 20 // elements of one Thrift list
)

const decryptRemedy = "write it without Parquet encryption; keep it safe by other means"

// magics checks both ends of the file.
func magics(r io.ReaderAt, size int64, path string) error {
	head, tail := make([]byte, 4), make([]byte, 4)
	if size == 0 {
		return &evidence.Problem{Code: NotParquet, File: path, What: "the file is empty", Remedy: "check how the file was made or copied"}
	}
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return damaged(path, err)
	}
	if size >= 4 {
		if _, err := r.ReadAt(tail, size-4); err != nil && err != io.EOF {
			return damaged(path, err)
		}
	}
	switch {
	case string(tail) == magicSealed || string(head) == magicSealed:
		return &evidence.Problem{Code: Unsupported, File: path, What: "the Parquet file is encrypted", Remedy: decryptRemedy}
	case string(head) != magic:
		return &evidence.Problem{Code: NotParquet, File: path, What: "not a Parquet file",
			Remedy: "convert the table to Parquet, for example with DuckDB: copy (from 'people.csv') to 'people.parquet'"}
	case string(tail) != magic || size < int64(len(magic)+tailSize):
		return &evidence.Problem{Code: CutOff, File: path, What: "the Parquet file is cut off: its end is missing", Remedy: "copy or write the file again"}
	}
	return nil
}

// footer returns the metadata and the offset at which it starts.
func footer(r io.ReaderAt, size int64) (*meta.FileMetaData, int64, error) {
	tail := make([]byte, tailSize)
	if _, err := r.ReadAt(tail, size-tailSize); err != nil {
		return nil, 0, fmt.Errorf("read footer: %w", err)
	}
	n := int64(binary.LittleEndian.Uint32(tail))
	start := size - tailSize - n
	if start < int64(len(magic)) {
		return nil, 0, fmt.Errorf("footer of %d bytes does not fit in a file of %d", n, size)
	}
	if n > maxFooter {
		return nil, 0, fmt.Errorf("footer of %d bytes is larger than %d", n, maxFooter)
	}
	buf := make([]byte, n)
	if _, err := r.ReadAt(buf, start); err != nil {
		return nil, 0, fmt.Errorf("read footer: %w", err)
	}
	md := meta.NewFileMetaData()
	if _, err := readThrift(md, buf); err != nil {
		return nil, 0, fmt.Errorf("read footer: %w", err)
	}
	if md.EncryptionAlgorithm != nil {
		return nil, 0, unsupported{"columns are encrypted", decryptRemedy}
	}
	return md, start, nil
}

// record is a Thrift struct of the Parquet format.
type record interface {
	Read(context.Context, thrift.TProtocol) error
}

// readThrift decodes v from the start of buf and returns how many bytes it took.
// No list can claim more elements than buf has bytes.
func readThrift(v record, buf []byte) (n int, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("malformed metadata: %v", p)
		}
	}()
	b := &thrift.TMemoryBuffer{Buffer: bytes.NewBuffer(buf)}
	p := thrift.NewTCompactProtocolConf(b, &thrift.TConfiguration{MaxMessageSize: maxFooter, MaxContainerSize: maxContainer})
	if err := v.Read(context.Background(), p); err != nil {
		return 0, fmt.Errorf("malformed metadata: %w", err)
	}
	return len(buf) - b.Len(), nil
}
