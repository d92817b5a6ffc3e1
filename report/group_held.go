package report

import (
	"slices"
	"strconv"

	"sib/contract"
)

// held is what a rule is held against in this group. A rule that is decided in each
// cohort year may have conditions over all years: they belong to each of its years.
func (g group) held(e account, rule contract.Rule) held {
	vs := ruleVerdicts(g.verdicts, rule.ID)
	if rule.If == nil || len(e.Contract.Cohorts) == 1 || !ofEachCohort(terms(e), rule) {
		return heldOf(rule, vs)
	}
	if g.result.Cohort == 0 {
		return held{rule: rule}
	}
	h := heldOf(rule, vs)
	// Of a condition over all years the single year is information, and not what decides.
	h.conditions = slices.DeleteFunc(h.conditions, func(v contract.Verdict) bool {
		m, _ := measureOf(terms(e), v.Measure)
		return m.Scope != contract.EachCohort
	})
	if h.any() {
		h.conditions = append(h.conditions, heldOf(rule, ruleVerdicts(verdictsOf(e, 0), rule.ID)).conditions...)
	}
	return h
}

// ofEachCohort reports whether a rule is decided for each cohort year.
func ofEachCohort(t *contract.Terms, rule contract.Rule) bool {
	return slices.ContainsFunc(testedBy(rule), func(id string) bool {
		m, ok := measureOf(t, id)
		return ok && m.Scope == contract.EachCohort
	})
}

// ofPeople reports whether a rule rests on the people who are compared, and so has a
// place on their cards. One that rests on figures that somebody reports has none.
func ofPeople(t *contract.Terms, rule contract.Rule) bool {
	return slices.ContainsFunc(testedBy(rule), func(id string) bool { return fromPeople(t, id, len(t.Measures)) })
}

// testedBy are the measures that say where a rule is decided: its own, or those of
// its conditions if it has none.
func testedBy(rule contract.Rule) []string {
	if rule.Measure != "" || rule.If == nil {
		return []string{rule.Measure}
	}
	var out []string
	for _, c := range rule.If.Of {
		out = append(out, c.Measure)
	}
	return out
}

// fromPeople reports whether a measure, or a part of it down to the depth, compares people.
func fromPeople(t *contract.Terms, id string, depth int) bool {
	m, ok := measureOf(t, id)
	if !ok || m.Source == contract.Reported || depth < 0 {
		return false
	}
	return compared(m) || slices.ContainsFunc(m.Parts, func(p contract.Part) bool { return fromPeople(t, p.Measure, depth-1) })
}

// failedGates are the gates that this group did not pass.
func (g group) failedGates(e account) []contract.GateResult {
	var out []contract.GateResult
	for _, r := range e.Decision.Gates {
		if !r.Passed && (r.Cohort == g.result.Cohort || r.Cohort == 0 && g.behind(e, r)) {
			out = append(out, r)
		}
	}
	return out
}

// behind reports whether a rule of this group stands behind a gate over all years.
func (g group) behind(e account, r contract.GateResult) bool {
	t := terms(e)
	gate, ok := gateOf(t, r.Gate)
	return ok && (len(t.Cohorts) == 1 || slices.ContainsFunc(t.Payment.Rules, func(rule contract.Rule) bool {
		return standsBefore(gate, rule) && ofEachCohort(t, rule) && g.held(e, rule).any()
	}))
}

func gateOf(t *contract.Terms, id string) (contract.Gate, bool) {
	for _, g := range t.Payment.Gates {
		if g.ID == id {
			return g, true
		}
	}
	return contract.Gate{}, false
}

// standsBefore reports whether a gate stands in front of a rule.
func standsBefore(g contract.Gate, rule contract.Rule) bool {
	return len(g.Rules) == 0 || slices.Contains(g.Rules, rule.ID)
}

// barredBy is the gate that changes what a rule is decided on in a cohort: the first
// in front of it that is not passed.
func barredBy(e account, rule string, cohort int) (contract.Gate, bool) {
	t := terms(e)
	for _, r := range e.Decision.Gates {
		g, ok := gateOf(t, r.Gate)
		if ok && !r.Passed && standsBefore(g, contract.Rule{ID: rule}) && (r.Cohort == 0 || r.Cohort == cohort) {
			return g, true
		}
	}
	return contract.Gate{}, false
}

// cohortWord names a cohort within a sentence.
func (l *lexicon) cohortWord(cohort int) string {
	if cohort == 0 {
		return l.say("all years together")
	}
	return strconv.Itoa(cohort)
}
