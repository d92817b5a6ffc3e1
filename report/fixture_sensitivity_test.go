package report

import (
	"sib/contract/money"
	"sib/evaluate"
	"sib/stats"
)

// scene is a scenario with made-up numbers.
func scene(name, words string, d, lo, hi, relative float64, due string) evaluate.Scenario {
	amount := euros(due)
	return evaluate.Scenario{
		Name: name, Words: words, Relative: ptr(relative), Due: &amount,
		Difference: &stats.Estimate{Value: d, Lo: lo, Hi: hi, Level: 0.95, Method: name},
	}
}

// kept says of a design how many people it keeps, and how alike the groups are.
func kept(s evaluate.Scenario, n int64, smd float64) evaluate.Scenario {
	s.ProgrammeN, s.LargestSMD = &n, &smd
	return s
}

// level is a sub-group with made-up numbers.
func level(name string, n1, n0 int64, d, lo, hi float64) evaluate.SubGroup {
	return evaluate.SubGroup{Level: name, N: [2]int64{n1, n0}, Difference: stats.Estimate{Value: d, Lo: lo, Hi: hi, Level: 0.95, Method: "weighted-newcombe"}, SE: (hi - lo) / 3.92}
}

// duoSensitivity is how far the founding case would move, made up. Lower tiers pay
// 234,000 × 1.05³ = 270,884.25 and 234,000 × 1.04³ = 263,218.18.
func duoSensitivity() *evaluate.Sensitivity {
	const due = "278697.74"
	p := func(f float64) *float64 { return &f }
	return &evaluate.Sensitivity{
		SchemaVersion: evaluate.SensitivityVersion, ContractID: "duo-for-a-job-synthetic", Due: euros(due),
		Specifications: []evaluate.Scenario{
			scene("agreed", "as the contract says", 0.0917741875, 0.0348624945, 0.1502837757, 0.2833841508, due),
			scene("strat-score-att", "the same weights, stratified score interval", 0.0917741875, 0.036, 0.147, 0.2833841508, due),
			scene("inverse-variance-fixed", "inverse-variance weights, which depend on the outcomes", 0.0823, 0.025, 0.139, 0.2471, "270884.25"),
			{Name: "minimum-risk-wald", Words: "minimum-risk weights", Error: "minimum-risk-wald: undefined: 29 of 221 strata have no variance"},
			scene("without-matching", "plain rates of everybody", 0.0926, 0.037, 0.151, 0.2867, due),
		},
		Designs: []evaluate.Scenario{
			kept(scene("entropy-balancing", "weights that balance the means of all covariates", 0.0842, 0.027, 0.142, 0.2541, due), 325, 0.0004),
			kept(scene("nearest-logit", "nearest neighbour", 0.0554, -0.02, 0.131, 0.1538, "263218.18"), 325, 0.0312),
			{Name: "exact", Words: "exact on every covariate as it is", Error: "nobody of cohort year 2015 is left to compare"},
		},
		LeftOut: []evaluate.Scenario{
			scene("without-stratum-2", "without stratum 2, cohort 2014, too small to be described", 0.0811, 0.024, 0.139, 0.2460, "270884.25"),
			scene("without-stratum-1", "without stratum 1, cohort 2014, too small to be described", 0.0922, 0.035, 0.151, 0.2847, due),
		},
		HiddenBias: &evaluate.HiddenBias{
			Alpha: 0.025, CriticalGamma: p(1.18), EValue: p(1.89), EValueLimit: p(1.45),
			Flip: &evaluate.Flip{Times: 1.02, Due: euros("270884.25")},
			Bounds: []evaluate.BiasStep{
				{Gamma: 1, PValue: p(0.0016), Scenario: scene("odds-times-1", "", 0.0917741875, 0.0348624945, 0.1502837757, 0.2833841508, due)},
				{Gamma: 1.1, PValue: p(0.0121), Scenario: scene("odds-times-1.1", "", 0.0706, 0.013, 0.129, 0.2046, "270884.25")},
				{Gamma: 1.5, PValue: p(0.4321), Scenario: scene("odds-times-1.5", "", -0.0024, -0.061, 0.056, -0.0057, "0")},
			},
		},
		Missing: []evaluate.Scenario{
			scene("missing-worst", "", 0.0903, 0.033, 0.149, 0.2776, due),
			scene("missing-failures", "", 0.0923, 0.035, 0.151, 0.2855, due),
			scene("missing-best", "", 0.0923, 0.035, 0.151, 0.2855, due),
		},
		SubGroups: []evaluate.SubGroups{
			{Covariate: "gender", Levels: []evaluate.SubGroup{level("F", 166, 2010, 0.081, 0.003, 0.159), level("M", 154, 1863, 0.103, 0.021, 0.186)}, Interaction: &stats.InteractionTest{Statistic: 0.1467, DF: 1, PValue: 0.7017}},
			{Covariate: "origin", Levels: []evaluate.SubGroup{level("MAGHREB", 109, 1204, 0.07, -0.02, 0.16)}},
			{Covariate: "qualification", Levels: []evaluate.SubGroup{level("HIGH", 86, 930, 0.021, -0.081, 0.124), level("LOW", 109, 1588, 0.187, 0.093, 0.281), level("MEDIUM", 99, 1080, 0.052, -0.043, 0.149)}, Interaction: &stats.InteractionTest{Statistic: 6.6213, DF: 2, PValue: 0.0365}},
			{Covariate: "year", Levels: []evaluate.SubGroup{level("2014", 84, 1201, 0.0919, -0.0156, 0.2046), level("2015", 117, 1350, 0.1311, 0.0378, 0.2274), level("2016", 119, 1322, 0.053, -0.0375, 0.1494)}, Interaction: &stats.InteractionTest{Statistic: 1.321, DF: 2, PValue: 0.5166}},
		},
	}
}

func amountOf(s string) *money.Amount { a := euros(s); return &a }

// hostileSensitivity has labels that try to break out, and nothing that could be computed.
func hostileSensitivity() *evaluate.Sensitivity {
	const label = "<script>x</script> 100 % \u202e | \n# y"
	return &evaluate.Sensitivity{
		SchemaVersion: evaluate.SensitivityVersion, Due: euros("0"),
		Specifications: []evaluate.Scenario{{Name: "agreed", Words: label, Error: label}, {Name: "unheard-of", Words: label, Error: label}},
		LeftOut:        []evaluate.Scenario{{Name: "without-stratum-99", Words: label, Error: label}, {Name: "without-stratum-1", Words: label}},
		HiddenBias:     &evaluate.HiddenBias{Alpha: 0.025, Error: label, Bounds: []evaluate.BiasStep{{Gamma: 1, Scenario: evaluate.Scenario{Words: label, Error: label}}}},
		SubGroups:      []evaluate.SubGroups{{Covariate: label, Levels: []evaluate.SubGroup{level(label, 3, 9, 0, 0, 0)}}},
	}
}
