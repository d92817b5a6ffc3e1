package evaluate

import (
	"context"
	"slices"

	"sib/cohort"
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
	StageAssess   = "assess"
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
// estimate, decide, assess. The result depends on
// the contract, on who is in the files and on what is given besides, not on the
// order of rows, the number of cores, the clock or the locale.
//
// The digests of the files, which do depend on the order of rows, are returned
// beside it, for the manifest.
func Run(ctx context.Context, t *contract.Terms, data Data, given Given, tool evidence.Tool, progress Progress) (*Evaluation, []evidence.Input, error) {
	given, err := given.settled(t)
	if err != nil {
		return nil, nil, &Error{StageDecide, err}
	}
	people, sample, err := readAndMatch(ctx, t, data, progress)
	if err != nil {
		return nil, nil, err
	}
	overlap := matching.OverlapOf(people, sample)
	otherwise := matchOtherwise(people, sample.Spec)
	happened, err := data.outcomes(ctx, t, people, true, progress)
	if err != nil {
		return nil, nil, err
	}
	table := &happened.Tables[0]
	joined := joinOutcomes(people, sample, table)
	results, measured, err := estimateAll(t, people, sample, table, joined)
	if err != nil {
		return nil, nil, &Error{StageEstimate, err}
	}
	others, err := secondary(t, people, sample, happened)
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
		Inputs:        inputsOf(t, people),
		Amended:       amendedTerms(t),
		Given:         given,
		People:        peopleDigest(people, happened),
		Flow:          flowOf(t, people, sample, table, joined.matched),
		Domains:       domainsOf(people),
		Matching:      sample,
		Overlap:       &overlap,
		Results:       results,
		Secondary:     others,
		Decision:      decision,
		Measured:      facts,
		Outlook:       LookAhead(t, facts, given.On),
		Strata:        joined.strata,
		Weighted:      joined.sums,
	}
	if e.Sensitivity, err = Assess(e); err != nil {
		return nil, nil, &Error{StageAssess, err}
	}
	e.Sensitivity.Designs = newAssessor(e).designs(people, table, otherwise)
	e.Findings = evidence.SortFindings(append(findings(e), people.Findings...))
	return e, slices.Concat(people.Inputs, happened.Inputs), nil
}

// readAndMatch is the part of a run that sees no outcome.
func readAndMatch(ctx context.Context, t *contract.Terms, data Data, progress Progress) (*cohort.Cohort, *matching.Sample, error) {
	people, err := data.people(ctx, t, nil, progress)
	if err != nil {
		return nil, nil, err
	}
	sample, err := matching.Match(people, specOf(t))
	if err != nil {
		return nil, nil, &Error{StageMatch, err}
	}
	return people, sample, nil
}

// Check reads and validates everything a run reads, and computes nothing.
// It returns the flow of people up to eligibility.
func Check(ctx context.Context, t *contract.Terms, data Data, progress Progress) (*cohort.Cohort, error) {
	people, err := data.people(ctx, t, nil, progress)
	if err != nil {
		return nil, err
	}
	if _, err := data.outcomes(ctx, t, people, true, progress); err != nil {
		return nil, err
	}
	return people, nil
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
