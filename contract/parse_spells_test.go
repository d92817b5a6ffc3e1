package contract

import "testing"

// with replaces the spells of the binding outcome.
func withSpells(spells string, more ...string) []string {
	return onSpells(append(change(spellsText, "  spells: {"+spells+"}\n"), more...)...)
}

const (
	noKind     = "    kind: kind\n"
	noMonths   = "    contract_months: months\n"
	asked      = "kinds: [job], contract_months: 3, "
	noCalendar = calendarText
)

func TestParsesConditions(t *testing.T) {
	for text, want := range map[string]Spells{
		"condition: working-days, at_least: 262":  {Condition: OnWorkingDays, AtLeast: 262},
		"condition: calendar-days, at_least: 366": {Condition: OnCalendarDays, AtLeast: 366},
		"condition: employed-at, month: 12":       {Condition: OnEmployedAt, Month: 12},
		"condition: employed-at, month: 1":        {Condition: OnEmployedAt, Month: 1},
		"condition: begins":                       {Condition: OnBegins},
	} {
		pairs := withSpells(text+", without: missing", noKind, "", noMonths, "")
		if want.Condition != OnWorkingDays {
			pairs = append(pairs, noCalendar, "")
		}
		want.Without = "missing"
		if got := parsed(t, pairs...).Outcome.Spells; got.Condition != want.Condition || got.AtLeast != want.AtLeast || got.Month != want.Month || got.Without != want.Without || got.Kinds != nil || got.ContractMonths != 0 {
			t.Errorf("%s: %+v", text, got)
		}
		validates(t, duo(t, pairs...))
	}
}

func TestRefusesSpells(t *testing.T) {
	const begins = "condition: begins, without: missing"
	runRefusals(t, []refusalTest{
		{withSpells(asked + "condition: working-days, without: missing"), "spells: {kinds", `condition working-days needs the key "at_least"`, "at_least: 90"},
		{withSpells(asked+"condition: calendar-days, without: missing", noCalendar, ""), "spells: {kinds", `condition calendar-days needs the key "at_least"`, "at_least: 90"},
		{withSpells(asked+"condition: employed-at, without: missing", noCalendar, ""), "spells: {kinds", `condition employed-at needs the key "month"`, "month: 6"},
		{withSpells(asked + "condition: working-days, at_least: 5, month: 3, without: missing"), "3, without: missing}", "condition working-days has no month", "delete"},
		{withSpells(asked+"condition: employed-at, at_least: 5, month: 3, without: missing", noCalendar, ""), "5, month", "condition employed-at has no at_least", "delete"},
		{withSpells(asked+"condition: begins, month: 3, without: missing", noCalendar, ""), "3, without: missing}", "condition begins has no month", "delete"},
		{withSpells(asked+"condition: employed-at, month: 13, without: missing", noCalendar, ""), "13", "month 13 lies after a follow-up of 12 months", "correct"},
		{withSpells(asked + "condition: working-days, at_least: 0, without: missing"), "0, without", `"at_least" is 0`, "correct"},
		{withSpells(asked + "condition: work-days, at_least: 1, without: missing"), "work-days", `"condition" cannot be "work-days"`, "working-days, calendar-days, employed-at or begins"},
		{withSpells(asked + "condition: working-days, at_least: 1"), "spells: {kinds", `outcome.spells has no key "without"`, "without: not-placed"},
		{withSpells(asked + "condition: working-days, at_least: 1, without: exclude"), "exclude}", `"without" cannot be "exclude"`, "not-placed or missing"},
		{withSpells(asked + "condition: working-days, at_least: 263, without: missing"), "263", "nobody has 263: no window of 12 months has more than 262 working days", "correct"},
		{withSpells(asked+"condition: calendar-days, at_least: 367, without: missing", noCalendar, ""), "367", "no window of 12 months has more than 366 days", "correct"},
		{onSpells(followUpText, ""), "outcome:", `outcome has no key "follow_up"`, "months: 12"},
		{onSpells("{months: 12,", "{months: 0,"), "0, until", `"months" is 0`, "correct"},
		{onSpells("{months: 12,", "{months: 601,"), "601", `"months" is 601`, "correct"},
		{onSpells(noKind, ""), "kinds: [job]", "no column of the register holds the kind of a spell", "add kind"},
		{onSpells(noMonths, ""), "3, without", "no column of the register holds the length", "add contract_months"},
		{onSpells("contract_months: months", "contract_months: kind"), "kind\n\nelig", "cannot hold the length of a contract: it holds the kind of a spell", "another"},
		{onSpells("start: first_day", "start: person_id"), "person_id\n    end", "cannot hold the first day of a spell: it holds the person's id", "another"},
		{withSpells("condition: working-days, at_least: 1, contract_months: 1, without: missing"), "kind\n    contract", "no outcome asks for the kind of a spell", "add kinds:"},
		{withSpells("condition: working-days, at_least: 1, kinds: [job], without: missing"), "months\n\nelig", "no outcome asks for the length", "add contract_months:"},
		{withSpells(begins, noKind, "", noMonths, ""), "calendar:", "no outcome counts working days", "delete it"},
		{onSpells(noCalendar, ""), "working-days", "there is no calendar", "add calendar"},
		{append(onEntry(), "  entry: entry_date\n", spellsDataText), "spells:", "no outcome is told by the register", "delete it"},
		{onEntry("  column: placed\n", "", "  missing: exclude\n\ncov", "  missing: exclude\n"+followUpText+"  spells: {"+begins+"}\n\ncov"), "spells: {cond", "the data have no register of spells", "to data"},
	})
}

// A slip of the pen in a key is said once.
func TestSpellsNoEchoes(t *testing.T) {
	for _, pairs := range [][]string{
		onSpells("  entry: entry_date\n", "  entri: entry_date\n"),
		onSpells("  spells:\n    files", "  spell:\n    files"),
		onSpells(noKind, "    kinds: kind\n"),
		onSpells("calendar:", "calender:"),
		onSpells("follow_up: {months: 12,", "followup: {months: 12,"),
		onSpells("at_least: 90", "atleast: 90"),
	} {
		if ps := problems(t, duo(t, pairs...)); len(ps) != 1 {
			t.Errorf("%q: %v", pairs[len(pairs)-1], ps)
		}
	}
}
