package main

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"sib/stats"
)

// asked are the options that every question shares.
type asked struct {
	level       float64
	margin      float64
	alternative stats.Alternative
	replicates  int     // of a bootstrap
	seed        uint64  // of a bootstrap
	fraction    float64 // of the comparison population that was observed
}

// question is counts that several methods can answer.
type question interface {
	usual() string     // the method asked when none is named
	methods() []string // all that can answer, intervals before tests
	answer(method string, o asked) (answer, error)
}

// answer is what a method says; nil where it says nothing.
type answer struct {
	Method   string   `json:"method"`
	Estimate *float64 `json:"estimate,omitempty"`
	Lower    *float64 `json:"lower,omitempty"`
	Upper    *float64 `json:"upper,omitempty"`
	Level    float64  `json:"level,omitempty"`
	PValue   *float64 `json:"p_value,omitempty"`
	Warnings []string `json:"warnings,omitempty"`
	Error    string   `json:"error,omitempty"`
}

func ofEstimate(e stats.Estimate, err error) (answer, error) {
	return answer{Method: e.Method, Estimate: &e.Value, Lower: &e.Lo, Upper: &e.Hi, Level: e.Level, PValue: e.PValue, Warnings: e.Warnings}, err
}

func ofRatio(r stats.Ratio, err error) (answer, error) {
	return answer{Method: r.Method, Estimate: &r.Value, Lower: &r.Lo, Upper: &r.Hi, Level: r.Level, PValue: r.PValue, Warnings: r.Warnings}, err
}

// MarshalJSON leaves out what is infinite, as a ratio can be: JSON has no number for it.
func (a answer) MarshalJSON() ([]byte, error) {
	type plain answer
	for _, v := range []**float64{&a.Estimate, &a.Lower, &a.Upper} {
		if *v != nil {
			*v = finite(**v)
		}
	}
	return json.Marshal(plain(a))
}

func ofTest(estimate *float64, t stats.Test, err error) (answer, error) {
	return answer{Method: t.Method, Estimate: estimate, PValue: &t.PValue}, err
}

// orEstimate keeps the estimate where a method has no interval for it.
func orEstimate(estimate *float64, a answer, err error) (answer, error) {
	if err != nil {
		return answer{Estimate: estimate}, err
	}
	return a, nil
}

func finite(v float64) *float64 {
	if math.IsInf(v, 0) || math.IsNaN(v) {
		return nil
	}
	return &v
}

// oneRate is x events among n people.
type oneRate struct{ x, n float64 }

func (oneRate) usual() string     { return "wilson" }
func (oneRate) methods() []string { return stats.OneSampleMethods() }

func (q oneRate) answer(method string, o asked) (answer, error) {
	f, ok := stats.OneSample(method)
	if !ok {
		return answer{}, unknownMethod(q, method)
	}
	return ofEstimate(f(q.x, q.n, o.level))
}

// twoRates is two independent samples, programme first.
type twoRates struct{ x1, n1, x0, n0 float64 }

func (twoRates) usual() string { return "newcombe" }

// difference is that of the rates; nil if they are none.
func (q twoRates) difference() *float64 {
	if !(q.x1 >= 0 && q.x1 <= q.n1 && q.n1 > 0 && q.x0 >= 0 && q.x0 <= q.n0 && q.n0 > 0) {
		return nil
	}
	return finite(q.x1/q.n1 - q.x0/q.n0)
}

func (twoRates) methods() []string {
	return append(stats.TwoSampleMethods(), stats.TwoSampleTestMethods()...)
}

func (q twoRates) answer(method string, o asked) (answer, error) {
	if f, ok := stats.TwoSample(method); ok {
		a, err := ofEstimate(f(q.x1, q.n1, q.x0, q.n0, o.level))
		return orEstimate(q.difference(), a, err)
	}
	// A margin may stand behind the name of a test: mn-score-z@0.02.
	if name, margin, ok := strings.Cut(method, "@"); ok {
		v, err := strconv.ParseFloat(margin, 64)
		if err != nil {
			return answer{}, fmt.Errorf("method %q: the margin %q is not a number", method, margin)
		}
		method, o.margin = name, v
	}
	if f, ok := stats.TwoSampleTest(method); ok {
		t, err := f(q.x1, q.n1, q.x0, q.n0, o.margin, o.alternative)
		return ofTest(q.difference(), t, err)
	}
	return answer{}, unknownMethod(q, method)
}

// ratioOfRates is twoRates asked for their ratio.
type ratioOfRates struct{ twoRates }

func (ratioOfRates) usual() string     { return "miettinen-nurminen" }
func (ratioOfRates) methods() []string { return stats.TwoSampleRatioMethods() }

func (q ratioOfRates) answer(method string, o asked) (answer, error) {
	f, ok := stats.TwoSampleRatio(method)
	if !ok {
		return answer{}, unknownMethod(q, method)
	}
	return ofRatio(f(q.x1, q.n1, q.x0, q.n0, o.level))
}

// matchedPairs counts pairs with an event in both people, in the programme's
// only, in the comparison's only, and in neither.
type matchedPairs struct{ a, b, c, d float64 }

func (matchedPairs) usual() string { return "tango-score-nminus1" }

// difference is that of the rates, (b − c)/n; nil if there is none.
func (q matchedPairs) difference() *float64 {
	n := q.a + q.b + q.c + q.d
	if !(q.a >= 0 && q.b >= 0 && q.c >= 0 && q.d >= 0 && n > 0) {
		return nil
	}
	return finite((q.b - q.c) / n)
}

func (matchedPairs) methods() []string {
	return append(append(stats.PairsMethods(), stats.PairsTestMethods()...), stats.PairsOddsMethods()...)
}

func (q matchedPairs) answer(method string, o asked) (answer, error) {
	if f, ok := stats.Pairs(method); ok {
		a, err := ofEstimate(f(q.a, q.b, q.c, q.d, o.level))
		return orEstimate(q.difference(), a, err)
	}
	if f, ok := stats.PairsTest(method); ok {
		t, err := f(q.a, q.b, q.c, q.d, o.alternative)
		return ofTest(q.difference(), t, err)
	}
	if f, ok := stats.PairsOdds(method); ok {
		return ofRatio(f(q.a, q.b, q.c, q.d, o.level))
	}
	return answer{}, unknownMethod(q, method)
}
