package evaluate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sib/stats"
)

// extremes is how many strata are shown at each end.
const extremes = 5

// leftOut leaves out one stratum at a time and shows the ones that matter most:
// without which the pooled difference is lowest, and highest. Strata are numbered
// as the rows of tables/strata.parquet.
func (a *assessor) leftOut() []Scenario {
	if a.people.sums != nil {
		return a.yearsLeftOut()
	}
	strata := a.e.Strata
	without, err := stats.LeaveOneStratumOut(strataOf(strata, 0), a.level)
	if err != nil {
		return []Scenario{{Name: "left-out", Words: "without one stratum", Error: err.Error()}}
	}
	without = slices.DeleteFunc(without, func(l stats.LeftOut) bool { return l.Estimate == nil || !strata[l.Stratum].both() })
	slices.SortStableFunc(without, func(x, y stats.LeftOut) int {
		return cmp.Or(cmp.Compare(x.Estimate.Value, y.Estimate.Value), cmp.Compare(x.Stratum, y.Stratum))
	})
	if n := len(without); n > 2*extremes {
		without = append(without[:extremes:extremes], without[n-extremes:]...)
	}
	var out []Scenario
	for _, l := range without {
		s := strata[l.Stratum]
		rest := slices.Delete(slices.Clone(strata), l.Stratum, l.Stratum+1)
		name := fmt.Sprintf("without-stratum-%d", l.Stratum+1)
		out = append(out, a.scenario(name, fmt.Sprintf("without stratum %d, %s", l.Stratum+1, a.describe(s)),
			func(year int) (view, error) { return a.agreed(a.ofStrata(rest), year) }))
	}
	return out
}

// yearsLeftOut leaves out one cohort year at a time of a design without strata. A
// contract that decides on each year has no number for that.
func (a *assessor) yearsLeftOut() []Scenario {
	out := []Scenario{}
	for i, y := range a.people.sums {
		if len(a.people.sums) == 1 {
			break
		}
		rest := a.people
		rest.sums = slices.Delete(slices.Clone(a.people.sums), i, i+1)
		out = append(out, a.scenario(fmt.Sprintf("without-year-%d", y.Year), fmt.Sprintf("without cohort %d", y.Year),
			func(year int) (view, error) { return a.agreed(rest, year) }))
	}
	return out
}

// comparable keeps the strata in which both arms have outcomes.
func comparable(strata []StratumResult) []StratumResult {
	var out []StratumResult
	for _, s := range strata {
		if s.both() {
			out = append(out, s)
		}
	}
	return out
}

// describe names a stratum by its values, unless so few people share them that
// the name could be a person's.
func (a *assessor) describe(s StratumResult) string {
	if least := int64(a.t.Disclosure.Threshold); s.N[0] < least || s.N[1] < least {
		return fmt.Sprintf("cohort %d, too small to be described", s.Year)
	}
	parts := []string{fmt.Sprintf("cohort %d", s.Year)}
	for i, v := range s.Values {
		if v != "" {
			parts = append(parts, fmt.Sprintf("%s %s", a.t.Covariates[i].Name, v))
		}
	}
	if s.Class != 0 {
		parts = append(parts, fmt.Sprintf("score class %d", s.Class))
	}
	return strings.Join(parts, ", ")
}
