package evaluate

import (
	"math"

	"sib/contract"
	"sib/matching"
)

// qualityOf is what gates ask of a design in one year, or over all for 0. The
// effective size is that of the comparison people who are analysed.
func qualityOf(s *matching.Sample, m matched, year int) *contract.Quality {
	group := s.Pooled
	for _, y := range s.Years {
		if year != 0 && y.Year == year {
			group = y
		}
	}
	q := &contract.Quality{Eligible: group.Eligible, Matched: group.Matched, Analysed: group.Matched, ESS: m.totals(year).ess[1]}
	lose := func(of int, missing [2]int64) {
		if year != 0 && of != year {
			return
		}
		for arm, n := range missing {
			q.Analysed[arm] -= n
		}
	}
	for _, r := range m.strata {
		lose(r.Year, r.Missing)
	}
	for _, r := range m.sums {
		lose(r.Year, r.Missing)
	}
	for _, b := range s.Balance {
		if b.Year == year {
			q.LargestSMD = largestSMD(b)
		}
	}
	return q
}

// largestSMD is the largest absolute standardised difference after matching; nil if
// there is none, or none can be told because nobody varies and the means differ.
func largestSMD(b matching.Balance) *float64 {
	var out *float64
	for _, t := range b.Terms {
		if t.After.SMD == nil {
			if t.After.Programme != t.After.Comparison {
				return nil
			}
			continue
		}
		if v := math.Abs(*t.After.SMD); out == nil || v > *out {
			out = &v
		}
	}
	return out
}
