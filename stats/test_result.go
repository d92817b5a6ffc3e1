package stats

import "fmt"

// Alternative is the side of a test.
type Alternative string

// The alternatives: the programme's rate differs from the comparison's by
// something else than the margin, by more, or by less.
const (
	TwoSided Alternative = "two-sided"
	Greater  Alternative = "greater"
	Less     Alternative = "less"
)

// Test is the result of a test. The p-value is a probability between 0 and 1.
type Test struct {
	// Statistic is a normal deviate (chi-square for McNemar's tests) where the test has one; else nil.
	Statistic   *float64    `json:"statistic,omitempty"`
	PValue      float64     `json:"p_value"`
	Method      string      `json:"method"` // such as "fisher-exact"
	Alternative Alternative `json:"alternative"`
	// Margin is the difference of proportions tested against; 0 where the test knows no other.
	Margin float64 `json:"margin"`
}

func checkAlternative(op string, a Alternative) error {
	switch a {
	case TwoSided, Greater, Less:
		return nil
	}
	return fmt.Errorf("%s: alternative is %q: want %q, %q or %q", op, a, TwoSided, Greater, Less)
}

// normalP is the p-value of the normal deviate z.
func (a Alternative) normalP(z float64) float64 {
	switch a {
	case Greater:
		return upperP(z)
	case Less:
		return upperP(-z)
	}
	return twoSidedP(z)
}
