package stats

import "testing"

// No events, nothing but events, one person each, and a table with printed limits.
func TestMiettinenNurminen(t *testing.T) {
	checkPrinted(t, MiettinenNurminen, []printed{
		{0, 10, 0, 20, -0.166, 0.284},
		{10, 10, 20, 20, -0.284, 0.166},
		{1, 1, 0, 1, -0.587, 1},
		{56, 70, 48, 80, 0.0528, 0.3382},
	})
}
