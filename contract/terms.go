package contract

import (
	"sib/contract/money"
	"sib/evidence"
)

// Language is the version of the contract language that this package reads.
const Language = "sib/1"

// Terms is a validated contract. A contract whose figures are all given, and that
// compares no people itself, has no Data, Outcome, Covariates, Matching and Disclosure.
//
// It is read, never changed.
type Terms struct {
	Language string         `json:"contract"`       // version of the contract language
	ID       string         `json:"id"`             // short name of the contract
	Title    string         `json:"title"`          // programme, place and years, in one line
	Note     string         `json:"note,omitempty"` // what a reader should know, such as which terms are assumptions
	Parties  []Party        `json:"parties"`
	Currency money.Currency `json:"currency"` // of every amount
	Cohorts  []int          `json:"cohorts"`  // years, ascending
	// Windows are the days of entry that make each cohort, in its order; nil: calendar years.
	Windows     []Window      `json:"cohort_windows,omitempty"`
	Data        Data          `json:"data,omitzero"`
	Eligibility []Eligibility `json:"eligibility,omitempty"`
	Outcome     Outcome       `json:"outcome,omitzero"` // the one that binds
	Secondary   []Outcome     `json:"secondary_outcomes,omitempty"`
	Calendar    *Calendar     `json:"calendar,omitempty"`
	Covariates  []Covariate   `json:"covariates,omitempty"`
	Matching    Matching      `json:"matching,omitzero"`
	Interval    Interval      `json:"interval,omitzero"`
	Measures    []Measure     `json:"measures"`
	Payment     Payment       `json:"payment"`
	Disclosure  Disclosure    `json:"disclosure,omitzero"`
	Amendments  []Amendment   `json:"amendments,omitempty"`

	lines  map[string]int  // of measures, gates, rules and limits, by id
	at     map[string]int  // of sections and of each outcome
	File   string          `json:"file"`   // name of the contract file, without its directory
	Digest evidence.Digest `json:"sha256"` // of the contract file
}

// Outcomes returns the outcome that binds and then the others; none if the contract has none.
func (t *Terms) Outcomes() []Outcome {
	if t.Outcome.Name == "" {
		return nil
	}
	return append([]Outcome{t.Outcome}, t.Secondary...)
}

// Party is a signatory by role: investor, payer, provider, evaluator, intermediary.
type Party struct {
	Role string `json:"role"` // what the party does
	Name string `json:"name"` // what it is called
}

// Interval is the agreed confidence interval.
type Interval struct {
	Clause string  `json:"clause"`
	Method string  `json:"method"` // WeightedNewcombe, StratifiedScore or AbadieImbens
	Level  Decimal `json:"level"`  // confidence level, a proportion such as 0.95
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
