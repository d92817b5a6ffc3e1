package contract

import (
	"sib/contract/money"
	"sib/contract/trace"
)

// Decision is what the terms pay for the measurements, and why.
type Decision struct {
	Due money.Amount `json:"due"`
	// Amounts are what each rule pays, after its own cap and the limits.
	Amounts    []RuleAmount  `json:"amounts"`
	Verdicts   []Verdict     `json:"verdicts"`
	Readings   []Reading     `json:"readings"`
	Next       []Headroom    `json:"next_tiers"`
	Previous   []Headroom    `json:"previous_tiers"`
	Gates      []GateResult  `json:"gates,omitempty"`
	Limits     []LimitResult `json:"limits,omitempty"`
	Deferred   []RuleAmount  `json:"deferred,omitempty"` // not decided yet, because a gate defers it
	Payers     []PayerShare  `json:"payers,omitempty"`
	Receipts   []Receipt     `json:"receipts,omitempty"` // of the waterfall
	Trace      []trace.Node  `json:"trace"`
	Amendments []string      `json:"amendments,omitempty"` // ids of those in force
	// AsSigned is the decision under the terms as they were signed, when amendments are in force.
	AsSigned *Decision `json:"as_signed,omitempty"`
}

// RuleAmount is what a rule pays for a cohort, or for all of them (Cohort 0).
type RuleAmount struct {
	Rule   string       `json:"rule"`
	Clause string       `json:"clause"`
	Cohort int          `json:"cohort,omitempty"`
	Amount money.Amount `json:"amount"`
	Node   string       `json:"node"` // of the trace
}

// Verdict is one threshold held against one measurement. A verdict that is not
// Binding is for information: a cohort year under a pooled rule.
type Verdict struct {
	Rule      string     `json:"rule"`
	Clause    string     `json:"clause"`
	Measure   string     `json:"measure"`
	Cohort    int        `json:"cohort,omitempty"` // 0: pooled
	Binding   bool       `json:"binding"`
	Effect    EffectType `json:"effect"`
	Unit      string     `json:"unit,omitempty"`
	Statistic string     `json:"statistic"`
	Observed  string     `json:"observed"` // the value compared, an exact decimal or fraction; a proportion where the type is written in per cent
	ObservedF float64    `json:"observed_float"`
	Comparing trace.Op   `json:"comparing"` // at-least, above, at-most or below
	Required  Threshold  `json:"required"`
	Met       bool       `json:"met"`
	Margin    float64    `json:"margin"` // observed − required; the other way round for at-most and below
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

// Headroom is the distance from a binding measurement to a threshold: the next
// that it does not reach, or the last that it does.
type Headroom struct {
	Rule     string    `json:"rule"`
	Cohort   int       `json:"cohort,omitempty"`
	Required Threshold `json:"required"`
	Gap      float64   `json:"gap"`    // in the threshold's own type
	Points   *float64  `json:"points"` // the same distance in programme rate, a proportion; nil if the measure is not of two rates
	// People is how many further programme people need the outcome, or how many
	// fewer would still do, the comparison rate held fixed; −1 if out of reach,
	// −2 if it depends on whose outcome it is or does not come from people.
	People int64 `json:"people"`
	// Fewer says that People counts fewer outcomes, and not more: what a falling bound
	// needs, or what a rising one can still lose.
	Fewer bool `json:"fewer,omitempty"`
}

// GateResult is one gate held against one cohort, or all of them.
type GateResult struct {
	Gate        string  `json:"gate"`
	Clause      string  `json:"clause"`
	Cohort      int     `json:"cohort,omitempty"`
	Words       string  `json:"words"` // what is required, and what was found
	Observed    string  `json:"observed"`
	Required    string  `json:"required"`
	Passed      bool    `json:"passed"`
	Consequence string  `json:"consequence"` // in words
	Margin      float64 `json:"margin"`
}

// LimitResult is what a limit took away.
type LimitResult struct {
	Limit  string       `json:"limit"`
	Clause string       `json:"clause"`
	Cohort int          `json:"cohort,omitempty"`
	Before money.Amount `json:"before"`
	After  money.Amount `json:"after"`
}

// PayerShare is the part of what is due that one payer pays.
type PayerShare struct {
	Name   string       `json:"name"`
	Clause string       `json:"clause"`
	Amount money.Amount `json:"amount"`
	Node   string       `json:"node"`
}

// Receipt is what one level of the waterfall receives. Short is what it lacks.
type Receipt struct {
	To        string       `json:"to"`
	Clause    string       `json:"clause"`
	Pay       string       `json:"pay"` // amount, interest, principal, rest or guarantee
	Amount    money.Amount `json:"amount"`
	Short     money.Amount `json:"short"`
	Guarantor string       `json:"guarantor,omitempty"` // who pays it, if the payer does not
	Node      string       `json:"node"`
}
