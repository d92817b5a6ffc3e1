package simulate

import "testing"

func TestNearest(t *testing.T) {
	for name, want := range map[string]string{
		"MAGREB": "MAGHREB", "maghreb": "MAGHREB", "turky": "TURKEY", "E": "BE", "": "", "GREENLAND": "", "OTTER": "OTHER",
		"a name that is much longer than anything known": "",
	} {
		if got, ok := nearest(name, origins); got != want || ok != (want != "") {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestEdits(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{{"kitten", "sitting", 3}, {"", "abc", 3}, {"abc", "", 3}, {"flaw", "lawn", 2}, {"same", "same", 0}} {
		if got := edits(tt.a, tt.b); got != tt.want {
			t.Errorf("%q, %q: %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}
