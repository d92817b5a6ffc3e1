package report

// figureTables are the data of the figures.
func figureTables() []TableDescription {
	return []TableDescription{
		{"figures/cash.csv", "What investors pay in and receive, in order of the days.", key("a day on which money goes one way"), "the contract dates both what investors pay and what they receive", []ColumnDescription{
			textColumn("date", "the day, as 2014-03-10"),
			textColumn("item", "paid_in or received"),
			amountColumn("amount", "what is paid in, below zero, or received"),
			amountColumn("sum_so_far", "all amounts up to this row"), currencyColumn,
		}},
		{"figures/flow.csv", "Both arms from the files to the analysis. A flow that is too long for a page is drawn in several figures, flow-2 and so on, with the same data.", key("a stage, or a reason for which people are left out before it"), "", flowColumns()},
		{"figures/forest.csv", "The differences of the rates with their intervals, and the contract's thresholds.", key("an estimate or a threshold"), "", []ColumnDescription{
			cohortColumn,
			textColumn("item", "estimate, or threshold with its words"),
			numberColumn("difference", points100, "programme rate less comparison rate; of a threshold the difference that would meet it"),
			numberColumn("lo", points100, "lower limit of the interval; empty for a threshold"),
			numberColumn("hi", points100, "upper limit of the interval; empty for a threshold"),
		}},
		{"figures/love.csv", "How alike the groups are before and after matching, the most different first.", key("a covariate, or a level of one"), "", []ColumnDescription{
			textColumn("covariate", "name of the covariate"),
			textColumn("level", "level of a category; empty for a number"),
			numberColumn("absolute_smd_before", "standard deviations", "absolute standardised mean difference before matching; empty if nobody varies"),
			numberColumn("absolute_smd_after", "standard deviations", "the same after matching, with the same denominator"),
		}},
		{"figures/overlap.csv", "How far both groups have people alike: by the propensity score over all cohort years, and by profile.", key("a bin of scores, the common support, or the profiles of both groups or of one alone"), "the evaluation has scores", overlapColumns()},
		{"figures/payment.csv", "What would be due by the value of the measure, everything else held fixed.", key("a point of the curve, an observed value, a threshold, or the cap"), "a measure moves the payment", []ColumnDescription{
			textColumn("item", "curve, observed, threshold or cap"),
			{"cohort", ColumnCohort, "year", "of an observed value: cohort year, or all of them pooled"},
			measureColumn,
			{"value", ColumnExact, effectUnit, "value of the measure; empty for the cap"},
			numberColumn("lo", effectUnit, "lower limit of an observed value's interval; empty if it has none"),
			numberColumn("hi", effectUnit, "upper limit of it"),
			amountColumn("amount", "what is due at the value, in the currency of the contract; empty for a threshold and where several values were observed"),
		}},
		{"figures/rates.csv", "The rates of both groups.", key("a group in a cohort year, or pooled"), "", []ColumnDescription{
			cohortColumn,
			textColumn("group", "programme or comparison"),
			numberColumn("rate", proportion, "share with the outcome; the comparison group's is weighted"),
			numberColumn("lo", proportion, "lower limit of the Wilson interval"),
			numberColumn("hi", proportion, "upper limit of it"),
			peopleColumn("n", "people with a known outcome, each counted once"),
		}},
		{"figures/specification.csv", "What other choices would show and pay, in order of the amount, then of the difference.", key("another estimator, design, set of people or filling-in of missing outcomes; one is as agreed"), "two of them have a difference", specificationColumns()},
		{"figures/subgroups.csv", "The effect by sub-group. It is exploratory: the contract decides on none of it.", key("a level of a covariate, or a cohort year, with enough people in both groups"), "a covariate has two such levels, or there are two such years", subgroupColumns()},
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

func overlapColumns() []ColumnDescription {
	return []ColumnDescription{
		textColumn("item", "bin, common_support, profiles_both, profiles_programme_only or profiles_comparison_only"),
		numberColumn("from", scoreUnit, "lowest score of a bin or of the common support; empty for profiles"),
		numberColumn("to", scoreUnit, "end of it: the last bin and the common support hold it, other bins do not"),
		{"profiles", ColumnInteger, "profiles", "number of profiles, that is all covariates with the cohort year; empty for scores"},
		peopleColumn("programme_n", "eligible programme people"),
		peopleColumn("comparison_n", "eligible people of the comparison pool"),
		numberColumn("programme_weight", "people (sum of weights)", "Σw of the matched programme people of a bin"),
		numberColumn("comparison_weight", "people (sum of weights)", "Σw of the matched comparison people of a bin"),
	}
}

func specificationColumns() []ColumnDescription {
	return []ColumnDescription{
		textColumn("name", "short name, such as agreed or mh-sato"),
		textColumn("kind", "specification, design, left_out or missing_outcomes"),
		textColumn("words", "what is done otherwise"),
		numberColumn("difference", points100, "programme rate less comparison rate, all cohort years pooled; empty if there is no number"),
		numberColumn("lo", points100, "lower limit of its interval"),
		numberColumn("hi", points100, "upper limit of it"),
		textColumn("method", "method of the interval"),
		numberColumn("relative_change", proportion, "programme rate divided by comparison rate, less 1; empty if the comparison rate is 0"),
		amountColumn("due", "what would be due; empty if nothing can be decided"),
		textColumn("currency", "ISO 4217 code of the amount; empty without one"),
		textColumn("error", "why there is no number, or no amount; else empty"),
	}
}

func subgroupColumns() []ColumnDescription {
	return []ColumnDescription{
		textColumn("covariate", "name of the covariate; year for the cohort years"),
		textColumn("level", "level of the covariate, or the cohort year"),
		peopleColumn("programme_n", "matched programme people with a known outcome"),
		peopleColumn("comparison_n", "matched comparison people with a known outcome, each counted once"),
		numberColumn("difference", points100, "programme rate less comparison rate"),
		numberColumn("lo", points100, "lower limit of its interval"),
		numberColumn("hi", points100, "upper limit of it"),
		textColumn("method", "method of the interval"),
		numberColumn("interaction_p", proportion, "p-value of the test of interaction of all levels of the covariate; empty if there is no test"),
	}
}
