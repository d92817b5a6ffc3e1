package contract

import (
	"reflect"
	"slices"
	"testing"
)

func TestParsesWindows(t *testing.T) {
	terms := parsed(t, onWindows()...)
	want := []Window{{2014, "2013-09-01", "2014-08-31"}, {2015, "2014-09-01", "2015-08-31"}, {2016, "2015-09-15", "2016-08-31"}}
	if !slices.Equal(terms.Cohorts, []int{2014, 2015, 2016}) || !reflect.DeepEqual(terms.Windows, want) {
		t.Errorf("%v, %v", terms.Cohorts, terms.Windows)
	}
	if years := parsed(t); years.Windows != nil {
		t.Errorf("cohorts that are years have windows: %v", years.Windows)
	}
	// A window may be a single day, and begin on the day after the one before.
	parsed(t, onWindows("until: 2016-08-31", "until: 2015-09-15", "2015-09-15, until", "2015-09-01, until", "until: 2015-09-15", "until: 2015-09-01")...)
}

func TestRefusesWindows(t *testing.T) {
	runRefusals(t, []refusalTest{
		{onEntry("[2014, 2015, 2016]", "[2014, {year: 2015, from: 2015-01-01, until: 2015-12-31}]"), "2014, {", "years or windows of entry, not both", "write each cohort as"},
		{onWindows("year: 2015", "year: 2014"), "2014, from: 2014", "cohort 2014 follows 2014", "earliest first"},
		{onWindows("year: 2015", "year: 1899"), "1899", `"year" is 1899`, "correct"},
		{onWindows("from: 2014-09-01", "from: 2014-08-31"), "2014-08-31, until: 2015", "begins on 2014-08-31, that of 2014 ends on 2014-08-31", "the day after"},
		{onWindows("from: 2014-09-01", "from: 2015-09-01"), "2015-08-31}", "ends on 2015-08-31 and begins on 2015-09-01", "correct"},
		{onWindows("from: 2014-09-01", "from: 2014-09-31"), "2014-09-31", "not a date", "2014-01-31"},
		{onWindows("from: 2014-09-01", "from: 0014-09-01"), "0014-09-01", "years 1900 to 2200", "correct"},
		{onWindows(", until: 2016-08-31", ""), "{year: 2016", `an entry of cohorts has no key "until"`, "add until"},
	})
}

// Windows without the column that they are about.
func TestRefusesWindowsWithoutEntry(t *testing.T) {
	runRefusals(t, []refusalTest{
		{onWindows("  entry: entry_date\n", "  cohort: year\n  entry: entry_date\n"), "year\n  entry", "the day of entry tells them apart, not a column", "delete it"},
		{onWindows("  entry: entry_date\n", ""), "data:", "no column holds the day of entry", "add entry"},
		{onEntry("  entry: entry_date\n", ""), "data:", "3 cohorts, but no column tells them apart", "or entry: with that of the day of entry"},
	})
	ps := problems(t, duo(t, onWindows("  entry: entry_date\n", "  entri: entry_date\n")...))
	if len(ps) != 1 {
		t.Errorf("a slip of the pen is said more than once: %v", ps)
	}
}
