package stats

import "testing"

// No events, nothing but events, one person each, and a table with printed limits.
func TestNewcombeCC(t *testing.T) {
	checkPrinted(t, NewcombeCC, []printed{
		{0, 10, 0, 20, -0.2005, 0.3445},
		{10, 10, 20, 20, -0.3445, 0.2005},
		{1, 1, 0, 1, -0.337, 1},
		{56, 70, 48, 80, 0.0428, 0.3422},
	})
}
