package report

import "slices"

// TableDescription says what is in a table of a run's directory.
type TableDescription struct {
	Name    string // of the file, relative to the directory
	Meaning string // what the table is
	Row     string // what one row is
	When    string // when a run has it; every run if empty
	Columns []ColumnDescription
}

// ColumnDescription says what is in a column.
type ColumnDescription struct {
	Name    string
	Type    ColumnType
	Unit    string // of a number; empty for text
	Meaning string
}

// ColumnType is how the values of a column are written.
type ColumnType string

// The types. Nothing is localised. An empty cell is a quantity that does not exist.
const (
	ColumnText    ColumnType = "text"    // one line; an apostrophe in front keeps a spreadsheet from running it
	ColumnInteger ColumnType = "integer" // digits
	ColumnNumber  ColumnType = "number"  // decimal digits without an exponent, which read back to the same floating-point number
	ColumnExact   ColumnType = "exact"   // a decimal number in full, or a fraction such as 133/320
	ColumnAmount  ColumnType = "amount"  // a decimal number in full, or a fraction, in units of the currency
	ColumnBoolean ColumnType = "boolean" // true or false
	ColumnCohort  ColumnType = "cohort"  // a year, or the word pooled
)

// Dictionary describes every table that a run writes, CSV and Parquet, in the order of
// their names, each with its columns in the order of the file.
func Dictionary() []TableDescription {
	return slices.Concat(figureTables(), resultTables(), paymentTables())
}

// Units that several columns have.
const (
	proportion = "proportion"
	points100  = "proportion (0.01 is one percentage point)"
	persons    = "people"
	denom      = "standard deviations (smd_denominator)"
	own        = "the covariate's own unit; proportion for a level"
	scoreUnit  = "the scale of the link, or the given score's own unit"
	effectUnit = "the type of the effect: proportion where it is written in per cent or points"
)

// textColumn is a column of text.
func textColumn(name, meaning string) ColumnDescription {
	return ColumnDescription{name, ColumnText, "", meaning}
}

// peopleColumn counts people.
func peopleColumn(name, meaning string) ColumnDescription {
	return ColumnDescription{name, ColumnInteger, persons, meaning}
}

// numberColumn is a column of floating-point numbers of a unit.
func numberColumn(name, unit, meaning string) ColumnDescription {
	return ColumnDescription{name, ColumnNumber, unit, meaning}
}

// amountColumn is a column of exact money.
func amountColumn(name, meaning string) ColumnDescription {
	return ColumnDescription{name, ColumnAmount, "currency units", meaning}
}

// yesColumn is a column of true and false.
func yesColumn(name, meaning string) ColumnDescription {
	return ColumnDescription{name, ColumnBoolean, "", meaning}
}

// Columns that several tables have.
var (
	cohortColumn   = ColumnDescription{"cohort", ColumnCohort, "year", "cohort year, or all of them pooled"}
	clauseColumn   = textColumn("clause", "clause of the signed contract")
	currencyColumn = textColumn("currency", "ISO 4217 code of the amounts of the row")
	nodeColumn     = textColumn("node", "id of the row of tables/payment.csv that the amount comes from")
	ruleColumn     = textColumn("rule", "id of the rule")
	measureColumn  = textColumn("measure", "id of the measure")
)
