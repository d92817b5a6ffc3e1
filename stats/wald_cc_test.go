package stats

import "testing"

// No events, nothing but events, one person each, and a table with printed limits.
func TestWaldCC(t *testing.T) {
	checkPrinted(t, WaldCC, []printed{
		{0, 10, 0, 20, -0.075, 0.075},
		{10, 10, 20, 20, -0.075, 0.075},
		{1, 1, 0, 1, 0, 1},
		{56, 70, 48, 80, 0.0441, 0.3559},
	})
}
