package report

import (
	"sib/contract"
)

// amendmentBlocks set the decision as signed beside the one as amended; nothing
// where no amendment is in force.
func amendmentBlocks(e account) []Block {
	d := e.Decision
	if len(d.Amendments) == 0 {
		return nil
	}
	out := []Block{
		Heading{e.say("As signed and as amended")},
		Paragraph{Text: e.say("The contract was amended after it was signed. This report decides under the terms as amended (%s “%s”).",
			e.plural(len(d.Amendments), "amendment"), e.listing(d.Amendments))},
		changesTable(e),
	}
	if d.AsSigned != nil {
		out = append(out, signedTable(e))
	}
	return out
}

func changesTable(e account) Table {
	t := Table{
		Caption: e.say("What the amendments change"),
		Columns: []Column{{Head: e.say("Amendment")}, {Head: e.say("Clause")}, {Head: e.say("In force from")}, {Head: e.say("Place in the contract"), Mono: true}, {Head: e.say("As signed")}, {Head: e.say("As amended")}},
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
func signedTable(e account) Table {
	d, signed := e.Decision, e.Decision.AsSigned
	t := Table{
		Caption: e.say("What is paid under both versions"),
		Columns: []Column{{Head: e.say("Rule")}, {Head: e.say("Cohort")}, {Head: e.say("As signed"), Align: Right}, {Head: e.say("As amended"), Align: Right}},
	}
	for _, a := range signed.Amounts {
		t.Rows = append(t.Rows, Row{Cells: []string{a.Rule, labelIn(e, a.Cohort), e.amount(a.Amount), e.amountIn(d.Amounts, a)}})
	}
	for _, a := range d.Amounts {
		if e.amountIn(signed.Amounts, a) == notApplicable {
			t.Rows = append(t.Rows, Row{Cells: []string{a.Rule, labelIn(e, a.Cohort), notApplicable, e.amount(a.Amount)}})
		}
	}
	t.Rows = append(t.Rows, Row{Strong: true, Cells: []string{e.say("Due"), "", e.amount(signed.Due), e.amount(d.Due)}})
	return t
}

// amountIn is what the same rule pays for the same cohort in another decision.
func (l *lexicon) amountIn(all []contract.RuleAmount, like contract.RuleAmount) string {
	for _, a := range all {
		if a.Rule == like.Rule && a.Cohort == like.Cohort {
			return l.amount(a.Amount)
		}
	}
	return notApplicable
}
