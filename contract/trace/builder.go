package trace

import (
	"fmt"
	"math/big"
)

// Builder computes a trace, one node after the other. Show writes a value in
// the words of its unit, for formulas; nil writes plain numbers.
type Builder struct {
	Show  func(unit string, r *big.Rat) string
	Quiet bool // write no formulas: nobody reads this trace
	nodes []Node
	at    map[string]quantity
}

type quantity struct {
	value *big.Rat
	unit  string
}

// Nodes returns the trace so far.
func (b *Builder) Nodes() []Node { return b.nodes }

// Has reports whether a node of this id is in the trace.
func (b *Builder) Has(id string) bool { _, ok := b.at[id]; return ok }

// Value returns the value of a node that is in the trace. It panics if none is.
func (b *Builder) Value(id string) *big.Rat {
	q, ok := b.at[id]
	if !ok {
		panic("trace: there is no node " + id)
	}
	return new(big.Rat).Set(q.value)
}

// Give adds a leaf with a value from outside and returns it.
func (b *Builder) Give(n Node, v *big.Rat) *big.Rat {
	if b.Has(n.ID) {
		return b.Value(n.ID)
	}
	n.Op = Given
	if !b.Quiet {
		n.Formula = b.show(n.Unit, v)
	}
	b.add(n, v, v)
	return b.Value(n.ID)
}

// Compute adds n with the value of its operation, rounded as n says, and
// returns it. A node that is there already is not computed again: two rules may
// use one quantity. The error of an operation without a value wraps ErrNoValue.
func (b *Builder) Compute(n Node) (*big.Rat, error) {
	if b.Has(n.ID) {
		return b.Value(n.ID), nil
	}
	var x []*big.Rat
	for _, id := range n.Inputs {
		x = append(x, b.Value(id))
	}
	exact, err := n.eval(x)
	if err != nil {
		return nil, err
	}
	rounded, err := n.round(exact)
	if err != nil {
		return nil, err
	}
	if !b.Quiet {
		n.Formula = b.formula(n, x, exact, rounded)
	}
	b.add(n, exact, rounded)
	return b.Value(n.ID), nil
}

func (b *Builder) add(n Node, exact, rounded *big.Rat) {
	if b.at == nil {
		b.at = map[string]quantity{}
	}
	n.Exact, n.Rounded = text(exact, n.Unit), text(rounded, n.Unit)
	b.nodes = append(b.nodes, n)
	b.at[n.ID] = quantity{new(big.Rat).Set(rounded), n.Unit}
}

// eval applies the node's operation to its inputs.
func (n Node) eval(x []*big.Rat) (*big.Rat, error) {
	op, ok := operations[n.Op]
	switch {
	case !ok:
		return nil, fmt.Errorf("unknown operation %q", n.Op)
	case op.inputs >= 0 && len(x) != op.inputs || len(x) == 0:
		return nil, fmt.Errorf("operation %q with %d inputs", n.Op, len(x))
	case op.args >= 0 && len(n.Args) != op.args:
		return nil, fmt.Errorf("operation %q with %d arguments", n.Op, len(n.Args))
	}
	var a []*big.Rat
	for _, s := range n.Args {
		v, err := Number(s)
		if err != nil {
			return nil, fmt.Errorf("argument: %w", err)
		}
		a = append(a, v)
	}
	return op.eval(x, a)
}
