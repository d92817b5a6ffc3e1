package contract

// Matching is the agreed design. What a method does not use is left out.
type Matching struct {
	Clause     string    `json:"clause"`
	Estimand   string    `json:"estimand"`         // whose effect is estimated
	Unmatched  string    `json:"unmatched"`        // what becomes of programme people without a comparison person
	Method     string    `json:"method,omitempty"` // how comparison people are chosen or weighted; strata if empty
	Distance   *Distance `json:"distance,omitempty"`
	Ratio      *Decimal  `json:"ratio,omitempty"` // comparison people for each programme person
	Variable   *Variable `json:"variable,omitempty"`
	Reuse      string    `json:"reuse,omitempty"` // how often a comparison person may serve: a whole number, or unlimited
	Order      string    `json:"order,omitempty"` // who chooses first
	Calipers   []Caliper `json:"calipers,omitempty"`
	Differ     []string  `json:"differ,omitempty"`     // covariates in which the people of a pair must not agree
	Support    string    `json:"support,omitempty"`    // who is left out for want of such a score in the other group; nobody if empty
	Subclasses int       `json:"subclasses,omitempty"` // number of classes of the score; 0 stands for 6
}

// Distance says how far two people are apart.
type Distance struct {
	Metric     string   `json:"metric"`               // what is compared
	Link       string   `json:"link,omitempty"`       // of the propensity model; logit if empty
	Scale      string   `json:"scale,omitempty"`      // whether scores are compared as probabilities or as linear predictors
	Covariates []string `json:"covariates,omitempty"` // those that enter it; all if empty
}

// Variable bounds how many comparison people one programme person gets.
type Variable struct {
	Least int `json:"least"` // fewest comparison people that one programme person gets
	Most  int `json:"most"`  // most comparison people that one programme person gets
}

// Caliper is the most by which a pair may differ, in its unit.
type Caliper struct {
	Of    string  `json:"of"`    // a covariate, score or linear-predictor
	Width Decimal `json:"width"` // number of Unit
	Unit  string  `json:"unit"`  // what Width counts: the quantity itself (raw) or its standard deviations
}

// Methods of matching. The empty method is Strata.
const (
	Strata            = "strata"
	Nearest           = "nearest"
	Optimal           = "optimal"
	Full              = "full"
	Quick             = "quick"
	Subclassification = "subclassification"
	Weighting         = "weighting"
	Entropy           = "entropy"
)

// MatchDistance is the Match of a covariate that the distance alone compares.
const MatchDistance = "distance"

// method is a matching method and what may stand beside it.
type method struct {
	name      string
	estimands []string
	distance  bool // measures distances or fits a score
	choice    bool // ratio, variable, reuse and order
	pairs     bool // calipers and differ
	exact     bool // weights are ratios of counts, and rates exact fractions
}

var methods = []method{
	{name: Strata, estimands: []string{"ATT", "ATC", "ATE"}, exact: true},
	{name: Nearest, estimands: []string{"ATT", "ATC"}, distance: true, choice: true, pairs: true},
	{name: Optimal, estimands: []string{"ATT", "ATC"}, distance: true, choice: true, pairs: true},
	{name: Full, estimands: []string{"ATT", "ATC", "ATE"}, distance: true, pairs: true},
	{name: Quick, estimands: []string{"ATT", "ATC", "ATE"}, distance: true, exact: true},
	{name: Subclassification, estimands: []string{"ATT", "ATC", "ATE"}, distance: true, exact: true},
	{name: Weighting, estimands: []string{"ATT", "ATC", "ATE", "ATO"}, distance: true},
	{name: Entropy, estimands: []string{"ATT", "ATC", "ATE"}},
}

func methodNames() []string {
	var out []string
	for _, m := range methods {
		out = append(out, m.name)
	}
	return out
}

// methodOf returns a method by name, Strata for none.
func methodOf(name string) method {
	for _, m := range methods {
		if m.name == name {
			return m
		}
	}
	return methods[0]
}

// InStrata reports whether the design weights people by matched sets in which
// everybody of an arm weighs the same, so that rates are exact fractions.
func (m Matching) InStrata() bool { return methodOf(m.Method).exact }
