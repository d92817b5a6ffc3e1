package stats

// PairsTestFunc tests the equality of two rates from matched pairs, counted as for
// PairsFunc. Greater is a higher rate of the programme. No pairs, a count that is
// negative or not whole, and an unknown alternative are errors.
type PairsTestFunc func(a, b, c, d float64, alternative Alternative) (Test, error)

// pairsTests holds the tests by name.
var pairsTests = registry[PairsTestFunc]{
	"mcnemar-asymptotic":        McNemar,
	"mcnemar-cc":                McNemarCC,
	"mcnemar-exact-conditional": McNemarExact,
	"mcnemar-midp":              McNemarMidP,
}

// PairsTest returns the test with the given name, such as "mcnemar-midp".
// Underscores do as well as hyphens.
func PairsTest(method string) (PairsTestFunc, bool) {
	return pairsTests.find(method)
}

// PairsTestMethods returns the names of all tests, sorted.
func PairsTestMethods() []string { return pairsTests.names() }
