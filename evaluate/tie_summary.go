package evaluate

import (
	"math/big"
	"slices"

	"sib/cohort/outcome"
	"sib/contract/money"
	"sib/matching"
)

// summarise describes the draws.
func (s *shuffler) summarise(drawn []draw) *Spread {
	out := &Spread{SchemaVersion: SpreadVersion, ContractID: s.terms.ID, Spec: s.spec, Draws: len(drawn), Seed: seedRule}
	for k := range drawn[0].years {
		out.Results = append(out.Results, s.yearSpread(drawn, k))
	}
	var due []money.Amount
	for _, d := range drawn {
		if d.undecided != nil {
			out.DueError = d.undecided.Error()
			return out
		}
		due = append(due, d.due)
	}
	slices.SortFunc(due, money.Amount.Cmp)
	out.Due = &MoneyRange{due[0], quantile(due, 5), quantile(due, 50), quantile(due, 95), due[len(due)-1]}
	out.Thresholds = thresholds(drawn)
	return out
}

// yearSpread describes the k-th year of the draws.
func (s *shuffler) yearSpread(drawn []draw, k int) YearSpread {
	out := YearSpread{Cohort: drawn[0].years[k].year}
	var points, relatives []float64
	for _, d := range drawn {
		if d.years[k].n == 0 {
			continue
		}
		p1, p0 := s.rates(d.years[k])
		v, _ := new(big.Rat).Sub(p1, p0).Float64()
		points = append(points, v)
		if r := relative(p1, p0); r != nil {
			relatives = append(relatives, *r)
		}
	}
	out.Difference = rangeOf(points)
	if len(relatives) == len(points) && len(points) > 0 {
		r := rangeOf(relatives)
		out.Relative = &r
	}
	return out
}

// rangeOf sorts the values and describes them.
func rangeOf(values []float64) Range {
	if len(values) == 0 {
		return Range{}
	}
	slices.Sort(values)
	return Range{len(values), values[0], quantile(values, 5), quantile(values, 50), quantile(values, 95), values[len(values)-1]}
}

// quantile is the ⌈qn⌉-th smallest of n sorted values, for q in percent.
func quantile[T any](sorted []T, percent int) T {
	return sorted[max(0, (percent*len(sorted)+99)/100-1)]
}

// thresholds counts on which side of each binding threshold the draws are. Every
// decision of a contract holds the same thresholds in the same order.
func thresholds(drawn []draw) []ThresholdSpread {
	var out []ThresholdSpread
	for i, d := range drawn {
		for k, v := range d.verdicts {
			if i == 0 {
				out = append(out, ThresholdSpread{Rule: v.Rule, Clause: v.Clause, Cohort: v.Cohort, Required: v.Required})
			}
			if v.Met {
				out[k].Met++
			} else {
				out[k].Missed++
			}
		}
	}
	return out
}

// shareTies puts beside the draws what the same design gives when people who cannot be
// told apart share their matches.
func (s *shuffler) shareTies(out *Spread, table *outcome.Table) {
	sample, err := matching.Match(s.cohort, s.spec)
	var sums []WeightedSums
	if err == nil {
		sums = sumsOf(s.cohort, sample, table)
	}
	for i := range out.Results {
		r := &out.Results[i]
		if err != nil {
			r.SharedError = err.Error()
			continue
		}
		t := totalsOfSums(sums, r.Cohort)
		if t.strata == 0 {
			r.SharedError = "a group has nobody with a weight and an outcome"
			continue
		}
		d := t.difference()
		r.Shared = &d
	}
}
