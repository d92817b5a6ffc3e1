package contract

// Matching is the agreed design. What a method does not use is left out.
type Matching struct {
	Clause     string    `json:"clause"`
	Estimand   string    `json:"estimand"`  // ATT, ATC, ATE or ATO
	Unmatched  string    `json:"unmatched"` // drop or refuse
	Method     string    `json:"method,omitempty"`
	Distance   *Distance `json:"distance,omitempty"`
	Ratio      *Decimal  `json:"ratio,omitempty"`
	Variable   *Variable `json:"variable,omitempty"`
	Reuse      string    `json:"reuse,omitempty"` // unlimited, or a whole number
	Order      string    `json:"order,omitempty"`
	Calipers   []Caliper `json:"calipers,omitempty"`
	Differ     []string  `json:"differ,omitempty"`
	Support    string    `json:"support,omitempty"`
	Subclasses int       `json:"subclasses,omitempty"`
}

// Distance says how far two people are apart.
type Distance struct {
	Metric     string   `json:"metric"`
	Link       string   `json:"link,omitempty"`
	Scale      string   `json:"scale,omitempty"` // probability or linear-predictor
	Covariates []string `json:"covariates,omitempty"`
}

// Variable bounds how many comparison people one programme person gets.
type Variable struct {
	Least int `json:"least"`
	Most  int `json:"most"`
}

// Caliper is the most by which a pair may differ, in its unit.
type Caliper struct {
	Of    string  `json:"of"`
	Width Decimal `json:"width"`
	Unit  string  `json:"unit"`
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
