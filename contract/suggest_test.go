package contract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sib/evidence"
)

func TestDistance(t *testing.T) {
	for pair, want := range map[string]int{
		"|": 0, "a|": 1, "|ab": 2, "title|title": 0, "titel|title": 1, "kitten|sitting": 3, "at_lest|at_least": 1, "é|e": 1, "ca|abc": 3,
	} {
		a, b, _ := strings.Cut(pair, "|")
		if got := distance(a, b); got != want {
			t.Errorf("distance(%q, %q) = %d, want %d", a, b, got, want)
		}
		if got := distance(b, a); got != want {
			t.Errorf("distance(%q, %q) = %d, want %d", b, a, got, want)
		}
	}
}

func TestSuggest(t *testing.T) {
	keys := names(grammar["payment.rules[]"])
	for word, want := range map[string]string{
		"at-least": "at_least", "atleast": "at_least", "Tiers": "tiers", "messure": "measure", "ID": "id", "idd": "id",
		"threshold": "", "x": "", "": "", strings.Repeat("tiers", 9): "",
	} {
		if got, ok := suggest(word, keys); got != want || ok != (want != "") {
			t.Errorf("suggest(%q) = %q, want %q", word, got, want)
		}
	}
}

// Up to the last problem that is shown, a key is guessed; beyond, nobody reads the guess.
func TestGuessesWhatIsShown(t *testing.T) {
	missing := -2 // contract and parties are there
	for _, k := range grammar[""] {
		if k.required {
			missing++
		}
	}
	for extra, want := range map[int]bool{-1: true, 0: true, 1: false} {
		text := "contract: sib/1\nparties: [{rol: payer, name: x}]\n"
		for i := range maxProblems - missing + extra {
			text += fmt.Sprintf("wibble%d: 1\n", i)
		}
		ps := problems(t, text)
		guessed := slices.ContainsFunc(ps, func(p *evidence.Problem) bool { return p.Remedy == `did you mean "role"?` })
		if guessed != want {
			t.Errorf("behind %d problems the key is guessed: %v", maxProblems+extra, guessed)
		}
	}
}

// Of words that are equally near the first is suggested; a word of 40 letters is compared, a longer one is not.
func TestSuggestsTheFirst(t *testing.T) {
	for _, tt := range []struct {
		word, want string
		among      []string
	}{
		{"cap", "cat", []string{"cat", "car"}},
		{"cap", "car", []string{"car", "cat"}},
		{"cap", "cap", []string{"cat", "cap"}},
		{strings.Repeat("x", 40), strings.Repeat("x", 39), []string{strings.Repeat("x", 39)}},
		{strings.Repeat("x", 41), "", []string{strings.Repeat("x", 41)}},
	} {
		if got, ok := suggest(tt.word, tt.among); got != tt.want || ok != (tt.want != "") {
			t.Errorf("%s among %v: %q", tt.word, tt.among, got)
		}
	}
}
