package evaluate

import (
	"sib/cohort"
	"sib/contract"
	"sib/matching"
)

// flowOf follows both arms from the files to the analysis.
func flowOf(t *contract.Terms, c *cohort.Cohort, s *matching.Sample, m matched) Flow {
	matched := s.Pooled.Matched
	missing := cohort.Loss{Reason: "missing " + t.Outcome.Name, Clause: t.Outcome.Clause}
	alone := cohort.Loss{Reason: "nobody alike with a known " + t.Outcome.Name + " in the other group", Clause: t.Matching.Clause}
	var analysed [2]int64
	count := func(both bool, n [2]int64) {
		for arm := range n {
			if both {
				analysed[arm] += n[arm]
			} else {
				alone.N[arm] += n[arm]
			}
		}
	}
	for _, r := range m.strata {
		count(r.both(), r.N)
	}
	for _, y := range m.sums {
		count(y.both(), y.N)
		for arm, n := range y.Alone {
			alone.N[arm] += n
		}
	}
	for arm := range matched {
		missing.N[arm] = matched[arm] - analysed[arm] - alone.N[arm]
	}
	f := flowToMatch(t, c, s)
	f.Stages = append(f.Stages, Stage{Name: "analysed", N: analysed, Losses: []cohort.Loss{missing, alone}})
	return f
}

// flowToMatch follows both arms as far as a design does, which sees no outcome.
func flowToMatch(t *contract.Terms, c *cohort.Cohort, s *matching.Sample) Flow {
	noMatch := cohort.Loss{Reason: "nobody alike in the other group", Clause: t.Matching.Clause}
	for arm, n := range s.Pooled.Matched {
		noMatch.N[arm] = c.Flow.Eligible[arm] - n
	}
	return Flow{Stages: []Stage{
		{Name: "received", N: c.Flow.Received},
		{Name: "valid", N: c.Flow.Valid, Losses: c.Flow.Invalid},
		{Name: "eligible", N: c.Flow.Eligible, Losses: c.Flow.Ineligible},
		{Name: "matched", N: s.Pooled.Matched, Losses: []cohort.Loss{noMatch}},
	}}
}
