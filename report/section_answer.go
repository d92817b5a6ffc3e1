package report

import (
	"sib/evaluate"
)

func answerSection(e *evaluate.Evaluation, f figures) []Block {
	out := []Block{dueBanner(e), f.small}
	for _, g := range groups(e) {
		out = append(out, answers(e, g))
	}
	return out
}

func dueBanner(e *evaluate.Evaluation) Block {
	return Banner{Label: "Outcome payment due", Value: amount(e.Decision.Due), Text: why(e)}
}

func answers(e *evaluate.Evaluation, g group) Block {
	d := g.result.Difference
	result := Card{
		Label: "The result",
		Head:  points(e, g.result) + " percentage points",
		Lines: []string{headline(e, g), equivalent(e, g.result)},
	}
	for _, w := range d.Warnings {
		result.Lines = append(result.Lines, sentence(w))
	}
	head, lines := strength(g.result)
	return Answers{Group: g.label, Cards: []Card{
		result,
		verdictCard(e, g),
		{Label: "The strength of the evidence", Head: head, Lines: lines},
	}}
}
