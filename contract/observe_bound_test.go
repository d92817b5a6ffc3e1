package contract

import (
	"math"
	"slices"
	"strings"
	"testing"

	"sib/stats"
)

// bounded is the example contract on points with another statistic.
func bounded(t testing.TB, statistic string, pairs ...string) *Terms {
	t.Helper()
	return parsed(t, append(append(onPoints(), "statistic: point-estimate", "statistic: "+statistic), pairs...)...)
}

func TestLevels(t *testing.T) {
	for statistic, want := range map[string][]float64{
		"point-estimate": nil,
		"lower-bound":    nil,
		"lower-bound\n    level: 0.95\n    sides: 2":  nil,
		"lower-bound\n    level: 0.975\n    sides: 1": nil, // the end of the two-sided interval at 0.95
		"lower-bound\n    level: 0.95\n    sides: 1":  {0.9},
		"upper-bound\n    level: 0.99\n    sides: 2":  {0.99},
	} {
		if got := bounded(t, statistic).Levels(); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", statistic, got, want)
		}
	}
}

// One side at 0.95 is the end of the two-sided interval at 0.90.
func TestOneSidedBound(t *testing.T) {
	m := withInterval(t, 0, 500, 1000, "0.37", 4000)
	at90, err := stats.WeightedNewcombe(0.5, 1000, 0.37, 4000, 0.9)
	if err != nil {
		t.Fatal(err)
	}
	m.Intervals = []stats.Estimate{at90}
	for statistic, want := range map[string]float64{
		"lower-bound": m.Difference.Lo,
		"lower-bound\n    level: 0.95\n    sides: 1": at90.Lo,
		"upper-bound\n    level: 0.95\n    sides: 1": at90.Hi,
		"upper-bound": m.Difference.Hi,
	} {
		d := decideOn(t, bounded(t, statistic), Measurements{Compared: []Measurement{m}})
		if got := d.Verdicts[0].ObservedF; math.Abs(got-want) > 0.0005 || got == want {
			t.Errorf("%s: %v, want %v rounded", statistic, got, want)
		}
	}
	m.Intervals = nil
	refusedDecision(t, bounded(t, "lower-bound\n    level: 0.95\n    sides: 1"), Measurements{Compared: []Measurement{m}}, "the interval at level 0.9 is missing")
	m.Intervals = []stats.Estimate{{Level: 0.9, Method: "wald"}}
	refusedDecision(t, bounded(t, "lower-bound\n    level: 0.95\n    sides: 1"), Measurements{Compared: []Measurement{m}}, `by method "wald"`)
}

func TestUpperBoundRefuses(t *testing.T) {
	terms := bounded(t, "upper-bound")
	for want, hi := range map[string]float64{"is below the difference": 0.1, "is not a number": math.Inf(1), "is not a difference of rates": 1.5} {
		m := measured(0, 500, 1000, "0.3")
		m.Difference.Hi = hi
		refusedDecision(t, terms, Measurements{Compared: []Measurement{m}}, want)
	}
	// Cohorts that are pooled from their years have no interval.
	refusedDecision(t, terms, Measurements{Compared: published()[:3]}, "there is no interval over all cohorts pooled")
	spoilt := *terms
	spoilt.Measures = slices.Clone(terms.Measures)
	rate := dec("0.25")
	spoilt.Measures[0].ComparisonRate = &rate
	refusedDecision(t, &spoilt, Measurements{Compared: []Measurement{measured(0, 500, 1000, "0.3")}}, "the comparison rate is fixed")
}

// The bound of a count is that of the difference times the people.
func TestBoundOfCount(t *testing.T) {
	terms := parsed(t, "effect: relative", "effect: count\n    unit: people", "{to: 0.1 %, mode", "{to: 1 people, mode", "statistic: point-estimate", "statistic: lower-bound",
		principalRule, strings.Replace(principalRule, "10 % relative", "80 people", 1), returnRule, "")
	m := measured(0, 500, 1000, "0.37")
	for lo, due := range map[float64]string{0.0796: "234000.00", 0.0795: "234000.00", 0.0794: "0.00"} {
		m.Difference.Lo = lo
		if got := decideOn(t, terms, Measurements{Compared: []Measurement{m}}).Due.Decimal(); got != due {
			t.Errorf("%v: %s", lo, got)
		}
	}
}

// p-values at the threshold, from both sides; one side of a reduction is the other tail.
func TestPValues(t *testing.T) {
	build := func(effect, sides string) *Terms {
		return parsed(t, "effect: relative", "effect: "+effect, "{to: 0.1 %, mode", "{to: 0.01 %, mode", "statistic: point-estimate", "statistic: p-value\n    sides: "+sides,
			principalRule, strings.Replace(principalRule, "10 % relative", "95 % significance", 1), returnRule, "")
	}
	for _, tt := range []struct {
		effect, sides string
		one, two      float64
		due           string
	}{
		{"points", "2", 0.5, 0.95, "234000.00"},
		{"points", "2", 0.5, 0.94994, "0.00"},
		{"points", "1", 0.9501, 0, "234000.00"},
		{"relative", "1", 0.94, 1, "0.00"},
		{"reduction", "1", 0.05, 0.1, "234000.00"},
		{"reduction", "1", 0.0502, 0.1, "0.00"},
		{"reduction", "2", 0.05, 0.1, "0.00"},
	} {
		m := measured(0, 500, 1000, "0.37")
		m.P = &PValues{Method: WeightedNewcombe, OneSided: tt.one, TwoSided: tt.two}
		d := decideOn(t, build(tt.effect, tt.sides), Measurements{Compared: []Measurement{m}})
		if d.Due.Decimal() != tt.due || d.Verdicts[0].Effect != Significance || len(d.Readings) != 0 {
			t.Errorf("%+v: due %s, %+v", tt, d.Due, d.Verdicts[0])
		}
		if h := append(d.Next, d.Previous...)[0]; h.People != Unequal || h.Points != nil {
			t.Errorf("headroom %+v", h)
		}
	}
	for want, p := range map[string]*PValues{
		"the p-value is missing": nil, `by method "wald"`: {Method: "wald"},
		"not between 0 and 1": {Method: WeightedNewcombe, TwoSided: 1.5}, "a p-value of NaN": {Method: WeightedNewcombe, TwoSided: math.NaN()},
	} {
		m := measured(0, 500, 1000, "0.37")
		m.P = p
		refusedDecision(t, build("points", "2"), Measurements{Compared: []Measurement{m}}, want)
	}
}
