package report

// resultTables are the tables of people, balance and results.
func resultTables() []TableDescription {
	const links = "the design weights people one by one, or makes pairs"
	return []TableDescription{
		{"tables/balance.csv", "Balance of the covariates before and after matching.", key("a covariate, a level of one, or the score, in a cohort year or pooled"), "", balanceColumns()},
		{"tables/flow.csv", "Both arms from the files to the analysis: each stage is the one before it less the losses between them.", key("a stage, or a reason for which people are left out before it"), "", flowColumns()},
		{"tables/results.csv", "Rates, differences and intervals.", key("a cohort year, or all of them pooled (last)"), "", resultColumns()},
		{"tables/strata.parquet", "The matched sets with their outcomes: every rate can be computed again from them.", key("a matched set with both groups"), "the design makes strata", []ColumnDescription{
			{"year", ColumnInteger, "year", "cohort year"},
			textColumn("stratum", "the set's values, as name=value; name=value"),
			peopleColumn("programme_n", "programme people with a known outcome"),
			peopleColumn("programme_events", "of them, people with the outcome"),
			peopleColumn("comparison_n", "comparison people with a known outcome"),
			peopleColumn("comparison_events", "of them, people with the outcome"),
		}},
		{"tables/weighted.csv", "The sums that the rates of such a design are computed from.", key("a group in a cohort year"), links, []ColumnDescription{
			cohortColumn,
			textColumn("arm", "programme or comparison"),
			peopleColumn("n", "people with a weight and a known outcome"),
			peopleColumn("events", "of them, people with the outcome"),
			peopleColumn("missing", "people with a weight, without a known outcome"),
			numberColumn("w", "people (sum of weights)", "Σw of those with a known outcome"),
			numberColumn("w_events", "people (sum of weights)", "Σw of those with the outcome; w_events ÷ w is the rate"),
			numberColumn("w2", "people (sum of squared weights)", "Σw² of those with a known outcome; w² ÷ w2 is the effective number"),
			numberColumn("target", "people (sum of weights)", "what the year counts for among the years"),
		}},
	}
}

func resultColumns() []ColumnDescription {
	return []ColumnDescription{
		cohortColumn,
		peopleColumn("programme_n", "programme people with a known outcome"),
		peopleColumn("programme_events", "of them, people with the outcome"),
		numberColumn("programme_rate", proportion, "rate of the programme group"),
		numberColumn("programme_rate_lo", proportion, "lower limit of its Wilson interval at the contract's level"),
		numberColumn("programme_rate_hi", proportion, "upper limit of it"),
		peopleColumn("comparison_n", "comparison people with a known outcome, each counted once"),
		peopleColumn("comparison_events", "of them, people with the outcome"),
		numberColumn("comparison_rate_weighted", proportion, "rate of the comparison group, with its weights: not events divided by n"),
		numberColumn("comparison_rate_lo", proportion, "lower limit of its Wilson interval, at the effective sample size"),
		numberColumn("comparison_rate_hi", proportion, "upper limit of it"),
		numberColumn("difference", points100, "programme rate less comparison rate"),
		numberColumn("difference_lo", points100, "lower limit of the agreed interval"),
		numberColumn("difference_hi", points100, "upper limit of it"),
		numberColumn("level", proportion, "confidence level"),
		textColumn("method", "method of the agreed interval"),
		numberColumn("relative_change", proportion, "programme rate divided by comparison rate, less 1; empty if the comparison rate is 0"),
		numberColumn("crude_difference", points100, "difference of the unweighted rates of everybody eligible"),
		numberColumn("comparison_ess", "people (effective number)", "(Σw)² ÷ Σw² of the comparison group"),
		{"strata", ColumnInteger, "matched sets", "number of sets with both groups; 0 for a design without sets"},
	}
}

// balanceColumns are those of before and of after, which are the same.
func balanceColumns() []ColumnDescription {
	moments := func(when, words string) []ColumnDescription {
		return []ColumnDescription{
			numberColumn("programme_mean_"+when, own, "mean of the programme group "+words),
			numberColumn("comparison_mean_"+when, own, "mean of the comparison group "+words),
			numberColumn("smd_"+when, denom, "standardised mean difference "+words+"; empty if the denominator is 0"),
			numberColumn("variance_ratio_"+when, "ratio", "programme variance divided by comparison variance "+words+"; empty for a level"),
			numberColumn("ecdf_mean_"+when, proportion, "mean distance of the two distribution functions "+words),
			numberColumn("ecdf_max_"+when, proportion, "largest distance of the two distribution functions (Kolmogorov–Smirnov) "+words),
			numberColumn("overlap_"+when, proportion, "share of the distributions that the groups have in common "+words),
		}
	}
	out := []ColumnDescription{
		cohortColumn,
		textColumn("covariate", "name of the covariate, or the score or linear predictor of the design"),
		textColumn("level", "level of a category; empty for a number"),
		numberColumn("smd_denominator", own, "standard deviation that both standardised differences are in units of"),
	}
	out = append(append(out, moments("before", "before matching")...), moments("after", "after matching")...)
	return append(out, numberColumn("pair_distance_after", denom, "mean absolute difference within matched pairs; empty for a design without pairs or sets"))
}
