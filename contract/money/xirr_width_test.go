package money

import "testing"

// The search is refused where numbers could leave the exponents of big.Float:
// at degree·2·(bits + 2) above 2^30, with bits for every change of sign.
func TestTooWide(t *testing.T) {
	at := func(degree int, coef ...float64) polynomial {
		p := polynomial{}
		for i, c := range coef {
			p.coef = append(p.coef, number64(c))
			p.exp = append(p.exp, i*degree/(len(coef)-1))
		}
		return p
	}
	same, once, twice := at(4, 1, 1, 1), at(4, 1, 1, -1), at(4, 1, -1, 1)
	for n, p := range []polynomial{same, once, twice} {
		if p.changes() != n {
			t.Errorf("%d changes, want %d", p.changes(), n)
		}
	}
	// No change of sign, coefficients below 2: 2·3·degree against 2^30.
	const limit = 1 << 30 / 6
	if at(limit, 1, 1).tooWide() {
		t.Error("the widest that fits is refused")
	}
	if !at(limit+1, 1, 1).tooWide() {
		t.Error("one more is not refused")
	}
	// Exactly 2^30: one bit, degree 2^28 with one change of sign has bits 1 + 29.
	if at(1<<28, 1, 1).tooWide() != (2*(1<<28)*3 > 1<<30) {
		t.Error("at 2^28")
	}
	if p := at(1<<24, 1, -1); p.tooWide() { // (1 + 25 + 2)·2·2^24 is below 2^30
		t.Error("one change at degree 2^24")
	}
	if p := at(1<<25, 1, -1); !p.tooWide() { // (1 + 26 + 2)·2·2^25 is above
		t.Error("one change at degree 2^25")
	}
	// (14 + 2)·2·2^25 is 2^30 itself, which still fits.
	if p := at(1<<25, 1<<13, 1); p.tooWide() {
		t.Error("exactly at the limit")
	}
}
