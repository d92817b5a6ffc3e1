package cohort

import (
	"errors"
	"fmt"
	"slices"
)

// checkWindows finds windows that no validated contract can contain.
func (p *plan) checkWindows() error {
	if len(p.Windows) == 0 {
		return nil
	}
	if p.Entry == "" || p.Year != "" {
		return errors.New("cohort: windows of entry need a column with the day of entry, and no column with the cohort year")
	}
	var years []int
	for i, w := range p.Windows {
		years = append(years, w.Year)
		switch {
		case !w.From.Valid() || !w.Until.Valid() || w.From > w.Until:
			return fmt.Errorf("cohort: the window of %d, from %s until %s, has no days", w.Year, w.From, w.Until)
		case i > 0 && w.From <= p.Windows[i-1].Until:
			return fmt.Errorf("cohort: the windows of %d and %d overlap or are not in order", p.Windows[i-1].Year, w.Year)
		}
	}
	if !slices.Equal(years, p.Years) {
		return fmt.Errorf("cohort: the windows are of the years %v, the cohorts are %v", years, p.Years)
	}
	return nil
}

// yearOf returns the cohort year of a day of entry: the calendar year, or that of the
// window that holds the day; 0 if none does.
func (p *plan) yearOf(d Day) int {
	if len(p.Windows) == 0 {
		year, _, _ := d.Date()
		return year
	}
	for _, w := range p.Windows {
		if w.From <= d && d <= w.Until {
			return w.Year
		}
	}
	return 0
}

// tellsYear reports whether a column says to which cohort a person belongs.
func (p *plan) tellsYear() bool { return p.yearColumn() != "" }

// yearColumn is the column that does.
func (p *plan) yearColumn() string {
	if p.Year != "" {
		return p.Year
	}
	return p.Entry
}
