package evaluate

import (
	"context"
	"fmt"
	"strconv"

	"sib/cohort"
	"sib/cohort/outcome"
	"sib/contract"
	"sib/evidence"
	"sib/matching"
)

// Progress is told how far a stage is: rows done of total. It may be nil.
type Progress func(stage string, done, total int64)

// of is the progress of one stage; nil if nobody is to be told.
func (p Progress) of(stage string) func(done, total int64) {
	if p == nil {
		return nil
	}
	return func(done, total int64) { p(stage, done, total) }
}

// Stages whose failure is told apart.
const (
	StagePeople   = "read people"
	StageMatch    = "match"
	StageOutcomes = "read outcomes"
	StageEstimate = "estimate"
	StageDecide   = "decide"
)

// Error says at which stage a run stopped. The cause speaks for itself.
type Error struct {
	Stage string
	Err   error
}

func (e *Error) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Run carries out the contract: read people, match blind, read outcomes,
// estimate, decide. Relative data paths start from dir. The result depends on
// the contract, on who is in the files and on what is given besides, not on the
// order of rows, the number of cores, the clock or the locale.
//
// The digests of the files, which do depend on the order of rows, are returned
// beside it, for the manifest.
func Run(ctx context.Context, t *contract.Terms, dir string, given Given, tool evidence.Tool, progress Progress) (*Evaluation, []evidence.Input, error) {
	given, err := given.settled(t)
	if err != nil {
		return nil, nil, &Error{StageDecide, err}
	}
	people, sample, err := readAndMatch(ctx, t, dir, progress)
	if err != nil {
		return nil, nil, err
	}
	table, err := outcome.Read(ctx, people, outcomeOf(t), progress.of(StageOutcomes))
	if err != nil {
		return nil, nil, &Error{StageOutcomes, err}
	}
	joined, err := joinOutcomes(t, people, sample, table)
	if err != nil {
		return nil, nil, &Error{StageEstimate, err}
	}
	results, measured, err := estimateAll(t, people, sample, table, joined)
	if err != nil {
		return nil, nil, &Error{StageEstimate, err}
	}
	facts := given.facts(measured)
	decision, err := contract.Decide(t, facts, given.On)
	if err != nil {
		return nil, nil, &Error{StageDecide, err}
	}
	e := &Evaluation{
		SchemaVersion: SchemaVersion,
		Tool:          tool,
		Contract:      t,
		Inputs:        inputsOf(people),
		Given:         given,
		People:        peopleDigest(people, table),
		Flow:          flowOf(t, people, sample, joined.matched),
		Domains:       domainsOf(people),
		Matching:      sample,
		Results:       results,
		Decision:      decision,
		Measured:      facts,
		Outlook:       LookAhead(t, facts, given.On),
		Strata:        joined.strata,
		Weighted:      joined.sums,
	}
	e.Findings = evidence.SortFindings(append(findings(e), people.Findings...))
	return e, people.Inputs, nil
}

// readAndMatch is the part of a run that sees no outcome.
func readAndMatch(ctx context.Context, t *contract.Terms, dir string, progress Progress) (*cohort.Cohort, *matching.Sample, error) {
	people, err := cohort.Read(ctx, cohortSpec(t, dir), progress.of(StagePeople))
	if err != nil {
		return nil, nil, &Error{StagePeople, err}
	}
	sample, err := matching.Match(people, specOf(t))
	if err != nil {
		return nil, nil, &Error{StageMatch, err}
	}
	return people, sample, nil
}

// Check reads and validates everything a run reads, and computes nothing.
// It returns the flow of people up to eligibility.
func Check(ctx context.Context, t *contract.Terms, dir string, progress Progress) (*cohort.Cohort, error) {
	people, err := cohort.Read(ctx, cohortSpec(t, dir), progress.of(StagePeople))
	if err != nil {
		return nil, &Error{StagePeople, err}
	}
	if _, err := outcome.Read(ctx, people, outcomeOf(t), progress.of(StageOutcomes)); err != nil {
		return nil, &Error{StageOutcomes, err}
	}
	return people, nil
}

func cohortSpec(t *contract.Terms, dir string) cohort.Spec {
	s := cohort.Spec{
		Dir:   dir,
		Files: cohort.Files{Programme: names(t.Data.Programme), Comparison: names(t.Data.Comparison), People: names(t.Data.People)},
		ID:    t.Data.ID,
		Year:  t.Data.Cohort,
		Years: t.Cohorts,
	}
	if a := t.Data.Arm; a != nil {
		s.Files.ArmColumn, s.Files.ProgrammeValue, s.Files.ComparisonValue = a.Column, a.Programme, a.Comparison
	}
	for _, c := range t.Covariates {
		s.Covariates = append(s.Covariates, cohort.Covariate{
			Name: c.Name, Column: c.Column, Kind: cohort.Kind(c.Kind), Levels: c.Levels, Missing: cohort.Missing(c.Missing),
		})
	}
	for _, e := range t.Eligibility {
		s.Eligibility = append(s.Eligibility, cohort.Rule{
			ID: e.ID, Clause: e.Clause, Covariate: e.Covariate,
			Min: number(e.AtLeast), Max: number(e.AtMost), OneOf: e.OneOf, NoneOf: e.NoneOf, Words: ruleWords(e),
		})
	}
	return s
}

// names is the list of one name, or nil for none.
func names(name string) []string {
	if name == "" {
		return nil
	}
	return []string{name}
}

func number(d *contract.Decimal) *float64 {
	if d == nil {
		return nil
	}
	f := d.Float64()
	return &f
}

// ruleWords says what an excluded person fails to be.
func ruleWords(e contract.Eligibility) string {
	switch {
	case e.AtLeast != nil && e.AtMost != nil:
		return fmt.Sprintf("%s not from %s to %s", e.Covariate, e.AtLeast, e.AtMost)
	case e.AtLeast != nil:
		return fmt.Sprintf("%s below %s", e.Covariate, e.AtLeast)
	case e.AtMost != nil:
		return fmt.Sprintf("%s above %s", e.Covariate, e.AtMost)
	case len(e.OneOf) > 0:
		return fmt.Sprintf("%s not one of %s", e.Covariate, quoted(e.OneOf))
	}
	return fmt.Sprintf("%s one of %s", e.Covariate, quoted(e.NoneOf))
}

func quoted(values []string) string {
	out := ""
	for i, v := range values {
		if i > 0 {
			out += ", "
		}
		out += strconv.Quote(v)
	}
	return out
}

func outcomeOf(t *contract.Terms) outcome.Definition {
	return outcome.Definition{Column: t.Outcome.Column, Missing: cohort.Missing(t.Outcome.Missing)}
}

func domainsOf(c *cohort.Cohort) []Domain {
	out := make([]Domain, len(c.Domains))
	for i, d := range c.Domains {
		out[i] = Domain{Name: d.Name, Kind: string(d.Kind), Distinct: len(d.Labels)}
		if d.Kind == cohort.Category {
			out[i].Values = d.Labels
		}
	}
	return out
}
