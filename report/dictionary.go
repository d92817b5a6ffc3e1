package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// DictionaryVersion names the layout of DictionaryJSON.
const DictionaryVersion = "sib-tables/1"

// TableDescription says what is in a table of a run's directory.
type TableDescription struct {
	Name    string              `json:"file"`           // relative to the directory
	Meaning string              `json:"meaning"`        // what the table is
	Row     string              `json:"row"`            // what one row is
	When    string              `json:"when,omitempty"` // when a run has it; every run if empty
	Columns []ColumnDescription `json:"columns"`
}

// ColumnDescription says what is in a column.
type ColumnDescription struct {
	Name    string     `json:"name"`
	Type    ColumnType `json:"type"`
	Unit    string     `json:"unit,omitempty"` // of a number; empty for text
	Meaning string     `json:"meaning"`
}

// ColumnType is how the values of a column are written.
type ColumnType string

// The types. Nothing is localised. An empty cell is a quantity that does not exist.
const (
	ColumnText    ColumnType = "text" // an apostrophe in front keeps a spreadsheet from running it
	ColumnInteger ColumnType = "integer"
	ColumnNumber  ColumnType = "number"
	ColumnExact   ColumnType = "exact"
	ColumnAmount  ColumnType = "amount"
	ColumnBoolean ColumnType = "boolean"
	ColumnCohort  ColumnType = "cohort"
)

// TypeDescription says how the values of a type are written.
type TypeDescription struct {
	Name    ColumnType `json:"name"`
	Written string     `json:"written_as"`
}

// ColumnTypes describes every type.
func ColumnTypes() []TypeDescription {
	return []TypeDescription{
		{ColumnText, "one line"},
		{ColumnInteger, "digits"},
		{ColumnNumber, "decimal digits without an exponent, which read back to the same floating-point number"},
		{ColumnExact, "a decimal number in full, or a fraction such as 133/320; true or false for a condition"},
		{ColumnAmount, "a decimal number in full, or a fraction, in units of the currency"},
		{ColumnBoolean, "true or false"},
		{ColumnCohort, "a year, or the word pooled"},
	}
}

// Dictionary describes every table that a run writes, CSV and Parquet, in the order of
// their names, each with its columns in the order of the file.
func Dictionary() []TableDescription {
	return slices.Concat(figureTables(), resultTables(), paymentTables())
}

// DictionaryJSON is the dictionary for programs: the types, then the tables.
func DictionaryJSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(struct {
		Version string             `json:"schema_version"`
		Types   []TypeDescription  `json:"types"`
		Tables  []TableDescription `json:"tables"`
	}{DictionaryVersion, ColumnTypes(), Dictionary()}); err != nil {
		return nil, fmt.Errorf("dictionary of the tables: %w", err)
	}
	return b.Bytes(), nil
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
