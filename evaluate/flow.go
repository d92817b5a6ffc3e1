package evaluate

import (
	"sib/cohort"
	"sib/cohort/outcome"
	"sib/contract"
	"sib/matching"
)

// The stages of a flow.
const (
	StageReceived    = "received"
	StageValid       = "valid"
	StageEligible    = "eligible"
	StageMatched     = "matched"
	StageWithOutcome = "with an outcome"
	StageAnalysed    = "analysed"
)

// flowOf follows both arms from the files to the analysis: over all years, and in each.
func flowOf(t *contract.Terms, c *cohort.Cohort, s *matching.Sample, table *outcome.Table, m matched) Flow {
	f := flowToMatch(t, c, s)
	f.Stages = append(f.Stages, fateOf(t, c, s, table, m, 0)...)
	for i, y := range f.Years {
		if y.Year != 0 {
			f.Years[i].Stages = append(y.Stages, fateOf(t, c, s, table, m, y.Year)...)
		}
	}
	return f
}

// fateOf follows the matched people of one year, or of all for 0, to the analysis.
func fateOf(t *contract.Terms, c *cohort.Cohort, s *matching.Sample, table *outcome.Table, m matched, year int) []Stage {
	group := s.Pooled
	for _, g := range s.Years {
		if g.Year == year {
			group = g
		}
	}
	var analysed, alone, incomplete [2]int64
	m.fates(year, &analysed, &alone)
	for i, p := range c.Profiles {
		for arm := range incomplete {
			if (year == 0 || p.Year == year) && s.Weights[i][arm] != 0 {
				incomplete[arm] += table.Incomplete[i][arm]
			}
		}
	}
	var with, missing [2]int64
	for arm := range with {
		with[arm] = analysed[arm] + alone[arm]
		missing[arm] = group.Matched[arm] - with[arm] - incomplete[arm]
	}
	losses := []cohort.Loss{{Reason: "missing " + t.Outcome.Name, Clause: t.Outcome.Clause, N: missing}}
	if t.Outcome.FollowUp != nil {
		losses = append(losses, cohort.Loss{Reason: "follow-up not complete", Clause: t.Outcome.Clause, N: incomplete})
	}
	nobody := cohort.Loss{Reason: "nobody alike with a known " + t.Outcome.Name + " in the other group", Clause: t.Matching.Clause, N: alone}
	return []Stage{{Name: StageWithOutcome, N: with, Losses: losses}, {Name: StageAnalysed, N: analysed, Losses: []cohort.Loss{nobody}}}
}

// fates adds up the people with an outcome of one year, or of all for 0: those who are
// compared, and those who are left without anybody to compare them with.
func (m matched) fates(year int, analysed, alone *[2]int64) {
	count := func(both bool, n [2]int64) {
		for arm := range n {
			if both {
				analysed[arm] += n[arm]
			} else {
				alone[arm] += n[arm]
			}
		}
	}
	for _, r := range m.strata {
		if year == 0 || r.Year == year {
			count(r.both(), r.N)
		}
	}
	for _, y := range m.sums {
		if year != 0 && y.Year != year {
			continue
		}
		count(y.both(), y.N)
		for arm, n := range y.Alone {
			alone[arm] += n
		}
	}
}

// flowToMatch follows both arms as far as a design does, which sees no outcome.
func flowToMatch(t *contract.Terms, c *cohort.Cohort, s *matching.Sample) Flow {
	f := Flow{Stages: stagesOf(t, c.Flow, s.Pooled)}
	for _, y := range c.Flow.ByYear {
		group := matching.Group{}
		for _, g := range s.Years {
			if g.Year == y.Year {
				group = g
			}
		}
		stages := stagesOf(t, c.Flow.OfYear(y), group)
		if y.Year == 0 { // outside the contract: nobody is eligible, so nobody is matched
			stages = stages[:3]
		}
		f.Years = append(f.Years, YearFlow{y.Year, stages})
	}
	return f
}

func stagesOf(t *contract.Terms, f cohort.Flow, g matching.Group) []Stage {
	noMatch := cohort.Loss{Reason: "nobody alike in the other group", Clause: t.Matching.Clause}
	for arm, n := range g.Matched {
		noMatch.N[arm] = f.Eligible[arm] - n
	}
	return []Stage{
		{Name: StageReceived, N: f.Received},
		{Name: StageValid, N: f.Valid, Losses: f.Invalid},
		{Name: StageEligible, N: f.Eligible, Losses: f.Ineligible},
		{Name: StageMatched, N: g.Matched, Losses: []cohort.Loss{noMatch}},
	}
}
