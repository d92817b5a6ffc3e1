package report

import (
	"strconv"
	"strings"

	"sib/contract"
	"sib/outlook"
)

func (l *lexicon) paymentTitle(c *outlook.Curve) string {
	if len(c.Observed) == 1 {
		return l.say("%s is due at %s observed", l.amount(c.Due), l.valueText(c, c.Observed[0].Value))
	}
	return l.say("%s is due; the line shows what would be if every cohort year had the same effect", l.amount(c.Due))
}

// paymentSubtitle says what is held fixed, and what the marks are.
func paymentSubtitle(e account, c *outlook.Curve, m contract.Measure) string {
	out := []string{e.say("Amount due by %s (%s)%s.", e.effectWords(m), e.clause(m.Clause), e.heldFixed(m))}
	if m.Statistic != contract.PointEstimate {
		out = append(out, e.say("The effect is shown; what decides is the %s.", e.statisticWords(m)))
	}
	if len(e.Contract.Cohorts) > 1 && len(c.Observed) == 1 {
		out = append(out, e.say("The line takes every cohort year to have the same effect; where they differ, the circle may stand off it."))
	}
	mark := e.say("Square: observed")
	for _, o := range c.Observed {
		if o.Lo != nil {
			mark += e.say(", with its %s%% interval, the comparison rate held fixed", e.float(o.Level*100, levelDigits(o.Level)))
			break
		}
	}
	if len(c.Observed) == 1 {
		mark = e.say("Circle: what is due. %s", mark)
	}
	return strings.Join(append(out, e.say("%s. Orange dashes: %s.", mark, amountsForComparison(e))), " ")
}

func amountsForComparison(e account) string {
	if e.Outlook.Investor != nil {
		return e.say("the cap and what is invested")
	}
	return e.say("the cap")
}

func levelDigits(level float64) int { return tickDigits(level * 100) }

func (l *lexicon) heldFixed(m contract.Measure) string {
	if compared(m) {
		return l.say(", comparison rates held fixed")
	}
	return l.say(", everything else held fixed")
}

// paymentAlt tells the curve from step to step.
func paymentAlt(e account, c *outlook.Curve, m contract.Measure) string {
	out := []string{e.say("Payment curve: the amount due by %s.", e.effectWords(m))}
	for _, r := range stretches(c) {
		text := e.amount(r[0].Due)
		if r[0].Due.Cmp(r[1].Due) != 0 {
			text += e.say(" to %s", e.amount(r[1].Due))
		}
		out = append(out, e.say("From %s to %s: %s.", e.preciseText(c, r[0].Value), e.preciseText(c, r[1].Value), text))
	}
	for _, o := range c.Observed {
		text := e.say("Observed, %s: %s", e.cohortWord(o.Cohort), e.valueText(c, o.Value))
		if o.Lo != nil && o.Hi != nil {
			text += e.say(", interval %s to %s", e.valueText(c, *o.Lo), e.valueText(c, *o.Hi))
		}
		out = append(out, text+".")
	}
	return strings.Join(append(out, e.say("Due: %s. Cap: %s.", e.amount(c.Due), e.amount(c.Cap))), " ")
}

// preciseText is valueText with decimals enough to tell the two sides of a step apart.
func (l *lexicon) preciseText(c *outlook.Curve, v float64) string {
	s := l.trimmed(l.float(v*times(c.Effect, c.Unit), 4))
	if formOf(c.Effect, c.Unit).signed {
		s = signed(s)
	}
	return l.shortUnit(s, c.Effect, c.Unit)
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
