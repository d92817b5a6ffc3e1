package stats

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestMatchedIntervalsHoldTheEstimate(t *testing.T) {
	eachMatched(t, func(t *testing.T, f MatchedFunc, units []Unit) {
		narrow := Estimate{Lo: math.Inf(1), Hi: math.Inf(-1)}
		for _, level := range levels {
			e := mustMatched(t, f, units, level)
			if !(e.Lo >= -1 && e.Lo <= e.Value && e.Value <= e.Hi && e.Hi <= 1) || e.Level != level {
				t.Errorf("%+v", e)
			}
			if e.Lo > narrow.Lo+1e-15 || e.Hi < narrow.Hi-1e-15 {
				t.Errorf("%+v is not within %+v", narrow, e)
			}
			if (e.Lo == e.Hi) != slices.ContainsFunc(e.Warnings, func(s string) bool { return strings.Contains(s, "no width") }) {
				t.Errorf("%+v: warnings", e)
			}
			narrow = e
		}
	})
}

// The order of the rows changes no bit, the caller's slice is left alone, and so are
// all results when every weight is doubled.
func TestMatchedIgnoresOrder(t *testing.T) {
	eachMatched(t, func(t *testing.T, f MatchedFunc, units []Unit) {
		before := slices.Clone(units)
		want := mustMatched(t, f, units, 0.95)
		if !slices.Equal(before, units) {
			t.Error("the caller's slice was changed")
		}
		for seed := range uint64(3) {
			other := shuffled(units, seed)
			for i := range other {
				other[i].Weight *= 2
			}
			if got := mustMatched(t, f, other, 0.95); !sameEstimate(got, want) {
				t.Errorf("%+v, want %+v", got, want)
			}
		}
	})
}

// Other labels change the order of the sums and no more.
func TestMatchedIgnoresLabels(t *testing.T) {
	eachMatched(t, func(t *testing.T, f MatchedFunc, units []Unit) {
		other := slices.Clone(units)
		for i := range other {
			other[i].Set = 1000 - other[i].Set
			other[i].Person = -7 * other[i].Person
		}
		want, got := mustMatched(t, f, units, 0.95), mustMatched(t, f, other, 0.95)
		if !nearEstimate(got, want, 1e-12) {
			t.Errorf("%+v, want %+v", got, want)
		}
	})
}

// Methods that treat both arms alike mirror to the bit.
func TestMatchedMirrors(t *testing.T) {
	for name, units := range matchedCases(t) {
		for _, method := range MatchedMethods() {
			if strings.HasPrefix(method, "abadie") || method == "set-difference" {
				continue // about the programme people
			}
			f, _ := Matched(method)
			e, m := mustMatched(t, f, units, 0.9), mustMatched(t, f, swappedArms(units), 0.9)
			if m.Value != -e.Value || math.Abs(m.Lo+e.Hi) > 1e-14 || math.Abs(m.Hi+e.Lo) > 1e-14 {
				t.Errorf("%s, %s: %+v and %+v", method, name, e, m)
			}
		}
	}
}

// Four times as many people halve the interval, near enough.
func TestMatchedNarrowsWithSize(t *testing.T) {
	for _, name := range []string{"A_k1to5_noreuse", "C_pairs", "E_k2to13", "many pairs"} {
		units := matchedCases(t)[name]
		for _, method := range MatchedMethods() {
			f, _ := Matched(method)
			few, many := mustMatched(t, f, units, 0.95), mustMatched(t, f, times(units, 4), 0.95)
			if ratio := (many.Hi - many.Lo) / (few.Hi - few.Lo); !(ratio > 0.47 && ratio < 0.53) || math.Abs(many.Value-few.Value) > 1e-12 {
				t.Errorf("%s, %s: %+v and %+v: ratio %v", method, name, few, many, ratio)
			}
		}
	}
}

