package report

import (
	"fmt"
	"strings"

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

// strataParquet writes the matched sets with their outcomes.
func strataParquet(e account) ([]byte, error) {
	return parquetTable(func(yield func(stratumRow) bool) {
		for _, s := range e.Strata {
			row := stratumRow{
				Year: int32(s.Year), Stratum: stratumName(e, s),
				ProgrammeN: s.N[0], ProgrammeEvents: s.Events[0],
				ComparisonN: s.N[1], ComparisonEvents: s.Events[1],
			}
			if !yield(row) {
				return
			}
		}
	})
}

// stratumName spells a stratum as "name=value; name=value", in the contract's order.
func stratumName(e account, s evaluate.StratumResult) string {
	var parts []string
	for i, v := range s.Values {
		if v == "" { // compared by the distance alone
			continue
		}
		name := fmt.Sprintf("covariate %d", i+1)
		if i < len(e.Contract.Covariates) {
			name = e.Contract.Covariates[i].Name
		}
		parts = append(parts, clean(name)+"="+clean(v))
	}
	if s.Class != 0 {
		parts = append(parts, fmt.Sprintf("score class=%d", s.Class))
	}
	return strings.Join(parts, "; ")
}
