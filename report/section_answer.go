package report

func answerSection(e account, f figures) []Block {
	out := []Block{dueBanner(e), f.small}
	for _, g := range groups(e) {
		out = append(out, answers(e, g))
	}
	return out
}

func dueBanner(e account) Block {
	return Banner{Label: e.say("Outcome payment due"), Value: e.amount(e.Decision.Due), Text: why(e)}
}

func answers(e account, g group) Block {
	d := g.result.Difference
	result := Card{
		Label: e.say("The result"),
		Head:  e.counted(points(e, g.result), percentagePoints),
		Lines: []string{headline(e, g), equivalent(e, g.result)},
	}
	for _, w := range d.Warnings {
		result.Lines = append(result.Lines, sentence(e.quoted(w)))
	}
	head, lines := e.strength(g.result)
	return Answers{Group: g.label, Cards: []Card{
		result,
		verdictCard(e, g),
		{Label: e.say("The strength of the evidence"), Head: head, Lines: lines},
	}}
}
