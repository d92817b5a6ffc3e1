package contract

import (
	"math/big"

	"sib/contract/trace"
)

// lower returns the bound from which something holds, and how it is compared;
// nil if there is none.
func (b Bound) lower() (trace.Op, *Threshold) {
	if b.Above != nil {
		return trace.Above, b.Above
	}
	return trace.AtLeast, b.AtLeast
}

// upper returns the bound up to which something holds, and how it is compared;
// nil if there is none.
func (b Bound) upper() (trace.Op, *Threshold) {
	if b.Below != nil {
		return trace.Below, b.Below
	}
	return trace.AtMost, b.AtMost
}

// Only returns the one bound of a condition.
func (b Bound) Only() (trace.Op, *Threshold) {
	if op, t := b.lower(); t != nil {
		return op, t
	}
	return b.upper()
}

// met holds a value against the one bound of a condition.
func (b Bound) met(x *big.Rat) bool {
	op, t := b.Only()
	c := x.Cmp(t.Value.value())
	switch op {
	case trace.AtLeast:
		return c >= 0
	case trace.Above:
		return c > 0
	case trace.AtMost:
		return c <= 0
	}
	return c < 0
}

// rising reports whether more of the measure helps to meet the bound.
func (b Bound) rising() bool { _, t := b.lower(); return t != nil }

// Bounds returns what a rule tests of its measure, in the order of the contract.
func (r Rule) Bounds() []Bound {
	var out []Bound
	if _, t := r.Only(); t != nil {
		out = append(out, r.Bound)
	}
	for _, tier := range r.Tiers {
		out = append(out, Bound{AtLeast: tier.AtLeast, Above: tier.Above})
	}
	return out
}
