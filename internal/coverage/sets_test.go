package main

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Rates, and the likeness within sets, are those that the text promises.
func TestDrawnSets(t *testing.T) {
	const effect, draws = 0.2, 2000
	rng := rand.New(rand.NewPCG(1, 1))
	var p1, p0, both, n float64
	for range draws {
		units := sets(30).draw(rng, effect)
		for i := 0; i < len(units); i += 1 + perSet {
			first, second := units[i], units[i+1]
			if !first.Programme || second.Programme || first.Set != second.Set || first.Person == second.Person {
				t.Fatalf("set %d: a person is not where they belong", i/(1+perSet))
			}
			n++
			p1 += first.Y
			p0 += second.Y
			both += float64(first.Y * second.Y)
		}
	}
	p1, p0, both = p1/n, p0/n, both/n
	r := (both - float64(p1*p0)) / math.Sqrt(p1*(1-p1)*p0*(1-p0))
	// Four standard errors of 60,000 sets are 0.008 for a rate and 0.016 for a correlation.
	if math.Abs(p1-comparisonRate-effect) > 0.008 || math.Abs(p0-comparisonRate) > 0.008 || math.Abs(r-correlation(effect)) > 0.016 {
		t.Errorf("rates %v and %v, correlation %v, want %v", p1, p0, r, correlation(effect))
	}
}

// Sets of one size: three methods agree, which is what the document says of them.
func TestSetMethodsAgree(t *testing.T) {
	m, err := named(setsMethods(), "set-difference", "set-cr1", "set-cr2")
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(2, 1))
	for range 50 {
		units := sets(15).draw(rng, 0.1)
		want, err := m[0].Compute(units)
		if err != nil {
			t.Fatal(err)
		}
		for _, other := range m[1:] {
			if got, err := other.Compute(units); err != nil || math.Abs(got.Lo-want.Lo) > 1e-12 || math.Abs(got.Hi-want.Hi) > 1e-12 {
				t.Errorf("%s: %+v, want %+v (%v)", other.Name, got, want, err)
			}
		}
	}
}
