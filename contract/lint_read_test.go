package contract

import (
	"slices"
	"strings"
	"testing"
)

func TestLintRead(t *testing.T) {
	for _, tt := range []struct {
		name  string
		pairs []string
		want  string // in an advice; "" with code: none of it
		code  string
		at    string
	}{
		{"entry for nothing", change("  cohort: year\n", "  cohort: year\n  entry: day\n"), "no age and no follow-up is counted from it", adviceEntry, "data:"},
		{"entry tells the cohort", onEntry(), "", adviceEntry, ""},
		{"entry for an age", change("  cohort: year\n", "  cohort: year\n  entry: day\n", "kind: integer", "kind: age"), "", adviceEntry, ""},
		{"entry for follow-up", onSpells("  entry: entry_date\n", "  cohort: year\n  entry: entry_date\n"), "", adviceEntry, ""},
		{"young", untils("2017-12-31", "2015-12-30"), "nobody of cohort 2015 and 2016 has 12 months of follow-up", adviceYoung, "outcome:"},
		{"just old enough", untils("2017-12-31", "2016-12-31"), "", adviceYoung, ""},
		{"one day too young", untils("2017-12-31", "2016-12-30"), "nobody of cohort 2016 has", adviceYoung, "outcome:"},
		{"young and refused", onEntry("  missing: exclude\n\ncov", "  missing: refuse\n  follow_up: {months: 12, until: 2016-12-30}\n\ncov"), "the run stops at the first of them", adviceYoung, "outcome:"},
		{"a young secondary outcome", onSpells("{months: 6, until: 2017-12-31}", "{months: 6, until: 2016-06-29}"), `the outcome "any work"`, adviceYoung, "- name: any work"},
		{"calendar just reaches", untils("2017-12-30", "2017-12-30"), "", adviceCalendar, ""},
		{"calendar a day short", untils("2017-12-29", "2017-12-30"), "cohort 2016 are followed from 2016-01-01 to 2017-12-30, and the calendar is known from 2014-01-01 to 2017-12-29", adviceCalendar, "calendar:"},
		{"calendar begins late", untils("2017-12-31", "2017-12-31", "from: 2014-01-01", "from: 2014-01-02"), "cohort 2014 are followed from 2014-01-01", adviceCalendar, "calendar:"},
		{"a year without holidays", untils("2017-12-31", "2017-12-31"), "the calendar covers 2015, 2016 and 2017, and lists no holiday then", adviceHolidays, "calendar:"},
		{"part of a year without", untils("2015-12-30", "2015-12-30"), "", adviceHolidays, ""},
		{"holidays in every year", onSpells(), "", adviceHolidays, ""},
		{"no holidays agreed", onSpells("[2014-01-01, 2015-01-01, 2016-01-01, 2017-12-25]", "none"), "", adviceHolidays, ""},
		{"silence is work", withSpells("condition: working-days, at_least: 9, without: missing", noKind, "", noMonths, ""), "its rate is that of people with some spell", adviceSilence, "outcome:"},
		{"silence of a register of more", withSpells("condition: working-days, at_least: 9, kinds: [job], without: missing", noMonths, ""), "", adviceSilence, ""},
		{"silence is not placed", onSpells(), "", adviceSilence, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := duo(t, tt.pairs...)
			var found []Advice
			for _, a := range Lint(parsed(t, tt.pairs...)) {
				if a.Code == tt.code {
					found = append(found, a)
				}
			}
			if tt.want == "" && len(found) > 0 || tt.want != "" && !slices.ContainsFunc(found, func(a Advice) bool { return strings.Contains(a.What, tt.want) }) {
				t.Errorf("%+v, want %q", found, tt.want)
			}
			for _, a := range found {
				if line, _ := position(t, text, tt.at); a.Line != line || a.Remedy == "" || Codes[a.Code] == "" {
					t.Errorf("line %d, want %d: %+v", a.Line, line, a)
				}
			}
		})
	}
}
