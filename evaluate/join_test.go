package evaluate

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"sib/stats"
)

// TestWorkedExample is the audit example of the weighted Newcombe interval: six
// strata whose rate, effective size and limits can be followed with a pocket calculator.
func TestWorkedExample(t *testing.T) {
	strata := []StratumResult{
		{N: [2]int64{12, 240}, Events: [2]int64{4, 61}},
		{N: [2]int64{18, 260}, Events: [2]int64{9, 92}},
		{N: [2]int64{14, 150}, Events: [2]int64{7, 55}},
		{N: [2]int64{16, 280}, Events: [2]int64{5, 70}},
		{N: [2]int64{22, 220}, Events: [2]int64{11, 80}},
		{N: [2]int64{18, 150}, Events: [2]int64{7, 71}},
		{N: [2]int64{3, 0}, Events: [2]int64{3, 0}}, // nobody to compare with: no effect on any number
		{N: [2]int64{0, 9}, Events: [2]int64{0, 9}},
	}
	s := totalsOf(strata, 0, "ATT")
	if s.n != [2]int64{100, 1300} || s.events != [2]int64{43, 429} || s.strata != 6 {
		t.Errorf("totals %+v", s)
	}
	p0, _ := s.p0.Float64()
	for what, pair := range map[string][2]string{
		"p0":  {big.NewFloat(p0).Text('f', 4), "0.3507"},
		"ess": {big.NewFloat(s.ess[1]).Text('f', 1), "1186.6"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s = %s, want %s", what, pair[0], pair[1])
		}
	}
	e, err := stats.WeightedNewcombe(0.43, 100, p0, s.ess[1], 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if lo, hi := big.NewFloat(e.Lo).Text('f', 4), big.NewFloat(e.Hi).Text('f', 4); lo != "-0.0174" || hi != "0.1807" {
		t.Errorf("limits %s and %s, want -0.0174 and 0.1807", lo, hi)
	}
}

// TestTotalsAreExact compares the fast exact sum with the plain one.
func TestTotalsAreExact(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	var strata []StratumResult
	want, n1 := new(big.Rat), int64(0)
	for range 500 {
		s := StratumResult{N: [2]int64{1 + rng.Int64N(9), 1 + rng.Int64N(97)}}
		s.Events = [2]int64{rng.Int64N(s.N[0] + 1), rng.Int64N(s.N[1] + 1)}
		strata = append(strata, s)
		want.Add(want, big.NewRat(s.N[0]*s.Events[1], s.N[1]))
		n1 += s.N[0]
	}
	want.Quo(want, new(big.Rat).SetInt64(n1))
	if got := totalsOf(strata, 0, "ATT").p0; got.Cmp(want) != 0 {
		t.Errorf("p0 = %s, want %s", got.FloatString(20), want.FloatString(20))
	}
}

// TestPoolTwice holds what a second copy of everybody in the pool may change: the
// rates stay the same fractions, the effective size doubles.
func TestPoolTwice(t *testing.T) {
	strata := []StratumResult{
		{N: [2]int64{3, 7}, Events: [2]int64{1, 2}},
		{N: [2]int64{5, 11}, Events: [2]int64{4, 3}},
	}
	once := totalsOf(strata, 0, "ATT")
	for i := range strata {
		strata[i].N[1] *= 2
		strata[i].Events[1] *= 2
	}
	twice := totalsOf(strata, 0, "ATT")
	if once.p0.Cmp(twice.p0) != 0 || once.p1.Cmp(twice.p1) != 0 || twice.ess[1] != 2*once.ess[1] || twice.ess[0] != once.ess[0] {
		t.Errorf("once %v %v %v, twice %v %v %v", once.p1, once.p0, once.ess, twice.p1, twice.p0, twice.ess)
	}
}
