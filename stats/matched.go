package stats

import (
	"slices"
)

// MatchedFunc is an interval for the weighted difference p1 − p0 of matched or weighted
// people.
type MatchedFunc func(units []Unit, level float64) (Estimate, error)

// SpreadFunc is a weighted difference with its standard error.
type SpreadFunc func(units []Unit) (Spread, error)

// spreads holds the methods that have a standard error by name.
var spreads = registry[SpreadFunc]{
	"abadie-imbens":        aimed(TargetPopulation),
	"abadie-imbens-pairs":  aimed(TargetPairs),
	"abadie-imbens-sample": aimed(TargetSample),
	"hc0":                  HC0,
	"hc1":                  HC1,
	"hc2":                  HC2,
	"hc3":                  HC3,
	"person-cr0":           clustered(CR0, ByPerson),
	"person-cr1":           clustered(CR1, ByPerson),
	"person-cr1s":          clustered(CR1S, ByPerson),
	"person-cr2":           clustered(CR2, ByPerson),
	"person-cr3":           clustered(CR3, ByPerson),
	"person-hc2":           clustered(ClusterHC2, ByPerson),
	"set-cr0":              clustered(CR0, BySet),
	"set-cr1":              clustered(CR1, BySet),
	"set-cr1s":             clustered(CR1S, BySet),
	"set-cr2":              clustered(CR2, BySet),
	"set-cr3":              clustered(CR3, BySet),
	"set-difference":       SetDifference,
	"set-hc2":              clustered(ClusterHC2, BySet),
	"survey-independent":   SurveyIndependent,
	"survey-sets":          SurveySets,
	"two-way":              TwoWay,
}

// intervals holds the methods that have an interval of their own.
var intervals = registry[MatchedFunc]{
	"people-newcombe": PeopleNewcombe,
	"people-score":    PeopleScore,
}

func clustered(f func([]Unit, ClusterBy) (Spread, error), by ClusterBy) SpreadFunc {
	return func(units []Unit) (Spread, error) { return f(units, by) }
}

func aimed(target Target) SpreadFunc {
	return func(units []Unit) (Spread, error) { return AbadieImbens(units, target) }
}

// MatchedSpread returns the method with the given name that has a standard error, such
// as "set-cr2". Underscores do as well as hyphens.
func MatchedSpread(method string) (SpreadFunc, bool) {
	return spreads.find(method)
}

// Matched returns the interval with the given name: "people-newcombe", "people-score",
// or that of a method with a standard error. Underscores do as well as hyphens. What
// needs more than units and a level is called by itself: GComputation,
// FinitePopulation, FiniteNewcombe, AbadieImbensExact, AbadieImbensEstimated, SetBootstrap.
func Matched(method string) (MatchedFunc, bool) {
	if f, ok := intervals.find(method); ok {
		return f, true
	}
	spread, ok := MatchedSpread(method)
	if !ok {
		return nil, false
	}
	return func(units []Unit, level float64) (Estimate, error) {
		s, err := spread(units)
		if err != nil {
			return Estimate{}, err
		}
		return s.Interval(level)
	}, true
}

// MatchedSpreads returns the names of the methods with a standard error, sorted.
func MatchedSpreads() []string { return spreads.names() }

// MatchedMethods returns the names of all methods that Matched knows, sorted.
func MatchedMethods() []string {
	names := append(MatchedSpreads(), intervals.names()...)
	slices.Sort(names)
	return names
}
