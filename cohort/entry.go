package cohort

import (
	"errors"
)

// Entry returns the day of entry of each row of the part, in the file's order. It is read
// again rather than kept in memory. A missing or unreadable day is an *evidence.Problem; a
// Spec without a column of entry is another error.
func (p Part) Entry() ([]Day, error) {
	if p.people == nil || p.people.plan.Entry == "" {
		return nil, errors.New("cohort: the spec names no column with the day of entry")
	}
	entry, err := p.people.plan.entry(p.unit)
	if err != nil {
		return nil, err
	}
	out := make([]Day, len(entry.index))
	for row, k := range entry.index {
		out[row] = entry.list[k]
	}
	return out, nil
}

// entry reads the days of entry of a unit, all of which are there.
func (p *plan) entry(u unit) (*days, error) {
	v, err := u.source.file.Column(u.group, p.Entry)
	if err != nil {
		return nil, err
	}
	d := daysOf(&v)
	for row, k := range d.index {
		switch {
		case k < 0:
			return nil, u.problem(row, p.Entry, noEntry())
		case d.list[k] == noDay:
			return nil, u.problem(row, p.Entry, unreadable())
		}
	}
	return d, nil
}

// yearsOf returns the cohort year of each row as a code, and the years behind the codes.
func (p *plan) yearsOf(entry *days) (codes []uint32, values []value, err error) {
	values = []value{{}} // code 0 is for what is missing
	known := map[int]uint32{}
	table := make([]uint32, len(entry.list))
	for k, d := range entry.list {
		if d == noDay {
			continue // no row has it
		}
		year := p.yearOf(d)
		if known[year] == 0 {
			known[year] = uint32(len(values))
			values = append(values, value{num: float64(year)})
		}
		table[k] = known[year]
	}
	codes = make([]uint32, len(entry.index))
	for row, k := range entry.index {
		codes[row] = table[k]
	}
	return codes, values, nil
}
