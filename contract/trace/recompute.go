package trace

import (
	"fmt"
	"math/big"
)

// Recompute works a trace out again from its leaves: each node's operation on
// the values of earlier nodes must give Exact, and rounding it Rounded. It
// returns an error that names the first node which does not come out.
func Recompute(nodes []Node) error {
	at := map[string]*big.Rat{}
	for _, n := range nodes {
		if _, twice := at[n.ID]; twice {
			return fmt.Errorf("recompute %q: it is in the trace twice", n.ID)
		}
		v, err := n.again(at)
		if err != nil {
			return fmt.Errorf("recompute %q: %w", n.ID, err)
		}
		at[n.ID] = v
	}
	return nil
}

// again returns the value of n, worked out from the values before it.
func (n Node) again(at map[string]*big.Rat) (*big.Rat, error) {
	var x []*big.Rat
	for _, id := range n.Inputs {
		v, ok := at[id]
		if !ok {
			return nil, fmt.Errorf("it uses %q, which does not come before it", id)
		}
		x = append(x, v)
	}
	exact, err := n.exact(x)
	if err != nil {
		return nil, err
	}
	if got := text(exact, n.Unit); got != n.Exact {
		return nil, fmt.Errorf("it comes to %s, the trace says %s", Brief(got), Brief(n.Exact))
	}
	rounded, err := n.round(exact)
	if err != nil {
		return nil, err
	}
	if got := text(rounded, n.Unit); got != n.Rounded {
		return nil, fmt.Errorf("it is rounded to %s, the trace says %s", Brief(got), Brief(n.Rounded))
	}
	return rounded, nil
}

func (n Node) exact(x []*big.Rat) (*big.Rat, error) {
	if n.Op != Given {
		return n.eval(x)
	}
	if len(x) > 0 {
		return nil, fmt.Errorf("it is given, but has inputs")
	}
	return Number(n.Exact)
}
