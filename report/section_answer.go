package report

import (
	"fmt"
	"strings"

	"sib/contract"
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

// why gives the reason for the amount due in a sentence or two.
func why(e *evaluate.Evaluation) string {
	text := ""
	for _, rule := range e.Contract.Payment.Rules {
		var met, asked int
		var last []contract.Verdict
		for _, v := range bindingGroups(e, rule.ID) {
			asked++
			if reached(v) >= 0 {
				met++
			}
			last = v
		}
		switch {
		case asked == 0:
		case asked == 1:
			text += ruleLine(rule, last) + " "
		default:
			text += fmt.Sprintf("The condition of %s is met in %d of %d cohort years. ", clause(rule.Clause), met, asked)
		}
	}
	return strings.TrimSpace(text)
}

// bindingGroups returns the verdicts of a rule for each group that it is decided on.
func bindingGroups(e *evaluate.Evaluation, rule string) [][]contract.Verdict {
	var out [][]contract.Verdict
	for _, cohort := range append([]int{0}, e.Contract.Cohorts...) {
		if vs := binding(ruleVerdicts(verdictsOf(e, cohort), rule)); len(vs) > 0 {
			out = append(out, vs)
		}
	}
	return out
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