// The p-value is below 1 − level exactly when 0 is outside the interval.
func TestMatchedPValueAgreesWithInterval(t *testing.T) {
	eachMatched(t, func(t *testing.T, f MatchedFunc, units []Unit) {
		for _, level := range levels {
			e := mustMatched(t, f, units, level)
			if e.PValue == nil {
				if !strings.Contains(e.Method, "newcombe") && e.Lo != e.Hi {
					t.Errorf("%+v has no p-value", e)
				}
				continue
			}
			p := *e.PValue
			if outside := e.Lo > 0 || e.Hi < 0; !(p >= 0 && p <= 1) || outside != (p < 1-level) {
				t.Errorf("%+v: p-value %v", e, p)
			}
		}
	})
}

// Larger effects have smaller p-values.
func TestMatchedPValueFallsWithTheEffect(t *testing.T) {
	for _, method := range MatchedMethods() {
		f, _ := Matched(method)
		last := 2.0
		for extra := range 15 {
			e := mustMatched(t, f, pairsOf(10, 15+extra, 15, 25-extra), 0.95)
			if e.PValue == nil {
				break
			}
			if !(*e.PValue < last) {
				t.Errorf("%s: p-value %v after %v", method, *e.PValue, last)
			}
			last = *e.PValue
		}
	}
}

func TestMatchedRefusesBadInput(t *testing.T) {
	good := pairsOf(2, 2, 2, 2)
	with := func(change func(*Unit)) []Unit {
		units := slices.Clone(good)
		change(&units[3])
		return units
	}
	nan := math.NaN()
	for _, method := range MatchedMethods() {
		f, _ := Matched(method)
		for _, tt := range []struct {
			units []Unit
			level float64
			want  string
		}{
			{with(func(u *Unit) { u.Y = 2 }), 0.95, "unit 3: y is 2: want an outcome from 0 to 1"},
			{with(func(u *Unit) { u.Y = nan }), 0.95, "unit 3: y is NaN"},
			{with(func(u *Unit) { u.Weight = 0 }), 0.95, "unit 3: weight is 0: want a number above 0"},
			{with(func(u *Unit) { u.Weight = nan }), 0.95, "unit 3: weight is NaN"},
			{with(func(u *Unit) { u.Weight = math.Inf(1) }), 0.95, "unit 3: weight is +Inf"},
			{[]Unit{{1, 1, true, 1, 1}, {2, 2, true, 0, 1}}, 0.95, "no comparison people"},
			{[]Unit{{1, 1, false, 1, 1}, {2, 2, false, 0, 1}}, 0.95, "no programme people"},
			{nil, 0.95, "no comparison people"},
			{good, 0, "level is 0: want more than 0 and less than 1"},
			{good, 1, "level is 1"},
			{good, nan, "level is NaN"},
		} {
			if _, err := f(tt.units, tt.level); err == nil || !strings.HasPrefix(err.Error(), method+": "+tt.want) {
				t.Errorf("%s: %v, want %q", method, err, tt.want)
			}
		}
	}
}

func TestMatchedNames(t *testing.T) {
	names := MatchedMethods()
	if len(names) != 25 || !slices.IsSorted(names) || strings.Contains(strings.Join(names, ""), "_") {
		t.Errorf("%q", names)
	}
	for _, name := range []string{"set_cr2", "people_newcombe"} {
		if _, ok := Matched(name); !ok {
			t.Errorf("no %s", name)
		}
	}
	if f, ok := Matched("jackknife"); ok || f != nil {
		t.Error("an unknown method was found")
	}
	if f, ok := MatchedSpread("people-newcombe"); ok || f != nil {
		t.Error("a method without a standard error was found")
	}
	if names := IndependenceTests(); !slices.Equal(names, []string{"cmh", "cmh-exact"}) {
		t.Errorf("%q", names)
	}
	if _, ok := IndependenceTest("cmh_exact"); !ok {
		t.Error("underscores are not accepted")
	}
}
