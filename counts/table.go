package counts

import (
	"sib/cohort"
	"sib/cohort/outcome"
)

// Table is counts in their order: eligible people by arm, year and profile, then who is
// left out, in the order of the flow.
type Table struct {
	domains  []cohort.Domain
	outcomes int
	plan     [2]string // digests, of people and of outcomes
	rows     []row
}

// row is some alike people of an arm.
type row struct {
	stage    string
	arm      cohort.Arm
	year     int      // 0: outside the contract's years
	codes    []uint32 // of the covariates; nil for people who are left out
	people   int64
	outcomes [][3]int64 // observed, placed, incomplete; nil for people who are left out
}

// Of returns the counts of some arms of c and o, which were read by the specs. Rows
// without people are left out.
func Of(people cohort.Spec, outcomes outcome.Spec, c *cohort.Cohort, o *outcome.Outcomes, arms []cohort.Arm) *Table {
	t := &Table{domains: c.Domains, outcomes: len(o.Tables), plan: [2]string{string(people.CountsPlan()), string(outcomes.CountsPlan())}}
	for _, arm := range arms {
		for i, p := range c.Profiles {
			if p.N[arm] == 0 {
				continue
			}
			r := row{stage: cohort.StageEligible, arm: arm, year: p.Year, codes: p.Codes, people: p.N[arm]}
			for k := range o.Tables {
				u := &o.Tables[k]
				r.outcomes = append(r.outcomes, [3]int64{u.Observed[i][arm], u.Placed[i][arm], u.Incomplete[i][arm]})
			}
			t.rows = append(t.rows, r)
		}
	}
	missing, others := people.Stages()
	t.losses(c, arms, missing, func(y *cohort.YearFlow) [][2]int64 { return y.Invalid })
	t.losses(c, arms, others, func(y *cohort.YearFlow) [][2]int64 { return y.Ineligible })
	return t
}

// losses adds who is left out for each of the reasons.
func (t *Table) losses(c *cohort.Cohort, arms []cohort.Arm, stages []string, of func(*cohort.YearFlow) [][2]int64) {
	for k, stage := range stages {
		for _, arm := range arms {
			for i := range c.Flow.ByYear {
				y := &c.Flow.ByYear[i]
				if n := of(y)[k][arm]; n > 0 {
					t.rows = append(t.rows, row{stage: stage, arm: arm, year: y.Year, people: n})
				}
			}
		}
	}
}

// Summary says how much a Table gives away. Counts are by Arm.
type Summary struct {
	Rows     int      `json:"rows"`
	Profiles [2]int   `json:"profiles"`
	Small    [2]int   `json:"profiles_below_threshold"`
	People   [2]int64 `json:"people"`
	Eligible [2]int64 `json:"eligible"`
}

// Summary counts profiles with fewer people than the threshold.
func (t *Table) Summary(threshold int64) Summary {
	s := Summary{Rows: len(t.rows)}
	for _, r := range t.rows {
		s.People[r.arm] += r.people
		if r.stage != cohort.StageEligible {
			continue
		}
		s.Profiles[r.arm]++
		s.Eligible[r.arm] += r.people
		if r.people < threshold {
			s.Small[r.arm]++
		}
	}
	return s
}
