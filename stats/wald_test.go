package stats

import "testing"

// No events, nothing but events, one person each, and a table with printed limits.
func TestWald(t *testing.T) {
	checkPrinted(t, Wald, []printed{
		{0, 10, 0, 20, 0, 0},
		{10, 10, 20, 20, 0, 0},
		{1, 1, 0, 1, 1, 1},
		{43, 100, 429, 1300, -0.0003, 0.2003},
	})
}

func TestWaldWarnsOfNoWidth(t *testing.T) {
	if e, err := Wald(0, 10, 0, 20, 0.95); err != nil || len(e.Warnings) != 1 {
		t.Errorf("%+v, %v", e, err)
	}
	if e, err := Wald(1, 10, 0, 20, 0.95); err != nil || e.Warnings != nil {
		t.Errorf("%+v, %v", e, err)
	}
}
