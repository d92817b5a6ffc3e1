package contract

import (
	"math/big"

	"sib/contract/money"
	"sib/stats"
)

// Measurement is one measured comparison: a cohort year, or all years pooled.
// Rates are exact; only the interval of the difference is floating point.
type Measurement struct {
	Cohort          int // year; 0 when pooled
	ProgrammeN      int64
	ProgrammeEvents int64
	ProgrammeRate   *big.Rat
	ComparisonRate  *big.Rat
	// Weighted says that programme people do not all weigh the same, so that
	// ProgrammeRate is not ProgrammeEvents ÷ ProgrammeN.
	Weighted   bool
	Difference stats.Estimate // proportions
}

// Decision is what the terms pay for the measurements, and why.
type Decision struct {
	Due      money.Amount `json:"due"`
	Verdicts []Verdict    `json:"verdicts"`
	Readings []Reading    `json:"readings"`
	Next     []Headroom   `json:"next_tiers"`
	Trace    []Node       `json:"trace"`
}

// Verdict is one threshold held against one measurement. A verdict that is not
// Binding is for information: a cohort year under a pooled rule.
type Verdict struct {
	Rule      string     `json:"rule"`
	Clause    string     `json:"clause"`
	Cohort    int        `json:"cohort,omitempty"` // 0: pooled
	Binding   bool       `json:"binding"`
	Effect    EffectType `json:"effect"`
	Statistic string     `json:"statistic"`
	Observed  string     `json:"observed"` // the value compared: a proportion as an exact decimal or fraction
	ObservedF float64    `json:"observed_float"`
	Required  Threshold  `json:"required"`
	Met       bool       `json:"met"`
	Margin    float64    `json:"margin"` // observed − required, a proportion
}

// Reading holds one threshold's number read both ways, relative and in points.
type Reading struct {
	Rule        string     `json:"rule"`
	Cohort      int        `json:"cohort,omitempty"`
	Number      Decimal    `json:"number"` // a proportion: 0.10 for "10 %"
	RelativeF   float64    `json:"relative"`
	RelativeMet bool       `json:"relative_met"`
	PointsF     float64    `json:"points"` // a proportion: 0.092 for 9.2 points
	PointsMet   bool       `json:"points_met"`
	Agreed      EffectType `json:"agreed"`
}

// Headroom is the distance from a binding measurement to a threshold not reached.
type Headroom struct {
	Rule     string    `json:"rule"`
	Cohort   int       `json:"cohort,omitempty"`
	Required Threshold `json:"required"`
	Gap      float64   `json:"gap"`    // in the threshold's own type, a proportion
	Points   float64   `json:"points"` // the same distance in programme rate, a proportion
	People   int64     `json:"people"` // further placements needed, the comparison rate held fixed; −1 if out of reach, −2 if programme people weigh differently
}

// Node is one named quantity of the trace. Inputs are the IDs it is computed from.
type Node struct {
	ID      string   `json:"id"`
	Clause  string   `json:"clause,omitempty"`
	Words   string   `json:"words"`   // what it is
	Formula string   `json:"formula"` // with the numbers in it
	Inputs  []string `json:"inputs,omitempty"`
	Exact   string   `json:"exact"`   // fraction, decimal, or true/false
	Rounded string   `json:"rounded"` // after the contract's rounding; equal to Exact's decimal when there is none
	Unit    string   `json:"unit"`    // proportion, EUR, people, condition
}
