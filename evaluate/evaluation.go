package evaluate

import (
	"sib/cohort"
	"sib/contract"
	"sib/evidence"
	"sib/matching"
	"sib/stats"
)

// SchemaVersion names the layout of Evaluation.
const SchemaVersion = "sib-evaluation/1"

// Evaluation is a finished run. Rates are proportions; pairs of counts are
// programme first, comparison second. No number is infinite or not a number: a
// quantity that does not exist is nil or left out.
type Evaluation struct {
	SchemaVersion string          `json:"schema_version"` // the layout of this document
	Tool          evidence.Tool   `json:"tool"`
	Contract      *contract.Terms `json:"contract"`
	Inputs        []Input         `json:"inputs"`
	// Amended are the terms after each amendment of the contract; none without amendments.
	Amended  []AmendedTerms   `json:"amended_terms,omitempty"`
	Given    Given            `json:"given,omitzero"`
	People   evidence.Digest  `json:"people_sha256"` // digest of everybody who was read, in counts: equal for equal people, in whatever files and order
	Flow     Flow             `json:"flow"`
	Domains  []Domain         `json:"covariates"`
	Matching *matching.Sample `json:"matching"`
	// Overlap says how far the groups have people alike, before and after matching.
	Overlap   *matching.ScoreOverlap `json:"overlap,omitempty"`
	Results   []Result               `json:"results"` // cohort years ascending, the pooled result last
	Secondary []Secondary            `json:"secondary_outcomes,omitempty"`
	Decision  *contract.Decision     `json:"decision"`
	// Measured are the facts as contract.Decide took them; results and trace hold the
	// same, so the file does not repeat them. Outlook is what the money may become by them.
	Measured contract.Measurements `json:"-"`
	Outlook  Outlook               `json:"outlook,omitzero"`
	// Sensitivity is how far all this would move under other choices, as Assess says at the
	// time of the run; a run of an earlier version has none.
	Sensitivity *Sensitivity       `json:"sensitivity,omitempty"`
	Findings    []evidence.Finding `json:"findings"`
	// Strata are the matched sets with their outcomes: enough to recompute every result.
	Strata []StratumResult `json:"strata,omitempty"`
	// Weighted are the same for a design that weights people one by one, by cohort year.
	Weighted []WeightedSums `json:"weighted,omitempty"`
}

// Input is where people come from. The files that were read are in the manifest with
// their digests: people in another order, in other files, or handed over as counts make
// the same evaluation.
type Input struct {
	Role string         `json:"role"` // programme, comparison, or people for both
	Path contract.Paths `json:"path"` // as the contract writes it
	Rows int64          `json:"rows"` // number of people received
}

// Domain is a covariate and the values found: how many, and which if it is a
// category. Numbers are not listed: an exact amount can be one person's.
type Domain struct {
	Name     string   `json:"name"`             // name of the covariate
	Kind     string   `json:"kind"`             // how its values are read: category, integer, number or age
	Distinct int      `json:"distinct"`         // number of different values
	Values   []string `json:"values,omitempty"` // the values of a category, sorted
}

// Flow follows both arms from the files to the analysis. Each stage is the one
// before it less the losses listed between them.
type Flow struct {
	Stages []Stage    `json:"stages"`
	Years  []YearFlow `json:"years"` // the same for each cohort year; they add up to the whole
}

// YearFlow is the flow of one cohort year. People whose year is outside the contract
// come first, under the year 0, as far as eligibility.
type YearFlow struct {
	Year   int     `json:"year"` // cohort year; 0: outside the contract
	Stages []Stage `json:"stages"`
}

// Stage is a point of the flow. Losses are what separates it from the stage before.
type Stage struct {
	Name   string        `json:"name"` // StageReceived to StageAnalysed, in this order
	N      [2]int64      `json:"n"`    // people, programme first
	Losses []cohort.Loss `json:"losses,omitempty"`
}

// Result is the comparison in one cohort year, or pooled over all of them with
// each programme participant counting once.
type Result struct {
	Cohort     int     `json:"cohort,omitempty"` // year; 0, which JSON leaves out: pooled
	Programme  Rate    `json:"programme"`
	Comparison Rate    `json:"comparison"`
	ESS        float64 `json:"comparison_ess"` // effective number of people of the analysed comparison group
	// ProgrammeESS is the effective number of people of the programme group: their number where everybody weighs the same.
	ProgrammeESS float64 `json:"programme_ess"`
	Strata       int     `json:"strata"` // number of matched sets with both groups
	// Difference is programme minus comparison rate, a proportion (0.092 is 9.2 percentage points).
	Difference stats.Estimate `json:"difference"`
	// Relative is the programme rate divided by the comparison rate, minus 1; nil
	// when the comparison rate is zero.
	Relative *float64 `json:"relative_change"`
	// Crude is the difference of the unweighted rates of Everybody.
	Crude     float64 `json:"crude_difference"`
	Everybody Counts  `json:"everybody_eligible"`
}

// Secondary is an outcome that is reported and never paid on. Results are as the binding
// outcome's; a year without matched people with this outcome in both groups is left out.
type Secondary struct {
	Name    string   `json:"name"` // name of the outcome
	Results []Result `json:"results"`
}

// Counts are people with an outcome, by arm, matched or not.
type Counts struct {
	N      [2]int64 `json:"n"`      // people with a known outcome, programme first
	Events [2]int64 `json:"events"` // of them, people with the outcome
}

// Rate is a placement rate with the counts behind it. Value is Exact as a
// float64; Exact is a fraction. Lo and Hi are the Wilson interval at the
// contract's level, the comparison's with its effective sample size. For the
// comparison group N and Events count people once, while the rate is weighted.
type Rate struct {
	N      int64   `json:"n"`          // people with a known outcome
	Events int64   `json:"events"`     // of them, people with the outcome
	Value  float64 `json:"rate"`       // proportion with the outcome: 0.429 is 42.9 %
	Exact  string  `json:"rate_exact"` // the same proportion, an exact fraction
	Lo     float64 `json:"lo"`         // lower limit, a proportion
	Hi     float64 `json:"hi"`         // upper limit, a proportion
	// Weighted says of a programme rate that the people do not all weigh the same, so
	// that it is not Events divided by N either.
	Weighted bool `json:"weighted,omitempty"`
}

// StratumResult is one matched set with its outcomes.
type StratumResult struct {
	Year    int      `json:"year"`            // cohort year
	Values  []string `json:"values"`          // of each covariate; "" for one that only the distance compares
	Class   int      `json:"class,omitempty"` // number of the class of the score, from 1, under subclassification
	N       [2]int64 `json:"n"`               // people with a known outcome, programme first
	Events  [2]int64 `json:"events"`          // of them, people with the outcome
	Missing [2]int64 `json:"missing"`         // people without a known outcome
}
