package outlook

import (
	"fmt"
	"math/big"

	"sib/contract"
	"sib/stats"
)

// cell is one way in which a comparison may come out.
type cell struct {
	programme, comparison *big.Rat // rates
	n1                    int64
	n0                    float64 // effective comparison people; 0 if nobody knows
	events                int64   // among programme people; meaningless if weighted
	weighted              bool    // the programme rate need not be a count of people
	perPerson             bool
	level                 float64 // of the agreed interval; 0 if there is none
}

// interval is the difference with its interval at a two-sided level, by the two
// rates and the effective sizes: weighted-newcombe.
func (c cell) interval(level float64) (stats.Estimate, error) {
	return stats.WeightedNewcombe(float(c.programme), float64(c.n1), float(c.comparison), c.n0, level)
}

// pValues is of the test that the interval inverts.
func (c cell) pValues() (contract.PValues, error) {
	sign := float64(c.programme.Cmp(c.comparison))
	one, two, err := stats.InvertedPValue(sign, c.interval)
	return contract.PValues{Method: contract.WeightedNewcombe, OneSided: one, TwoSided: two}, err
}

// measurement is the cell as the contract sees it, with the intervals that its measures ask for.
func (c cell) measurement(cohort int, levels []float64) (contract.Measurement, error) {
	m := contract.Measurement{
		Cohort: cohort, ProgrammeN: c.n1, ProgrammeEvents: c.events,
		ProgrammeRate: c.programme, ComparisonRate: c.comparison, Weighted: c.weighted, PerPerson: c.perPerson,
	}
	if c.n0 > 0 {
		zero := 0.0
		both := [2]int64{c.n1, int64(c.n0)}
		m.Quality = &contract.Quality{Eligible: both, Matched: both, Analysed: both, ESS: c.n0, LargestSMD: &zero}
	}
	if c.level == 0 || c.n0 <= 0 {
		return m, nil
	}
	var err error
	if m.Difference, err = c.interval(c.level); err != nil {
		return m, fmt.Errorf("interval: %w", err)
	}
	if len(levels) == 0 {
		return m, nil
	}
	for _, level := range levels {
		in, err := c.interval(level)
		if err != nil {
			return m, fmt.Errorf("interval: %w", err)
		}
		m.Intervals = append(m.Intervals, in)
	}
	p, err := c.pValues()
	m.P = &p
	return m, err
}

// meanOf has the mean rates of all cohorts, and their people.
func meanOf(cells []cell) cell {
	out := cell{programme: new(big.Rat), comparison: new(big.Rat), weighted: true}
	for _, c := range cells {
		out.programme.Add(out.programme, c.programme)
		out.comparison.Add(out.comparison, c.comparison)
		out.n1 += c.n1
	}
	n := new(big.Rat).SetInt64(int64(len(cells)))
	out.programme.Quo(out.programme, n)
	out.comparison.Quo(out.comparison, n)
	return out
}

// pooledOf is all cohorts together, every programme participant counting once. The
// effective size is the one that gives the pooled comparison rate its variance
// where the cohorts' rates are alike.
func pooledOf(cells []cell) cell {
	out := cell{programme: new(big.Rat), comparison: new(big.Rat), level: cells[0].level}
	spread := 0.0
	for _, c := range cells {
		n := new(big.Rat).SetInt64(c.n1)
		out.programme.Add(out.programme, new(big.Rat).Mul(n, c.programme))
		out.comparison.Add(out.comparison, new(big.Rat).Mul(n, c.comparison))
		out.n1 += c.n1
		out.events += c.events
		out.weighted, out.perPerson = out.weighted || c.weighted, out.perPerson || c.perPerson
		spread += float64(c.n1) * (float64(c.n1) / c.n0)
	}
	all := new(big.Rat).SetInt64(out.n1)
	out.programme.Quo(out.programme, all)
	out.comparison.Quo(out.comparison, all)
	if spread > 0 {
		out.n0 = float64(out.n1) * (float64(out.n1) / spread)
	}
	return out
}
