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

// The ends of what a difference of rates and a p-value can be, and one step beyond.
func TestEndsOfBounds(t *testing.T) {
	none := Measurement{ProgrammeRate: rat("0"), ComparisonRate: rat("1")}
	all := Measurement{ProgrammeRate: rat("1"), ComparisonRate: rat("0")}
	same := Measurement{ProgrammeRate: rat("0.5"), ComparisonRate: rat("0.5")}
	many := Measurement{ProgrammeRate: rat("0"), ComparisonRate: rat("3"), PerPerson: true}
	for _, tt := range []struct {
		statistic string
		m         Measurement
		end       float64
		want      string // "" if it can be
	}{
		{LowerBound, none, -1, ""},
		{LowerBound, none, math.Nextafter(-1, -2), "is not a difference of rates"},
		{UpperBound, all, 1, ""},
		{UpperBound, all, math.Nextafter(1, 2), "is not a difference of rates"},
		{LowerBound, many, -3, ""},
		{LowerBound, same, 1e-12, ""},
		{LowerBound, same, 2e-12, "is above the difference 0 itself"},
		{UpperBound, same, -1e-12, ""},
		{UpperBound, same, -2e-12, "is below the difference 0 itself"},
	} {
		got, err := endOf(tt.statistic, stats.Estimate{Lo: tt.end, Hi: tt.end}, tt.m)
		if tt.want == "" && (err != nil || float(got) != tt.end) || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s %v: %v, %v, want %q", tt.statistic, tt.end, got, err, tt.want)
		}
	}
}

// A p-value may be 0 or 1, and the trace says of which side it is.
func TestEndsOfPValues(t *testing.T) {
	for _, tt := range []struct {
		sides string
		p     float64
		words string
	}{
		{"1", 0, "one-sided p-value of the test that the agreed interval inverts (weighted-newcombe), all cohorts pooled, against a higher rate"},
		{"2", 1, "two-sided p-value of the test that the agreed interval inverts (weighted-newcombe), all cohorts pooled"},
	} {
		terms := bounded(t, "p-value\n    sides: "+tt.sides, "at_least: 10 points", "at_least: 0 % significance", "{to: 0.1 points", "{to: 0.1 %")
		m := measured(0, 500, 1000, "0.37")
		m.P = &PValues{Method: WeightedNewcombe, OneSided: tt.p, TwoSided: tt.p}
		d := decideOn(t, terms, Measurements{Compared: []Measurement{m}})
		if n := nodeOf(d, "gain.pooled.p-value"); d.Verdicts[0].ObservedF != tt.p || n == nil || n.Words != tt.words {
			t.Errorf("%+v, %+v", d.Verdicts[0], n)
		}
		for _, p := range []float64{math.Nextafter(0, -1), math.Nextafter(1, 2)} {
			m.P = &PValues{Method: WeightedNewcombe, OneSided: p, TwoSided: p}
			refusedDecision(t, terms, Measurements{Compared: []Measurement{m}}, "is not between 0 and 1")
		}
		m.P = &PValues{Method: "wald"}
		refusedDecision(t, terms, Measurements{Compared: []Measurement{m}}, `the p-value is by method "wald", the contract says "weighted-newcombe"`)
		rate := dec("0.25")
		terms.Measures[0].ComparisonRate = &rate
		refusedDecision(t, terms, Measurements{Compared: []Measurement{m}}, "the comparison rate is fixed")
	}
}
