package stats

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

type metaInterval func(effects []EffectSE, level float64) (PooledEffect, error)

// metaIntervals are all intervals for a pooled effect, by name.
func metaIntervals() map[string]metaInterval {
	out := map[string]metaInterval{"fixed-effect": FixedEffect}
	for name, f := range map[string]func([]EffectSE, string, float64) (RandomEffect, error){
		"random-effects": RandomEffects, "hartung-knapp": HartungKnapp, "hartung-knapp-ad-hoc": HartungKnappAdHoc,
		"prediction": PredictionInterval, "prediction-t": PredictionIntervalT,
	} {
		for _, method := range Tau2Methods() {
			out[name+"-"+method] = func(e []EffectSE, level float64) (PooledEffect, error) {
				r, err := f(e, method, level)
				return r.PooledEffect, err
			}
		}
	}
	return out
}

func eachMeta(t *testing.T, check func(t *testing.T, name string, f metaInterval, effects []EffectSE)) {
	for name, f := range metaIntervals() {
		t.Run(name, func(t *testing.T) {
			for _, effects := range [][]EffectSE{
				{{0.092, 0.055}, {0.131, 0.045}, {0.053, 0.044}},
				{{0.3, 0.01}, {-0.3, 0.02}, {0.1, 0.5}, {0, 0.001}},
				{{1e-7, 1e-9}, {-2e-7, 1e-8}, {1e-7, 1e-6}},
				{{4, 1}, {4, 1e-6}, {9, 1e6}},
			} {
				check(t, name, f, effects)
			}
		})
	}
}

func mustMeta(t *testing.T, f metaInterval, effects []EffectSE, level float64) PooledEffect {
	t.Helper()
	e, err := f(effects, level)
	must(t, err)
	return e
}

func TestMetaIntervalsHoldTheEstimateAndWiden(t *testing.T) {
	eachMeta(t, func(t *testing.T, name string, f metaInterval, effects []EffectSE) {
		last := mustMeta(t, f, effects, levels[0])
		if last.Method != name {
			t.Errorf("method %q", last.Method)
		}
		for _, level := range levels[1:] {
			e := mustMeta(t, f, effects, level)
			if !(e.Lo <= e.Value && e.Value <= e.Hi && e.Level == level && e.SE > 0 && len(e.Warnings) == 0) {
				t.Errorf("%+v", e)
			}
			if !(e.Lo < last.Lo && e.Hi > last.Hi) {
				t.Errorf("%v to %v at %v, %v to %v at %v", last.Lo, last.Hi, last.Level, e.Lo, e.Hi, level)
			}
			last = e
		}
	})
}

// Effects with the other sign, or twice as large, give the same again, mirrored or doubled.
func TestMetaIntervalsMirrorAndScale(t *testing.T) {
	eachMeta(t, func(t *testing.T, _ string, f metaInterval, effects []EffectSE) {
		mirrored, doubled := slices.Clone(effects), slices.Clone(effects)
		for i, e := range effects {
			mirrored[i].Value, doubled[i] = -e.Value, EffectSE{2 * e.Value, 2 * e.SE}
		}
		e, m, d := mustMeta(t, f, effects, 0.95), mustMeta(t, f, mirrored, 0.95), mustMeta(t, f, doubled, 0.95)
		if m.Value != -e.Value || m.Lo != -e.Hi || m.Hi != -e.Lo {
			t.Errorf("%+v, mirrored %+v", e.Estimate, m.Estimate)
		}
		if near := 1e-9 * e.SE; math.Abs(d.Value-2*e.Value) > near || math.Abs(d.Lo-2*e.Lo) > near || math.Abs(d.Hi-2*e.Hi) > near {
			t.Errorf("%+v, doubled %+v", e.Estimate, d.Estimate)
		}
	})
}

// The interval excludes no effect exactly when its p-value is below 1 − level.
func TestMetaPValueAgreesWithTheInterval(t *testing.T) {
	eachMeta(t, func(t *testing.T, name string, f metaInterval, effects []EffectSE) {
		for _, level := range levels {
			e := mustMeta(t, f, effects, level)
			if strings.HasPrefix(name, "prediction") {
				if e.PValue != nil {
					t.Error("a prediction is no test")
				}
				continue
			}
			if (e.Lo > 0 || e.Hi < 0) != (*e.PValue < 1-level) {
				t.Errorf("[%v, %v] at %v with p = %v", e.Lo, e.Hi, level, *e.PValue)
			}
		}
	})
}

