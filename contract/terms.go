package contract

import (
	"sib/contract/money"
	"sib/evidence"
)

// Language is the version of the contract language that this package reads.
const Language = "sib/1"

// Terms is a validated contract. It is read, never changed. A contract whose
// figures are all given, and that compares no people itself, has no Data,
// Outcome, Covariates, Matching and Disclosure.
type Terms struct {
	Language    string         `json:"contract"`
	ID          string         `json:"id"`
	Title       string         `json:"title"`
	Note        string         `json:"note,omitempty"`
	Parties     []Party        `json:"parties"`
	Currency    money.Currency `json:"currency"`
	Cohorts     []int          `json:"cohorts"` // years, ascending
	Data        Data           `json:"data,omitzero"`
	Eligibility []Eligibility  `json:"eligibility,omitempty"`
	Outcome     Outcome        `json:"outcome,omitzero"`
	Covariates  []Covariate    `json:"covariates,omitempty"`
	Matching    Matching       `json:"matching,omitzero"`
	Interval    Interval       `json:"interval,omitzero"`
	Measures    []Measure      `json:"measures"`
	Payment     Payment        `json:"payment"`
	Disclosure  Disclosure     `json:"disclosure,omitzero"`
	Amendments  []Amendment    `json:"amendments,omitempty"`

	lines  map[string]int  // of measures, gates, rules and limits, by id
	File   string          `json:"file"` // name of the contract file, without its directory
	Digest evidence.Digest `json:"sha256"`
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

// Disclosure protects people in published tables.
type Disclosure struct {
	Threshold int `json:"threshold"` // counts from 1 to Threshold−1 are suppressed
}
