package contract

import (
	"fmt"

	"sib/contract/money"
)

// Day returns the day of a decision: asOf, or where that is not set and the terms
// have amendments the day on which payment falls due, as signed; else the zero
// day, the end of time.
func (t *Terms) Day(asOf money.Date) (money.Date, error) {
	if asOf != (money.Date{}) || len(t.Amendments) == 0 || t.Payment.Due == nil {
		return asOf, nil
	}
	day, err := money.ParseDate(t.Payment.Due.Date)
	if err != nil {
		return money.Date{}, fmt.Errorf("payment.due: %w", err)
	}
	return day, nil
}
