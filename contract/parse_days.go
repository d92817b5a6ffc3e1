package contract

import (
	"fmt"
	"time"

	"go.yaml.in/yaml/v3"
)

// The years in which a contract can lie.
const (
	firstYear = 1900
	lastYear  = 2200
)

// day reads a date on which people enter or something is known of them.
func (r *reader) day(o *object, key string) string {
	return value(o, key, r.dayOf)
}

// dayOf is day at a node.
func (r *reader) dayOf(n *yaml.Node, key string) (string, bool) {
	text, ok := r.dateOf(n, key)
	if !ok {
		return "", false
	}
	if y := dayAt(text).Year(); y < firstYear || y > lastYear {
		r.fail(n, fmt.Sprintf("%q is %s: want a day of the years %d to %d", key, text, firstYear, lastYear), "correct the year")
		return "", false
	}
	return text, true
}

// date reads any date of the calendar.
func (r *reader) date(o *object, key string) string {
	return value(o, key, r.dateOf)
}

func (r *reader) dateOf(n *yaml.Node, key string) (string, bool) {
	text, ok := r.scalar(n, key)
	if !ok {
		return "", false
	}
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		r.fail(n, fmt.Sprintf("%q is not a date of the calendar", text), "write year-month-day, such as 2014-01-31")
		return "", false
	}
	return text, true
}
