package matching

import "sib/cohort"

// Mode is how one covariate is matched.
type Mode string

// The modes. Exact and coarsened covariates, with the cohort year, divide people
// into cells; nobody is compared across cells.
const (
	Exact     Mode = "exact"
	Coarsened Mode = "coarsened"
	Free      Mode = "distance" // compared by the distance alone
)

// Covariate says how the covariate Name of the cohort is matched. A coarsened number
// has either Cuts or a Rule, a coarsened category has Groups.
type Covariate struct {
	Name   string       `json:"name"` // name of the covariate
	Mode   Mode         `json:"match"`
	Cuts   []float64    `json:"cuts,omitempty"`   // in the covariate's own unit, ascending: bins (−∞,c1), [c1,c2), …, [ck,∞)
	Rule   Rule         `json:"rule,omitempty"`   // how bins are found where no cuts are given
	Bins   int          `json:"bins,omitempty"`   // number of bins, for EqualWidth and Quantiles
	Groups []LevelGroup `json:"groups,omitempty"` // groups of levels; every level that occurs is in exactly one
}

// Rule finds the cuts of a number among the eligible people, of both groups and all
// years together.
type Rule string

// The rules.
const (
	EqualWidth Rule = "equal-width" // bins as wide as each other, from the least value to the greatest
	Quantiles  Rule = "quantiles"   // bins with as many people as each other, as far as ties allow
	Sturges    Rule = "sturges"     // ⌈log₂ n⌉ + 1 bins of equal width
)

// LevelGroup is levels of a category that count as one value.
type LevelGroup struct {
	Name   string   `json:"name"`   // the value that they count as
	Levels []string `json:"levels"` // values of the category
}

// Method is how comparison people are chosen or weighted within a cell.
type Method string

// The methods. The empty method is Stratification.
const (
	Stratification    Method = "strata"            // everybody in the cell
	Nearest           Method = "nearest"           // greedy nearest neighbour
	Optimal           Method = "optimal"           // least total distance, a fixed number each
	Full              Method = "full"              // least total distance, everybody used
	Quick             Method = "quick"             // generalised full matching
	Subclassification Method = "subclassification" // classes of the score
	Weighting         Method = "weighting"         // inverse propensity weights
	Entropy           Method = "entropy"           // weights that balance the means
)

// Estimand is whose effect is estimated.
type Estimand string

// The estimands a spec can ask for. The empty one is the ATT.
const (
	OnTreated Estimand = "ATT" // programme people
	OnControl Estimand = "ATC" // comparison people
	OnAll     Estimand = "ATE" // both
	Overlap   Estimand = "ATO" // people who could be in either group (Li, Morgan and Zaslavsky 2018); Weighting only
)

// Metric is what distances are measured in.
type Metric string

// The metrics.
const (
	Propensity        Metric = "propensity"         // |difference| of the fitted propensity score
	Mahalanobis       Metric = "mahalanobis"        // pooled within-group covariance
	RobustMahalanobis Metric = "robust-mahalanobis" // of ranks
	ScaledEuclidean   Metric = "scaled-euclidean"   // each covariate divided by its SD
	GivenScore        Metric = "score"              // |difference| of a covariate that holds a score
)

// Distance says how far two people are apart.
type Distance struct {
	Metric Metric `json:"metric"`
	// Link of the propensity model: logit (the default), probit or cloglog. Linear
	// compares the linear predictor instead of the probability.
	Link   string `json:"link,omitempty"`
	Linear bool   `json:"linear,omitempty"` // compares the linear predictor, in units of the link's scale
	// Covariates that enter the model or the metric; empty: all of them, and the
	// cohort year in a propensity model. For GivenScore the one that holds the score.
	Covariates []string `json:"covariates,omitempty"`
}

// Order is the order in which focal people choose.
type Order string

// The orders.
const (
	Largest  Order = "largest" // highest score first; the default with a score
	Smallest Order = "smallest"
	Closest  Order = "closest" // the pair with the smallest distance first; the default without a score
	Farthest Order = "farthest"
)

// Choice is how many comparison people a programme person gets, for Nearest and Optimal.
type Choice struct {
	Ratio float64 `json:"ratio"` // number of comparison people for each programme person; 0 means 1
	// Least and Most bound a variable ratio (Ming and Rosenbaum 2000), of which
	// Ratio is the mean; both 0: everybody gets Ratio.
	Least int `json:"least,omitempty"`
	Most  int `json:"most,omitempty"` // comparison people for one programme person
	// Reuse is how often a comparison person may serve: 0 or 1 once, −1 (Unlimited) any number of times.
	Reuse int   `json:"reuse,omitempty"`
	Order Order `json:"order,omitempty"`
}

// Unlimited is the Reuse of matching with replacement.
const Unlimited = -1

// Caliper is the most by which a pair may differ: pairs at exactly the width are allowed.
type Caliper struct {
	Of    string  `json:"of"`    // a covariate, OfScore or OfLinear
	Width float64 `json:"width"` // a number of Unit
	Unit  Unit    `json:"unit"`
}

// What a caliper can be on besides a covariate.
const (
	OfScore  = "score"            // the score as it is matched on
	OfLinear = "linear-predictor" // of the propensity model: the logit of the score under a logit link
)

// Unit is what the width of a caliper is counted in.
type Unit string

// The units. Standard deviations have n−1 in the denominator and are taken over
// everybody inside the common support, all cells together.
const (
	Raw          Unit = "raw"           // the caliper's own unit
	SD           Unit = "sd"            // SD of both groups together
	SDProgramme  Unit = "sd-programme"  // SD of the programme group
	SDComparison Unit = "sd-comparison" // SD of the comparison pool
	SDPooled     Unit = "sd-pooled"     // √((v₁+v₀)/2) of the two groups
)

// Support says who is left out for want of anybody like them by score.
type Support string

// The rules of common support. The bounds are inclusive.
const (
	SupportAll        Support = ""           // nobody is left out
	SupportBoth       Support = "both"       // both groups are held to the range they share
	SupportProgramme  Support = "programme"  // programme people are held to the comparison pool's range
	SupportComparison Support = "comparison" // comparison people are held to the programme group's range
)

// Unmatched says what becomes of programme people without a comparison person.
type Unmatched string

// The policies for programme people who find no match.
const (
	Drop   Unmatched = "drop"
	Refuse Unmatched = "refuse"
)

// Focal is the arm whose people look for matches: the comparison people for the ATC,
// else the programme people.
func (s Spec) Focal() cohort.Arm {
	if s.Estimand == OnControl {
		return cohort.Comparison
	}
	return cohort.Programme
}

// Spec is the design. People are always matched within their cohort year.
type Spec struct {
	Covariates []Covariate `json:"covariates"` // each of the cohort's, in its order
	Unmatched  Unmatched   `json:"unmatched"`
	Method     Method      `json:"method"`
	Estimand   Estimand    `json:"estimand"`
	Distance   Distance    `json:"distance,omitzero"`
	Choice     Choice      `json:"choice,omitzero"`
	Calipers   []Caliper   `json:"calipers,omitempty"`
	Differ     []string    `json:"differ,omitempty"` // covariates in which a pair must not agree
	Support    Support     `json:"support,omitempty"`
	Subclasses int         `json:"subclasses,omitempty"` // number of classes of the score; 0 means 6
}
