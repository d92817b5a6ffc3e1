package contract

import (
	"sib/contract/money"
	"sib/evidence"
)

// Language is the version of the contract language that this package reads.
const Language = "sib/1"

// Terms is a validated contract. It is read, never changed.
type Terms struct {
	Language    string          `json:"contract"`
	ID          string          `json:"id"`
	Title       string          `json:"title"`
	Note        string          `json:"note,omitempty"`
	Parties     []Party         `json:"parties"`
	Currency    money.Currency  `json:"currency"`
	Cohorts     []int           `json:"cohorts"` // years, ascending
	Data        Data            `json:"data"`
	Eligibility []Eligibility   `json:"eligibility"`
	Outcome     Outcome         `json:"outcome"`
	Covariates  []Covariate     `json:"covariates"`
	Matching    Matching        `json:"matching"`
	Interval    Interval        `json:"interval"`
	Measures    []Measure       `json:"measures"`
	Payment     Payment         `json:"payment"`
	Disclosure  Disclosure      `json:"disclosure"`
	File        string          `json:"file"` // name of the contract file, without its directory
	Digest      evidence.Digest `json:"sha256"`
}

// Party is a signatory by role: investor, payer, provider, evaluator, intermediary.
type Party struct {
	Role string `json:"role"`
	Name string `json:"name"`
}

// Data names the files and columns. Either Programme and Comparison are set, or People and Arm.
type Data struct {
	Programme  string `json:"programme,omitempty"`
	Comparison string `json:"comparison,omitempty"`
	People     string `json:"people,omitempty"`
	Arm        *Arm   `json:"arm,omitempty"`
	ID         string `json:"id"`
	Cohort     string `json:"cohort,omitempty"` // column; may be empty when there is one cohort
}

// Arm tells programme from comparison people in one file.
type Arm struct {
	Column     string `json:"column"`
	Programme  string `json:"programme"`
	Comparison string `json:"comparison"`
}

// Eligibility is one condition on a covariate. AtLeast and AtMost are inclusive.
type Eligibility struct {
	ID        string   `json:"id"`
	Clause    string   `json:"clause"`
	Covariate string   `json:"covariate"`
	AtLeast   *Decimal `json:"at_least,omitempty"`
	AtMost    *Decimal `json:"at_most,omitempty"`
	OneOf     []string `json:"one_of,omitempty"`
	NoneOf    []string `json:"none_of,omitempty"`
}

// Outcome is the contract's own definition of success.
type Outcome struct {
	Name       string `json:"name"`
	Clause     string `json:"clause"`
	Column     string `json:"column"`
	Definition string `json:"definition"`
	Missing    string `json:"missing"` // refuse or exclude
}

// Covariate is something known before entry, and how it is matched.
type Covariate struct {
	Name    string    `json:"name"`
	Column  string    `json:"column"`
	Kind    string    `json:"kind"`  // category, integer or number
	Match   string    `json:"match"` // exact, coarsened or distance
	Cuts    []Decimal `json:"cuts,omitempty"`
	Bins    *Bins     `json:"bins,omitempty"`
	Groups  []Group   `json:"groups,omitempty"`
	Levels  []string  `json:"levels,omitempty"`
	Missing string    `json:"missing"` // refuse, exclude or level
}

// Bins says how a coarsened number is cut where the contract lists no cuts.
type Bins struct {
	Rule  string `json:"rule"`            // equal-width, quantiles or sturges
	Count int    `json:"count,omitempty"` // of bins; sturges finds its own
}

// Group puts levels of a coarsened category together.
type Group struct {
	Name   string   `json:"name"`
	Levels []string `json:"levels"`
}

// Interval is the agreed confidence interval.
type Interval struct {
	Clause string  `json:"clause"`
	Method string  `json:"method"` // WeightedNewcombe, StratifiedScore or AbadieImbens
	Level  Decimal `json:"level"`
}

