package contract

import (
	"sib/contract/money"
	"sib/contract/trace"
)

// Decision is what the terms pay for the measurements, and why.
type Decision struct {
	Due money.Amount `json:"due"` // what is to be paid, in the currency of the contract
	// Amounts are what each rule pays, after its own cap and the limits.
	Amounts    []RuleAmount  `json:"amounts"`
	Verdicts   []Verdict     `json:"verdicts"`
	Readings   []Reading     `json:"readings"`
	Next       []Headroom    `json:"next_tiers"`
	Previous   []Headroom    `json:"previous_tiers"`
	Gates      []GateResult  `json:"gates,omitempty"`
	Limits     []LimitResult `json:"limits,omitempty"`
	Deferred   []RuleAmount  `json:"deferred,omitempty"` // amounts that are not decided yet, because a gate defers them
	Payers     []PayerShare  `json:"payers,omitempty"`
	Receipts   []Receipt     `json:"receipts,omitempty"` // what each level of the waterfall receives
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
	Amount money.Amount `json:"amount"` // what the rule pays
	Node   string       `json:"node"`   // id of the node of the trace that the amount comes from
}

// Verdict is one threshold held against one measurement. A verdict that is not
// Binding is for information: a cohort year under a pooled rule.
type Verdict struct {
	Rule      string     `json:"rule"`
	Clause    string     `json:"clause"`
	Measure   string     `json:"measure"`
	Cohort    int        `json:"cohort,omitempty"` // year; 0, which JSON leaves out: pooled
	Binding   bool       `json:"binding"`          // whether the rule decides on it
	Effect    EffectType `json:"effect"`
	Unit      string     `json:"unit,omitempty"` // of a count or duration, such as people or days
	Statistic string     `json:"statistic"`      // what is compared
	Observed  string     `json:"observed"`       // the value compared, an exact decimal or fraction; a proportion where the type is written in per cent
	ObservedF float64    `json:"observed_float"` // Observed as a number, in the same unit
	Comparing trace.Op   `json:"comparing"`      // how Observed has to compare: at-least, above, at-most or below
	Required  Threshold  `json:"required"`
	Met       bool       `json:"met"`    // whether the threshold is met
	Margin    float64    `json:"margin"` // Observed − Required, in the same unit; the other way round for at-most and below
}

// Reading holds one threshold's number read both ways, relative and in points.
type Reading struct {
	Rule        string     `json:"rule"`
	Cohort      int        `json:"cohort,omitempty"`
	Number      Decimal    `json:"number"`       // the number of the threshold, a proportion: 0.10 for "10 %"
	RelativeF   float64    `json:"relative"`     // relative change that was measured, a proportion: 0.27 for 27 %
	RelativeMet bool       `json:"relative_met"` // whether Number is met when it is read as a relative change
	PointsF     float64    `json:"points"`       // difference that was measured, a proportion: 0.092 for 9.2 percentage points
	PointsMet   bool       `json:"points_met"`   // whether Number is met when it is read as percentage points
	Agreed      EffectType `json:"agreed"`       // the reading that the contract agreed
}

// Headroom is the distance from a binding measurement to a threshold: the next
// that it does not reach, or the last that it does.
type Headroom struct {
	Rule     string    `json:"rule"`
	Cohort   int       `json:"cohort,omitempty"`
	Required Threshold `json:"required"`
	Gap      float64   `json:"gap"`    // a distance in the type of the threshold: 0.017 is 1.7 % relative or 1.7 points
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
	Gate        string  `json:"gate"` // id of the gate
	Clause      string  `json:"clause"`
	Cohort      int     `json:"cohort,omitempty"`
	Words       string  `json:"words"`       // what is required and what was found, in a sentence
	Observed    string  `json:"observed"`    // exact decimal or fraction; a proportion where it is written in per cent
	Required    string  `json:"required"`    // the bound, in words
	Passed      bool    `json:"passed"`      // whether the gate lets the rules pay
	Consequence string  `json:"consequence"` // what follows from it, in words
	Margin      float64 `json:"margin"`      // by how much it is passed, or missed if negative, in the same unit as Observed
}

// LimitResult is what a limit took away.
type LimitResult struct {
	Limit  string       `json:"limit"` // id of the limit
	Clause string       `json:"clause"`
	Cohort int          `json:"cohort,omitempty"`
	Before money.Amount `json:"before"` // what the rules would pay without it
	After  money.Amount `json:"after"`  // what the rules pay after the limit
}

// PayerShare is the part of what is due that one payer pays.
type PayerShare struct {
	Name   string       `json:"name"` // who pays
	Clause string       `json:"clause"`
	Amount money.Amount `json:"amount"` // what this payer pays
	Node   string       `json:"node"`
}

// Receipt is what one level of the waterfall receives. Short is what it lacks.
type Receipt struct {
	To        string       `json:"to"` // who receives it: a tranche, or anybody by name
	Clause    string       `json:"clause"`
	Pay       string       `json:"pay"`                 // what kind of money it is: amount, interest, principal, rest or guarantee
	Amount    money.Amount `json:"amount"`              // what is received
	Short     money.Amount `json:"short"`               // what is lacking
	Guarantor string       `json:"guarantor,omitempty"` // who pays it, if the payer does not
	Node      string       `json:"node"`
}
