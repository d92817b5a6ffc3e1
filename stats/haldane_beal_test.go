package stats

import "testing"

// No events, nothing but events, one person each, and a table with printed limits.
func TestHaldane(t *testing.T) {
	checkPrinted(t, Haldane, []printed{
		{0, 10, 0, 20, 0, 0.084},
		{0, 10, 0, 10, 0, 0},
		{1, 1, 0, 1, -0.315, 1},
		{56, 70, 48, 80, 0.0535, 0.3351},
	})
}
