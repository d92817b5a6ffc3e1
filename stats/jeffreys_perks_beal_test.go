package stats

import "testing"

// No events, nothing but events, one person each, and a table with printed limits.
func TestJeffreysPerks(t *testing.T) {
	checkPrinted(t, JeffreysPerks, []printed{
		{0, 10, 0, 20, -0.0965, 0.1746},
		{10, 10, 20, 20, -0.1746, 0.0965},
		{1, 1, 0, 1, -0.315, 1},
		{56, 70, 48, 80, 0.0531, 0.3355},
	})
}
