package report

// paymentTables are the tables of the decision, from the gates to the receipts.
func paymentTables() []TableDescription {
	return []TableDescription{
		{"tables/gates.csv", "The gates, which come before any money.", key("a gate in a cohort year, or over all of them"), "the contract has gates", []ColumnDescription{
			textColumn("gate", "id of the gate"), clauseColumn, cohortColumn,
			{"observed", ColumnExact, "the unit of the bound: proportion where it is written in per cent", "value that was found"},
			textColumn("required", "the bound, in words"),
			yesColumn("passed", "whether the gate lets the rules pay"),
			numberColumn("margin", "the unit of observed", "by how much it is passed, or missed if negative"),
			textColumn("consequence", "what follows, in words"),
		}},
		{"tables/limits.csv", "What limits took away, in the order in which they apply.", key("a limit in a cohort year, or over all of them"), "the contract has limits", []ColumnDescription{
			textColumn("limit", "id of the limit"), clauseColumn, cohortColumn,
			amountColumn("before", "what the rules would pay without the limit"), amountColumn("after", "what they pay after it"), currencyColumn,
		}},
		{"tables/payers.csv", "Who pays what is due.", key("a payer"), "the contract names payers", []ColumnDescription{
			textColumn("payer", "who pays"), clauseColumn, amountColumn("amount", "what this payer pays"), currencyColumn, nodeColumn,
		}},
		{"tables/payment.csv", "The calculation from the rates to what is due: every amount can be worked out again from it.", key("a quantity; those that it takes stand before it"), "", traceColumns()},
		{"tables/payment_rules.csv", "What each rule pays, after its own cap and the limits.", key("a rule in a cohort year, or over all of them"), "a rule has an amount, if only of 0", []ColumnDescription{
			ruleColumn, clauseColumn, cohortColumn, amountColumn("amount", "what the rule pays"), currencyColumn,
			yesColumn("deferred", "whether a gate leaves it undecided"), nodeColumn,
		}},
		{"tables/receipts.csv", "Who receives what is due: the waterfall.", key("a level of the waterfall, or a guarantee"), "the contract has a waterfall", []ColumnDescription{
			textColumn("to", "who receives it: a tranche, or anybody by name"), clauseColumn,
			textColumn("pay", "amount, interest, principal, rest or guarantee"),
			amountColumn("amount", "what is received"), amountColumn("short", "what is lacking"), currencyColumn,
			textColumn("guarantor", "who pays it, if the payers do not; else empty"), nodeColumn,
		}},
		{"tables/verdicts.csv", "Thresholds held against measurements.", key("a threshold and a measurement"), "", verdictColumns()},
	}
}

func traceColumns() []ColumnDescription {
	return []ColumnDescription{
		textColumn("id", "name of the quantity"),
		textColumn("clause", "clause of the signed contract; empty if it is of none"),
		textColumn("words", "what it is"),
		textColumn("op", "operation that makes it of its inputs and arguments"),
		textColumn("inputs", "ids of the quantities that it takes, divided by blanks"),
		textColumn("args", "numbers that the terms fix, divided by blanks"),
		textColumn("formula", "the calculation with the numbers in it"),
		{"exact", ColumnExact, "unit", "value before rounding; true or false for a condition; of more than 80 characters the first 30 decimals and an ellipsis"},
		{"rounding_to", ColumnExact, "unit", "step of the rounding; empty if it is not rounded"},
		textColumn("rounding_mode", "half-up, half-even or down; empty if it is not rounded"),
		{"rounded", ColumnExact, "unit", "the value, which later quantities take"},
		textColumn("unit", "unit of exact and rounded: proportion, people, condition, the code of a currency and the like"),
	}
}

func verdictColumns() []ColumnDescription {
	return []ColumnDescription{
		ruleColumn, clauseColumn, measureColumn, cohortColumn,
		yesColumn("binding", "whether the rule decides on it; else it is for information"),
		textColumn("effect", "type of the effect: relative, reduction, points, ratio, rate, count, duration, money, standardised, index or significance"),
		textColumn("unit", "unit of a count or duration, or currency of money; else empty"),
		textColumn("statistic", "what is compared: point-estimate, lower-bound, upper-bound or p-value"),
		{"observed", ColumnExact, effectUnit, "value that is compared"},
		textColumn("comparing", "how it has to compare: at-least, above, at-most or below"),
		{"required", ColumnExact, effectUnit, "value of the threshold"},
		yesColumn("met", "whether the threshold is met"),
		numberColumn("margin", effectUnit, "observed less required; the other way round for at-most and below"),
	}
}
