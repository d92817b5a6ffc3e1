package contract

import (
	"math/big"

	"sib/contract/trace"
)

// line is an amount, or a rate, that may rise with a measure x:
// base + step·(x − from) ÷ each. Where it has an end it is top from until on.
type line struct {
	base, step, from, each *big.Rat
	until, top             *big.Rat // nil: it goes on
}

func flat(base *big.Rat) line {
	return line{base: base, step: new(big.Rat), from: new(big.Rat), each: one.value()}
}

// straight is a line from base at from to top at until.
func straight(base, from, top, until *big.Rat) line {
	return line{base, new(big.Rat).Sub(top, base), from, new(big.Rat).Sub(until, from), until, top}
}

// line is what a tier or a pay of an amount gives from start on. Shares of the principal are
// not in it: they are of money that only a decision has.
func (p Pay) line(start *big.Rat) line {
	switch {
	case p.MeasureShare != nil:
		return line{base: new(big.Rat), step: p.MeasureShare.value(), from: new(big.Rat), each: one.value()}
	case p.Amount == nil:
		return flat(new(big.Rat))
	case p.Plus != nil:
		return line{base: p.Amount.Rat(), step: p.Plus.Rat(), from: p.Beyond.Value.value(), each: p.Each.Value.value()}
	case p.RisingTo != nil && start != nil:
		return straight(p.Amount.Rat(), start, p.RisingTo.Rat(), p.At.Value.value())
	}
	return flat(p.Amount.Rat())
}

// line is the yearly rate of a tier from start on.
func (t Tier) line(start *big.Rat) line {
	if t.RisingTo != nil {
		return straight(t.Rate.value(), start, t.RisingTo.value(), t.At.Value.value())
	}
	return flat(t.Rate.value())
}

// slope is the rise for each 1 of x.
func (l line) slope() *big.Rat { return new(big.Rat).Quo(l.step, l.each) }

// value is the line at x. Decisions compute it in their trace; terms are checked with it.
func (l line) value(x *big.Rat) *big.Rat {
	if l.until != nil && x.Cmp(l.until)*l.each.Sign() >= 0 {
		return l.top
	}
	out := new(big.Rat).Sub(x, l.from)
	out.Mul(out, l.slope())
	return out.Add(out, l.base)
}

// rows are the arguments of the line in a table of the trace, from start on.
func (l line) rows(op trace.Op, start *big.Rat) []string {
	out := []string{trace.Text(start), inclusive(op), trace.Text(l.base), trace.Text(l.slope()), trace.Text(l.from)}
	if l.until != nil {
		out = append(out, trace.Text(l.until), "1", trace.Text(l.top), "0", "0")
	}
	return out
}
