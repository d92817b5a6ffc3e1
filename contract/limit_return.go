package contract

import (
	"fmt"
	"math/big"

	"sib/contract/money"
	"sib/contract/trace"
)

// returned computes into n the largest payment on the due date that gives the
// drawdowns no more than the limit's yearly return: Σ drawdown·(1 + r)^years,
// rounded down to what can be paid.
func (d *decider) returned(l Limit, id string, n trace.Node) error {
	due, err := d.dueDate()
	if err != nil {
		return err
	}
	if len(d.t.Payment.Drawdowns) == 0 {
		return fmt.Errorf("a return needs drawdowns, and the contract has none")
	}
	for i, w := range d.t.Payment.Drawdowns {
		date, err := money.ParseDate(w.Date)
		if err != nil {
			return fmt.Errorf("drawdown: %w", err)
		}
		if due.day.Days(date) < 0 {
			return fmt.Errorf("the drawdown of %s comes after the payment of %s", date, due.day)
		}
		node, err := d.grown(l, fmt.Sprintf("%s.drawdown-%d", id, i+1), w, due.count.YearFraction(date, due.day))
		if err != nil {
			return err
		}
		n.Inputs = append(n.Inputs, node)
	}
	n.Op, n.Rounding = trace.Sum, d.roundedDown()
	n.Words += fmt.Sprintf(": the drawdowns with a return of %s %% a year until %s", percent(l.Return.value()), due.day)
	_, err = d.Compute(n)
	return err
}

// grown adds what a drawdown becomes over years. Over whole years the growth is
// exact; else it is given as a decimal cut after 40 places.
func (d *decider) grown(l Limit, id string, w Drawdown, years *big.Rat) (string, error) {
	unit := string(d.t.Currency)
	d.Give(trace.Node{ID: id, Words: "drawdown of " + w.Date, Unit: unit}, w.Amount.Rat())
	g, err := money.Growth(l.Return.value(), years)
	if err != nil {
		return "", err
	}
	words := fmt.Sprintf("growth at %s %% a year over %s years (%s), exact", percent(l.Return.value()), years.RatString(), d.t.Payment.Due.DayCount)
	if !years.IsInt() {
		words = fmt.Sprintf("growth at %s %% a year over %s years (%s): (1 + r)^years, cut after %d decimals", percent(l.Return.value()), years.RatString(), d.t.Payment.Due.DayCount, money.GrowthPlaces)
	}
	d.Give(trace.Node{ID: id + ".growth", Clause: l.Clause, Words: words, Unit: unitProportion}, g)
	out := id + ".grown"
	_, err = d.Compute(trace.Node{
		ID: out, Clause: l.Clause, Words: "the drawdown of " + w.Date + " with its return", Op: trace.Product,
		Inputs: []string{id, id + ".growth"}, Unit: unit,
	})
	return out, err
}

// dueDay is when the payment falls due, and how days are counted.
type dueDay struct {
	day   money.Date
	count money.DayCount
}

func (d *decider) dueDate() (dueDay, error) { return d.t.dueDate() }

func (t *Terms) dueDate() (dueDay, error) {
	p := t.Payment.Due
	if p == nil {
		return dueDay{}, fmt.Errorf("the contract does not say when the payment falls due: it needs payment.due")
	}
	day, err := money.ParseDate(p.Date)
	if err != nil {
		return dueDay{}, fmt.Errorf("due date: %w", err)
	}
	count, err := money.ParseDayCount(p.DayCount)
	return dueDay{day, count}, err
}
