package contract

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// weekdays are the words for days of the week, from monday.
var weekdays = func() []string {
	var out []string
	for i := range 7 {
		out = append(out, strings.ToLower(time.Weekday((i+1)%7).String()))
	}
	return out
}()

// calendar reads which days are working days.
func (r *reader) calendar(c *object) *Calendar {
	if c == nil {
		return nil
	}
	out := &Calendar{Clause: c.text("clause"), From: r.day(c, "from"), Until: r.day(c, "until"), Week: r.week(c)}
	if out.From != "" && out.Until != "" && out.Until < out.From {
		c.failKey("until", fmt.Sprintf("the calendar ends on %s and begins on %s", out.Until, out.From), "correct one of the two")
		return out
	}
	out.Holidays = r.holidays(c, out)
	return out
}

func (r *reader) week(c *object) []string {
	var out []string
	for _, n := range c.list("week") {
		day, ok := c.source.choice(n, "week", weekdays...)
		if !ok {
			continue
		}
		if last := len(out) - 1; last >= 0 && slices.Index(weekdays, day) <= slices.Index(weekdays, out[last]) {
			c.fail(n, fmt.Sprintf("%s follows %s", day, out[last]), "list each working day once, in the order monday to sunday")
			continue
		}
		out = append(out, day)
	}
	return out
}

// holidays reads days on which nobody works. That there are none must be said too.
func (r *reader) holidays(c *object, in *Calendar) []string {
	out := []string{}
	if n := c.vals["holidays"]; n != nil && n.Value == "none" {
		return out
	}
	for _, n := range c.list("holidays") {
		day, ok := r.dayOf(n, "holidays")
		if !ok {
			continue
		}
		last := len(out) - 1
		switch {
		case last >= 0 && day == out[last]:
			c.failAs(codeTwice, n, fmt.Sprintf("the holiday %s is listed twice", day), "keep one of them")
		case last >= 0 && day < out[last]:
			c.fail(n, fmt.Sprintf("the holiday %s follows %s", day, out[last]), "list the earliest first")
		case in.From != "" && day < in.From || in.Until != "" && day > in.Until:
			c.fail(n, fmt.Sprintf("the holiday %s is not among the days of the calendar, %s to %s", day, in.From, in.Until), "correct it, or the calendar's from and until")
		default:
			out = append(out, day)
		}
	}
	return out
}
