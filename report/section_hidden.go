package report

import (
	"sib/evaluate"
)

// hiddenBlocks say how strong something that nobody recorded would have to be.
func hiddenBlocks(e account, s *evaluate.Sensitivity) []Block {
	b := s.HiddenBias
	if b == nil {
		return nil
	}
	return []Block{
		Heading{e.say("Hidden bias")},
		Paragraph{Text: e.say("The groups are alike in what is recorded. They may differ in what is not, such as motivation. Nobody can measure that; what can be said is how strong it would have to be.")},
		List{e.hiddenWords(b)},
		e.hiddenTable(b, s),
	}
}

func (l *lexicon) hiddenWords(b *evaluate.HiddenBias) []string {
	out := []string{l.gammaWords(b)}
	if f := b.Flip; f != nil {
		text := l.say("For less to be due, the true odds of the outcome in the comparison group would have to be at least %s times those measured; %s would be due then.", l.float(f.Times, 2), l.amount(f.Due))
		if f.Times < 1 {
			text = l.say("For anything to be due, the true odds of the outcome in the comparison group would have to be at most %s times those measured; %s would be due then.", l.float(f.Times, 3), l.amount(f.Due))
		}
		out = append(out, text)
	} else {
		out = append(out, l.say("No odds of the outcome in the comparison group up to tenfold are known to change what is due."))
	}
	return append(out, l.eValueWords(b)...)
}

// gammaWords tell the critical Γ of Rosenbaum's bounds.
func (l *lexicon) gammaWords(b *evaluate.HiddenBias) string {
	level := l.percentage(b.Alpha)
	switch {
	case b.Untested:
		return l.say("Rosenbaum’s bounds need matched sets, and this design has none: Γ has no p-values here.")
	case b.Error != "":
		return l.say("Rosenbaum’s bounds could not be computed: %s", sentence(quoteMarks(clean(b.Error))))
	case b.CriticalGamma == nil:
		return l.say("Even without hidden bias the test does not reach the one-sided level of %s, so there is no bias for Γ to count up to.", level)
	}
	return l.say("Two people alike in all that is recorded may differ up to %s-fold in their odds of taking part, for a reason that nearly decides the outcome, and the test still reaches the one-sided level of %s (Γ, Rosenbaum 2002).", l.float(*b.CriticalGamma, 2), level)
}

func (l *lexicon) eValueWords(b *evaluate.HiddenBias) []string {
	if b.EValue == nil {
		return nil
	}
	out := []string{l.say("To account for the whole difference, something unrecorded would have to go with taking part and with the outcome by a risk ratio of at least %s each, beyond what is recorded (E-value, VanderWeele and Ding 2017).", l.float(*b.EValue, 2))}
	switch {
	case b.EValueLimit == nil:
		return out
	case *b.EValueLimit <= 1:
		return append(out, l.say("The interval holds zero without any hidden bias: its E-value is %s.", l.float(1, 0)))
	}
	return append(out, l.say("For the interval to hold zero, risk ratios of %s each are enough.", l.float(*b.EValueLimit, 2)))
}

// hiddenTable has what each strength of hidden bias would leave of the difference, and pay.
func (l *lexicon) hiddenTable(b *evaluate.HiddenBias, s *evaluate.Sensitivity) Table {
	t := Table{
		Caption: l.say("Hidden bias by its strength"),
		Columns: []Column{
			{Head: l.say("Γ"), Align: Right}, {Head: l.say("Largest p-value"), Align: Right}, {Head: l.say("Difference, percentage points"), Align: Right}, {Head: l.say("Interval"), Align: Right},
			{Head: l.say("Relative change, %%"), Align: Right}, {Head: l.say("Would pay"), Align: Right}, {Head: l.say("Against what is due"), Align: Right},
		},
		Notes: []string{l.say("Largest p-value: one-sided, the largest that a Γ-fold difference of odds allows. The other columns: the comparison group’s odds of the outcome were truly Γ times those measured. %s: not available.", unavailable)},
	}
	for _, x := range b.Bounds {
		p := unavailable
		if x.PValue != nil {
			p = l.float(*x.PValue, 4)
		}
		cells := append([]string{l.float(x.Gamma, 2), p}, l.scenarioCells(x.Scenario, s.Due)...)
		if x.Scenario.Error != "" {
			t.Notes = append(t.Notes, l.say("Γ of %s is not available: %s", l.float(x.Gamma, 2), whyNot(x.Scenario)))
		}
		t.Rows = append(t.Rows, Row{Cells: cells})
	}
	return t
}
