package columns

import "testing"

func TestClosest(t *testing.T) {
	have := []string{"age", "gender", "origin", "qualification"}
	tests := []struct{ in, want string }{
		{"gendr", "gender"}, {"Gender", "gender"}, {"qualifcation", "qualification"}, {"agee", "age"},
		{"salary", ""}, {"", ""}, {"x", ""},
	}
	for _, tt := range tests {
		if got, ok := Closest(tt.in, have); got != tt.want || ok != (tt.want != "") {
			t.Errorf("Closest(%q) = %q, %v", tt.in, got, ok)
		}
	}
}

func TestDistance(t *testing.T) {
	// The textbook pairs of Wagner and Fischer's algorithm.
	for _, tt := range []struct {
		a, b string
		want int
	}{{"kitten", "sitting", 3}, {"saturday", "sunday", 3}, {"", "abc", 3}, {"abc", "", 3}, {"héhé", "hehe", 2}} {
		if got := distance([]rune(tt.a), []rune(tt.b)); got != tt.want {
			t.Errorf("distance(%q, %q) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}
