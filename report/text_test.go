package report

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"a\nb\tc\r", "a b c "}, {"a\x00b\x07", "a\ufffdb\ufffd"}, {"a\u202eb\u2066\ufeff", "a\ufffdb\ufffd\ufffd"}, {"\xffé", "\ufffdé"}, {"Ωμέγα 中", "Ωμέγα 中"},
	} {
		if got := clean(tt.in); got != tt.want {
			t.Errorf("clean(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
	if got := proper("3 to 7 %"); got != "3 to 7\u00a0%" {
		t.Errorf("proper = %q", got)
	}
}

func TestWords(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{sentence("clause 3.1 decides"), "Clause 3.1 decides."},
		{sentence("Is it?"), "Is it?"},
		{sentence(""), ""},
		{capital("éa"), "Éa"},
		{en.listing(nil), ""},
		{en.listing([]string{"a"}), "a"},
		{en.listing([]string{"a", "b", "c"}), "a, b and c"},
		{en.years([]int{2014, 2015, 2016}), "2014–2016"},
		{en.years([]int{2014, 2015}), "2014 and 2015"},
		{en.years([]int{2014, 2016, 2017}), "2014, 2016 and 2017"},
		{shorten("abcdef", 6), "abcdef"},
		{shorten("abc defg", 5), "abc…"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestSummary(t *testing.T) {
	for _, c := range cases {
		s := Summary(c.make())
		for _, l := range strings.Split(s, "\n") {
			if utf8.RuneCountInString(l) > summaryWidth {
				t.Errorf("%s: line of %d characters: %q", c.name, utf8.RuneCountInString(l), l)
			}
		}
		if !strings.Contains(s, "Due: EUR ") {
			t.Errorf("%s: no amount due in\n%s", c.name, s)
		}
	}
	if got := fold("ab "+strings.Repeat("x", 9), 4); strings.Join(got, "|") != "ab|xxxx|xxxx|x" {
		t.Errorf("fold = %q", got)
	}
}
