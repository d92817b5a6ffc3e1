package evaluate

import (
	"math"
	"testing"

	"sib/contract"
	"sib/stats"
)

// The p-value is where the interval touches zero: at that level it holds zero, and at
// a level a hair below it does not.
func TestPValueInvertsTheInterval(t *testing.T) {
	for _, tt := range []struct{ p1, n1, p0, n0 float64 }{
		{0.429, 1000, 0.337, 4000}, {0.43, 107, 0.337, 800.5}, {0.3, 50, 0.4, 60}, {0.401, 300, 0.4, 300}, {1, 20, 0.9, 100}, {0, 30, 0.01, 200}, {0.9, 400, 0.1, 400},
	} {
		at := func(level float64) (stats.Estimate, error) {
			return stats.WeightedNewcombe(tt.p1, tt.n1, tt.p0, tt.n0, level)
		}
		p, err := pValueOf(tt.p1-tt.p0, at)
		if err != nil {
			t.Fatal(err)
		}
		holds := func(a float64) bool {
			e, err := at(1 - a)
			if err != nil {
				t.Fatal(err)
			}
			return e.Lo <= 0 && e.Hi >= 0
		}
		const hair = 1e-12
		if p.TwoSided > 1e-11 && !holds(p.TwoSided-hair) || p.TwoSided < 1-hair && holds(p.TwoSided+hair) {
			t.Errorf("%+v: %v", tt, p.TwoSided)
		}
		want := p.TwoSided / 2
		if tt.p1 < tt.p0 {
			want = 1 - want
		}
		if p.OneSided != want {
			t.Errorf("%+v: one-sided %v", tt, p.OneSided)
		}
	}
	if p, err := pValueOf(0, nil); err != nil || p.TwoSided != 1 || p.OneSided != 0.5 {
		t.Errorf("no difference: %+v, %v", p, err)
	}
}

// Where a method has a p-value of its own, halving finds it.
func TestPValueIsTheMethodsOwn(t *testing.T) {
	for _, strata := range [][]stats.Stratum{
		{{X1: 12, N1: 30, X0: 40, N0: 160}, {X1: 5, N1: 9, X0: 20, N0: 50}, {X1: 0, N1: 4, X0: 3, N0: 20}},
		{{X1: 3, N1: 30, X0: 60, N0: 160}, {X1: 4, N1: 9, X0: 20, N0: 50}},
		{{X1: 11, N1: 30, X0: 55, N0: 160}},
	} {
		own, err := stats.StratifiedScoreATT(strata, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		p, err := pValueOf(own.Value, func(level float64) (stats.Estimate, error) {
			e, err := stats.StratifiedScoreATT(strata, level)
			return e.Estimate, err
		})
		if err != nil || math.Abs(p.TwoSided-*own.PValue) > 1e-12 {
			t.Errorf("%v, want %v (%v)", p.TwoSided, *own.PValue, err)
		}
	}
	for _, value := range []float64{0.05, -0.02, 0.2} {
		spread := stats.Spread{Value: value, SE: 0.03, DF: math.Inf(1)}
		own, err := spread.Interval(0.95)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []intervalAt{spread.Interval, normalLike(own)} {
			if p, err := pValueOf(value, at); err != nil || math.Abs(p.TwoSided-*own.PValue) > 1e-12 {
				t.Errorf("%v, want %v (%v)", p.TwoSided, *own.PValue, err)
			}
		}
	}
}

// What a contract needs is filled, and nothing else.
func TestInfer(t *testing.T) {
	at := func(level float64) (stats.Estimate, error) {
		return stats.WeightedNewcombe(0.43, 300, 0.34, 900, level)
	}
	level, _ := contract.ParseDecimal("0.95")
	side, _ := contract.ParseDecimal("0.99")
	terms := &contract.Terms{Interval: contract.Interval{Method: contract.WeightedNewcombe, Level: level}}
	var m contract.Measurement
	if err := infer(terms, &m, at); err != nil || m.P != nil || m.Intervals != nil {
		t.Errorf("%+v, %v", m, err)
	}
	terms.Measures = []contract.Measure{
		{Statistic: contract.LowerBound, Level: &side, Sides: 1},
		{Statistic: contract.PValue, Sides: 2},
	}
	m.Difference, _ = at(0.95)
	if err := infer(terms, &m, at); err != nil || m.P == nil || m.P.Method != contract.WeightedNewcombe || len(m.Intervals) != 1 || m.Intervals[0].Level != 0.98 {
		t.Errorf("%+v, %v", m, err)
	}
}
