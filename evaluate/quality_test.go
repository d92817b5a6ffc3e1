package evaluate

import (
	"testing"

	"sib/contract"
	"sib/matching"
)

// The quality of the design counts what the flow counts, year by year and pooled.
func TestQuality(t *testing.T) {
	smd := func(v float64) *float64 { return &v }
	s := &matching.Sample{
		Years:  []matching.Group{{Year: 2014, Eligible: [2]int64{30, 90}, Matched: [2]int64{25, 60}}, {Year: 2015, Eligible: [2]int64{10, 40}, Matched: [2]int64{10, 30}}},
		Pooled: matching.Group{Eligible: [2]int64{40, 130}, Matched: [2]int64{35, 90}},
		Balance: []matching.Balance{
			{Year: 2014, Terms: []matching.TermBalance{{After: matching.Moments{SMD: smd(-0.2)}}, {After: matching.Moments{SMD: smd(0.1)}}}},
			{Year: 2015, Terms: []matching.TermBalance{{After: matching.Moments{Programme: 1}}, {After: matching.Moments{SMD: smd(0)}}}},
			{Terms: []matching.TermBalance{{After: matching.Moments{}}, {After: matching.Moments{SMD: smd(0.05)}}}},
		},
	}
	m := matched{estimand: "ATT", strata: []StratumResult{
		{Year: 2014, N: [2]int64{20, 50}, Events: [2]int64{5, 9}, Missing: [2]int64{5, 10}},
		{Year: 2015, N: [2]int64{9, 30}, Events: [2]int64{5, 9}, Missing: [2]int64{1, 0}},
	}}
	for year, want := range map[int]contract.Quality{
		2014: {Eligible: [2]int64{30, 90}, Matched: [2]int64{25, 60}, Analysed: [2]int64{20, 50}, LargestSMD: smd(0.2)},
		2015: {Eligible: [2]int64{10, 40}, Matched: [2]int64{10, 30}, Analysed: [2]int64{9, 30}}, // means differ and nobody varies
		0:    {Eligible: [2]int64{40, 130}, Matched: [2]int64{35, 90}, Analysed: [2]int64{29, 80}, LargestSMD: smd(0.05)},
	} {
		got := qualityOf(s, m, year)
		if got.Eligible != want.Eligible || got.Matched != want.Matched || got.Analysed != want.Analysed || got.ESS != m.totals(year).ess[1] {
			t.Errorf("%d: %+v", year, got)
		}
		if (got.LargestSMD == nil) != (want.LargestSMD == nil) || got.LargestSMD != nil && *got.LargestSMD != *want.LargestSMD {
			t.Errorf("%d: largest difference %v", year, got.LargestSMD)
		}
	}
}
