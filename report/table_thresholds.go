package report

import (
	"fmt"

	"sib/contract"
	"sib/contract/trace"
	"sib/evaluate"
)

// thresholdsTable sets the last threshold that is reached beside the next, for each
// rule and group that it is decided on: how far each is, in points and in people.
func thresholdsTable(e *evaluate.Evaluation) Table {
	t := Table{
		Caption: "Distance to the thresholds on both sides",
		Columns: []Column{
			{Head: "Rule"}, {Head: "Cohort"},
			{Head: "Last reached", Align: Right}, {Head: "Beyond it by", Align: Right}, {Head: "Still reached with", Align: Right},
			{Head: "Next", Align: Right}, {Head: "Short by", Align: Right}, {Head: "Reached with", Align: Right},
		},
		Notes: []string{
			fmt.Sprintf("With the comparison group held fixed. Points are percentage points of the programme rate. People are counted by their outcomes: so many %s more, or fewer.", wordsFor(e.Contract.Outcome).many),
			notApplicable + ": there is none, or it does not come from people who can be counted.",
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
func sideCells(e *evaluate.Evaluation, h *contract.Headroom, next bool) []string {
	if h == nil {
		return []string{notApplicable, notApplicable, notApplicable}
	}
	rule, _ := ruleOf(terms(e), h.Rule)
	required := shortThreshold(h.Required)
	if op := comparing(rule, h.Required); op != trace.AtLeast && op != "" {
		required = boundWords(op) + " " + required
	}
	return []string{required, gapCell(h), peopleCell(e, rule, h, next)}
}

// gapCell is the distance in the threshold's own type, and in the programme rate
// where that is not the same.
func gapCell(h *contract.Headroom) string {
	out := gapUnit(gap(h.Gap, h.Required), h.Required, true)
	if h.Points != nil && h.Required.Effect != contract.Points && h.Required.Effect != contract.Rate {
		out += "\n" + distance(*h.Points) + " points"
	}
	return out
}

// peopleCell says how many more outcomes, or fewer, the distance comes to.
func peopleCell(e *evaluate.Evaluation, rule contract.Rule, h *contract.Headroom, next bool) string {
	switch h.People {
	case contract.OutOfReach:
		return "out of reach"
	case contract.Unequal:
		return notApplicable
	}
	way := "fewer"
	if more(terms(e), rule, h.Required) == next {
		way = "more"
	}
	return count(h.People) + " " + way
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
