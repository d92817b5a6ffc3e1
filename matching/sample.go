package matching

import "sib/cohort"

// Mode is how one covariate is matched.
type Mode string

// The modes.
const (
	Exact     Mode = "exact"
	Coarsened Mode = "coarsened"
)

// Covariate says how the covariate Name of the cohort is matched.
type Covariate struct {
	Name string
	Mode Mode
	Cuts []float64 // for Coarsened, ascending: bins (−∞,c1), [c1,c2), …, [ck,∞)
}

// Unmatched says what becomes of programme people without a comparison person.
type Unmatched string

// The policies for programme people who find no match.
const (
	Drop   Unmatched = "drop"
	Refuse Unmatched = "refuse"
)

// Spec is the design. People are always matched within their cohort year.
type Spec struct {
	Covariates []Covariate // each of the cohort's, in its order
	Unmatched  Unmatched
}

// Estimands.
const (
	ATT           = "ATT"
	MatchedSample = "effect in the matched sample"
)

// Sample is a finished design.
type Sample struct {
	Method   string `json:"method"`
	Estimand string `json:"estimand"` // ATT, or MatchedSample once programme people are dropped
	// Strata are the matched sets, ordered by year and then by Codes. Programme
	// people weigh 1; a comparison person in stratum s weighs N[Programme]/N[Comparison].
	Strata []Stratum `json:"-"`
	// Levels are the values or bins of each covariate that people are matched on, in order.
	Levels  [][]string `json:"levels"`
	Years   []Group    `json:"years"`
	Pooled  Group      `json:"pooled"`
	Dropped []Dropped  `json:"dropped"`
	// Balance holds one table a cohort year and the pooled one last.
	Balance []Balance `json:"balance"`
}

// Stratum is a set of people alike in everything the contract matches on.
type Stratum struct {
	Year     int
	Values   []string // the matched value or bin of each covariate, in Spec order
	Profiles []int    // indices into the cohort's Profiles
	N        [2]int64
}

// Weight returns the weight of one comparison person as a fraction.
func (s Stratum) Weight() (num, den int64) { return s.N[cohort.Programme], s.N[cohort.Comparison] }

// Group counts a cohort year, or everybody.
type Group struct {
	Year     int      `json:"year,omitempty"` // 0: pooled
	Eligible [2]int64 `json:"eligible"`
	Matched  [2]int64 `json:"matched"`
	Strata   int      `json:"strata"` // strata with both arms
	// ESS is Kish's effective sample size of the comparison group, (Σw)²/Σw² (Kish 1965).
	ESS float64 `json:"ess"`
}

// Dropped is a stratum with programme people and no comparison person.
type Dropped struct {
	Year   int      `json:"year"`
	Values []string `json:"values"`
	N      int64    `json:"n"`
}

// Balance compares covariates before and after matching.
type Balance struct {
	Year  int           `json:"year,omitempty"` // 0: pooled
	Terms []TermBalance `json:"terms"`
}

// TermBalance is one covariate, or one level of a category. Denominator is the
// SD of the programme group before matching (√(p(1−p)) for a level), the same
// before and after. A nil pointer is a quantity that does not exist.
type TermBalance struct {
	Covariate   string  `json:"covariate"`
	Level       string  `json:"level,omitempty"`
	Denominator float64 `json:"smd_denominator"`
	Before      Moments `json:"before"`
	After       Moments `json:"after"`
}

// Moments are weighted means by arm and what separates them.
type Moments struct {
	Programme     float64  `json:"programme_mean"`
	Comparison    float64  `json:"comparison_mean"`
	SMD           *float64 `json:"smd"`
	VarianceRatio *float64 `json:"variance_ratio"` // nil for a level
	ECDFMean      float64  `json:"ecdf_mean"`
	ECDFMax       float64  `json:"ecdf_max"`
}

// Name is the covariate, with the level if it is one: "gender=F".
func (t TermBalance) Name() string {
	if t.Level == "" {
		return t.Covariate
	}
	return t.Covariate + "=" + t.Level
}
