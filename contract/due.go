package contract

import (
	"fmt"
	"math/big"

	"sib/contract/money"
	"sib/contract/trace"
)

const inTimeID = reserved + ".in-time"

// longStop reports whether there is a day after which nothing can be claimed,
// and a day to hold against it: the zero day is none.
func (d *decider) longStop() (bool, error) {
	p := d.t.Payment.Due
	if p == nil || p.LongStop == "" || d.on == (money.Date{}) {
		return false, nil
	}
	stop, err := money.ParseDate(p.LongStop)
	if err != nil {
		return false, fmt.Errorf("long stop: %w", err)
	}
	n := trace.Node{ID: inTimeID, Clause: p.Clause, Unit: trace.Condition}
	n.Words = fmt.Sprintf("claimed in time: on %s, not after %s", d.on, stop)
	held := big.NewRat(1, 1)
	if d.on.Days(stop) > 0 {
		n.Words = fmt.Sprintf("claimed too late: on %s, after the long stop of %s", d.on, stop)
		held = new(big.Rat)
	}
	d.Give(n, held)
	return true, nil
}

// claimed leaves nothing of what is claimed too late.
func (d *decider) claimed(id, from string) error {
	return d.settled(trace.Node{
		ID: id, Clause: d.t.Payment.Due.Clause, Words: "what is due if it is claimed in time", Op: trace.If, Inputs: []string{inTimeID, from},
	})
}
