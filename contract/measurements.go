package contract

import (
	"math/big"

	"sib/contract/money"
	"sib/stats"
)

// Measurements are the facts that a decision rests on. Their order does not matter.
type Measurements struct {
	Compared []Measurement
	Reported []Figure
	Tallies  []Tally
	// PaidToDate is what was paid before; nil means nothing.
	PaidToDate *money.Amount
	// Ended is the day on which the programme ended before its time; nil means that it did not.
	Ended *money.Date
}

// Measurement is one measured comparison: a cohort year, or all years pooled.
// Rates are exact; only intervals and tests are floating point.
type Measurement struct {
	Cohort          int // year; 0 when pooled
	ProgrammeN      int64
	ProgrammeEvents int64
	ProgrammeRate   *big.Rat
	ComparisonRate  *big.Rat
	// Weighted says that programme people do not all weigh the same, so that
	// ProgrammeRate is not ProgrammeEvents ÷ ProgrammeN. If the rate is above zero and
	// ProgrammeEvents is zero, the rate was published rounded and its count is not known.
	Weighted bool
	// PerPerson says that the rates are events for each person, and may exceed 1.
	PerPerson  bool
	Difference stats.Estimate // proportions; the agreed interval
	// Intervals are the same interval at the other levels that measures name.
	Intervals []stats.Estimate
	// P are the p-values of the test that the agreed interval inverts.
	P       *PValues
	Quality *Quality // nil if nobody counted
}

// PValues are of the hypothesis that the rates are equal; OneSided against a
// programme rate that is higher.
type PValues struct {
	Method             string
	OneSided, TwoSided float64
}

// Quality is what gates ask of a design. Pairs of counts are programme first,
// comparison second.
type Quality struct {
	Eligible   [2]int64
	Matched    [2]int64
	Analysed   [2]int64 // matched, with an outcome
	ESS        float64  // of the comparison group
	LargestSMD *float64 // absolute, after matching; nil if there is none
}

// Figure is a value that somebody reports for a measure: in the measure's type, a
// proportion where that is written in per cent.
type Figure struct {
	Measure string   `json:"measure"`
	Cohort  int      `json:"cohort,omitempty"` // year; 0, which JSON leaves out, for all of them
	Value   *big.Rat `json:"value"`            // exact, in the type of the measure: 0.1 for 10 % or 10 points
}

// Tally counts people who have exactly these outcomes of a rate card.
type Tally struct {
	Rule     string   `json:"rule"`
	Cohort   int      `json:"cohort,omitempty"` // year; 0, which JSON leaves out, for all of them
	Outcomes []string `json:"outcomes"`         // ids of lines of the rate card, sorted
	People   int64    `json:"people"`           // number of people
}
