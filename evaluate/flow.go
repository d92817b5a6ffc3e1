package evaluate

import (
	"sib/cohort"
	"sib/cohort/outcome"
	"sib/contract"
	"sib/matching"
)

// flowOf follows both arms from the files to the analysis.
func flowOf(t *contract.Terms, c *cohort.Cohort, s *matching.Sample, table *outcome.Table, strata []StratumResult) Flow {
	matched := s.Pooled.Matched
	noMatch := cohort.Loss{Reason: "nobody alike in the other group", Clause: t.Matching.Clause}
	missing := cohort.Loss{Reason: "missing " + t.Outcome.Name, Clause: t.Outcome.Clause}
	alone := cohort.Loss{Reason: "nobody alike with a known " + t.Outcome.Name + " in the other group", Clause: t.Matching.Clause}
	var analysed [2]int64
	for _, r := range strata {
		for arm := range r.N {
			if r.both() {
				analysed[arm] += r.N[arm]
			} else {
				alone.N[arm] += r.N[arm]
			}
		}
	}
	for arm := range matched {
		noMatch.N[arm] = c.Flow.Eligible[arm] - matched[arm]
		missing.N[arm] = matched[arm] - analysed[arm] - alone.N[arm]
	}
	return Flow{Stages: []Stage{
		{Name: "received", N: c.Flow.Received},
		{Name: "valid", N: c.Flow.Valid, Losses: c.Flow.Invalid},
		{Name: "eligible", N: c.Flow.Eligible, Losses: c.Flow.Ineligible},
		{Name: "matched", N: matched, Losses: []cohort.Loss{noMatch}},
		{Name: "analysed", N: analysed, Losses: []cohort.Loss{missing, alone}},
	}}
}
