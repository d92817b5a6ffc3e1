package contract

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
)

// The parts of the example contract once it tells its outcome from spells.
const (
	spellsDataText = `  entry: entry_date
  spells:
    files: spells.parquet
    id: person_id
    start: first_day
    end: last_day
    kind: kind
    contract_months: months
`
	followUpText = "  follow_up: {months: 12, until: 2017-12-31}\n"
	spellsText   = "  spells: {condition: working-days, at_least: 90, kinds: [job], contract_months: 3, without: not-placed}\n"
	secondText   = `secondary_outcomes:
  - name: any work
    clause: "1.4"
    definition: work begun within half a year
    missing: exclude
    follow_up: {months: 6, until: 2017-12-31}
    spells: {condition: begins, without: not-placed}

`
	calendarText = `calendar:
  clause: "1.3"
  from: 2014-01-01
  until: 2017-12-31
  week: [monday, tuesday, wednesday, thursday, friday]
  holidays: [2014-01-01, 2015-01-01, 2016-01-01, 2017-12-25]

`
	windowsText = `cohorts:
  - {year: 2014, from: 2013-09-01, until: 2014-08-31}
  - {year: 2015, from: 2014-09-01, until: 2015-08-31}
  - {year: 2016, from: 2015-09-15, until: 2016-08-31}
`
)

// onEntry puts the day of entry in the place of the column with the year.
func onEntry(more ...string) []string {
	return append(change("  cohort: year\n", "  entry: entry_date\n"), more...)
}

// onSpells tells the example's outcome, and a second one, from spells.
func onSpells(more ...string) []string {
	return append(change("  cohort: year\n", spellsDataText, "  column: placed\n", "",
		"  missing: exclude\n\ncovariates", "  missing: exclude\n"+followUpText+spellsText+"\n"+secondText+calendarText+"covariates"), more...)
}

// onWindows makes the example's cohorts windows of entry.
func onWindows(more ...string) []string {
	return append(onEntry("cohorts: [2014, 2015, 2016]\n", windowsText), more...)
}

// wholeLanguage are contracts that between them use all that can be said of people.
func wholeLanguage(t testing.TB) []string {
	t.Helper()
	return []string{
		duo(t, onEntry()...), duo(t, onSpells()...), duo(t, onWindows()...),
		duo(t, onWindows("kind: integer", "kind: age", covariateGender, `  - {name: gender, kind: category, map: {woman: F, man: M}, levels: [F, M], match: exact, missing: refuse}
  - {name: months, kind: category, bands: [{name: short, below: 6}, {name: long, at_least: 6, at_most: 99}], match: exact, missing: level}
`, "at_most: 33\n", "at_most: 33\n  - {id: registered, clause: \"2\", column: registered, kind: category, one_of: [a], missing: exclude}\n",
			"comparison: comparison.parquet", "comparison: [a.parquet, \"b/**\"]")...),
		duo(t, withSpells("kinds: [job], contract_months: 3, condition: employed-at, month: 12, without: missing", noCalendar, "")...),
	}
}

// They are accepted, by the schema too, survive JSON, and say no more than they did if nothing new is in them.
func TestWholeLanguage(t *testing.T) {
	for _, text := range wholeLanguage(t) {
		terms, err := Parse("c.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		validates(t, text)
		first, err := json.Marshal(terms)
		if err != nil {
			t.Fatal(err)
		}
		var back Terms
		if err := json.Unmarshal(first, &back); err != nil {
			t.Fatal(err)
		}
		if second, err := json.Marshal(back); err != nil || string(second) != string(first) {
			t.Errorf("terms do not survive JSON: %v\n%s\n%s", err, first, second)
		}
	}
	old, err := json.Marshal(parsed(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"cohort_windows", "secondary_outcomes", "calendar", "entry", "spells", "follow_up", "map", "bands"} {
		if strings.Contains(string(old), strconv.Quote(key)) {
			t.Errorf("a contract without %s has it in JSON: %s", key, old)
		}
	}
}

// Payment terms of such contracts can be amended, and people cannot.
func TestAmendsWholeLanguage(t *testing.T) {
	for at, fine := range map[string]bool{"payment.cap.amount": true, "outcome.spells.at_least": false, "calendar.until": false} {
		was := map[string]string{"payment.cap.amount": "290000", "outcome.spells.at_least": "90", "calendar.until": "2017-12-31"}[at]
		is := map[string]string{"payment.cap.amount": "280000", "outcome.spells.at_least": "60", "calendar.until": "2018-12-31"}[at]
		text := duo(t, onSpells()...) + "amendments: [{id: first, clause: \"9\", effective: 2015-01-01, changes: [{at: " + at + ", was: " + was + ", is: " + is + "}]}]\n"
		terms, err := Parse("c.yaml", []byte(text))
		switch {
		case !fine && (err == nil || !strings.Contains(err.Error(), "cannot be amended")):
			t.Errorf("%s: %v", at, err)
		case fine && err != nil:
			t.Errorf("%s: %v", at, err)
		case fine && (terms.Amendments[0].Amended.Outcome.Spells == nil || terms.Amendments[0].Amended.Calendar == nil):
			t.Error("the amended terms have lost their outcome or calendar")
		}
	}
}

// What the schema can say of people it does say, so that editors mark it.
func TestSchemaRefusesPeople(t *testing.T) {
	const young = "{name: young, below: 25}"
	for _, pairs := range [][]string{
		onWindows(", until: 2016-08-31", ""),
		onEntry("[2014, 2015, 2016]", "[2014, {year: 2015, from: 2015-01-01, until: 2015-12-31}]"),
		change("comparison: comparison.parquet", "comparison: []"),
		onSpells("at_least: 90, ", ""),
		onSpells("at_least: 90, ", "at_least: 90, month: 3, "),
		onSpells("working-days", "begins"),
		onSpells("working-days", "employed-at"),
		onSpells(", without: not-placed}\n\nsec", "}\n\nsec"),
		onSpells(followUpText, ""),
		onSpells("    end: last_day\n", ""),
		onSpells("  missing: exclude\n  follow_up", "  missing: exclude\n  column: placed\n  follow_up"),
		onSpells("[monday, tuesday,", "[mon, tuesday,"),
		onSpells("[2014-01-01, 2015-01-01, 2016-01-01, 2017-12-25]", "nothing"),
		banded("{name: young}"),
		banded("{name: young, at_most: 24, below: 25}"),
		banded(young, "name: young", "nam: young"),
		renamedGender("    map: {}\n"),
		renamedGender("    map: {a: [b]}\n"),
		eligibleIf(`id: r, clause: "2", column: x, kind: category, one_of: [F]`),
		eligibleIf(`id: r, clause: "2", covariate: gender, missing: refuse, one_of: [F]`),
		eligibleIf(`id: r, clause: "2", one_of: [F]`),
	} {
		text := duo(t, pairs...)
		if validate(t, text) == nil {
			t.Errorf("the schema accepts %q", pairs)
		}
		problems(t, text)
	}
}
