package stats

import "testing"

// No events, nothing but events, one person each, and a table with printed limits.
func TestMOVERJeffreys(t *testing.T) {
	checkPrinted(t, MOVERJeffreys, []printed{
		{0, 10, 0, 20, -0.117, 0.217},
		{10, 10, 20, 20, -0.217, 0.117},
		{1, 1, 0, 1, -0.207, 1},
	})
}
