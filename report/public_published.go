package report

import (
	"math"
	"slices"

	"sib/contract"
	"sib/contract/money"
	"sib/disclosure"
	"sib/evaluate"
	"sib/evidence"
	"sib/matching"
	"sib/stats"
)

// published is all that the public pack may tell. It is made once from an evaluation and
// holds nothing of it but the terms and protected values: counts rounded or hidden,
// effects in whole per cent, amounts of money as decided. What is written from it needs
// no further care.
type published struct {
	account         // of the terms alone: nothing in it was measured
	least     int64 // counts of people below it are hidden
	interval  publishedInterval
	groups    []publishedGroup
	secondary []publishedOutcome
	flow      [2][]publishedStage
	subs      []publishedLevels
	balance   []publishedBalance
	verdicts  []publishedVerdict
	amounts   []publishedAmount // none where one would tell of hidden people
	findings  []publishedFinding
	hidden    []string // numbers that are not shown
	withheld  []string // tables that are not shown
}

// publishedInterval is how the intervals are made.
type publishedInterval struct {
	method string
	level  float64
}

// publishedCount is a rounded count of people, or none.
type publishedCount struct {
	n     int64
	shown bool
}

// publishedGroup is a cohort year or all years together.
type publishedGroup struct {
	cohort            int
	label, opening    string
	pooled            bool
	n, placed, others [2]publishedCount // by arm; others are those not placed
	effect            *wholeEffect      // nil where a count behind it is hidden
}

// publishedOutcome is an outcome that does not bind.
type publishedOutcome struct {
	name   string
	groups []publishedGroup
}

type publishedStage struct {
	name   string
	people publishedCount
	losses []publishedLoss
}

type publishedLoss struct {
	reasons []string
	people  publishedCount
}

// publishedLevels are the effects by the levels of a covariate.
type publishedLevels struct {
	covariate string
	levels    []publishedLevel
}

type publishedLevel struct {
	name   string
	n      [2]publishedCount
	effect difference
}

// publishedVerdict is a threshold that was held against a published group.
type publishedVerdict struct {
	contract.Verdict      // without what was observed
	observed, gap    *int // in whole per cent; nil for what is not written in per cent
}

type publishedAmount struct {
	rule, clause string
	cohort       int
	amount       money.Amount
}

// publishedFinding is a code without subject, words and number.
type publishedFinding struct {
	severity evidence.Severity
	code     string
}

// publish protects an evaluation.
func publish(run *evaluate.Evaluation, l *lexicon) (*published, error) {
	r, err := register(run)
	if err != nil {
		return nil, err
	}
	p := &published{account: account{termsOf(run), l}, least: int64(run.Contract.Disclosure.Threshold), withheld: r.withheld}
	p.interval = publishedInterval{p.Results[0].Difference.Method, p.Results[0].Difference.Level}
	for _, x := range r.cells.PublicLog() {
		p.hidden = append(p.hidden, x.ID)
	}
	p.groups = p.groupsOf(r, r.groups, run.Results)
	for _, o := range r.secondary {
		of := run.Secondary[o.at]
		p.secondary = append(p.secondary, publishedOutcome{of.Name, p.groupsOf(r, o.groups, of.Results)})
	}
	for arm := range r.flow {
		p.flow[arm] = publishedFlow(r, r.flow[arm])
	}
	for _, s := range r.subs {
		p.subs = append(p.subs, p.levelsOf(r, s, run.Sensitivity.SubGroups[s.at]))
	}
	p.balance = p.balanceOf(run)
	p.decide(run)
	for _, f := range evidence.SortFindings(run.Findings) {
		if x := (publishedFinding{f.Severity, f.Code}); !slices.Contains(p.findings, x) {
			p.findings = append(p.findings, x)
		}
	}
	return p, nil
}

// termsOf is an evaluation with the terms, how people were compared and what is due, and
// nothing about people: functions that write about the contract find no more in it.
func termsOf(run *evaluate.Evaluation) *evaluate.Evaluation {
	d := run.Results[len(run.Results)-1].Difference
	return &evaluate.Evaluation{
		Tool: run.Tool, Contract: run.Contract,
		Matching: &matching.Sample{Method: run.Matching.Method, Estimand: run.Matching.Estimand, Spec: run.Matching.Spec},
		Decision: &contract.Decision{Due: run.Decision.Due, Amendments: run.Decision.Amendments},
		Results:  []evaluate.Result{{Difference: stats.Estimate{Method: d.Method, Level: d.Level, Value: math.NaN(), Lo: math.NaN(), Hi: math.NaN()}}},
	}
}

func countIn(r registered, id string) publishedCount {
	c := r.cells.Cell(id)
	return publishedCount{c.Count, c.Reason == disclosure.Shown}
}

// groupsOf are groups as they may be told.
func (p *published) groupsOf(r registered, groups []registeredGroup, results []evaluate.Result) []publishedGroup {
	var out []publishedGroup
	for i, g := range groups {
		x := results[g.at]
		one := publishedGroup{cohort: x.Cohort, label: p.cohortLabel(x.Cohort), opening: p.say("In %d", x.Cohort), pooled: x.Cohort == 0}
		if one.pooled {
			one.opening = p.say("Over %s together", p.years(p.Contract.Cohorts))
		}
		for arm, cells := range g.arms {
			one.n[arm], one.placed[arm], one.others[arm] = countIn(r, cells.N), countIn(r, cells.Placed), countIn(r, cells.NotPlaced)
		}
		if r.behind(groups, i, one.pooled) {
			one.effect = wholeEffectOf(x)
		}
		out = append(out, one)
	}
	return out
}

func publishedFlow(r registered, stages []registeredStage) []publishedStage {
	var out []publishedStage
	for _, s := range stages {
		one := publishedStage{name: s.name, people: countIn(r, s.cell)}
		for _, l := range s.losses {
			one.losses = append(one.losses, publishedLoss{l.reasons, countIn(r, l.cell)})
		}
		out = append(out, one)
	}
	return out
}

func (p *published) levelsOf(r registered, s registeredLevels, g evaluate.SubGroups) publishedLevels {
	out := publishedLevels{covariate: g.Covariate}
	for i, l := range g.Levels {
		one := publishedLevel{name: l.Level, effect: wholeDifference(l.Difference)}
		for arm := range one.n {
			one.n[arm] = countIn(r, s.levels[i][arm].N)
		}
		out.levels = append(out.levels, one)
	}
	return out
}
