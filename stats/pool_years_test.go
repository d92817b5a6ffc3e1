package stats

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

var duoYears = []YearRates{{0.429, 105, 0.337, 1250}, {0.436, 110, 0.305, 1300}, {0.387, 106, 0.334, 1200}}

func eachPooling(t *testing.T, check func(t *testing.T, name string, f PoolYearsFunc)) {
	for _, name := range Poolings() {
		f, ok := PoolYears(name)
		if !ok {
			t.Fatalf("%s is listed and not there", name)
		}
		t.Run(name, func(t *testing.T) { check(t, name, f) })
	}
}

func mustPool(t *testing.T, f PoolYearsFunc, years []YearRates, level float64) PooledYears {
	t.Helper()
	p, err := f(years, level)
	must(t, err)
	return p
}

// The values against sums written out here.
func TestPoolingValues(t *testing.T) {
	close := func(name string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-14 {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	p1 := (0.429*105 + 0.436*110 + 0.387*106) / 321
	p0 := (0.337*105 + 0.305*110 + 0.334*106) / 321
	p := mustPool(t, PoolParticipants, duoYears, 0.95)
	close("participants", p.Difference.Value, p1-p0)
	close("participants, relative", p.Relative.Value, p1/p0-1)
	close("participants, rates", *p.P1-*p.P0, p1-p0)
	neff := 321.0 * 321 / (105.0*105/1250 + 110.0*110/1300 + 106.0*106/1200)
	w, err := WeightedNewcombe(p1, 321, p0, neff, 0.95)
	must(t, err)
	close("participants, lower", p.Difference.Lo, w.Lo)
	close("participants, upper", p.Difference.Hi, w.Hi)

	mean := (0.092 + 0.131 + 0.053) / 3
	close("rates", mustPool(t, PoolMeanOfRates, duoYears, 0.95).Difference.Value, mean)
	close("rates, relative", mustPool(t, PoolMeanOfRates, duoYears, 0.95).Relative.Value, (0.429+0.436+0.387)/(0.337+0.305+0.334)-1)
	e := mustPool(t, PoolMeanOfEffects, duoYears, 0.95)
	close("effects", e.Difference.Value, mean)
	close("effects, relative", e.Relative.Value, (0.429/0.337+0.436/0.305+0.387/0.334)/3-1)
}

func TestPoolingsDescribeThemselves(t *testing.T) {
	eachPooling(t, func(t *testing.T, name string, f PoolYearsFunc) {
		last := mustPool(t, f, duoYears, levels[0])
		if last.Pooling != name || last.Years != 3 || !strings.HasPrefix(last.Difference.Method, name) || !strings.HasPrefix(last.Relative.Method, name) {
			t.Errorf("%+v", last)
		}
		for _, level := range levels[1:] {
			p := mustPool(t, f, duoYears, level)
			for _, c := range []struct{ wide, narrow PooledEffect }{{p.Difference, last.Difference}, {*p.Relative, *last.Relative}} {
				if !(c.wide.Lo <= c.narrow.Lo && c.narrow.Lo <= c.narrow.Value && c.narrow.Value <= c.narrow.Hi && c.narrow.Hi <= c.wide.Hi) || c.wide.Lo < -1 {
					t.Errorf("%v: %+v, %+v", level, c.wide, c.narrow)
				}
			}
			last = p
		}
	})
}

// A hundred times the people: a tenth of the error, and the same value.
func TestPoolingsNarrow(t *testing.T) {
	eachPooling(t, func(t *testing.T, _ string, f PoolYearsFunc) {
		large := slices.Clone(duoYears)
		for i := range large {
			large[i].N1, large[i].N0 = 100*large[i].N1, 100*large[i].N0
		}
		a, b := mustPool(t, f, duoYears, 0.95), mustPool(t, f, large, 0.95)
		if math.Abs(a.Difference.SE/b.Difference.SE-10) > 1e-9 || math.Abs(a.Difference.Value-b.Difference.Value) > 1e-15 ||
			math.Abs(a.Relative.SE/b.Relative.SE-10) > 1e-9 {
			t.Errorf("%+v, with a hundred times as many %+v", a.Difference, b.Difference)
		}
	})
}

// The arms swapped: the difference mirrors, and so does the ratio of the log-ratio forms.
func TestPoolingsMirror(t *testing.T) {
	eachPooling(t, func(t *testing.T, name string, f PoolYearsFunc) {
		// Equal sizes: participants are those of the first arm.
		years := []YearRates{{0.4, 90, 0.3, 90}, {0.2, 50, 0.25, 50}, {0.9, 10, 0.1, 10}}
		swapped := slices.Clone(years)
		for i, y := range years {
			swapped[i] = YearRates{y.P0, y.N0, y.P1, y.N1}
		}
		a, b := mustPool(t, f, years, 0.9), mustPool(t, f, swapped, 0.9)
		for _, pair := range [][2]float64{{a.Difference.Value, -b.Difference.Value}, {a.Difference.Lo, -b.Difference.Hi}, {a.Difference.Hi, -b.Difference.Lo}} {
			if math.Abs(pair[0]-pair[1]) > 1e-15 {
				t.Errorf("%v and %v", pair[0], pair[1])
			}
		}
		if r := (1 + a.Relative.Lo) * (1 + b.Relative.Hi); name != "mean-of-yearly-effects" && math.Abs(r-1) > 1e-14 {
			t.Errorf("ratios multiply to %v", r)
		}
	})
}

// One year gives itself, whatever the pooling.
func TestPoolingOneYear(t *testing.T) {
	eachPooling(t, func(t *testing.T, _ string, f PoolYearsFunc) {
		p := mustPool(t, f, duoYears[:1], 0.95)
		if math.Abs(p.Difference.Value-0.092) > 1e-15 || math.Abs(p.Relative.Value-0.092/0.337) > 1e-14 ||
			math.Abs(p.Difference.SE-math.Sqrt(0.429*0.571/105+0.337*0.663/1250)) > 1e-15 {
			t.Errorf("%+v", p)
		}
	})
}

// Nobody placed: rate poolings have a finite interval, effect poolings refuse or warn.
func TestPoolingWithoutEvents(t *testing.T) {
	none := []YearRates{{0, 100, 0, 1300}, {0, 90, 0, 1200}}
	for _, f := range []PoolYearsFunc{PoolParticipants, PoolMeanOfRates} {
		p := mustPool(t, f, none, 0.95)
		if p.Difference.Value != 0 || !(p.Difference.Lo < 0 && p.Difference.Hi > 0) || p.Relative != nil {
			t.Errorf("%+v", p)
		}
	}
	if p := mustPool(t, PoolMeanOfEffects, none, 0.95); len(p.Difference.Warnings) == 0 || p.Relative != nil {
		t.Errorf("%+v", p)
	}
	if _, err := PoolInverseVariance(none, 0.95); err == nil || !strings.Contains(err.Error(), "its variance is 0") {
		t.Error(err)
	}
}

func TestPoolingsRefuseBadInput(t *testing.T) {
	eachPooling(t, func(t *testing.T, name string, f PoolYearsFunc) {
		y := duoYears[0]
		for want, years := range map[string][]YearRates{
			"no years": nil, "n1 of year 2 is 0": {y, {0.5, 0, 0.5, 1}}, "n0 of year 1 is -1": {{0.5, 1, 0.5, -1}},
			"p1 of year 1 is 33": {{33, 1, 0.5, 1}}, "p0 of year 1 is NaN": {{0.5, 1, math.NaN(), 1}},
		} {
			if _, err := f(years, 0.95); err == nil || !strings.HasPrefix(err.Error(), name+": "+want) {
				t.Errorf("%v, want %q", err, want)
			}
		}
		if _, err := f(duoYears, 0); err == nil {
			t.Error("a level of 0 was accepted")
		}
	})
	if f, ok := PoolYears("mean_of_yearly_rates"); !ok || f == nil || !slices.IsSorted(Poolings()) {
		t.Error("underscores are not accepted")
	}
}

func ExamplePoolParticipants() {
	p, _ := PoolParticipants([]YearRates{{0.429, 105, 0.337, 1250}, {0.436, 110, 0.305, 1300}, {0.387, 106, 0.334, 1200}}, 0.95)
	fmt.Printf("difference %.4f [%.4f, %.4f], relative %.3f\n", p.Difference.Value, p.Difference.Lo, p.Difference.Hi, p.Relative.Value)
	// Output: difference 0.0925 [0.0377, 0.1491], relative 0.285
}
