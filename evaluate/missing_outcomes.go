package evaluate

import (
	"slices"

	"sib/cohort"
)

// missing shows what the matched people without an outcome could change: at worst
// and at best for the programme (Manski 1990, Am. Econ. Rev. 80:319), and how many
// programme people among them must have failed before less is due.
func (a *assessor) missing() ([]Scenario, *int64) {
	var lost [2]int64
	for _, s := range a.e.Strata {
		lost[0] += s.Missing[0]
		lost[1] += s.Missing[1]
	}
	for _, s := range a.people.sums {
		lost[0] += s.Missing[0]
		lost[1] += s.Missing[1]
	}
	if lost == [2]int64{} {
		return []Scenario{}, nil
	}
	out := []Scenario{
		a.filled("missing-worst", "missing outcomes: failures in the programme, placements in the comparison group", 0, placements),
		a.filled("missing-failures", "missing outcomes: failures in both groups", 0, failures),
		a.filled("missing-best", "missing outcomes: placements in the programme, failures in the comparison group", lost[cohort.Programme], failures),
	}
	return out, a.tipping(lost[cohort.Programme])
}

// fill is what the missing outcomes of the comparison group are taken to be.
type fill int

const (
	leftOut fill = iota
	failures
	placements
)

// filled decides with the missing outcomes filled in: so many programme people
// placed, and the comparison people as told. Placements go to the programme people
// in the order of strata, or of years, which changes no pooled rate if all weigh the same.
func (a *assessor) filled(name, words string, placed int64, comparison fill) Scenario {
	people := a.people
	people.strata, people.sums = slices.Clone(people.strata), slices.Clone(people.sums)
	for i := range people.strata {
		s := &people.strata[i]
		k := min(placed, s.Missing[cohort.Programme])
		placed -= k
		s.Events[cohort.Programme] += k
		s.N[cohort.Programme] += s.Missing[cohort.Programme]
		s.Missing[cohort.Programme] = 0
		if comparison == placements {
			s.Events[cohort.Comparison] += s.Missing[cohort.Comparison]
		}
		if comparison != leftOut {
			s.N[cohort.Comparison] += s.Missing[cohort.Comparison]
			s.Missing[cohort.Comparison] = 0
		}
	}
	for i := range people.sums {
		s := &people.sums[i]
		k := min(placed, s.Missing[cohort.Programme])
		placed -= k
		s.fill(cohort.Programme, k)
		switch comparison {
		case failures:
			s.fill(cohort.Comparison, 0)
		case placements:
			s.fill(cohort.Comparison, s.Missing[cohort.Comparison])
		}
		s.Target = s.target(people.estimand)
	}
	return a.scenario(name, words, func(year int) (view, error) { return a.agreed(people, year) })
}

// fill gives so many of an arm's missing outcomes as placements and the others as
// failures. A missing outcome has the mean weight of the missing, so that Σw² is the
// least it can be.
func (s *WeightedSums) fill(arm cohort.Arm, placed int64) {
	n := s.Missing[arm]
	if n == 0 {
		return
	}
	mean := s.MissingW[arm] / float64(n)
	s.N[arm] += n
	s.Events[arm] += placed
	s.W[arm] += s.MissingW[arm]
	s.WEvents[arm] += float64(mean * float64(placed))
	s.W2[arm] += float64(mean * s.MissingW[arm])
	s.Missing[arm], s.MissingW[arm] = 0, 0
}

// tipping searches for the smallest number of failures among the missing
// programme outcomes that lowers the amount due, the comparison group being as
// observed. What is due does not grow with failures, so halving finds it.
func (a *assessor) tipping(lost int64) *int64 {
	lower := func(failed int64) bool {
		s := a.filled("", "", lost-failed, leftOut)
		return s.Due != nil && s.Due.Cmp(a.e.Decision.Due) < 0
	}
	if lost == 0 || !lower(lost) {
		return nil
	}
	lo, hi := int64(-1), lost // lower(hi) holds, lower(lo) does not
	for hi-lo > 1 {
		if mid := lo + (hi-lo)/2; lower(mid) {
			hi = mid
		} else {
			lo = mid
		}
	}
	return &hi
}
