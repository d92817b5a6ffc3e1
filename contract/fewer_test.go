package contract

import "testing"

// Which way outcomes must move, or may, follows from the bound and from the measure.
func TestFewer(t *testing.T) {
	for _, tt := range []struct {
		effect, bound string
		met, fewer    bool
	}{
		{"points", "at_least: 10 points", false, false},
		{"points", "at_least: 0 points", true, true},
		{"points", "at_most: 10 points", true, false},
		{"points", "at_most: 0 points", false, true},
		{"reduction", "at_least: 10 % reduction", false, true},
		{"reduction", "at_least: -40 % reduction", true, false},
		{"reduction", "at_most: -40 % reduction", false, false},
	} {
		terms := onFigures(t,
			`- {id: gain, clause: "3", effect: `+tt.effect+`, scope: pooled, pooling: participants, statistic: point-estimate, rounding: none}`,
			"rounding: {to: 0.01, mode: half-up}\nrules: [{id: r, clause: \"4\", text: Paid., measure: gain, "+tt.bound+", pay: {amount: 5}}]\ncap: {clause: \"5\", amount: 5}")
		d := decided(t, terms, []Measurement{measured(0, 36, 100, "0.3")}) // 6 points more, 20 % more
		h := append(d.Next, d.Previous...)
		if len(h) != 1 || (len(d.Previous) == 1) != tt.met || h[0].Fewer != tt.fewer || h[0].People < 1 {
			t.Errorf("%s: %+v", tt.bound, h)
		}
	}
}
