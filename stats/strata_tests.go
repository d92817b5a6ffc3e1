package stats

// StrataTestResult is a chi-square test over strata.
type StrataTestResult struct {
	Method    string  `json:"method"`
	Statistic float64 `json:"statistic"`
	DF        int     `json:"df"` // degrees of freedom
	PValue    float64 `json:"p_value"`
	Support   Support `json:"support"`
}

// StrataTestFunc is a test over strata. Its errors, and its independence of the
// order of strata, are those of StrataFunc.
type StrataTestFunc func(strata []Stratum) (StrataTestResult, error)

// strataTests holds the tests by name.
var strataTests = registry[StrataTestFunc]{
	"cmh-chi2":          CMH,
	"cmh-chi2-cc":       CMHCorrected,
	"homogeneity-score": Homogeneity,
}

// StrataTest returns the test with the given name, such as "cmh-chi2".
// Underscores do as well as hyphens.
func StrataTest(method string) (StrataTestFunc, bool) {
	return strataTests.find(method)
}

// StrataTests returns the names of all tests, sorted.
func StrataTests() []string { return strataTests.names() }
