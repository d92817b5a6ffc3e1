package contract

import (
	"strings"
	"testing"

	"sib/evidence"
)

func problemAt(line, col int, what string) *evidence.Problem {
	return &evidence.Problem{File: "c.yaml", Line: line, Col: col, What: what}
}

// Problems come in the order of the file; where two stand at one place, in that in which they were found.
func TestProblemsInOrder(t *testing.T) {
	err := Problems{problemAt(2, 5, "d"), problemAt(2, 1, "b"), problemAt(1, 9, "a"), problemAt(2, 1, "c")}.err()
	if want := "c.yaml:1:9: a\nc.yaml:2:1: b\nc.yaml:2:1: c\nc.yaml:2:5: d"; err.Error() != want {
		t.Errorf("%q, want %q", err, want)
	}
	if err := (Problems{}).err(); err != nil {
		t.Error(err)
	}
}

// Fifty problems are shown, and further ones are counted.
func TestProblemsAreCounted(t *testing.T) {
	var ps Problems
	for i := range maxProblems + 2 {
		ps = append(ps, problemAt(i+1, 1, "x"))
	}
	for n, want := range map[int]string{maxProblems: "c.yaml:50:1: x", maxProblems + 1: "c.yaml: 1 more problems are not shown", maxProblems + 2: "c.yaml: 2 more problems are not shown"} {
		lines := strings.Split(ps[:n].err().Error(), "\n")
		if got := strings.Join(lines[50-1:], "\n"); n == maxProblems && got != want || n > maxProblems && !strings.HasPrefix(strings.Join(lines[50:], "\n"), want) {
			t.Errorf("of %d: %q, want %q", n, got, want)
		}
	}
}
