package export

import (
	"fmt"
	"strings"

	"sib/contract"
)

// investments is one row a tranche, or one for the principal.
func (b *builder) investments() []row {
	p := b.Terms.Payment
	if len(p.Tranches) > 0 {
		var out []row
		for _, t := range p.Tranches {
			r := row{"/id": t.ID, sourcesKey: sourceID, notesKey: b.tranche(t)}
			b.priced(r, committedKey, committedIn, t.Amount)
			out = append(out, r)
		}
		return out
	}
	if p.Principal == nil {
		return nil
	}
	r := row{"/id": "principal", sourcesKey: sourceID, notesKey: listed("; ", b.investors(), "principal"+clause(p.Principal.Clause), b.drawdowns(""))}
	b.priced(r, committedKey, committedIn, p.Principal.Amount)
	return []row{r}
}

func (b *builder) investors() string {
	names := named(b.Terms, "investor")
	if len(names) == 0 {
		return ""
	}
	return "investor: " + strings.Join(names, ", ")
}

// drawdowns are those of a tranche, or all of them, as the contract says.
func (b *builder) drawdowns(tranche string) string {
	var out []string
	for _, d := range b.Terms.Payment.Drawdowns {
		if tranche == "" || d.Tranche == tranche {
			out = append(out, "drawdown of "+d.Amount.String()+" on "+d.Date)
		}
	}
	return strings.Join(out, "; ")
}

// tranche says what is agreed about a tranche, and what the waterfall gives it.
func (b *builder) tranche(t contract.Tranche) string {
	parts := []string{b.investors(), "tranche " + t.ID + clause(t.Clause), b.drawdowns(t.ID)}
	if t.Rate != nil {
		parts = append(parts, "interest: "+percent(*t.Rate)+" a year")
	}
	if c := t.Coupon; c != nil {
		parts = append(parts, fmt.Sprintf("over %s years, %s", c.Years, c.Compounding))
	}
	if g := t.Guarantee; g != nil {
		parts = append(parts, "guaranteed by "+g.By+" up to "+g.AtMost.String()+clause(g.Clause))
	}
	for _, r := range b.Decision.Receipts {
		if r.To != t.ID {
			continue
		}
		words := "receives " + r.Amount.String() + " of " + r.Pay + clause(r.Clause)
		if r.Guarantor != "" {
			words += " from " + r.Guarantor
		}
		if r.Short.Sign() != 0 {
			words += ", and lacks " + r.Short.String()
		}
		parts = append(parts, words)
	}
	return listed("; ", parts...)
}
