package cohort

import (
	"errors"
	"fmt"
	"math"

	"sib/cohort/internal/columns"
	"sib/evidence"
)

// Entry returns the day of entry of each row of the part, eligible or not, in the file's
// order. A missing day or what is no day is an *evidence.Problem; a Spec without an entry
// column is another error.
func (p Part) Entry() ([]Day, error) {
	column := p.people.plan.Entry
	if column == "" {
		return nil, errors.New("cohort: no column tells the day of entry")
	}
	v, err := p.unit.source.file.Column(p.unit.group, column)
	if err != nil {
		return nil, err
	}
	if v.Kind != columns.Date && v.Kind != columns.Text {
		return nil, &evidence.Problem{File: p.unit.source.path(), Column: column, Remedy: "write it as dates, or as text such as 2014-03-10",
			What: fmt.Sprintf("the column is %s and cannot hold days of entry", v.Kind)}
	}
	days := make([]Day, v.Len())
	known := make([]bool, v.Len())
	out := make([]Day, len(v.Index))
	for row, k := range v.Index {
		if k < 0 {
			return nil, p.unit.problem(row, column, &evidence.Problem{What: "the day of entry is missing",
				Remedy: "write the day on which the person entered, or leave the person out of the file"})
		}
		if !known[k] {
			if days[k], known[k] = entryDay(&v, k); !known[k] {
				return nil, p.unit.problem(row, column, &evidence.Problem{What: "the day of entry is not a day",
					Remedy: "write days such as 2014-03-10"})
			}
		}
		out[row] = days[k]
	}
	return out, nil
}

// entryDay reads value k of the column, if it is a day.
func entryDay(v *columns.Vector, k int32) (Day, bool) {
	if v.Kind == columns.Text {
		d, err := ParseDay(v.Texts[k])
		return d, err == nil
	}
	x := v.Ints[k]
	return Day(x), x >= math.MinInt32 && x <= math.MaxInt32 && Day(x).Valid()
}