// Interval methods that fit a weighted comparison group.
const (
	WeightedNewcombe = "weighted-newcombe"
	StratifiedScore  = "strat-score-att"
	AbadieImbens     = "abadie-imbens"
)

// EffectType is the unit of an effect. The two readings of "10 %" are two types.
type EffectType string

// The effect types of this version of the language.
const (
	Relative EffectType = "relative" // programme rate ÷ comparison rate − 1
	Points   EffectType = "points"   // programme rate − comparison rate, in percentage points
)

// Scopes of a measure.
const (
	EachCohort = "each-cohort"
	Pooled     = "pooled"
)

// Statistics that can bind.
const (
	PointEstimate = "point-estimate"
	LowerBound    = "lower-bound"
)

// Measure is an effect that rules test.
type Measure struct {
	ID        string     `json:"id"`
	Clause    string     `json:"clause"`
	Effect    EffectType `json:"effect"`
	Scope     string     `json:"scope"`
	Pooling   string     `json:"pooling,omitempty"` // participants, when Scope is pooled
	Statistic string     `json:"statistic"`
	Rounding  Rounding   `json:"rounding"`
}

// Threshold is a typed effect: Value is a proportion ("10 % relative" and
// "10 points" are both 1/10, of different types).
type Threshold struct {
	Effect EffectType `json:"effect"`
	Value  Decimal    `json:"value"`
}

// Rounding says where a number is rounded. Step is nil when the contract says "none".
// An effect's step is a proportion (0.1 % and 0.1 points are 1/1000); money's a currency amount.
type Rounding struct {
	Step *Decimal   `json:"step"`
	Mode money.Mode `json:"mode,omitempty"`
}

// Payment is what may be paid: rules in order, each with an amount, then the cap.
type Payment struct {
	Principal *Principal `json:"principal,omitempty"`
	Drawdowns []Drawdown `json:"drawdowns,omitempty"`
	Rounding  Rounding   `json:"rounding"`
	Rules     []Rule     `json:"rules"`
	Cap       Cap        `json:"cap"`
}

// Principal is the money invested.
type Principal struct {
	Clause string       `json:"clause"`
	Amount money.Amount `json:"amount"`
}

// Drawdown is one payment by investors to the programme.
type Drawdown struct {
	Date   string       `json:"date"` // ISO 8601
	Amount money.Amount `json:"amount"`
}

// Rule pays when its measure reaches a threshold. Exactly one of AtLeast and
// Tiers is set: a binary threshold pays Pay; tiers pay a coupon on the principal
// at the rate of the highest tier that is reached.
type Rule struct {
	ID      string     `json:"id"`
	Clause  string     `json:"clause"`
	Text    string     `json:"text"` // the clause in words
	Note    string     `json:"note,omitempty"`
	Measure string     `json:"measure"`
	AtLeast *Threshold `json:"at_least,omitempty"`
	Pay     *Pay       `json:"pay,omitempty"`
	Tiers   []Tier     `json:"tiers,omitempty"`
	Coupon  *Coupon    `json:"coupon,omitempty"`
}

// Pay is a fixed amount or a share of the principal (1 is all of it); one is set.
type Pay struct {
	Amount *money.Amount `json:"amount,omitempty"`
	Share  *Decimal      `json:"share_of_principal,omitempty"`
}

// Tier is a step of a table: from AtLeast on, the coupon's yearly rate is Rate (a proportion).
type Tier struct {
	AtLeast Threshold `json:"at_least"`
	Rate    Decimal   `json:"rate"`
}

// Coupon says how a yearly rate becomes an amount: P(1+r)^Years − P when
// Compounding is "compound", P·r·Years when "simple".
type Coupon struct {
	Years       Decimal `json:"years"`
	Compounding string  `json:"compounding"`
}

// Cap is the most that is ever paid under the contract.
type Cap struct {
	Clause string       `json:"clause"`
	Amount money.Amount `json:"amount"`
}

// Disclosure protects people in published tables.
type Disclosure struct {
	Threshold int `json:"threshold"` // counts from 1 to Threshold−1 are suppressed
}
