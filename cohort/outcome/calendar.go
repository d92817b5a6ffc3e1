package outcome

import (
	"errors"
	"fmt"
	"math/bits"

	"sib/cohort"
	"sib/evidence"
)

func (c Calendar) check() error {
	if !c.From.Valid() || !c.Until.Valid() || c.From > c.Until {
		return errors.New("the calendar covers no days")
	}
	return nil
}

// calendar has one bit a day from its first: is it a working day?
type calendar struct {
	from, until cohort.Day
	working     []uint64
}

func newCalendar(c Calendar) *calendar {
	n := int(c.Until-c.From) + 1
	out := &calendar{c.From, c.Until, make([]uint64, (n+63)/64)}
	for i := range n {
		if c.Week[(c.From + cohort.Day(i)).Weekday()] {
			out.working[i/64] |= 1 << (i % 64)
		}
	}
	for _, h := range c.Holidays {
		if h >= c.From && h <= c.Until {
			out.working[(h-c.From)/64] &^= 1 << ((h - c.From) % 64)
		}
	}
	return out
}

// next returns 64 days of the calendar from day i on, which is not negative; there are
// no working days beyond its end.
func (c *calendar) next(i int) uint64 {
	var out uint64
	if i/64 < len(c.working) {
		out = c.working[i/64] >> (i % 64)
	}
	if s := i % 64; s > 0 && i/64+1 < len(c.working) {
		out |= c.working[i/64+1] << (64 - s)
	}
	return out
}

// marked counts the working days among the marks on the first n days from entry. The
// calendar covers them.
func (c *calendar) marked(words []uint64, n int, entry cohort.Day) int {
	count, start := 0, int(entry-c.from)
	for w := 0; 64*w < n; w++ {
		count += bits.OnesCount64(words[w] & firstDays(n-64*w) & c.next(start+64*w))
	}
	return count
}

// reach is the first and the last day of some windows.
type reach struct {
	any         bool
	from, until cohort.Day
}

func (r *reach) include(from, until cohort.Day) {
	if !r.any {
		*r = reach{true, from, until}
		return
	}
	r.from, r.until = min(r.from, from), max(r.until, until)
}

// covers refuses windows in which nobody knows the holidays.
func (c *calendar) covers(r reach) error {
	const remedy = "list the holidays of all years concerned in the contract's calendar, and extend it"
	switch {
	case r.any && r.from < c.from:
		return &evidence.Problem{Code: CodeCalendar, What: fmt.Sprintf("the contract's calendar begins on %s, but the follow-up of an eligible person includes %s", c.from, r.from), Remedy: remedy}
	case r.any && r.until > c.until:
		return &evidence.Problem{Code: CodeCalendar, What: fmt.Sprintf("the contract's calendar ends on %s, but the follow-up of an eligible person includes %s", c.until, r.until), Remedy: remedy}
	}
	return nil
}
