package trace

import (
	"fmt"
	"math/big"
	"strings"
)

// Op names an operation on the values of a node's inputs and its arguments.
type Op string

// The operations. x, y are inputs in order; a, b are arguments.
const (
	Given      Op = "given"       // a leaf: the value is stated
	Same       Op = "same"        // x
	Sum        Op = "sum"         // x + y + …
	Difference Op = "difference"  // x − y
	Product    Op = "product"     // x × y × … × a × …
	Quotient   Op = "quotient"    // x ÷ y
	Relative   Op = "relative"    // x ÷ y − 1
	Reduction  Op = "reduction"   // 1 − x ÷ y
	Smallest   Op = "smallest"    // the smallest of x, y, …
	Largest    Op = "largest"     // the largest of x, y, …
	Mean       Op = "mean"        // (x + y + …) ÷ how many
	Weighted   Op = "weighted"    // a·x + b·y + …
	AtLeast    Op = "at-least"    // x ≥ a
	Above      Op = "above"       // x > a
	AtMost     Op = "at-most"     // x ≤ a
	Below      Op = "below"       // x < a
	Count      Op = "at-least-of" // at least a of the conditions x, y, … hold
	If         Op = "if"          // y if the condition x holds, else 0
	Choose     Op = "choose"      // y if the condition x holds, else z
	Not        Op = "not"         // the condition x does not hold
	Simple     Op = "simple"      // x·y·a: principal, yearly rate, years
	Compound   Op = "compound"    // x·(1 + y)^a − x: principal, yearly rate, whole years
	Tiers      Op = "tiers"       // a table of tiers: see tiers.go
	Marginal   Op = "marginal"    // prices by cumulative volume: see marginal.go
)

// operation is what an Op does and how it is written out. eval panics on
// nothing: it returns an error for numbers it has no value for.
type operation struct {
	inputs int // how many; −1: one or more
	args   int // how many; −1: any number
	eval   func(x, a []*big.Rat) (*big.Rat, error)
	say    func(x, a []string) string
}

// operations is the table of all of them but Given.
var operations = map[Op]operation{
	Same:       {1, 0, func(x, _ []*big.Rat) (*big.Rat, error) { return x[0], nil }, func(x, _ []string) string { return x[0] }},
	Sum:        {-1, 0, func(x, _ []*big.Rat) (*big.Rat, error) { return sum(x), nil }, func(x, _ []string) string { return strings.Join(x, " + ") }},
	Difference: {2, 0, func(x, _ []*big.Rat) (*big.Rat, error) { return new(big.Rat).Sub(x[0], x[1]), nil }, between(" − ")},
	Product:    {-1, -1, product, func(x, a []string) string { return strings.Join(append(append([]string(nil), x...), a...), " × ") }},
	Quotient:   {2, 0, quotient, between(" ÷ ")},
	Relative:   {2, 0, relative, func(x, _ []string) string { return x[0] + " ÷ " + x[1] + " − 1" }},
	Reduction:  {2, 0, reduction, func(x, _ []string) string { return "1 − " + x[0] + " ÷ " + x[1] }},
	Smallest:   {-1, 0, extreme(-1), func(x, _ []string) string { return "the smallest of " + and(x) }},
	Largest:    {-1, 0, extreme(1), func(x, _ []string) string { return "the largest of " + and(x) }},
	Mean:       {-1, 0, mean, func(x, _ []string) string { return fmt.Sprintf("(%s) ÷ %d", strings.Join(x, " + "), len(x)) }},
	Weighted:   {-1, -1, weighted, sayWeighted},
	AtLeast:    {1, 1, holds(func(c int) bool { return c >= 0 }), nil},
	Above:      {1, 1, holds(func(c int) bool { return c > 0 }), nil},
	AtMost:     {1, 1, holds(func(c int) bool { return c <= 0 }), nil},
	Below:      {1, 1, holds(func(c int) bool { return c < 0 }), nil},
	Count:      {-1, 1, count, func(x, a []string) string { return "at least " + a[0] + " of " + and(x) }},
	If:         {2, 0, choose, func(x, _ []string) string { return x[1] + " if met; " + x[0] }},
	Choose:     {3, 0, choose, func(x, _ []string) string { return x[1] + " if met, else " + x[2] + "; " + x[0] }},
	Not:        {1, 0, func(x, _ []*big.Rat) (*big.Rat, error) { return flag(x[0].Sign() == 0), nil }, func(x, _ []string) string { return "not " + x[0] }},
	Simple:     {2, 1, product, func(x, a []string) string { return x[0] + " × " + x[1] + " × " + a[0] + " years" }},
	Compound:   {2, 1, compound, func(x, a []string) string { return x[0] + " × (1 + " + x[1] + ")^" + a[0] + " − " + x[0] }},
	Tiers:      {1, -1, tiers, nil},
	Marginal:   {1, -1, marginal, nil},
}

// signs are how comparisons are written, as they came out.
var signs = map[Op][2]string{
	AtLeast: {"<", "≥"}, Above: {"≤", ">"}, AtMost: {">", "≤"}, Below: {"≥", "<"},
}

func between(sign string) func(x, _ []string) string {
	return func(x, _ []string) string { return x[0] + sign + x[1] }
}

func and(x []string) string {
	last := len(x) - 1
	if last < 1 {
		return strings.Join(x, "")
	}
	return strings.Join(x[:last], ", ") + " and " + x[last]
}

func sayWeighted(x, a []string) string {
	var parts []string
	for i := range x {
		parts = append(parts, a[i]+" × "+x[i])
	}
	return strings.Join(parts, " + ")
}
