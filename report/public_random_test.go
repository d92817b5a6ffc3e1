package report

import (
	"fmt"
	"math"
	"math/big"

	"sib/cohort"
	"sib/contract"
	"sib/evaluate"
	"sib/evidence"
	"sib/matching"
	"sib/stats"
)

// dice is a small generator written out, so that the evaluations are the same for ever.
type dice uint64

func (d *dice) below(n int64) int64 {
	*d = *d*6364136223846793005 + 1442695040888963407
	return int64(uint64(*d)>>33) % n
}

// randomEvaluation is an evaluation of synthetic people in small groups: one to three
// cohort years, and strata of two covariates, or only one a year.
func randomEvaluation(seed int64) *evaluate.Evaluation {
	d := dice(seed*7919 + 1)
	e := duo()
	t := e.Contract
	t.Cohorts = []int{2014, 2015, 2016}[:1+d.below(3)]
	t.Disclosure.Threshold = int([]int64{10, 5, 3}[d.below(3)])
	t.Covariates = t.Covariates[1:3] // gender, origin
	genders, origins := 2, 1+int(d.below(3))
	if seed%3 == 0 {
		t.Covariates, genders, origins = t.Covariates[:1], 1, 1
	}
	size := []int64{8, 25, 60, 150}[d.below(4)]
	e.Strata = nil
	for _, y := range t.Cohorts {
		for g := range genders {
			for o := range origins {
				s := evaluate.StratumResult{Year: y, Values: []string{fmt.Sprint("g", g), fmt.Sprint("o", o)}[:len(t.Covariates)]}
				for arm := range s.N {
					s.N[arm] = d.below((size + 1) * int64(1+3*arm))
					if g+o == 0 {
						s.N[arm]++ // somebody can be compared in each year
					}
					s.Events[arm] = d.below(s.N[arm] + 1)
				}
				e.Strata = append(e.Strata, s)
			}
		}
	}
	e.Results = nil
	for _, y := range append(append([]int(nil), t.Cohorts...), 0) {
		e.Results = append(e.Results, resultOf(e.Strata, y))
	}
	e.Flow = randomFlow(&d, e)
	e.Sensitivity = &evaluate.Sensitivity{SubGroups: subGroupsOf(e)}
	e.Matching.Years, e.Matching.Balance = nil, nil
	for _, y := range append(append([]int(nil), t.Cohorts...), 0) {
		e.Matching.Balance = append(e.Matching.Balance, matching.Balance{Year: y, Terms: duoTerms(1)})
	}
	for i := range e.Decision.Verdicts {
		e.Decision.Verdicts[i].Margin += float64(d.below(100)) / 1000
	}
	e.Findings = append(e.Findings, evidence.Finding{Code: "SIB-D201", Severity: evidence.Note, Subject: "age", Message: "3 people have no age", Count: 3})
	return e
}

// resultOf is the effect on the treated in a year, or in all for 0, from its strata.
func resultOf(strata []evaluate.StratumResult, year int) evaluate.Result {
	r := evaluate.Result{Cohort: year, Difference: stats.Estimate{Level: 0.95, Method: contract.WeightedNewcombe}}
	q := new(big.Rat)
	for _, s := range strata {
		if year != 0 && s.Year != year || s.N[0] == 0 || s.N[1] == 0 {
			continue
		}
		r.Programme.N += s.N[0]
		r.Programme.Events += s.Events[0]
		r.Comparison.N += s.N[1]
		r.Comparison.Events += s.Events[1]
		q.Add(q, big.NewRat(s.N[0]*s.Events[1], s.N[1]))
	}
	p := big.NewRat(r.Programme.Events, r.Programme.N)
	q.Quo(q, new(big.Rat).SetInt64(r.Programme.N))
	r.Programme.Exact, r.Comparison.Exact = p.RatString(), q.RatString()
	r.Programme.Value, _ = p.Float64()
	r.Comparison.Value, _ = q.Float64()
	d := r.Programme.Value - r.Comparison.Value
	room := 1 / math.Sqrt(float64(r.Programme.N))
	r.Difference.Value, r.Difference.Lo, r.Difference.Hi = d, max(-1, d-room), min(1, d+room)
	if q.Sign() != 0 {
		r.Relative = ptr(r.Programme.Value/r.Comparison.Value - 1)
	}
	r.ESS, r.ProgrammeESS = float64(r.Comparison.N), float64(r.Programme.N)
	return r
}

// randomFlow ends with the people who are compared; few or many are left out before.
func randomFlow(d *dice, e *evaluate.Evaluation) evaluate.Flow {
	all := e.Results[len(e.Results)-1]
	f := evaluate.Flow{Stages: []evaluate.Stage{{Name: evaluate.StageAnalysed, N: [2]int64{all.Programme.N, all.Comparison.N}}}}
	lost := func(reason string) cohort.Loss {
		l := cohort.Loss{Reason: reason}
		for arm := range l.N {
			l.N[arm] = []int64{0, d.below(4), d.below(9), d.below(30)}[d.below(4)]
		}
		return l
	}
	for i, name := range []string{evaluate.StageMatched, evaluate.StageEligible, evaluate.StageValid, evaluate.StageReceived} {
		first := &f.Stages[0]
		first.Losses = []cohort.Loss{lost(fmt.Sprint("reason ", 2*i)), lost(fmt.Sprint("reason ", 2*i+1))}
		before := evaluate.Stage{Name: name, N: first.N}
		for _, l := range first.Losses {
			before.N[0] += l.N[0]
			before.N[1] += l.N[1]
		}
		f.Stages = append([]evaluate.Stage{before}, f.Stages...)
	}
	return f
}

// subGroupsOf are the effects by level, of the levels with enough people.
func subGroupsOf(e *evaluate.Evaluation) []evaluate.SubGroups {
	var out []evaluate.SubGroups
	for k, c := range e.Contract.Covariates {
		of := map[string][]evaluate.StratumResult{}
		var names []string
		for _, s := range e.Strata {
			if s.N[0] == 0 || s.N[1] == 0 {
				continue
			}
			if of[s.Values[k]] == nil {
				names = append(names, s.Values[k])
			}
			of[s.Values[k]] = append(of[s.Values[k]], s)
		}
		g := evaluate.SubGroups{Covariate: c.Name}
		for _, l := range names {
			r := resultOf(of[l], 0)
			if least := int64(e.Contract.Disclosure.Threshold); r.Programme.N >= least && r.Comparison.N >= least {
				g.Levels = append(g.Levels, evaluate.SubGroup{Level: l, N: [2]int64{r.Programme.N, r.Comparison.N}, Difference: r.Difference})
			}
		}
		if len(g.Levels) > 1 {
			out = append(out, g)
		}
	}
	return out
}
