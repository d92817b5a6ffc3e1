package stats

// TwoSampleTestFunc tests x1/n1 − x0/n0 from two independent samples, programme
// first, against a margin: whole counts and a difference of proportions in, a
// p-value out. Greater has the null hypothesis p1 − p0 ≤ margin, Less p1 − p0 ≥
// margin. Empty arms, x above n, NaN, an unknown alternative, a margin outside
// (−1, 1), and any but 0 where the test has no other, are errors.
type TwoSampleTestFunc func(x1, n1, x0, n0, margin float64, alternative Alternative) (Test, error)

// twoSampleTests holds the methods by name.
var twoSampleTests = registry[TwoSampleTestFunc]{
	"barnard-pooled":       Barnard,
	"boschloo-2xmin":       Boschloo,
	"farrington-manning-z": FarringtonManning,
	"fisher-exact":         FisherExact,
	"fisher-midp":          FisherMidP,
	"mn-score-z":           MiettinenNurminenTest,
	"nminus1-z":            NMinus1Z,
	"pearson-cc":           PearsonCC,
	"pearson-z":            PearsonZ,
}

// TwoSampleTest returns the test with the given name, such as "fisher-exact".
// Underscores do as well as hyphens.
func TwoSampleTest(method string) (TwoSampleTestFunc, bool) {
	return twoSampleTests.find(method)
}

// TwoSampleTestMethods returns the names of all tests, sorted.
func TwoSampleTestMethods() []string { return twoSampleTests.names() }

// newTestTable checks the arguments of a test that has any margin.
func newTestTable(op string, x1, n1, x0, n0, margin float64, a Alternative) (table, error) {
	const anyLevel = 0.5
	t, err := newTable(op, x1, n1, x0, n0, anyLevel)
	if err != nil {
		return table{}, err
	}
	if !(margin > -1 && margin < 1) {
		return table{}, bad(op, "margin", margin, "a difference of proportions between −1 and 1")
	}
	return t, checkAlternative(op, a)
}

// newNullTable checks the arguments of a test that has only the margin 0.
func newNullTable(op string, x1, n1, x0, n0, margin float64, a Alternative) (table, error) {
	t, err := newTestTable(op, x1, n1, x0, n0, margin, a)
	if err == nil && margin != 0 {
		err = bad(op, "margin", margin, "0, this test has no other: farrington-manning-z and mn-score-z do")
	}
	return t, err
}
