package money

import (
	"errors"
	"fmt"
	"math"
	"math/big"
)

// ErrNoFlows says that there are no flows to value.
var ErrNoFlows = errors.New("no flows")

// XNPV returns the net present value of flows on the day of the earliest of
// them, in units of their currency: Σ amount·(1 + rate)^(−days/365), rate being
// yearly and a proportion (ACT/365; Excel's XNPV). A flow of zero fixes that day
// as any other does. The sum is taken with 512 bits and rounded once.
//
// Errors: no flows (ErrNoFlows), a rate that is not above −1 and finite, a value
// beyond float64 (ErrRange).
func XNPV(flows []Flow, rate float64) (float64, error) {
	if len(flows) == 0 {
		return 0, fmt.Errorf("net present value: %w", ErrNoFlows)
	}
	if !(rate > -1) || math.IsInf(rate, 0) {
		return 0, fmt.Errorf("net present value at rate %v: want a finite rate above -1, such as 0.05 for 5 %% a year", rate)
	}
	w := dailyFactor(rate)
	sum := number64(0)
	days := daily(flows)
	for _, f := range days {
		a := number64(0).SetRat(f.Amount.value())
		sum.Add(sum, a.Mul(a, power(w, f.Date.Days(days[0].Date))))
	}
	npv, _ := sum.Float64()
	if math.IsInf(npv, 0) {
		return 0, fmt.Errorf("net present value at rate %v: %w", rate, ErrRange)
	}
	return npv, nil
}

// dailyFactor returns (1 + rate)^(−1/365): Newton's method on w^(−365) = 1 + rate,
// from a guess whose last digits do not matter.
func dailyFactor(rate float64) *big.Float {
	growth := number64(1)
	growth.Add(growth, number64(rate))
	w := number64(math.Exp(-math.Log1p(rate) / yearDays))
	for range 8 { // 50 bits at first, twice as many each time
		// w ← w + w·(1 − growth·w^365)/365
		e := power(w, yearDays)
		e.Sub(number64(1), e.Mul(e, growth))
		e.Quo(e.Mul(e, w), number64(yearDays))
		w.Add(w, e)
	}
	return w
}
