package contract

import "sib/contract/money"

// Sources of a measure.
const (
	Compared  = "comparison" // from the rates of the programme and the comparison group
	Reported  = "reported"   // a figure that somebody reports, verified elsewhere
	Composite = "composite"  // from other measures
)

// Scopes of a measure.
const (
	EachCohort = "each-cohort"
	Pooled     = "pooled"
	Unpaid     = "unpaid" // pooled over the cohorts that a rule did not pay for
)

// Poolings. They are different numbers, so a contract names one.
const (
	Participants  = "participants"    // every programme participant counts once
	MeanOfRates   = "mean-of-rates"   // the effect of the mean yearly rates
	MeanOfEffects = "mean-of-effects" // the mean of the yearly effects
	SumOfCohorts  = "sum"             // counts and amounts added up
	Single        = "single"          // one figure is reported for all cohorts
)

// Statistics that can bind.
const (
	PointEstimate = "point-estimate"
	LowerBound    = "lower-bound"
	UpperBound    = "upper-bound"
	PValue        = "p-value" // of the agreed interval's test that there is no difference
)

// Measure is an effect that rules test.
type Measure struct {
	ID        string     `json:"id"`
	Clause    string     `json:"clause"`
	Text      string     `json:"text,omitempty"` // the clause in words
	Effect    EffectType `json:"effect"`
	Unit      string     `json:"unit,omitempty"`      // of a count or duration, such as people or days
	Source    string     `json:"source"`              // where its value comes from
	Scope     string     `json:"scope"`               // what it is measured over
	Pooling   string     `json:"pooling,omitempty"`   // how cohorts are pooled
	UnpaidBy  string     `json:"unpaid_by,omitempty"` // the rule, when Scope is unpaid
	Statistic string     `json:"statistic"`           // what is held against thresholds
	// Level and Sides are those of a bound; Sides alone that of a p-value. Where
	// Level is not set, a bound is that of the agreed interval. A bound of one
	// side at level 0.95 is the end of the two-sided interval at 0.90.
	Level *Decimal `json:"level,omitempty"`
	Sides int      `json:"sides,omitempty"` // number of sides of the bound or the p-value: 1 or 2
	// ComparisonRate is a fixed counterfactual, a proportion, in place of the measured rate.
	ComparisonRate *Decimal `json:"comparison_rate,omitempty"`
	Parts          []Part   `json:"of,omitempty"` // what a composite is made of
	Rounding       Rounding `json:"rounding"`
}

// Part is a measure in a composite: Weight times its value, or times the share
// of Target that it reaches.
type Part struct {
	Measure string     `json:"measure"`
	Weight  Decimal    `json:"weight"` // weight, a proportion
	Target  *Threshold `json:"target,omitempty"`
}

// Condition holds a measure, or a quantity of the design, against one bound.
type Condition struct {
	Measure  string `json:"measure,omitempty"`
	Quantity string `json:"quantity,omitempty"` // of the design, that is tested in place of a measure
	Bound
}

// Bound is where something starts or ends to hold. One of the four is set,
// except for a tier, which may also say where it ends.
type Bound struct {
	AtLeast *Threshold `json:"at_least,omitempty"`
	Above   *Threshold `json:"above,omitempty"`
	AtMost  *Threshold `json:"at_most,omitempty"`
	Below   *Threshold `json:"below,omitempty"`
}

// Rounding says where a number is rounded. Step is nil when the contract says "none".
// An effect's step is a value of its type (0.1 % and 0.1 points are 1/1000); money's a
// currency amount.
type Rounding struct {
	Step *Decimal   `json:"step"` // in the unit of what is rounded
	Mode money.Mode `json:"mode,omitempty"`
}

// Gate is a condition that comes before any money.
type Gate struct {
	ID        string    `json:"id"`
	Clause    string    `json:"clause"`
	Text      string    `json:"text"`            // the clause in words
	Rules     []string  `json:"rules,omitempty"` // ids of those behind the gate; all if empty
	Scope     string    `json:"scope"`           // held against each cohort or against all of them pooled
	Require   Condition `json:"require"`
	OnFailure OnFailure `json:"on_failure"`
}

// Quantities of the design that gates test.
const (
	ProgrammePeople  = "programme-people"  // analysed
	ComparisonPeople = "comparison-people" // analysed, effective after weighting
	MatchRate        = "match-rate"        // share of eligible programme people who are matched
	LargestSMD       = "largest-smd"       // the largest absolute standardised mean difference after matching
	Attrition        = "attrition"         // share of matched programme people without an outcome
	AttritionGap     = "attrition-gap"     // programme attrition minus comparison attrition, absolute
)

// OnFailure is what a failed gate does; one is set.
type OnFailure struct {
	Pay   *Pay       `json:"pay,omitempty"`   // what is paid in place of what the rules pay
	Defer bool       `json:"defer,omitempty"` // nothing is decided yet
	Use   string     `json:"use,omitempty"`   // id of the measure in place of the rules' own
	Deem  *Threshold `json:"deem,omitempty"`  // the effect that is taken for the measured one
}
