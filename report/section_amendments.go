package report

import (
	"fmt"

	"sib/contract"
	"sib/evaluate"
)

// amendmentBlocks set the decision as signed beside the one as amended; nothing
// where no amendment is in force.
func amendmentBlocks(e *evaluate.Evaluation) []Block {
	d := e.Decision
	if len(d.Amendments) == 0 {
		return nil
	}
	out := []Block{
		Heading{"As signed and as amended"},
		Paragraph{Text: fmt.Sprintf("The contract was amended after it was signed. This report decides under the terms as amended (%s “%s”).",
			plural(len(d.Amendments), "amendment"), listing(d.Amendments))},
		changesTable(e),
	}
	if d.AsSigned != nil {
		out = append(out, signedTable(e))
	}
	return out
}

func changesTable(e *evaluate.Evaluation) Table {
	t := Table{
		Caption: "What the amendments change",
		Columns: []Column{{Head: "Amendment"}, {Head: "Clause"}, {Head: "In force from"}, {Head: "Place in the contract", Mono: true}, {Head: "As signed"}, {Head: "As amended"}},
	}
	for _, id := range e.Decision.Amendments {
		for _, a := range e.Contract.Amendments {
			if a.ID != id {
				continue
			}
			for _, c := range a.Changes {
				t.Rows = append(t.Rows, Row{Cells: []string{a.ID, a.Clause, a.Effective, c.At, written(c.Was), written(c.Is)}})
			}
		}
	}
	return t
}

// written is a value as the contract file has it; an empty one stood there not at all.
func written(s string) string {
	if s == "" {
		return notApplicable
	}
	return s
}

// signedTable is what each rule pays and what is due under both versions.
func signedTable(e *evaluate.Evaluation) Table {
	d, signed := e.Decision, e.Decision.AsSigned
	t := Table{
		Caption: "What is paid under both versions",
		Columns: []Column{{Head: "Rule"}, {Head: "Cohort"}, {Head: "As signed", Align: Right}, {Head: "As amended", Align: Right}},
	}
	for _, a := range signed.Amounts {
		t.Rows = append(t.Rows, Row{Cells: []string{a.Rule, labelIn(e, a.Cohort), amount(a.Amount), amountIn(d.Amounts, a)}})
	}
	for _, a := range d.Amounts {
		if amountIn(signed.Amounts, a) == notApplicable {
			t.Rows = append(t.Rows, Row{Cells: []string{a.Rule, labelIn(e, a.Cohort), notApplicable, amount(a.Amount)}})
		}
	}
	t.Rows = append(t.Rows, Row{Strong: true, Cells: []string{"Due", "", amount(signed.Due), amount(d.Due)}})
	return t
}

// amountIn is what the same rule pays for the same cohort in another decision.
func amountIn(all []contract.RuleAmount, like contract.RuleAmount) string {
	for _, a := range all {
		if a.Rule == like.Rule && a.Cohort == like.Cohort {
			return amount(a.Amount)
		}
	}
	return notApplicable
}
