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

// figureTables are the data of the figures.
func figureTables() []TableDescription {
	return []TableDescription{
		{"figures/flow.csv", "Both arms from the files to the analysis. A flow that is too long for a page is drawn in several figures, flow-2 and so on, with the same data.", "a stage, or a reason for which people are left out before it", "", flowColumns()},
		{"figures/forest.csv", "The differences of the rates with their intervals, and the contract's thresholds.", "an estimate or a threshold", "", []ColumnDescription{
			cohortColumn,
			textColumn("item", "estimate, or threshold with its words"),
			numberColumn("difference", points100, "programme rate less comparison rate; of a threshold the difference that would meet it"),
			numberColumn("lo", points100, "lower limit of the interval; empty for a threshold"),
			numberColumn("hi", points100, "upper limit of the interval; empty for a threshold"),
		}},
		{"figures/love.csv", "How alike the groups are before and after matching, the most different first.", "a covariate, or a level of one", "", []ColumnDescription{
			textColumn("covariate", "name of the covariate"),
			textColumn("level", "level of a category; empty for a number"),
			numberColumn("absolute_smd_before", "standard deviations", "absolute standardised mean difference before matching; empty if nobody varies"),
			numberColumn("absolute_smd_after", "standard deviations", "the same after matching, with the same denominator"),
		}},
		{"figures/payment.csv", "What would be due by the value of the measure, everything else held fixed.", "a point of the curve, an observed value, a threshold, or the cap", "a measure moves the payment", []ColumnDescription{
			textColumn("item", "curve, observed, threshold or cap"),
			{"cohort", ColumnCohort, "year", "of an observed value: cohort year, or all of them pooled"},
			measureColumn,
			{"value", ColumnExact, effectUnit, "value of the measure; empty for the cap"},
			numberColumn("lo", effectUnit, "lower limit of an observed value's interval; empty if it has none"),
			numberColumn("hi", effectUnit, "upper limit of it"),
			amountColumn("amount", "what is due at the value, in the currency of the contract; empty for a threshold and where several values were observed"),
		}},
		{"figures/rates.csv", "The rates of both groups.", "a group in a cohort year, or pooled", "", []ColumnDescription{
			cohortColumn,
			textColumn("group", "programme or comparison"),
			numberColumn("rate", proportion, "share with the outcome; the comparison group's is weighted"),
			numberColumn("lo", proportion, "lower limit of the Wilson interval"),
			numberColumn("hi", proportion, "upper limit of it"),
			peopleColumn("n", "people with a known outcome, each counted once"),
		}},
	}
}

func flowColumns() []ColumnDescription {
	return []ColumnDescription{
		textColumn("stage", "received, valid, eligible, matched, with an outcome, or analysed"),
		textColumn("kind", "stage: who is left at it. loss: who is left out before it"),
		textColumn("reason", "why people are left out; empty for a stage"),
		textColumn("clause", "clause that leaves them out; empty if it is none"),
		peopleColumn("programme", "programme people"),
		peopleColumn("comparison", "people of the comparison pool"),
	}
}
