package trace

import (
	"fmt"
	"math/big"
)

// marginal returns Σ price·units over the bands of cumulative volume that x
// fills. Each band has two arguments, its price per unit and where it ends; the
// last may have the price alone, and then has no end. Less than nothing costs nothing.
func marginal(x, a []*big.Rat) (*big.Rat, error) {
	out, from := new(big.Rat), new(big.Rat)
	for len(a) > 0 && x[0].Cmp(from) > 0 {
		upTo := x[0]
		if len(a) > 1 {
			if a[1].Cmp(from) <= 0 {
				return nil, fmt.Errorf("a band of volume ends at %s, where it starts", Text(a[1]))
			}
			if a[1].Cmp(upTo) < 0 {
				upTo = a[1]
			}
		}
		units := new(big.Rat).Sub(upTo, from)
		out.Add(out, units.Mul(units, a[0]))
		if len(a) == 1 {
			break
		}
		from, a = a[1], a[2:]
	}
	return out, nil
}