// Every effect counted four times with the same error halves the fixed-effect error.
func TestFixedEffectNarrows(t *testing.T) {
	one := []EffectSE{{0.092, 0.055}, {0.131, 0.045}}
	a, b := mustMeta(t, FixedEffect, one, 0.95), mustMeta(t, FixedEffect, slices.Concat(one, one, one, one), 0.95)
	if math.Abs(b.SE-a.SE/2) > 1e-16 || math.Abs(a.Value-b.Value) > 1e-16 {
		t.Errorf("%+v, four times %+v", a, b)
	}
}

// τ² of each method solves its own equation.
func TestTau2SolveTheirEquations(t *testing.T) {
	effects := []EffectSE{{0.3, 0.05}, {-0.1, 0.02}, {0.1, 0.09}, {0.6, 0.2}}
	pm, err := Tau2PauleMandel(effects)
	must(t, err)
	if q := generalisedQ(effects, pm); math.Abs(q-3) > 1e-13 {
		t.Errorf("Paule–Mandel: Q = %v, want 3", q)
	}
	reml, err := Tau2REML(effects)
	must(t, err)
	for _, off := range []float64{0.9, 0.999, 1.001, 1.1, 2, 10} {
		if restrictedLikelihood(effects, reml*off) >= restrictedLikelihood(effects, reml) {
			t.Errorf("REML: the likelihood at %v times τ² = %v is no less", off, reml)
		}
	}
}

// One effect with a large weight far from the others: Fisher scoring does not converge.
func TestTau2REMLWithALargeWeight(t *testing.T) {
	effects := []EffectSE{{0.5, 1}, {0.25, 1}, {0.125, 1}, {1, 0.0625}}
	got, err := Tau2REML(effects)
	must(t, err)
	if math.Abs(remlSlope(effects, got)) > 1e-9 {
		t.Errorf("the slope at %v is %v", got, remlSlope(effects, got))
	}
	for tau2 := 1e-6; tau2 < 100; tau2 *= 1.01 {
		if restrictedLikelihood(effects, tau2) > restrictedLikelihood(effects, got) {
			t.Fatalf("τ² = %v is less likely than %v", got, tau2)
		}
	}
}

// Every estimator ends, is 0 or more, grows with the square of the scale and does not move
// when a constant is added to all effects.
func TestTau2Properties(t *testing.T) {
	for _, method := range Tau2Methods() {
		f, _ := Tau2(method)
		rapid.Check(t, func(t *rapid.T) {
			n := rapid.IntRange(2, 8).Draw(t, "n")
			effects, other := make([]EffectSE, n), make([]EffectSE, n)
			for i := range effects {
				effects[i] = EffectSE{rapid.Float64Range(-1, 1).Draw(t, "value"), rapid.Float64Range(0.01, 1).Draw(t, "se")}
				other[i] = EffectSE{4*effects[i].Value + 1, 4 * effects[i].SE}
			}
			a, err := f(effects)
			b := 0.0
			if err == nil {
				b, err = f(other)
			}
			if err != nil || a < 0 || math.Abs(b-16*a) > 1e-8 {
				t.Fatalf("%s %v: %v, scaled %v, %v", method, effects, a, b, err)
			}
		})
	}
}

// Equal effects: no heterogeneity by any method, and Hartung–Knapp has no width and says so.
func TestEqualEffects(t *testing.T) {
	same := []EffectSE{{0.1, 0.03}, {0.1, 0.05}, {0.1, 0.2}}
	h, err := Heterogeneity(same)
	if err != nil || h.Q != 0 || h.I2 != 0 || h.PValue != 1 || h.DF != 2 {
		t.Errorf("%+v, %v", h, err)
	}
	for _, method := range Tau2Methods() {
		r, err := HartungKnapp(same, method, 0.95)
		if err != nil || r.Tau2 != 0 || r.Value != 0.1 || r.Lo != r.Hi || len(r.Warnings) == 0 || r.PValue != nil {
			t.Errorf("%s: %+v, %v", method, r, err)
		}
		if r, _ := HartungKnappAdHoc(same, method, 0.95); !(r.Lo < 0.1 && r.Hi > 0.1) {
			t.Errorf("%s, ad hoc: %+v", method, r)
		}
	}
}

