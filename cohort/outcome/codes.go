package outcome

// Codes of what makes outcomes unusable. They keep their meaning across versions.
const (
	CodeNotBinary    = "SIB-D601"
	CodeMissing      = "SIB-D602"
	CodeWrongType    = "SIB-D603"
	CodeIncomplete   = "SIB-D604"
	CodeSilent       = "SIB-D605"
	CodeSpellNoID    = "SIB-D701"
	CodeSpellNoStart = "SIB-D702"
	CodeSpellEnds    = "SIB-D703"
	CodeSpellNotDay  = "SIB-D704"
	CodeSpellMonths  = "SIB-D705"
	CodeCalendar     = "SIB-D706"
	CodeCounts       = "SIB-D805"
)

// Codes of the findings of this package: usable data that is noteworthy.
const (
	CodeGaps            = "SIB-D606" // eligible people without an outcome
	CodeUnevenGaps      = "SIB-D607" // many more in one arm than in the other
	CodeNotFollowed     = "SIB-D608" // eligible people whose follow-up is not complete
	CodeSpellUnknown    = "SIB-D711" // spells of people who are not eligible or not in the files
	CodeSpellOutside    = "SIB-D712" // spells outside every window
	CodeSpellOverlap    = "SIB-D713" // spells that overlap another of the same person
	CodeSpellIdentical  = "SIB-D714" // rows that are the same as another
	CodeSpellRunning    = "SIB-D715" // spells without a last day
	CodeRegisterUnknown = "SIB-D716" // the register knows nobody
)

// Codes says what each code of this package means, why it matters and what to do, for `sib explain`.
var Codes = map[string]string{
	CodeNotBinary:    "An outcome is neither 0 nor 1, false nor true. A number of days or an income needs the contract's definition applied first.",
	CodeMissing:      "The outcome of an eligible person is missing, and the contract refuses missing outcomes. Complete the data, or agree on missing: exclude.",
	CodeWrongType:    "The outcome column is text or days. Write it as booleans, or as the numbers 0 and 1.",
	CodeIncomplete:   "The follow-up of an eligible person is not complete on the last day of which anything is known, and the contract refuses missing outcomes. Evaluate later, or agree on missing: exclude.",
	CodeSilent:       "The register of spells has no row of an eligible person, its silence means a missing outcome, and the contract refuses missing outcomes. Complete the register, or agree on what its silence means.",
	CodeSpellNoID:    "A spell does not say whose it is. It cannot count for anybody. Write the person's id, or leave the row out.",
	CodeSpellNoStart: "A spell has no first day, so that nobody can know which days count. Write it.",
	CodeSpellEnds:    "A spell ends before it starts: the days are swapped, or one is wrong. Both are inclusive; a spell of one day ends on the day it starts.",
	CodeSpellNotDay:  "What stands for a spell's first or last day cannot be read as one. Write dates, timestamps, or text such as 2014-03-10, and null for a last day that is not known yet.",
	CodeSpellMonths:  "The months of a contract are not a number from 0. Write null where they are not known.",
	CodeCalendar:     "The follow-up of an eligible person includes days that the contract's calendar does not cover: nobody knows the holidays. Extend the calendar, with the holidays of all years concerned.",

	CodeCounts: "The numbers of an outcome in a table of counts do not fit together, or are missing: with an outcome, placed, and without a complete follow-up, of the people of the row. Make the counts again by this contract.",

	CodeGaps:            "Eligible people have no outcome. They are left out of the rates. If they are not like the others, the rates are off.",
	CodeUnevenGaps:      "The share of people without an outcome differs by more than 10 points between the arms. The arms were probably followed in different ways, and the comparison may rest on that.",
	CodeNotFollowed:     "Eligible people entered so late that the end of their follow-up is not known yet. They are left out, whatever happened so far.",
	CodeSpellUnknown:    "Spells of the register are of people who are not eligible, or not in the files of people. They change nothing.",
	CodeSpellOutside:    "Spells of eligible people have no day in any follow-up window. They change nothing; many of them may mean that days are written in another unit.",
	CodeSpellOverlap:    "Spells begin before another of the same person has ended. A day counts once, so nothing counts twice.",
	CodeSpellIdentical:  "Rows of the register are the same in everything that is read. A day counts once, so they change nothing; the register may have been put together from overlapping exports.",
	CodeSpellRunning:    "Spells have no last day and count until the end of the window. If they ended without anybody noting it, days count that should not.",
	CodeRegisterUnknown: "No row of the register is of an eligible person. The ids are probably pseudonyms of another kind than those in the files of people, so that everybody would seem without work.",
}
