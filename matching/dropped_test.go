package matching

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

func left(s *Sample) map[string]Left {
	out := map[string]Left{}
	for _, l := range s.Left {
		out[TermBalance{Covariate: l.Covariate, Level: l.Level}.Name()] = l
	}
	return out
}

func TestWhoDropped(t *testing.T) {
	people := append([]person{{p, 2014, 33, "M"}, {p, 2014, 35, "M"}, {p, 2014, 31, "X"}}, small...)
	s := matched(t, people, byBand)
	got := left(s)
	// Dropped: 31 M, 33 M, 35 M, 31 X of 2014; kept: 20 F, 22 F of 2014 and 25 M of 2015.
	age := got["age"]
	if age.Dropped != 4 || age.Kept != 3 || *age.DroppedMean != 32.5 || math.Abs(*age.KeptMean-67.0/3) > 1e-12 || age.DroppedShare != nil {
		t.Errorf("age %+v", age)
	}
	for name, want := range map[string][4]float64{"sex=F": {0, 2, 0, 2.0 / 3}, "sex=M": {3, 1, 0.75, 1.0 / 3}, "sex=X": {1, 0, 0.25, 0}, "year=2014": {4, 2, 1, 2.0 / 3}, "year=2015": {0, 1, 0, 1.0 / 3}} {
		l := got[name]
		if l.Dropped != int64(want[0]) || l.Kept != int64(want[1]) || *l.DroppedShare != want[2] || *l.KeptShare != want[3] || l.DroppedMean != nil {
			t.Errorf("%s %+v, want %v", name, l, want)
		}
	}
	if len(s.Left) != 6 {
		t.Errorf("%d lines", len(s.Left))
	}
}

// The value of one person is never told, nor are two told each other's.
func TestWhoDroppedTellsNobody(t *testing.T) {
	s := matched(t, small, byBand)
	if age := left(s)["age"]; age.Dropped != 1 || age.DroppedMean != nil || age.KeptMean == nil {
		t.Errorf("age %+v", age)
	}
	text, err := json.Marshal(s.Left)
	if err != nil || strings.Contains(string(text), "31") {
		t.Errorf("%s, %v", text, err)
	}
}

func TestWhoDroppedNobody(t *testing.T) {
	if s := matched(t, []person{{p, 2014, 20, "F"}, {q, 2014, 20, "F"}}, byBand); s.Left != nil {
		t.Errorf("%+v", s.Left)
	}
}

// Under the ATC the comparison people are those who may be dropped.
func TestWhoDroppedATC(t *testing.T) {
	spec := byBand
	spec.Estimand = OnControl
	s := matched(t, small, spec)
	if age := left(s)["age"]; age.Dropped != 1 || age.Kept != 5 || *age.KeptMean != (21+22+23+24+25)/5.0 {
		t.Errorf("age %+v", age)
	}
}

func TestWhoDroppedAddsUp(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 1))
	for range 50 {
		s := matched(t, randomPeople(rng), byBand)
		sum := map[string][2]int64{}
		for _, l := range s.Left {
			at := sum[l.Covariate]
			sum[l.Covariate] = [2]int64{at[0] + l.Dropped, at[1] + l.Kept}
		}
		for name, n := range sum {
			if n != [2]int64{s.Pooled.Eligible[p] - s.Pooled.Matched[p], s.Pooled.Matched[p]} {
				t.Fatalf("%s: %v of %+v", name, n, s.Pooled)
			}
		}
	}
}
