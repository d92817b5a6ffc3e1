package contract

import "testing"

// An empty list of conditions is one problem, whatever stands beside it.
func TestEmptyConditions(t *testing.T) {
	for _, list := range []string{"all: []", "any: []", "least: 1, of: []"} {
		_, ps := testRules(t, false, `[{`+head+`, if: {`+list+`}, pay: {amount: 5}}]`)
		if len(ps) != 1 || ps[0].Code != codeForm {
			t.Errorf("%s: %v", list, ps)
		}
	}
}
