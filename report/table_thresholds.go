package report

import (
	"sib/contract"
	"sib/contract/trace"
)

// thresholdsTable sets the last threshold that is reached beside the next, for each
// rule and group that it is decided on: how far each is, in points and in people.
func thresholdsTable(e account) Table {
	t := Table{
		Caption: e.say("Distance to the thresholds on both sides"),
		Columns: []Column{
			{Head: e.say("Rule")}, {Head: e.say("Cohort")},
			{Head: e.say("Last reached"), Align: Right}, {Head: e.say("Beyond it by"), Align: Right}, {Head: e.say("Still reached with"), Align: Right},
			{Head: e.say("Next"), Align: Right}, {Head: e.say("Short by"), Align: Right}, {Head: e.say("Reached with"), Align: Right},
		},
		Notes: []string{
			e.say("With the comparison group held fixed. Points are percentage points of the programme rate. People are counted by their outcomes: so many %s more, or fewer.", e.wordsFor(e.Contract.Outcome).many),
			e.say("%s: there is none, or it does not come from people who can be counted.", notApplicable),
		},
	}
	for _, s := range sides(e.Decision) {
		row := []string{s.rule, labelIn(e, s.cohort)}
		row = append(row, sideCells(e, s.previous, false)...)
		t.Rows = append(t.Rows, Row{Cells: append(row, sideCells(e, s.next, true)...)})
	}
	return t
}

// side is a group of a rule between two thresholds; either may be missing.
type side struct {
	rule           string
	cohort         int
	previous, next *contract.Headroom
}

// sides joins the two lists of a decision: what is about the same type of effect of a
// rule and cohort stands on one line.
func sides(d *contract.Decision) []side {
	var out []side
	for i := range d.Previous {
		h := &d.Previous[i]
		out = append(out, side{rule: h.Rule, cohort: h.Cohort, previous: h})
	}
	for i := range d.Next {
		h := &d.Next[i]
		at := -1
		for j, s := range out {
			if s.rule == h.Rule && s.cohort == h.Cohort && s.next == nil && s.previous.Required.Effect == h.Required.Effect {
				at = j
				break
			}
		}
		if at < 0 {
			out = append(out, side{rule: h.Rule, cohort: h.Cohort, next: h})
			continue
		}
		out[at].next = h
	}
	return out
}

// sideCells are the threshold, the distance to it, and that distance in people.
func sideCells(e account, h *contract.Headroom, next bool) []string {
	if h == nil {
		return []string{notApplicable, notApplicable, notApplicable}
	}
	rule, _ := ruleOf(terms(e), h.Rule)
	required := e.shortThreshold(h.Required)
	if op := comparing(rule, h.Required); op != trace.AtLeast && op != "" {
		required = e.bounded(op, required)
	}
	return []string{required, e.gapCell(h), peopleCell(e, rule, h, next)}
}

// gapCell is the distance in the threshold's own type, and in the programme rate
// where that is not the same.
func (l *lexicon) gapCell(h *contract.Headroom) string {
	out := l.gapUnit(l.gap(h.Gap, h.Required), h.Required, true)
	if h.Points != nil && h.Required.Effect != contract.Points && h.Required.Effect != contract.Rate {
		out += l.say("\n%s points", l.distance(*h.Points))
	}
	return out
}

// peopleCell says how many more outcomes, or fewer, the distance comes to.
func peopleCell(e account, rule contract.Rule, h *contract.Headroom, next bool) string {
	switch h.People {
	case contract.OutOfReach:
		return e.say("out of reach")
	case contract.Unequal:
		return notApplicable
	}
	way := e.say("fewer")
	if more(terms(e), rule, h.Required) == next {
		way = e.say("more")
	}
	return e.count(h.People) + " " + way
}

// more reports whether more outcomes among programme people help to reach a threshold.
func more(t *contract.Terms, rule contract.Rule, at contract.Threshold) bool {
	b, id, _ := boundAt(rule, at)
	op, _ := b.Only()
	up := op != trace.AtMost && op != trace.Below
	return up == raisedByOutcomes(t, id, len(t.Measures))
}

// raisedByOutcomes reports whether a measure grows with the outcomes of programme people.
func raisedByOutcomes(t *contract.Terms, id string, depth int) bool {
	m, _ := measureOf(t, id)
	if len(m.Parts) > 0 && depth > 0 {
		p := m.Parts[0]
		return (p.Weight.Rat().Sign() >= 0) == raisedByOutcomes(t, p.Measure, depth-1)
	}
	return m.Effect != contract.Reduction
}