func TestMetaRefusesBadInput(t *testing.T) {
	good := []EffectSE{{0.1, 0.1}, {0.2, 0.1}, {0.1, 0.2}}
	for name, f := range metaIntervals() {
		for want, call := range map[string]func() (PooledEffect, error){
			"0 effects":                     func() (PooledEffect, error) { return f(nil, 0.95) },
			"standard error of effect 2":    func() (PooledEffect, error) { return f([]EffectSE{{1, 1}, {1, 0}, {1, 1}}, 0.95) },
			"value of effect 1 is NaN":      func() (PooledEffect, error) { return f([]EffectSE{{math.NaN(), 1}, {1, 1}}, 0.95) },
			"level is 1: want more than 0 ": func() (PooledEffect, error) { return f(good, 1) },
		} {
			if _, err := call(); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, want %q", name, err, want)
			}
		}
	}
	if _, err := RandomEffects(good, "eb", 0.95); err == nil || !strings.Contains(err.Error(), `unknown estimator of tau² "eb"`) {
		t.Error(err)
	}
	if _, err := PredictionIntervalT(good[:2], "reml", 0.95); err == nil || !strings.Contains(err.Error(), "want at least 3") {
		t.Error(err)
	}
	if _, err := RandomEffects(good[:1], "reml", 0.95); err == nil {
		t.Error("one effect has no heterogeneity to estimate")
	}
	for _, s := range []Stratum{{0, 5, 0, 9}, {1, 2, 0, 0}, {3, 2, 0, 1}, {-1, 2, 0, 1}} {
		if _, err := EffectSEFromCounts([]Stratum{s}); err == nil {
			t.Errorf("%v was accepted", s)
		}
	}
}

func TestTau2Names(t *testing.T) {
	if _, ok := Tau2("dersimonian_laird"); !ok || !slices.IsSorted(Tau2Methods()) || len(Tau2Methods()) != 4 {
		t.Errorf("%q", Tau2Methods())
	}
}

// The t quantiles against closed forms: tan for 1 degree of freedom, algebra for 2.
func TestStudentFor(t *testing.T) {
	for _, level := range append(levels, 0.025, 1e-6) {
		one := math.Tan(math.Pi * level / 2)
		two := level * math.Sqrt(2/((1-level)*(1+level)))
		if got := tFor(level, 1); math.Abs(got/one-1) > 1e-9 {
			t.Errorf("%v, 1: %v, want %v", level, got, one)
		}
		if got := tFor(level, 2); math.Abs(got/two-1) > 1e-9 {
			t.Errorf("%v, 2: %v, want %v", level, got, two)
		}
		if p := tTwoSided(two, 2); math.Abs(p-(1-level)) > 1e-12 {
			t.Errorf("%v: p = %v", level, p)
		}
	}
	if got := tailOfChiSquare(9.210340371976182, 2); math.Abs(got-0.01) > 1e-15 { // exp(−q/2)
		t.Errorf("χ² tail %v", got)
	}
	if got := upperP(8); math.Abs(got/6.220960574271785e-16-1) > 1e-12 {
		t.Errorf("normal tail at 8: %v", got)
	}
}

func ExampleRandomEffects() {
	years := []Stratum{{38, 89, 410, 1255}, {52, 121, 447, 1342}, {53, 124, 433, 1303}}
	effects, _ := EffectSEFromCounts(years)
	e, _ := RandomEffects(effects, "dersimonian-laird", 0.95)
	h, _ := Heterogeneity(effects)
	fmt.Printf("%.3f [%.3f, %.3f], tau² %.0f, Q %.3f, p %.2f\n", e.Value, e.Lo, e.Hi, e.Tau2, h.Q, h.PValue)
	// Output: 0.097 [0.042, 0.152], tau² 0, Q 0.005, p 1.00
}
