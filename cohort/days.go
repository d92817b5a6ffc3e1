package cohort

import (
	"math"

	"sib/cohort/internal/columns"
	"sib/evidence"
)

// days is a column of days, row by row through the days that it lists.
type days struct {
	index []int32 // of each row, into list; −1 where the day is missing
	list  []Day   // noDay where what is listed is no day
}

// noDay is a day that is none.
const noDay Day = math.MinInt32

const dayRemedy = "write days as dates, timestamps or text such as 2014-03-10"

// daysOf understands a column of dates, or of text such as 2014-03-10.
func daysOf(v *columns.Vector) *days {
	d := &days{index: v.Index, list: make([]Day, v.Len())}
	for k := range d.list {
		d.list[k] = dayAt(v, k)
	}
	return d
}

func dayAt(v *columns.Vector, k int) Day {
	if v.Kind == columns.Date {
		if x := v.Ints[k]; x >= firstDay && x <= lastDay {
			return Day(x)
		}
		return noDay
	}
	d, err := ParseDay(v.Texts[k])
	if err != nil {
		return noDay
	}
	return d
}

// unreadable says what is wrong with a text that is no day, without the text: what stands
// in a person's row is nobody's business.
func unreadable() *evidence.Problem {
	return &evidence.Problem{Code: CodeNotDay, What: "the text is not a day such as 2014-03-10", Remedy: dayRemedy + ", and null for a missing day"}
}
