package trace

import (
	"fmt"
	"math/big"
)

// tierArgs is how many arguments describe one tier.
const tierArgs = 5

// tiers returns what a table gives for x. Each tier has five arguments: the
// bound it starts from, 1 if the bound itself belongs to it and 0 if not, its
// value, the rise of the value per unit of x, and the x from which the rise
// counts. The last tier that x has reached counts: value + rise·(x − beyond). Below the
// first tier the table gives zero.
func tiers(x, a []*big.Rat) (*big.Rat, error) {
	if len(a) == 0 || len(a)%tierArgs != 0 {
		return nil, fmt.Errorf("a table of %d numbers: want %d for each tier", len(a), tierArgs)
	}
	out := new(big.Rat)
	for ; len(a) > 0; a = a[tierArgs:] {
		if c := x[0].Cmp(a[0]); c < 0 || c == 0 && a[1].Sign() == 0 {
			break
		}
		out.Sub(x[0], a[4])
		out.Mul(out, a[3])
		out.Add(out, a[2])
	}
	return out, nil
}
