package trace

import (
	"fmt"
	"math/big"

	"sib/contract/money"
)

// Node is one named quantity. Its value is Rounded, which is Exact where there
// is no Rounding; later nodes take that value. Numbers are plain decimals where
// they end and fractions where they do not, in full.
type Node struct {
	ID       string    `json:"id"` // by which later nodes cite it, such as gain.pooled.effect
	Clause   string    `json:"clause,omitempty"`
	Words    string    `json:"words"`            // what it is
	Op       Op        `json:"op"`               // the operation that makes it of Inputs
	Inputs   []string  `json:"inputs,omitempty"` // ids of earlier nodes
	Args     []string  `json:"args,omitempty"`   // numbers that the terms fix, such as a table
	Formula  string    `json:"formula"`          // the calculation with the numbers in it
	Exact    string    `json:"exact"`            // the value before rounding, in Unit
	Rounding *Rounding `json:"rounding,omitempty"`
	Rounded  string    `json:"rounded"` // the value, in Unit
	Unit     string    `json:"unit"`    // of the value: proportion, people, condition, the code of a currency and the like
}

// Rounding is to a multiple of Step, a plain decimal number.
type Rounding struct {
	Step string     `json:"step"` // in the unit of the node
	Mode money.Mode `json:"mode"`
}

// Condition is the unit of nodes that hold or do not: their values are 1 and 0,
// written true and false.
const Condition = "condition"

// Text writes a number in full: a decimal where it ends, else a fraction.
func Text(r *big.Rat) string {
	if n, ends := r.FloatPrec(); ends {
		return r.FloatString(n)
	}
	return r.RatString()
}

func text(r *big.Rat, unit string) string {
	if unit != Condition {
		return Text(r)
	}
	return fmt.Sprint(r.Sign() != 0)
}

// Number reads what Text writes, and the words true and false as 1 and 0.
func Number(s string) (*big.Rat, error) {
	switch s {
	case "true":
		return big.NewRat(1, 1), nil
	case "false":
		return new(big.Rat), nil
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return nil, fmt.Errorf("%q is not a number", s)
	}
	return r, nil
}

// round applies the node's rounding, if it has one.
func (n Node) round(x *big.Rat) (*big.Rat, error) {
	if n.Rounding == nil {
		return x, nil
	}
	step, err := Number(n.Rounding.Step)
	if err != nil {
		return nil, fmt.Errorf("step: %w", err)
	}
	mode, err := money.ParseMode(string(n.Rounding.Mode))
	if err != nil {
		return nil, err
	}
	if step.Sign() <= 0 {
		return nil, fmt.Errorf("step %s is not above zero", n.Rounding.Step)
	}
	return money.Round(x, step, mode), nil
}
