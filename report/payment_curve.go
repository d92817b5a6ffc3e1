package report

import (
	"fmt"
	"strconv"
	"strings"

	"sib/contract"
	"sib/evaluate"
	"sib/outlook"
)

func paymentTitle(c *outlook.Curve) string {
	if len(c.Observed) == 1 {
		return fmt.Sprintf("%s is due at %s observed", amount(c.Due), valueText(c, c.Observed[0].Value))
	}
	return amount(c.Due) + " is due; the line shows what would be if every cohort year had the same effect"
}

// paymentSubtitle says what is held fixed, and what the marks are.
func paymentSubtitle(e *evaluate.Evaluation, c *outlook.Curve, m contract.Measure) string {
	out := []string{fmt.Sprintf("Amount due by %s (%s)%s.", effectWords(m), clause(m.Clause), heldFixed(m))}
	if m.Statistic != contract.PointEstimate {
		out = append(out, "The effect is shown; what decides is the "+statisticWords(m)+".")
	}
	if len(e.Contract.Cohorts) > 1 && len(c.Observed) == 1 {
		out = append(out, "The line takes every cohort year to have the same effect; where they differ, the circle may stand off it.")
	}
	mark := "Square: observed"
	for _, o := range c.Observed {
		if o.Lo != nil {
			mark += fmt.Sprintf(", with its %s%% interval, the comparison rate held fixed", float(o.Level*100, levelDigits(o.Level)))
			break
		}
	}
	if len(c.Observed) == 1 {
		mark = "Circle: what is due. " + mark
	}
	return strings.Join(append(out, mark+". Orange dashes: "+amountsForComparison(e)+"."), " ")
}

func amountsForComparison(e *evaluate.Evaluation) string {
	if e.Outlook.Investor != nil {
		return "the cap and what is invested"
	}
	return "the cap"
}

func levelDigits(level float64) int { return tickDigits(level * 100) }

func heldFixed(m contract.Measure) string {
	if compared(m) {
		return ", comparison rates held fixed"
	}
	return ", everything else held fixed"
}

// paymentAlt tells the curve from step to step.
func paymentAlt(e *evaluate.Evaluation, c *outlook.Curve, m contract.Measure) string {
	out := []string{fmt.Sprintf("Payment curve: the amount due by %s.", effectWords(m))}
	for _, r := range stretches(c) {
		text := amount(r[0].Due)
		if r[0].Due.Cmp(r[1].Due) != 0 {
			text += " to " + amount(r[1].Due)
		}
		out = append(out, fmt.Sprintf("From %s to %s: %s.", preciseText(c, r[0].Value), preciseText(c, r[1].Value), text))
	}
	for _, o := range c.Observed {
		text := fmt.Sprintf("Observed, %s: %s", labelIn(e, o.Cohort), valueText(c, o.Value))
		if o.Lo != nil && o.Hi != nil {
			text += fmt.Sprintf(", interval %s to %s", valueText(c, *o.Lo), valueText(c, *o.Hi))
		}
		out = append(out, text+".")
	}
	return strings.Join(append(out, "Due: "+amount(c.Due)+". Cap: "+amount(c.Cap)+"."), " ")
}

// preciseText is valueText with decimals enough to tell the two sides of a step apart.
func preciseText(c *outlook.Curve, v float64) string {
	s := float(v*times(c.Effect, c.Unit), 4)
	if strings.Contains(s, ".") {
		s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	}
	if formOf(c.Effect, c.Unit).signed {
		s = signed(s)
	}
	return shortUnit(s, c.Effect, c.Unit)
}

// stretches are the first and the last point of each part of a curve that is level, or
// that rises or falls; a jump lies between two of them.
func stretches(c *outlook.Curve) [][2]outlook.CurvePoint {
	const level, slope, jump = 0, 1, 2
	var out [][2]outlook.CurvePoint
	last := jump
	for i, p := range c.Points[1:] {
		before, kind := c.Points[i], slope
		switch {
		case p.Due.Cmp(before.Due) == 0:
			kind = level
		case jumps(c, i+1):
			kind = jump
		}
		switch {
		case kind == jump:
		case kind == last:
			out[len(out)-1][1] = p
		default:
			out = append(out, [2]outlook.CurvePoint{before, p})
		}
		last = kind
	}
	return out
}

// jumps reports whether the amount moves in one go from the point before i to that one.
func jumps(c *outlook.Curve, i int) bool {
	a, b := c.Points[i-1], c.Points[i]
	step, err := strconv.ParseFloat(c.Grid, 64)
	return err == nil && a.Due.Cmp(b.Due) != 0 && b.Value-a.Value < 1.5*step
}

func paymentCurveSheet(c *outlook.Curve) sheet {
	s := sheet{head: []string{"item", "cohort", "measure", "value", "lo", "hi", "amount"}}
	for _, p := range c.Points {
		s.add("curve", "", textCell(c.Measure), formatFloat(p.Value), "", "", p.Due.Decimal())
	}
	for _, o := range c.Observed {
		due := ""
		if len(c.Observed) == 1 {
			due = c.Due.Decimal()
		}
		s.add("observed", cohortCell(o.Cohort), textCell(c.Measure), formatFloat(o.Value), optionalCell(o.Lo), optionalCell(o.Hi), due)
	}
	for _, t := range c.Asked {
		s.add("threshold", "", textCell(c.Measure), t.Value.String(), "", "", "")
	}
	s.add("cap", "", textCell(c.Measure), "", "", "", c.Cap.Decimal())
	return s
}
