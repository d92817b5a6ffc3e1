package contract

import "testing"

// untils replaces the last days of the calendar and of the binding outcome's follow-up.
func untils(calendar, followUp string, more ...string) []string {
	return onSpells(append(change("until: 2017-12-31\n  week", "until: "+calendar+"\n  week", "12, until: 2017-12-31", "12, until: "+followUp,
		"2016-01-01, 2017-12-25]", "2014-12-26]", "2014-01-01, 2015-01-01, ", "2014-12-25, "), more...)...)
}

// The first who can enter, on 1 January 2014, is followed until 31 December.
func TestFollowUpOfTheFirst(t *testing.T) {
	parsed(t, untils("2017-12-31", "2014-12-31")...)
	runRefusals(t, []refusalTest{
		{untils("2017-12-31", "2014-12-30"), "follow_up: {months: 12", "who enters on 2014-01-01 is followed until 2014-12-31, and nothing is known after 2014-12-30", "until more is known"},
		{append(onWindows(), "  missing: exclude\n\ncov", "  missing: exclude\n  follow_up: {months: 12, until: 2014-08-30}\n\ncov"), "follow_up:", "is followed until 2014-08-31, and", "until more is known"},
	})
	parsed(t, onWindows("  missing: exclude\n\ncov", "  missing: exclude\n  follow_up: {months: 12, until: 2014-08-31}\n\ncov")...)
	// Where a column tells the cohort anybody may have entered at any time.
	parsed(t, change("  cohort: year\n", "  cohort: year\n  entry: entry_date\n", "  missing: exclude\n\ncov", "  missing: exclude\n  follow_up: {months: 12, until: 2001-01-01}\n\ncov")...)
}

// The day right after the window is asked for at the last month.
func TestFollowUpOfEmployment(t *testing.T) {
	at := func(month, until string) []string {
		return withSpells(asked+"condition: employed-at, month: "+month+", without: missing", noCalendar, "", "12, until: 2017-12-31", "12, until: "+until)
	}
	parsed(t, at("12", "2015-01-01")...)
	parsed(t, at("11", "2014-12-31")...)
	runRefusals(t, []refusalTest{
		{at("12", "2014-12-31"), "follow_up: {months: 12", "is followed until 2015-01-01", "correct"},
		{at("11", "2014-12-30"), "follow_up: {months: 12", "is followed until 2014-12-31", "correct"},
	})
}

// A cohort of which no window lies in the calendar cannot be counted.
func TestCalendarReachesWindows(t *testing.T) {
	parsed(t, untils("2016-12-31", "2017-12-31")...)
	runRefusals(t, []refusalTest{
		{untils("2016-12-30", "2017-12-31"), "follow_up: {months: 12", "of cohort 2016 no follow-up window of 12 months lies in the calendar, which is known from 2014-01-01 to 2016-12-30", "extend the calendar"},
		{untils("2015-12-30", "2017-12-31"), "follow_up: {months: 12", "of cohort 2015 no follow-up", "extend"},
		{untils("2014-12-30", "2017-12-31", "cohorts: [2014, 2015, 2016]", "cohorts: [2014]"), "follow_up: {months: 12", "no follow-up window of 12 months", "extend"},
	})
	// Of a cohort whose follow-up is not complete nobody is counted.
	parsed(t, untils("2015-12-31", "2015-12-31")...)
	// It may begin late: who enters later still has a window in it.
	from := func(day string, more ...string) []string {
		return untils("2017-12-31", "2017-12-31", append(change("from: 2014-01-01", "from: "+day, "holidays: [2014-12-25, 2014-12-26]", "holidays: none"), more...)...)
	}
	parsed(t, from("2014-12-31")...)
	runRefusals(t, []refusalTest{{from("2015-01-01"), "follow_up: {months: 12", "of cohort 2014 no follow-up", "extend"}})
	// With a column for the cohort only the length of the calendar is known to matter.
	column := func(pairs []string) []string {
		return append(pairs, "  entry: entry_date\n", "  cohort: year\n  entry: entry_date\n")
	}
	parsed(t, column(untils("2014-12-31", "2017-12-31"))...)
	runRefusals(t, []refusalTest{
		{column(untils("2014-12-30", "2017-12-31")), "follow_up: {months: 12", "no follow-up window of 12 months lies in the calendar", "extend"},
		{column(from("2017-01-02")), "follow_up: {months: 12", "no follow-up window of 12 months lies in the calendar", "extend"},
	})
	parsed(t, column(from("2017-01-01"))...)
}
