package cohort

import (
	"maps"

	"sib/cohort/internal/columns"
)

// Codes of what makes people's data unusable. Those of files and columns are in package
// columns; see Codes for all of them. They keep their meaning across versions.
const (
	CodeColumnReused = "SIB-D117"
	CodeCovariates   = "SIB-D118"
	CodeEmptyArm     = "SIB-D119"
	CodeEmptyYear    = "SIB-D120"
	CodeNoEntry      = "SIB-D122"
	CodeUnknown      = "SIB-D199"

	CodeMissing       = "SIB-D201"
	CodeUnknownLevel  = "SIB-D202"
	CodeEmptyText     = "SIB-D203"
	CodeReservedLevel = "SIB-D204"
	CodeNotNumber     = "SIB-D205"
	CodeTooLarge      = "SIB-D206"
	CodeNotYear       = "SIB-D207"
	CodeNoYear        = "SIB-D208"
	CodeNotDay        = "SIB-D209"
	CodeNoEntryDay    = "SIB-D210"
	CodeBornLater     = "SIB-D212"
	CodeTooOld        = "SIB-D213"
	CodeNoBand        = "SIB-D214"
	CodeUnknownArm    = "SIB-D217"
	CodeNoArm         = "SIB-D218"

	CodeNoID     = "SIB-D301"
	CodeSameID   = "SIB-D302"
	CodeBothArms = "SIB-D303"
)

// Codes of what makes tables of counts unusable.
const (
	CodeCountsTerms = "SIB-D801"
	CodeCountsTwice = "SIB-D802"
	CodeCountsRow   = "SIB-D803"
	CodeCountsValue = "SIB-D804"
)

// Codes of the findings of this package: usable data that is noteworthy.
const (
	CodePartsDiffer = "SIB-D121" // a column is of different types in different files
	CodeGaps        = "SIB-D219" // some values are missing
	CodeManyGaps    = "SIB-D220" // many are
	CodeUnevenGaps  = "SIB-D221" // many more in one arm than in the other
	CodeTimeOfDay   = "SIB-D222" // timestamps that count as days

	// LevelUnused: the contract lists a level that no eligible person has. Count is 0.
	LevelUnused = "SIB-D401"
	// LevelWithoutComparison: eligible programme people have a level that no eligible
	// comparison person has in any year. Count is the number of those programme people.
	LevelWithoutComparison = "SIB-D402"
	// LevelWithoutProgramme is the same with the arms swapped.
	LevelWithoutProgramme = "SIB-D403"
	// OutsideRange: Count eligible programme people have a number below or above all of the comparison pool.
	OutsideRange = "SIB-D404"

	CodeLevelDrift  = "SIB-D501" // the share of a level moves between years
	CodeMeanDrift   = "SIB-D502" // the mean of a number does
	CodePeopleDrift = "SIB-D503" // the number of people does
)

