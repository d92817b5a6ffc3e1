package stats

import "testing"

// No events, nothing but events, one person each, and a table with printed limits.
func TestAgrestiCaffo(t *testing.T) {
	checkPrinted(t, AgrestiCaffo, []printed{
		{0, 10, 0, 20, -0.141, 0.217},
		{10, 10, 20, 20, -0.217, 0.141},
		{1, 1, 0, 1, -0.421, 1},
		{56, 70, 48, 80, 0.0525, 0.3358},
	})
}
