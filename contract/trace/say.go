package trace

import (
	"math/big"
	"strings"
)

const (
	// maxShown is the longest number that is printed in full.
	maxShown = 80
	// longDigits is how many decimals stand for a longer one.
	longDigits = 30
	// shownDigits is how many decimals a formula shows.
	shownDigits = 6
)

// Brief shortens a number that Text wrote: one of more than 80 characters
// becomes 30 decimals, cut and not rounded, and an ellipsis.
func Brief(s string) string {
	if len(s) <= maxShown {
		return s
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return s[:maxShown] + "…"
	}
	return cut(r, longDigits) + "…"
}

// plain writes r with at most six decimals, and an ellipsis if that is not all of it.
func plain(r *big.Rat) string {
	if n, ends := r.FloatPrec(); ends && n <= shownDigits {
		return r.FloatString(n)
	}
	return cut(r, shownDigits) + "…"
}

// cut returns the first decimals of r: digits before an ellipsis are digits of the number.
func cut(r *big.Rat, digits int) string {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
	scaled := new(big.Int).Mul(r.Num(), scale)
	return new(big.Rat).SetFrac(scaled.Quo(scaled, r.Denom()), scale).FloatString(digits)
}

func (b *Builder) show(unit string, r *big.Rat) string {
	switch {
	case unit == Condition:
		return map[bool]string{true: "met", false: "not met"}[r.Sign() != 0]
	case b.Show != nil:
		if s := b.Show(unit, r); s != "" {
			return s
		}
	}
	return plain(r)
}

// tier writes the last tier that x has reached, or the first if it has reached none.
func (b *Builder) tier(n Node, x *big.Rat, shown string) string {
	sign, at := "<", n.Args[0]
	for a := n.Args; len(a) >= tierArgs; a = a[tierArgs:] {
		from, _ := Number(a[0])
		c := x.Cmp(from)
		if c < 0 || c == 0 && a[1] == "0" {
			if c == 0 && sign == "<" {
				sign = "≤"
			}
			break
		}
		sign, at = map[string]string{"1": "≥", "0": ">"}[a[1]], a[0]
	}
	bound, _ := Number(at)
	return shown + " " + sign + " " + b.show(b.at[n.Inputs[0]].unit, bound)
}

// formula writes a node out: the operation with its numbers, what it comes to,
// and that rounded.
func (b *Builder) formula(n Node, x []*big.Rat, exact, rounded *big.Rat) string {
	var inputs []string
	for i, id := range n.Inputs {
		inputs = append(inputs, b.show(b.at[id].unit, x[i]))
	}
	op := operations[n.Op]
	if sign, ok := signs[n.Op]; ok {
		a, _ := Number(n.Args[0])
		return inputs[0] + " " + sign[exact.Sign()] + " " + b.show(b.at[n.Inputs[0]].unit, a)
	}
	var args []string
	for _, s := range n.Args {
		a, _ := Number(s)
		args = append(args, plain(a))
	}
	var f string
	switch {
	case n.Op == Tiers:
		return b.tier(n, x[0], inputs[0]) + ": " + b.show(n.Unit, exact)
	case n.Op == Marginal:
		f = inputs[0] + " at the prices of the table"
	default:
		f = op.say(inputs, args)
	}
	if result := b.show(n.Unit, exact); result != f && n.Unit != Condition {
		sign := " = "
		if strings.Contains(f, "…") || strings.Contains(result, "…") {
			sign = " ≈ "
		}
		f += sign + result
	}
	if exact.Cmp(rounded) != 0 {
		f += " → " + b.show(n.Unit, rounded)
	}
	return f
}
