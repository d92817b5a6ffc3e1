package stats

import (
	"strings"
	"testing"
)

// No events, nothing but events, and a table with printed limits.
func TestHauckAnderson(t *testing.T) {
	checkPrinted(t, HauckAnderson, []printed{
		{0, 10, 0, 20, -0.05, 0.05},
		{10, 10, 20, 20, -0.05, 0.05},
		{56, 70, 48, 80, 0.0494, 0.3506},
	})
}

func TestHauckAndersonOfOnePerson(t *testing.T) {
	if _, err := HauckAnderson(1, 1, 3, 9, 0.95); err == nil || !strings.Contains(err.Error(), "n1 is 1: want at least 2") {
		t.Errorf("%v", err)
	}
	if _, err := HauckAnderson(1, 4, 1, 1, 0.95); err == nil || !strings.Contains(err.Error(), "n0 is 1: want at least 2") {
		t.Errorf("%v", err)
	}
}
