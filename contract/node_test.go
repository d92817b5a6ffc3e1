package contract

import (
	"strings"
	"testing"
)

// Problems quote their line, the first and the last of the file too.
func TestProblemsQuoteTheirLine(t *testing.T) {
	for text, want := range map[string]string{
		"contract: sib/2":                  "contract: sib/2",
		"# a note\ncontract: sib/2\nid: x": "contract: sib/2",
		"id: x\ncontract: sib/2":           "contract: sib/2",
		"[contract":                        "[contract",
		"[contract\n":                      "[contract",
		"a: b\n[contract\n":                "[contract",
		"a: \"b\n":                         "a: \"b",
		"a:\n- b\n c: d\n":                 " c: d",
	} {
		if ps := problems(t, text); ps[0].Source != want {
			t.Errorf("%q: %q, want %q", text, ps[0].Source, want)
		}
	}
}

// What quotes a value without end is cut after 500 characters, not at them.
func TestShorten(t *testing.T) {
	whole := strings.Repeat("é", 500)
	for in, want := range map[string]string{"": "", whole: whole, whole + "x": whole + "…"} {
		if got := shorten(in); got != want {
			t.Errorf("%d bytes are cut to %d", len(in), len(got))
		}
	}
}
