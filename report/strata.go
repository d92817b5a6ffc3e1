package report

import (
	"fmt"
	"strings"

	"github.com/xitongsys/parquet-go-source/buffer"
	"github.com/xitongsys/parquet-go/parquet"
	"github.com/xitongsys/parquet-go/writer"

	"sib/evaluate"
)

// stratumRow is one matched set in tables/strata.parquet. Counts are people with
// an outcome.
type stratumRow struct {
	Year             int32  `parquet:"name=year, type=INT32"`
	Stratum          string `parquet:"name=stratum, type=BYTE_ARRAY, convertedtype=UTF8"`
	ProgrammeN       int64  `parquet:"name=programme_n, type=INT64"`
	ProgrammeEvents  int64  `parquet:"name=programme_events, type=INT64"`
	ComparisonN      int64  `parquet:"name=comparison_n, type=INT64"`
	ComparisonEvents int64  `parquet:"name=comparison_events, type=INT64"`
}

// strataParquet writes the matched sets with their outcomes. One goroutine: more
// would write pages in the order in which they happen to finish.
func strataParquet(e *evaluate.Evaluation) ([]byte, error) {
	file := buffer.NewBufferFile()
	w, err := writer.NewParquetWriter(file, new(stratumRow), 1)
	if err != nil {
		return nil, fmt.Errorf("open writer: %w", err)
	}
	w.CompressionType = parquet.CompressionCodec_UNCOMPRESSED
	for _, s := range e.Strata {
		row := stratumRow{
			Year: int32(s.Year), Stratum: stratumName(e, s.Values),
			ProgrammeN: s.N[0], ProgrammeEvents: s.Events[0],
			ComparisonN: s.N[1], ComparisonEvents: s.Events[1],
		}
		if err := w.Write(row); err != nil {
			return nil, fmt.Errorf("write stratum of cohort year %d: %w", s.Year, err)
		}
	}
	if err := w.WriteStop(); err != nil {
		return nil, fmt.Errorf("finish: %w", err)
	}
	return file.Bytes(), nil
}

// stratumName spells a stratum as "name=value; name=value", in the contract's order.
func stratumName(e *evaluate.Evaluation, values []string) string {
	var parts []string
	for i, v := range values {
		name := fmt.Sprintf("covariate %d", i+1)
		if i < len(e.Contract.Covariates) {
			name = e.Contract.Covariates[i].Name
		}
		parts = append(parts, clean(name)+"="+clean(v))
	}
	return strings.Join(parts, "; ")
}
