package stats

import "testing"

func TestErrorsNameTheField(t *testing.T) {
	for want, err := range map[string]error{
		"op: level is 2: want more than 0 and less than 1": checkLevel("op", 2),
		"op: n is -1: want a number above 0":               checkSize("op", "n", -1),
		"op: p is 33: want a proportion from 0 to 1":       checkRate("op", "p", 33),
		"op: x is 3, more than n, which is 2":              checkEvents("op", "x", 3, "n", 2),
	} {
		if err == nil || err.Error() != want {
			t.Errorf("%v, want %q", err, want)
		}
	}
	for _, err := range []error{checkLevel("op", 0.95), checkSize("op", "n", 0.5), checkRate("op", "p", 0), checkRate("op", "p", 1), checkEvents("op", "x", 2, "n", 2)} {
		if err != nil {
			t.Error(err)
		}
	}
}
