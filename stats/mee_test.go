package stats

import "testing"

// No events, nothing but events, one person each, and a table with printed limits.
func TestMee(t *testing.T) {
	checkPrinted(t, Mee, []printed{
		{0, 10, 0, 20, -0.161, 0.278},
		{10, 10, 20, 20, -0.278, 0.161},
		{1, 1, 0, 1, -0.315, 1},
		{56, 70, 48, 80, 0.0533, 0.3377},
	})
}
