package matching

// BalanceRow is one line of a flat balance table: a term in one year, before or after.
type BalanceRow struct {
	Year        int // 0: pooled
	Covariate   string
	Level       string
	Sample      string // "before" or "after" matching
	Denominator float64
	Moments
}

// BalanceRows lists the tables of the sample line by line: by year with the pooled
// one last, then by term, before and after.
func (s *Sample) BalanceRows() []BalanceRow {
	var out []BalanceRow
	for _, b := range s.Balance {
		for _, t := range b.Terms {
			row := BalanceRow{Year: b.Year, Covariate: t.Covariate, Level: t.Level, Denominator: t.Denominator}
			row.Sample, row.Moments = "before", t.Before
			out = append(out, row)
			row.Sample, row.Moments = "after", t.After
			out = append(out, row)
		}
	}
	return out
}
