package money

import (
	"cmp"
	"errors"
	"fmt"
	"math/big"
	"slices"
)

// Flow is money that moves on a day, as the one who invests sees it: a payment
// is negative, a receipt positive.
//
// All flows of a call have one currency: two are a programmer's mistake and panic.
type Flow struct {
	Date   Date   `json:"date"`   // day of the flow
	Amount Amount `json:"amount"` // negative if it is paid
}

// ErrNoPayment says that no flow is a payment: there is nothing to earn a return on.
var ErrNoPayment = errors.New("no payment: every flow is a receipt or zero")

// MOIC returns the multiple of money: the sum of the receipts divided by the
// sum of the payments, exact, 1 for money back and 0 for a total loss. Flows of
// one day are not set off against each other. Without a payment it returns an
// error that wraps ErrNoPayment.
func MOIC(flows []Flow) (*big.Rat, error) {
	var paid, received []Amount
	for _, f := range flows {
		switch f.Amount.Sign() {
		case -1:
			paid = append(paid, f.Amount)
		case 1:
			received = append(received, f.Amount)
		}
	}
	if len(paid) == 0 {
		return nil, fmt.Errorf("multiple of money: %w", ErrNoPayment)
	}
	in, out := total(paid[0].Currency(), paid), total(paid[0].Currency(), received)
	return new(big.Rat).Quo(out.Rat(), in.Rat().Neg(in.Rat())), nil
}

func total(c Currency, amounts []Amount) Amount {
	sum := Zero(c)
	for _, a := range amounts {
		sum = sum.Add(a)
	}
	return sum
}

// daily returns one flow for each day, earliest first, days that come to
// nothing included: the day of the first flow counts even when it is zero.
func daily(flows []Flow) []Flow {
	sorted := slices.Clone(flows)
	slices.SortStableFunc(sorted, func(a, b Flow) int { return cmp.Compare(a.Date.day, b.Date.day) })
	var out []Flow
	for _, f := range sorted {
		f.Amount.mustMatch(sorted[0].Amount)
		if n := len(out); n > 0 && out[n-1].Date == f.Date {
			out[n-1].Amount = out[n-1].Amount.Add(f.Amount)
		} else {
			out = append(out, f)
		}
	}
	return out
}
