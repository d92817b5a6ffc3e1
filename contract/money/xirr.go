package money

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"slices"
)

// yearDays is the year of the day count ACT/365 (fixed): a leap year is longer than 1.
const yearDays = 365

// ErrUndefined says that flows have no internal rate of return. XIRR returns
// one of the reasons below, and each of them wraps ErrUndefined.
var ErrUndefined = errors.New("undefined")

// The reasons why there is no rate.
var (
	ErrAllZero   = fmt.Errorf("%w: the flows of every day come to zero", ErrUndefined)
	ErrOneDay    = fmt.Errorf("%w: all flows are on one day", ErrUndefined)
	ErrTotalLoss = fmt.Errorf("%w: money is paid and on no day does any come back", ErrUndefined)
	ErrAllGain   = fmt.Errorf("%w: money comes back and on no day is any paid", ErrUndefined)
	ErrNoRoot    = fmt.Errorf("%w: the flows change sign, but no rate makes them worth zero", ErrUndefined)
)

// ErrRange says that a rate or value is not to be had in floating-point numbers:
// no yearly rate below 1e308 and off −100 % by more than 1e-16, amounts that
// differ by thousands of digits, a thousand changes of sign over a century.
var ErrRange = errors.New("out of the range of floating-point numbers")

// XIRR returns all internal rates of return above −1, ascending: the yearly
// rates r, as proportions, at which Σ amount·(1 + r)^(−days/365) is zero, with
// days from the earliest flow (ACT/365; Excel's XIRR). A rate at which the sum
// touches zero without crossing it counts once. The order of the flows does not
// matter, flows of one day are added up, and each rate is correct to its last
// bit, the same on every machine. Two rates that agree in all their bits are one.
//
// There may be no rate, one, or several; it is for a contract to say which of
// several counts. Where there is none the error wraps ErrUndefined. A rate that
// float64 cannot hold (1e308 and more, or −100 % to 16 digits) is left out
// beside others; on its own it is an error that wraps ErrRange.
func XIRR(flows []Flow) ([]float64, error) {
	rates, err := xirr(daily(flows))
	if err != nil {
		return nil, fmt.Errorf("internal rate of return: %w", err)
	}
	return rates, nil
}

func xirr(days []Flow) ([]float64, error) {
	if err := signs(days); err != nil {
		return nil, err
	}
	p := newPolynomial(days)
	if p.tooWide() {
		return nil, ErrRange
	}
	roots := p.roots()
	if len(roots) == 0 {
		return nil, ErrNoRoot
	}
	rates := inRange(roots)
	if len(rates) == 0 {
		return nil, ErrRange
	}
	return rates, nil
}

// inRange returns the yearly rates of daily discount factors that float64 can hold, ascending, each once.
func inRange(factors []*big.Float) []float64 {
	var out []float64
	for _, w := range factors {
		if r := yearlyRate(w); r > -1 && !math.IsInf(r, 0) {
			out = append(out, r)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// signs returns why flows, one a day, cannot have a rate, or nil if they can.
func signs(days []Flow) error {
	var negative, positive bool
	for _, f := range days {
		negative = negative || f.Amount.Sign() < 0
		positive = positive || f.Amount.Sign() > 0
	}
	switch {
	case !negative && !positive:
		return ErrAllZero
	case len(days) == 1:
		return ErrOneDay
	case !positive:
		return ErrTotalLoss
	case !negative:
		return ErrAllGain
	}
	return nil
}

// yearlyRate returns w^(−365) − 1 for a daily discount factor w.
func yearlyRate(w *big.Float) float64 {
	growth := number64(1)
	growth.Quo(growth, power(w, yearDays))
	r, _ := growth.Sub(growth, number64(1)).Float64()
	return r
}
