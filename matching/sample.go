package matching

// MatchedSample is the estimand once people whose effect was asked for are dropped.
const MatchedSample = "effect in the matched sample"

// ATT is the estimand of a contract whose programme people are all matched.
const ATT = string(OnTreated)

// Sample is a finished design.
type Sample struct {
	Method string `json:"method"` // exact or coarsened, or how the Spec chooses people
	// Estimand is the Spec's, or MatchedSample once people it is about are dropped.
	Estimand string `json:"estimand"`
	Spec     Spec   `json:"spec"`
	// Score is the fitted propensity model, if the design has one.
	Score *ScoreModel `json:"score_model,omitempty"`
	// Proof is the certificate of an optimal method.
	Proof *Proof `json:"proof,omitempty"`
	// Strata are the matched sets of a method that makes strata, ordered by year and
	// then by Values. All people of an arm in a stratum weigh the same.
	Strata []Stratum `json:"-"`
	// Links are the pairs of a method that makes pairs or sets of pairs.
	Links []Link `json:"-"`
	// Weights of one person, by profile and arm; 0 if unmatched. For the ATT a matched
	// programme person weighs 1 and the comparison people of each cohort year sum to
	// the programme people's weights.
	Weights [][2]float64 `json:"-"`
	// Levels are the values or bins of each covariate that people are matched on, in
	// order; empty for a covariate that only the distance compares.
	Levels  [][]string `json:"levels"`
	Years   []Group    `json:"years"`
	Pooled  Group      `json:"pooled"`
	Dropped []Dropped  `json:"dropped"`
	// Left compares the dropped people with the kept; empty if nobody is dropped.
	Left []Left `json:"left,omitempty"`
	// Balance holds one table a cohort year and the pooled one last.
	Balance []Balance `json:"balance"`
}

// Stratum is a set of people alike in everything the contract matches on.
type Stratum struct {
	Year     int
	Values   []string // the matched value or bin of each covariate, in Spec order; "" for a free one
	Class    int      // the subclass of the score, from 1; 0 for a method without
	Profiles []int    // indices into the cohort's Profiles
	N        [2]int64
}

// Group counts a cohort year, or everybody.
type Group struct {
	Year     int      `json:"year,omitempty"` // cohort year; 0, which JSON leaves out: pooled
	Eligible [2]int64 `json:"eligible"`       // people, programme first
	Matched  [2]int64 `json:"matched"`        // people with a weight, programme first
	Strata   int      `json:"strata"`         // number of strata with both arms; 0 for a method without strata
	// Pairs is the number of pairs of a method that makes pairs.
	Pairs float64 `json:"pairs,omitempty"`
	// Shortfall is by how much the weights of matched focal people fall short of their
	// number, because people who cannot be told apart share too few matches.
	Shortfall float64 `json:"shortfall,omitempty"`
	// ESS is Kish's effective sample size of the comparison group, (Σw)²/Σw² (Kish
	// 1965), and ProgrammeESS that of the programme group.
	ESS          float64 `json:"ess"`
	ProgrammeESS float64 `json:"programme_ess"` // effective number of people of the programme group
}

// Dropped are programme people of one cell, or comparison people under the ATC,
// without anybody to compare them with.
type Dropped struct {
	Year   int      `json:"year"`   // cohort year
	Values []string `json:"values"` // of each covariate; "" for one that only the distance compares
	N      int64    `json:"n"`      // number of people
}

// Balance compares covariates before and after matching.
type Balance struct {
	Year  int           `json:"year,omitempty"` // cohort year; 0, which JSON leaves out: pooled
	Terms []TermBalance `json:"terms"`
	L1    *L1           `json:"l1,omitempty"`
}

// TermBalance is one covariate, one level of a category, or the score or linear
// predictor of the design. Denominator is an SD before matching (√(p(1−p)) for a
// level and for a number that is 0 or 1), the same before and after: of the
// programme group for the ATT, of the comparison pool for the ATC, and the root of
// the mean of the two variances for the ATE and the ATO. Where that SD is 0 it is the
// pooled one within groups, and 0 if nobody varies.
//
// A nil pointer is a quantity that does not exist.
type TermBalance struct {
	Covariate   string  `json:"covariate"`       // name of the covariate
	Level       string  `json:"level,omitempty"` // level of a category
	Denominator float64 `json:"smd_denominator"` // standard deviation that SMDs are in units of, in the covariate's own unit
	Before      Moments `json:"before"`
	After       Moments `json:"after"`
}

// Moments are weighted means by arm and what separates them.
type Moments struct {
	Programme     float64  `json:"programme_mean"`  // mean in the covariate's own unit; of a level its proportion
	Comparison    float64  `json:"comparison_mean"` // the same of the comparison group, in the same unit
	SMD           *float64 `json:"smd"`             // standardised mean difference, in units of the denominator; nil if that is 0
	VarianceRatio *float64 `json:"variance_ratio"`  // programme variance divided by comparison variance; nil for a level
	ECDFMean      float64  `json:"ecdf_mean"`       // mean distance of the two distribution functions, a proportion
	ECDFMax       float64  `json:"ecdf_max"`        // largest distance of the two distribution functions, a proportion: the Kolmogorov–Smirnov statistic
	// Overlap is the proportion of their distributions that the groups share: over the
	// values of a number with up to 50, over equal-width bins of one with more.
	Overlap float64 `json:"overlap"`
	// PairDistance is the mean |difference| within matched pairs in units of
	// Denominator; nil before matching and for a method without pairs or strata.
	PairDistance *float64 `json:"pair_distance,omitempty"`
}

// Name is the covariate, with the level if it is one: "gender=F".
func (t TermBalance) Name() string {
	if t.Level == "" {
		return t.Covariate
	}
	return t.Covariate + "=" + t.Level
}
