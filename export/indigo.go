package export

import (
	"fmt"
	"regexp"
	"strings"

	"sib/contract"
	"sib/contract/money"
)

var projectIdentifier = regexp.MustCompile(`^INDIGO-POJ-[0-9]{4,8}$`)

// Indigo returns the sheets of the INDIGO data standard that a decision fills.
func Indigo(in Input) (*Workbook, error) {
	if err := in.sound(); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	if err := CheckProject(in.Project); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	b := builder{Input: in, signed: in.Terms}
	// Prices and bounds are those that were decided under, where they are known.
	b.Terms = in.Terms.Under(in.Decision)
	out := &Workbook{}
	for _, part := range []struct {
		kind
		rows func() []row
	}{
		{project, b.project}, {sources, b.sources}, {commitments, b.commitments}, {investments, b.investments}, {metrics, b.metrics},
		{pricings, b.pricings}, {results, b.results}, {plans, b.plans}, {payments, b.payments},
	} {
		out.add(part.kind, in.Project, part.rows()...)
	}
	if len(b.fractions) > 0 {
		return nil, fmt.Errorf("export: %s is no decimal number, and the standard takes no fractions\n  hint: the contract needs a step in payment.rounding", strings.Join(b.fractions, ", "))
	}
	return out, nil
}

// CheckProject accepts the identifier of a project, or none.
func CheckProject(id string) error {
	if id == "" || projectIdentifier.MatchString(id) {
		return nil
	}
	return fmt.Errorf("%q is no INDIGO identifier of a project\n  hint: write it as the GO Lab assigned it, such as INDIGO-POJ-0035; leave it out if there is none yet", id)
}

// builder makes the rows of one decision.
type builder struct {
	Input                     // its terms are those that were decided under, where they are known
	signed    *contract.Terms // as they were signed, with their amendments
	fractions []string        // amounts that have no decimal number
}

// money is an amount as the standard writes it: a plain number.
func (b *builder) money(a money.Amount) string {
	s := a.Decimal()
	if strings.Contains(s, "/") {
		b.fractions = append(b.fractions, a.String())
	}
	return s
}

// priced puts an amount and its currency into a row.
func (b *builder) priced(r row, key, currency string, a money.Amount) {
	r[key], r[currency] = b.money(a), string(a.Currency())
}

// paid is what was paid to date, if the decision was given any.
func (b *builder) paid() (money.Amount, bool) {
	a, ok := value(b.Decision, paidNode, b.Terms.Currency)
	return a, ok && a.Sign() != 0
}

// most is the cap that was decided under.
func (b *builder) most() money.Amount {
	if a, ok := value(b.Decision, capNode, b.Terms.Currency); ok {
		return a
	}
	return b.Terms.Payment.Cap.Amount
}

// inForce are the amendments under which was decided.
func (b *builder) inForce() []contract.Amendment {
	var out []contract.Amendment
	for _, a := range b.signed.Amendments {
		for _, id := range b.Decision.Amendments {
			if a.ID == id {
				out = append(out, a)
			}
		}
	}
	return out
}

// amended are the changes in force of what lies at or under a place, in words.
func (b *builder) amended(under string) string {
	var out []string
	for _, a := range b.inForce() {
		for _, c := range a.Changes {
			if under == "" || c.At == under || strings.HasPrefix(c.At, under+".") {
				out = append(out, fmt.Sprintf("%s: %s was %s, is %s from %s%s", a.ID, c.At, c.Was, c.Is, a.Effective, clause(a.Clause)))
			}
		}
	}
	return strings.Join(out, "; ")
}

// said is what the terms in force say at a place where they said was when signed.
func (b *builder) said(place, was string) string {
	for _, a := range b.inForce() {
		for _, c := range a.Changes {
			if c.At == place {
				was = c.Is
			}
		}
	}
	return was
}

// dueDate is the day on which the payment falls due; empty if the contract has none.
func (b *builder) dueDate() string {
	if b.Terms.Payment.Due == nil {
		return ""
	}
	return b.said("payment.due.date", b.Terms.Payment.Due.Date)
}

// decided says what is due, and how it stands.
func (b *builder) decided() string {
	d := b.Decision
	parts := []string{"due: " + d.Due.String()}
	if date := b.dueDate(); date != "" {
		parts[0] += " on " + date + clause(b.Terms.Payment.Due.Clause)
	}
	parts = append(parts, "decided; a payment is not recorded")
	if d.AsSigned != nil && d.AsSigned.Due.Currency() == d.Due.Currency() {
		parts = append(parts, "as signed: "+d.AsSigned.Due.String())
	}
	for _, a := range d.Deferred {
		parts = append(parts, fmt.Sprintf("deferred: what rule %s pays%s%s", a.Rule, ofCohort(a.Cohort), clause(a.Clause)))
	}
	return listed("; ", append(parts, b.amended(""))...)
}

func ofCohort(c int) string {
	if c == 0 {
		return ""
	}
	return fmt.Sprintf(" for cohort %d", c)
}
