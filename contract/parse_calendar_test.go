package contract

import (
	"reflect"
	"testing"
)

func TestParsesCalendar(t *testing.T) {
	want := &Calendar{"1.3", "2014-01-01", "2017-12-31", []string{"monday", "tuesday", "wednesday", "thursday", "friday"},
		[]string{"2014-01-01", "2015-01-01", "2016-01-01", "2017-12-25"}}
	if got := parsed(t, onSpells()...).Calendar; !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	pairs := onSpells("[2014-01-01, 2015-01-01, 2016-01-01, 2017-12-25]", "none", "[monday, tuesday, wednesday, thursday, friday]", "[saturday, sunday]")
	got := parsed(t, pairs...).Calendar
	if got.Holidays == nil || len(got.Holidays) != 0 || !reflect.DeepEqual(got.Week, []string{"saturday", "sunday"}) {
		t.Errorf("%+v", got)
	}
	validates(t, duo(t, pairs...))
	// The first day and the last are days of the calendar.
	parsed(t, onSpells("2017-12-25]", "2017-12-31]")...)
}

func TestRefusesCalendar(t *testing.T) {
	runRefusals(t, []refusalTest{
		{onSpells("until: 2017-12-31\n  week", "until: 2013-12-31\n  week"), "2013-12-31", "ends on 2013-12-31 and begins on 2014-01-01", "correct"},
		{onSpells("[2014-01-01, 2015-01-01", "[2013-12-31, 2015-01-01"), "2013-12-31", "2013-12-31 is not among the days of the calendar", "correct"},
		{onSpells("2017-12-25]", "2018-01-01]"), "2018-01-01]", "2018-01-01 is not among the days", "correct"},
		{onSpells("[2014-01-01, 2015-01-01", "[2014-01-01, 2014-01-01"), "2014-01-01, 2016", "2014-01-01 is listed twice", "keep one"},
		{onSpells("[2014-01-01, 2015-01-01", "[2014-04-21, 2014-01-01"), "2014-01-01, 2016", "2014-01-01 follows 2014-04-21", "earliest first"},
		{onSpells("[2014-01-01, 2015-01-01", "[2014-02-30, 2015-01-01"), "2014-02-30", "not a date", "2014-01-31"},
		{onSpells("[2014-01-01, 2015-01-01, 2016-01-01, 2017-12-25]", "[]"), "[]", "empty list", "at least one"},
		{onSpells("  holidays: [2014-01-01, 2015-01-01, 2016-01-01, 2017-12-25]\n", ""), "calendar:", `calendar has no key "holidays"`, "holidays: none"},
		{onSpells("[monday, tuesday,", "[tuesday, monday,"), "monday, wed", "monday follows tuesday", "monday to sunday"},
		{onSpells("[monday, tuesday,", "[monday, monday, tuesday,"), "monday, tuesday", "monday follows monday", "once"},
		{onSpells("[monday, tuesday,", "[mon, tuesday,"), "mon, t", `"week" cannot be "mon"`, "monday, tuesday"},
		{onSpells("[monday, tuesday, wednesday, thursday, friday]", "[]"), "[]", "empty list", "at least one"},
		{onSpells("  clause: \"1.3\"\n", ""), "calendar:", `calendar has no key "clause"`, "add clause"},
	})
}
