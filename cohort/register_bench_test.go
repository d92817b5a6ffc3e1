package cohort

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"sib/cohort/internal/parquettest"
)

// BenchmarkReadEntrants counts people whose ages and cohorts follow from days, in
// comparison with columns that hold the age and the year.
func BenchmarkReadEntrants(b *testing.B) {
	const rows = 1_000_000
	list := someEntrants(rows, 1)
	text := register(list)
	dates := replace(text, stored["date"]("entry", list, func(e *entrant) time.Time { return e.entry }, nil))
	dates = replace(dates, stored["date"]("birth", list, func(e *entrant) time.Time { return e.birth }, func(e *entrant) bool { return e.absent.birth }))
	plain := append(text,
		columnOf("age", list, func(e *entrant) int32 { return int32(e.age()) }, func(e *entrant) bool { return e.absent.birth }),
		columnOf("year", list, func(e *entrant) int32 { return max(1, int32(e.year())) }, nil))
	byHand := func(dir string) Spec {
		s := entrants(dir)
		s.Covariates[0].Column, s.Covariates[0].Kind = "age", Integer
		s.Year, s.Entry, s.Windows = "year", "", nil
		return s
	}
	dictionary := parquettest.Layout{Dictionary: true, GroupRows: 122_880}
	for _, bm := range []struct {
		name string
		l    parquettest.Layout
		cols []parquettest.Column
		spec func(string) Spec
	}{
		{"columns", dictionary, plain, byHand},
		{"dates", dictionary, dates, entrants},
		{"dates, plain pages", parquettest.Layout{GroupRows: 122_880}, dates, entrants},
		{"text", dictionary, text, entrants},
		{"text, plain pages", parquettest.Layout{GroupRows: 122_880}, text, entrants},
	} {
		b.Run(bm.name, func(b *testing.B) {
			dir := b.TempDir()
			parquettest.Write(b, filepath.Join(dir, "people.parquet"), bm.l, bm.cols...)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(context.Background(), bm.spec(dir), nil); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
