package outlook

import (
	"encoding/json"
	"math"
	"testing"

	"sib/contract"
)

// The stream is the one that is published. The hash is by coreutils:
//
//	printf 'sib-outlook/1 sha256:00 3 1' | sha256sum
func TestUniform(t *testing.T) {
	got := uniform(&contract.Terms{Digest: "sha256:00"}, 3, 1)
	const first = 0x95cc1fe1d26b91d5
	near(t, "draw", got, float64(uint64(first)>>11)/(1<<53), 1e-15)
}

// Draws follow the distribution: their mean and their tails.
func TestQuantilesOfDraws(t *testing.T) {
	s, err := counts(107, 0.33)
	must(t, err)
	below := s.below()
	sum, high := 0.0, 0.0
	const n = 20000
	x := &contract.Terms{Digest: "x"}
	for d := range n {
		k := s.quantile(below, uniform(x, d, 0))
		sum += float64(k)
		if k >= 45 {
			high++
		}
	}
	near(t, "mean", sum/n, 107*0.33, 4*math.Sqrt(107*0.33*0.67/n))
	tail := 0.0
	for k := int64(45); k <= 107; k++ {
		tail += binomial(107, k, 0.33)
	}
	near(t, "tail", high/n, tail, 4*math.Sqrt(tail/n))
	if s.quantile(below, 0) != s.from || s.quantile(below, 2) != s.last() {
		t.Error("the ends of the distribution")
	}
}

// A simulation is the same each time, however many cores decide.
func TestDrawsAreTheSame(t *testing.T) {
	x := terms(t, "2014, 2015", pooled, table)
	p := Plan{Sizes: []Size{{2014, 50, 100, 0.33}, {2015, 60, 100, 0.33}}, Effects: effects(t, "10 % relative"), Draws: 300}
	var first []byte
	for range 3 {
		f, err := Design(x, p, nil)
		must(t, err)
		b, err := json.Marshal(f)
		must(t, err)
		if first == nil {
			first = b
		}
		if string(b) != string(first) {
			t.Error("two simulations differ")
		}
	}
}

// The pool weighs cohorts by their programme people.
func TestPooledOf(t *testing.T) {
	a, b := counted(nil, 10, 20, 0).at(5, 5), counted(nil, 30, 20, 0).at(6, 10)
	got := pooledOf([]cell{a, b})
	if got.programme.RatString() != "11/40" || got.comparison.RatString() != "7/16" || got.n1 != 40 || got.events != 11 {
		t.Errorf("%+v", got)
	}
	near(t, "effective size", got.n0, 1600.0/(100.0/20+900.0/20), 1e-9)
}

// At the p-value's own level one end of the interval is zero.
func TestPValues(t *testing.T) {
	for _, x := range [][4]int64{{46, 107, 440, 1333}, {30, 107, 440, 1333}, {5, 10, 1, 10}} {
		c := counted(nil, x[1], x[3], 0.95).at(x[0], x[2])
		p, err := c.pValues()
		must(t, err)
		in, err := c.interval(1 - p.TwoSided)
		must(t, err)
		near(t, "end", math.Min(math.Abs(in.Lo), math.Abs(in.Hi)), 0, 1e-9)
		if up := c.programme.Cmp(c.comparison) > 0; up != (p.OneSided < 0.5) {
			t.Errorf("%v: %+v", x, p)
		}
	}
	p, err := counted(nil, 10, 20, 0.95).at(5, 10).pValues()
	must(t, err)
	if p.TwoSided != 1 || p.OneSided != 0.5 {
		t.Errorf("%+v", p)
	}
}

func TestBetween(t *testing.T) {
	got := Between(effects(t, "20 % relative", "0 % relative", "10 % relative"), 4)
	if len(got) != 5 || got[0].String() != "0 % relative" || got[1].String() != "5 % relative" || got[4].String() != "20 % relative" {
		t.Error(got)
	}
	if Between(effects(t, "20 % relative", "0 points"), 4) != nil || Between(effects(t, "20 points"), 4) != nil || Between(nil, 4) != nil {
		t.Error("effects that no scale holds")
	}
}
