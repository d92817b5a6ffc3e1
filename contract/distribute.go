package contract

import (
	"fmt"
	"math/big"

	"sib/contract/money"
	"sib/contract/trace"
)

// distribute says who pays what is due, and who receives it.
func (d *decider) distribute() error {
	if err := d.payers(); err != nil {
		return fmt.Errorf("payers: %w", err)
	}
	if err := d.receive(); err != nil {
		return fmt.Errorf("waterfall: %w", err)
	}
	return nil
}

// inUnits is the rounding of parts of what is due: down to the currency's
// smallest unit, since whoever takes the rest takes what that leaves.
func (d *decider) inUnits() *trace.Rounding {
	ten := big.NewInt(10)
	unit := new(big.Rat).SetFrac(big.NewInt(1), ten.Exp(ten, big.NewInt(int64(d.t.Currency.Digits())), nil))
	return &trace.Rounding{Step: trace.Text(unit), Mode: money.Down}
}
