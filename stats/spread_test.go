package stats

import (
	"math"
	"testing"
)

// Quantiles of R 4.2.2: −qt((1 − level)/2, df).
func TestStudentQuantile(t *testing.T) {
	for _, tt := range []struct{ df, level, want float64 }{
		{1, 0.5, 1}, {1, 0.95, 12.706204736174694},
		{2, 0.5, 0.81649658092772592}, {2, 0.95, 4.3026527297494619}, {2, 0.999999, 999.99924992995477},
		{3.7, 0.5, 0.74648515348245403}, {3.7, 0.95, 2.8675207071911917}, {3.7, 0.999999, 62.290773012478674},
		{37.49493532280129, 0.5, 0.6810893336480508}, {37.49493532280129, 0.95, 2.0252900485442207},
		{39, 0.95, 2.0226909200367604}, {39, 0.999999, 5.7942873829592978}, {99, 0.95, 1.9842169515864172},
		{1e3, 0.5, 0.67473516460700933}, {1e3, 0.8, 1.2823987214609247}, {1e3, 0.95, 1.9623390808264076}, {1e3, 0.999999, 4.9222895234238244},
		{1e4, 0.5, 0.67451428448359241}, {1e4, 0.8, 1.2816362297304777}, {1e4, 0.95, 1.9602012398906257}, {1e4, 0.999999, 4.8946886163099368},
		{1e7, 0.5, 0.67448977472957516}, {1e7, 0.95, 1.9599642217672049}, {1e7, 0.999999, 4.8916415241792128},
		{9.9e7, 0.5, 0.6744897526742123}, {9.9e7, 0.95, 1.9599640085023895}, {9.9e7, 0.999999, 4.8916387836206878},
		{math.Inf(1), 0.95, 1.959963984540054},
	} {
		if got := tFor(tt.level, tt.df); !(math.Abs(got-tt.want) <= 1e-10*tt.want) {
			t.Errorf("tFor(%v, %v) = %.17g, want %.17g", tt.level, tt.df, got, tt.want)
		}
	}
}

// Probabilities of R 4.2.2: 2·pt(−t, df).
func TestStudentTails(t *testing.T) {
	for _, tt := range []struct{ df, t, want float64 }{
		{1, 0.3, 0.81445284184451539}, {1, 2, 0.29516723530086642}, {1, 8, 0.079166848321131078},
		{3.7, 0.3, 0.78026748713146232}, {3.7, 2, 0.12181720190523396}, {3.7, 8, 0.0018250909626747332},
		{39, 0.3, 0.76577040691469855}, {39, 2, 0.05249901534385476}, {39, 8, 9.4655224124475116e-10},
		{1e3, 0.3, 0.76423950416724418}, {1e3, 2, 0.045770346493251658}, {1e3, 8, 3.4266614823914848e-15},
		{1e6, 0.3, 0.76417721797899441}, {1e6, 2, 0.045500533851319185}, {1e6, 8, 1.2455063433202533e-15},
		{1e7, 0.3, 0.76417716185778561}, {1e7, 2, 0.045500290891842946}, {1e7, 8, 1.2443234802806706e-15},
		{9.9e7, 0.3, 0.7641771562519627}, {9.9e7, 2, 0.045500266623174836},
	} {
		if got := tTwoSided(-tt.t, tt.df); !(math.Abs(got-tt.want) <= 1e-7*tt.want) {
			t.Errorf("tTwoSided(%v, %v) = %.17g, want %.17g", tt.t, tt.df, got, tt.want)
		}
	}
}

// Where one way to the quantile or the probability ends and the other begins is no step.
func TestStudentHasNoSteps(t *testing.T) {
	for _, level := range levels {
		if a, b := tFor(level, manyDF*(1-1e-12)), tFor(level, manyDF); math.Abs(a-b) > 1e-9 {
			t.Errorf("%v: %v and %v", level, a, b)
		}
	}
	if a, b := tTwoSided(2, 1e8*(1-1e-12)), tTwoSided(2, 1e8); math.Abs(a-b) > 1e-8 {
		t.Errorf("%v and %v", a, b)
	}
}

func TestSpreadInterval(t *testing.T) {
	e, err := Spread{Value: 0.1, SE: 0.04, DF: math.Inf(1), Method: "m", Warnings: []string{"w"}}.Interval(0.95)
	if err != nil || math.Abs(e.Lo-0.0216014) > 1e-7 || math.Abs(e.Hi-0.1783986) > 1e-7 || math.Abs(*e.PValue-0.0124193) > 1e-7 || e.Warnings[0] != "w" {
		t.Errorf("%+v, %v", e, err)
	}
	if e, err := (Spread{Value: 0.9, SE: 0.4, DF: 2}).Interval(0.95); err != nil || e.Hi != 1 {
		t.Errorf("%+v, %v", e, err)
	}
	if e, err := (Spread{DF: 3}).Interval(0.95); err != nil || e.PValue == nil || *e.PValue != 1 || len(e.Warnings) != 1 {
		t.Errorf("%+v, %v", e, err)
	}
	if e, err := (Spread{Value: 0.2, DF: 3}).Interval(0.95); err != nil || e.PValue != nil {
		t.Errorf("%+v, %v", e, err)
	}
	for _, df := range []float64{0, -1, math.NaN()} {
		if _, err := (Spread{DF: df}).Interval(0.95); err == nil {
			t.Errorf("%v degrees of freedom", df)
		}
	}
}
