package report

import (
	"fmt"

	"github.com/xitongsys/parquet-go-source/buffer"
	"github.com/xitongsys/parquet-go/parquet"
	"github.com/xitongsys/parquet-go/writer"
)

// parquetTable writes rows whose fields carry parquet tags. One goroutine: more would
// write pages in the order in which they happen to finish.
func parquetTable[T any](rows func(yield func(T) bool)) ([]byte, error) {
	file := buffer.NewBufferFile()
	w, err := writer.NewParquetWriter(file, new(T), 1)
	if err != nil {
		return nil, fmt.Errorf("open writer: %w", err)
	}
	w.CompressionType = parquet.CompressionCodec_UNCOMPRESSED // the same bytes on every machine
	n := 0
	for row := range rows {
		if err := w.Write(row); err != nil {
			return nil, fmt.Errorf("write row %d: %w", n+1, err)
		}
		n++
	}
	if err := w.WriteStop(); err != nil {
		return nil, fmt.Errorf("finish: %w", err)
	}
	return file.Bytes(), nil
}