// Codes says what each code of this package means, why it matters and what to do, for `sib explain`.
var Codes = merged(columns.Codes, map[string]string{
	CodeColumnReused: "The id column is also used for something else. An id only tells people apart and never reaches a message; name another column in the contract.",
	CodeCovariates:   "The contract asks of a covariate what cannot be: two of one name, a missing number as a level, an age from the day of entry, or a value that its levels leave out. Correct the contract.",
	CodeEmptyArm:     "No row belongs to the programme, or none to the comparison pool. There is nothing to compare. Check the files, and the arm's two values.",
	CodeEmptyYear:    "Nobody in an arm is eligible in a cohort year that the contract names. The year has no result. Add its people, or take it out of the contract's cohorts.",
	CodeNoEntry:      "An age follows from a day of birth and a day of entry, and the contract names no column with the day of entry. Name it, or write the year of birth.",

	CodeUnknown: "A file cannot be used for a reason that has no code of its own. The message is the system's.",

	CodeMissing:       "A value is missing, and the contract refuses missing values of this covariate or rule. Complete the data, or agree on missing: exclude.",
	CodeUnknownLevel:  "A value is not among the levels that the contract lists. It may be misspelt, or a value nobody thought of. Correct the data, or add it to the contract.",
	CodeEmptyText:     "A text is empty. Nobody can know whether it is a value or a missing one. Write null for a missing value.",
	CodeReservedLevel: "The data use the label that stands for missing values as a value. The two could not be told apart. Write null for a missing value.",
	CodeNotNumber:     "A number is NaN or infinite. It cannot be compared. Write null for a missing value.",
	CodeTooLarge:      "A number is beyond 2^53, where not every integer is exact: two people could seem alike and not be. It is probably another column.",
	CodeNotYear:       "What stands for a year is not one from 1 to 9999. Write it as an integer such as 2014.",
	CodeNoYear:        "The cohort year of a person is missing. Write the year in which the person entered, or leave the person out of the file.",
	CodeNotDay:        "What stands for a day cannot be read as one. Write dates, timestamps, or text such as 2014-03-10, and null for a missing day.",
	CodeNoEntryDay:    "The day of entry of a person is missing, on which cohorts, ages and follow-up rest. Write it, or leave the person out of the file.",
	CodeBornLater:     "A person is born after entry. One of the days is wrong, or the contract names the wrong columns.",
	CodeTooOld:        "A person is older than 130 at entry, as happens when an unknown birth is written as 1900 or 1800. Write null for an unknown birth.",
	CodeNoBand:        "A number lies in none of the contract's bands. Correct the data, write null for a missing value, or add a band.",
	CodeUnknownArm:    "The column that tells the arms apart has a value that is neither of the contract's two. Nobody can know to which arm these people belong. Correct the data or the contract.",
	CodeNoArm:         "The column that tells the arms apart is missing a value. Write one of the contract's two values in every row.",

	CodeNoID:     "A person has no id. Ids are what keeps anybody from counting twice. Give every person a pseudonym.",
	CodeSameID:   "An id stands in more than one row of an arm, over all files and years: a person would count twice. Keep one row for each person.",
	CodeBothArms: "The same person is in the programme and in the comparison pool, and would be compared with themselves. Take programme people out of the pool.",

	CodeCountsTerms: "A table of counts was made by other terms than the contract's, or by another version. Its profiles need not be the contract's. Make the counts again by this contract.",
	CodeCountsTwice: "The same people would count twice: a table of counts is named twice, or people are in a file besides the counts that stand in for them. Name each once.",
	CodeCountsRow:   "A row of a table of counts does not fit the contract: its stage, arm, year or a value. Make the counts again by this contract.",
	CodeCountsValue: "A number of people in a table of counts is missing, negative or too large. Make the counts again.",

	CodePartsDiffer: "A column has different types in the files of one table, such as integers in one and text in another. It is read all the same; the parts may come from different exports.",
	CodeGaps:        "Some values of a column are missing. What becomes of these people, the contract says: excluded, or a level of its own.",
	CodeManyGaps:    "More than 5 % of a column's values are missing in an arm. People without a value may differ from the others, and leaving them out may move the result. Complete the data if it is possible.",
	CodeUnevenGaps:  "The share of missing values differs by more than 10 points between the arms. The arms were probably recorded in different ways, so that leaving people out, or matching on missing, compares unlike people.",
	CodeTimeOfDay:   "Timestamps with a time of day count as the day they fall on, in UTC if they are adjusted to UTC. Near midnight that may be the day before or after. Write dates if the day is known.",

	LevelUnused:            "The contract lists a value of a covariate that no eligible person has. It may be spelt differently in the data.",
	LevelWithoutComparison: "Programme people have a value that nobody in the comparison pool has. Nobody can be compared with them on it.",
	LevelWithoutProgramme:  "People in the comparison pool have a value that nobody in the programme has. They are compared with nobody on it, which is usual for a large pool.",
	OutsideRange:           "Programme people have a number below or above everybody in the comparison pool. Who is compared with them is less than they, or more: look at the bins, or restrict who is eligible.",

	CodeLevelDrift:  "From one cohort year to the next, the share of a value moves by more than 10 points within an arm. The programme may have changed whom it takes, or the way of recording changed.",
	CodeMeanDrift:   "From one cohort year to the next, the mean of a number moves by more than a quarter of its standard deviation within an arm. The programme may have changed whom it takes, or the unit changed.",
	CodePeopleDrift: "From one cohort year to the next, the number of eligible people changes by more than a factor of 2 within an arm. A file may be missing, or a year was not complete when it was exported.",
})

func merged(all ...map[string]string) map[string]string {
	out := map[string]string{}
	for _, m := range all {
		maps.Copy(out, m)
	}
	return out
}
