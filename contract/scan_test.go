package contract

import (
	"strings"
	"testing"
)

// A page of bad lines is shown; of more, that there are more.
func TestManyBadLines(t *testing.T) {
	for lines, more := range map[int]bool{maxProblems: false, maxProblems + 1: true, 10 * maxProblems: true} {
		ps := problems(t, strings.Repeat("\u202e\n", lines))
		if len(ps) != maxProblems+map[bool]int{true: 1}[more] || strings.Contains(ps[len(ps)-1].What, "more problems are not shown") != more {
			t.Errorf("%d lines give %d problems", lines, len(ps))
		}
	}
}

// A line of 200 characters is quoted, a longer one is left out.
func TestQuotable(t *testing.T) {
	for n, want := range map[int]bool{maxLine - 1: true, maxLine: true, maxLine + 1: false} {
		if got := quotable(strings.Repeat("x", n)); (got != "") != want || want && len(got) != n {
			t.Errorf("of %d characters %d are quoted", n, len(got))
		}
	}
	if got := quotable("a\u202eb\tc"); got != "a\ufffdb\tc" {
		t.Errorf("%q", got)
	}
}
