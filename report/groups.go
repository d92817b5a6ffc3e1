package report

import (
	"strconv"

	"sib/contract"
	"sib/evaluate"
)

// group is one set of people the report speaks of: a cohort year, or all of them.
type group struct {
	result   evaluate.Result
	label    string // in tables and cards: "2014", "All years"
	opening  string // of a sentence: "In 2014"
	pooled   bool
	only     bool // the one cohort year of the contract, which is all of them too
	verdicts []contract.Verdict
}

// groups lists the cohort years and then the pooled result. With a single year
// the pooled result is that year again: it is shown once, with the verdicts that bind.
func groups(e account) []group {
	if len(e.Contract.Cohorts) == 1 {
		r := e.Results[0]
		g := group{result: r, label: strconv.Itoa(r.Cohort), opening: e.say("In %d", r.Cohort), only: true}
		g.verdicts = binding(append(verdictsOf(e, 0), verdictsOf(e, r.Cohort)...))
		return []group{g}
	}
	var out []group
	for _, r := range e.Results {
		g := group{result: r, label: e.cohortLabel(r.Cohort), pooled: r.Cohort == 0, verdicts: verdictsOf(e, r.Cohort)}
		g.opening = e.say("In %d", r.Cohort)
		if g.pooled {
			g.opening = e.say("Over %s together", e.years(e.Contract.Cohorts))
		}
		out = append(out, g)
	}
	return out
}

func verdictsOf(e account, cohort int) []contract.Verdict {
	var out []contract.Verdict
	for _, v := range e.Decision.Verdicts {
		if v.Cohort == cohort {
			out = append(out, v)
		}
	}
	return out
}

// binding picks the verdicts that decide.
func binding(vs []contract.Verdict) []contract.Verdict {
	var out []contract.Verdict
	for _, v := range vs {
		if v.Binding {
			out = append(out, v)
		}
	}
	return out
}

// labelIn is cohortLabel, except that all years of a single one are that year.
func labelIn(e account, cohort int) string {
	if len(e.Contract.Cohorts) == 1 {
		cohort = e.Contract.Cohorts[0]
	}
	return e.cohortLabel(cohort)
}

func (l *lexicon) cohortLabel(cohort int) string {
	if cohort == 0 {
		return l.say("All years")
	}
	return strconv.Itoa(cohort)
}

// years writes cohort years: "2014–2016" without a gap, "2014, 2016 and 2017" with one.
func (l *lexicon) years(cohorts []int) string {
	n := len(cohorts)
	if n > 2 && cohorts[n-1]-cohorts[0] == n-1 {
		return strconv.Itoa(cohorts[0]) + dash + strconv.Itoa(cohorts[n-1])
	}
	var words []string
	for _, y := range cohorts {
		words = append(words, strconv.Itoa(y))
	}
	return l.listing(words)
}

// spans says whether an interval holds zero; known is false for a missing one.
func spans(r evaluate.Result) (holds, known bool) {
	d := r.Difference
	if d.Lo != d.Lo || d.Hi != d.Hi {
		return false, false
	}
	return d.Lo <= 0 && d.Hi >= 0, true
}
