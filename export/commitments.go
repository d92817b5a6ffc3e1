package export

import (
	"strings"

	"sib/contract"
)

// commitments is one row a payer. A contract that does not share the payment
// out has one payer, whoever signed as such.
func (b *builder) commitments() []row {
	payers := b.Terms.Payment.Payers
	if len(payers) == 0 {
		payers = []contract.Payer{{Name: strings.Join(named(b.Terms, "payer"), ", ")}}
	}
	var out []row
	for _, p := range payers {
		r := row{alterationsKey: b.amended(""), sourcesKey: sourceID, notesKey: b.payer(p)}
		switch {
		case p.AtMost != nil:
			b.priced(r, commitmentKey, commitmentIn, *p.AtMost)
		case len(payers) == 1:
			b.priced(r, commitmentKey, commitmentIn, b.most())
		}
		if a, ok := b.paid(); ok && len(payers) == 1 {
			b.priced(r, commitmentPaid, commitmentPaidIn, a)
		}
		out = append(out, r)
	}
	return out
}

// payer says who pays, what it agreed to, and what it owes.
func (b *builder) payer(p contract.Payer) string {
	parts := []string{"payer: " + p.Name + clause(p.Clause)}
	if p.Name == "" {
		parts = []string{"the contract names no payer"}
	}
	if p.Share != nil {
		parts = append(parts, "share: "+percent(*p.Share))
	}
	if len(p.Rules) > 0 {
		parts = append(parts, "pays what these rules pay: "+strings.Join(p.Rules, ", "))
	}
	for _, s := range b.Decision.Payers {
		if s.Name == p.Name {
			parts = append(parts, "of what is due: "+s.Amount.String())
		}
	}
	return strings.Join(parts, "; ")
}
