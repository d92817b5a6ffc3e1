package contract

import (
	"fmt"
	"math/big"
)

// The ways in which a coupon grows.
const (
	compound = "compound"
	simple   = "simple"
)

// maxYears bounds the term of a coupon, and with it the size of the exact power.
const maxYears = 100

func (r *reader) coupon(o *object, principal bool) *Coupon {
	c := &Coupon{Years: o.number("years"), Compounding: o.choice("compounding", compound, simple)}
	if !principal {
		o.fail(o.node, "a coupon needs a principal", "add principal to payment")
	}
	if y := c.Years; y.known() {
		switch {
		case y.sign() <= 0 || y.value().Cmp(big.NewRat(maxYears, 1)) > 0:
			o.failKey("years", fmt.Sprintf("a coupon over %s years: want more than 0 and at most %d", y, maxYears), "correct the number")
		case c.Compounding == compound && !y.value().IsInt():
			o.failKey("years", fmt.Sprintf("compound growth over %s years is not exact", y), "write whole years, or compounding: simple")
		}
	}
	return c
}
