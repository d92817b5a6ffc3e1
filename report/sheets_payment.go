package report

import (
	"strconv"
	"strings"

	"sib/contract/money"
	"sib/contract/trace"
)

// paymentSheet is the trace: enough to work every amount out again.
func paymentSheet(e account) sheet {
	s := sheet{head: []string{"id", "clause", "words", "op", "inputs", "args", "formula", "exact", "rounding_to", "rounding_mode", "rounded", "unit"}}
	for _, n := range e.Decision.Trace {
		to, mode := "", ""
		if n.Rounding != nil {
			to, mode = n.Rounding.Step, string(n.Rounding.Mode)
		}
		s.add(textCell(n.ID), textCell(n.Clause), textCell(n.Words), textCell(string(n.Op)), textCell(strings.Join(n.Inputs, " ")), textCell(strings.Join(n.Args, " ")),
			textCell(n.Formula), textCell(trace.Brief(n.Exact)), textCell(to), textCell(mode), textCell(trace.Brief(n.Rounded)), textCell(n.Unit))
	}
	return s
}

func verdictsSheet(e account) sheet {
	s := sheet{head: []string{"rule", "clause", "measure", "cohort", "binding", "effect", "unit", "statistic", "observed", "comparing", "required", "met", "margin"}}
	for _, v := range e.Decision.Verdicts {
		typ, unit := typeOf(v)
		s.add(textCell(v.Rule), textCell(v.Clause), textCell(v.Measure), cohortCell(v.Cohort), strconv.FormatBool(v.Binding), string(typ), textCell(unit), textCell(v.Statistic),
			textCell(v.Observed), string(opOf(v)), v.Required.Value.String(), strconv.FormatBool(v.Met), formatFloat(v.Margin))
	}
	return s
}

// settlementSheets are the tables from the gates to the receipts, those that the
// contract has.
func settlementSheets(e account) map[string]sheet {
	out := map[string]sheet{}
	for name, s := range map[string]sheet{
		"payment_rules": rulesSheet(e), "gates": gatesSheet(e), "limits": limitsSheet(e), "payers": payersSheet(e), "receipts": receiptsSheet(e),
	} {
		if len(s.rows) > 0 {
			out[name] = s
		}
	}
	return out
}

func moneyCell(a money.Amount) string { return a.Decimal() }

// rulesSheet is what each rule pays after its own cap and the limits.
func rulesSheet(e account) sheet {
	s := sheet{head: []string{"rule", "clause", "cohort", "amount", "currency", "deferred", "node"}}
	for _, a := range e.Decision.Amounts {
		deferred := false
		for _, x := range e.Decision.Deferred {
			deferred = deferred || x.Rule == a.Rule && x.Cohort == a.Cohort
		}
		s.add(textCell(a.Rule), textCell(a.Clause), cohortCell(a.Cohort), moneyCell(a.Amount), string(a.Amount.Currency()), strconv.FormatBool(deferred), textCell(a.Node))
	}
	return s
}

func gatesSheet(e account) sheet {
	s := sheet{head: []string{"gate", "clause", "cohort", "observed", "required", "passed", "margin", "consequence"}}
	for _, g := range e.Decision.Gates {
		s.add(textCell(g.Gate), textCell(g.Clause), cohortCell(g.Cohort), textCell(g.Observed), textCell(g.Required), strconv.FormatBool(g.Passed), formatFloat(g.Margin), textCell(g.Consequence))
	}
	return s
}

func limitsSheet(e account) sheet {
	s := sheet{head: []string{"limit", "clause", "cohort", "before", "after", "currency"}}
	for _, l := range e.Decision.Limits {
		s.add(textCell(l.Limit), textCell(l.Clause), cohortCell(l.Cohort), moneyCell(l.Before), moneyCell(l.After), string(l.After.Currency()))
	}
	return s
}

func payersSheet(e account) sheet {
	s := sheet{head: []string{"payer", "clause", "amount", "currency", "node"}}
	for _, p := range e.Decision.Payers {
		s.add(textCell(p.Name), textCell(p.Clause), moneyCell(p.Amount), string(p.Amount.Currency()), textCell(p.Node))
	}
	return s
}

func receiptsSheet(e account) sheet {
	s := sheet{head: []string{"to", "clause", "pay", "amount", "short", "currency", "guarantor", "node"}}
	for _, r := range e.Decision.Receipts {
		s.add(textCell(r.To), textCell(r.Clause), textCell(r.Pay), moneyCell(r.Amount), moneyCell(r.Short), string(r.Amount.Currency()), textCell(r.Guarantor), textCell(r.Node))
	}
	return s
}
