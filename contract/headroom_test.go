package contract

import (
	"math"
	"testing"
)

func TestHeadroom(t *testing.T) {
	terms := parsed(t)
	// 133 of 320 against 1/3: +24.7 % relative. 25 % needs 24.95 %, or 133.28 placed.
	d := decided(t, terms, []Measurement{measured(0, 133, 320, "1/3")})
	h := d.Next[0]
	if len(d.Next) != 1 || h.Rule != "return" || h.Required.String() != "25 % relative" || h.People != 1 || math.Abs(h.Gap-0.003) > 1e-15 || math.Abs(*h.Points-0.001) > 1e-15 {
		t.Errorf("headroom %+v", d.Next)
	}
	// Everybody is placed and it is not enough.
	d = decided(t, terms, []Measurement{measured(0, 99, 100, "0.99")})
	if len(d.Next) != 2 || d.Next[0].Rule != "principal" || d.Next[0].People != -1 || d.Next[1].People != -1 {
		t.Errorf("headroom %+v", d.Next)
	}
	// The highest tier is reached.
	d = decided(t, terms, []Measurement{measured(0, 50, 100, "0.25")})
	if len(d.Next) != 0 || d.Due.Decimal() != "286660.06" {
		t.Errorf("headroom %+v, due %s", d.Next, d.Due)
	}
}

// What further says is checked by deciding again with that many more placements.
func TestHeadroomIsSmallest(t *testing.T) {
	for _, pairs := range [][]string{nil, onPoints(), change("{to: 0.1 %, mode: half-up}", "none"), append(onPoints(), "point-estimate", "lower-bound")} {
		terms := parsed(t, pairs...)
		for events := int64(0); events <= 107; events += 6 {
			m := withInterval(t, 0, events, 107, "0.337", 1000)
			for _, h := range decided(t, terms, []Measurement{m}).Next {
				if h.People > 1 && met(t, terms, h, withInterval(t, 0, events+h.People-1, 107, "0.337", 1000)) {
					t.Errorf("%d placed: %d more are needed for %s, but one fewer does", events, h.People, h.Required)
				}
				if h.People > 0 && !met(t, terms, h, withInterval(t, 0, events+h.People, 107, "0.337", 1000)) {
					t.Errorf("%d placed: %d more do not reach %s", events, h.People, h.Required)
				}
				if h.People < 0 && met(t, terms, h, withInterval(t, 0, 107, 107, "0.337", 1000)) {
					t.Errorf("%d placed: all of them reach %s", events, h.Required)
				}
				if h.People == 0 {
					t.Errorf("%d placed: nobody more is needed for %s, and it is not met", events, h.Required)
				}
			}
		}
	}
}

func met(t *testing.T, terms *Terms, h Headroom, m Measurement) bool {
	t.Helper()
	for _, v := range decided(t, terms, []Measurement{m}).Verdicts {
		if v.Rule == h.Rule && v.Required.Value.cmp(h.Required.Value) == 0 {
			return v.Met
		}
	}
	t.Fatalf("no verdict on %+v", h)
	return false
}
