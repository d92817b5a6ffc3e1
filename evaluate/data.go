package evaluate

import (
	"context"

	"sib/cohort"
	"sib/cohort/outcome"
	"sib/contract"
)

// Data says where the contract's data are.
type Data struct {
	Dir string // that relative paths start from: those of the contract, and of Counts
	// Counts are tables of counts, by Arm, that stand in for the people of an arm.
	Counts [2][]string
}

// spec is what the contract says about people, and where they are.
func (d Data) spec(t *contract.Terms) cohort.Spec {
	s := cohortSpec(t, d.Dir)
	s.Counts = d.Counts
	return s
}

// Specs returns what the contract says about people and about outcomes.
func Specs(t *contract.Terms, d Data) (cohort.Spec, outcome.Spec) {
	return d.spec(t), outcomeSpec(t)
}

// Count reads the people of some arms, and what happened to them, to be handed over as
// counts. That nobody of a year is there is no error.
func Count(ctx context.Context, t *contract.Terms, d Data, arms []cohort.Arm, progress Progress) (*cohort.Cohort, *outcome.Outcomes, error) {
	spec := d.spec(t)
	spec.Only = arms
	people, err := cohort.Read(ctx, spec, progress.of(StagePeople))
	if err != nil {
		return nil, nil, &Error{StagePeople, err}
	}
	happened, err := outcome.Read(ctx, people, outcomeSpec(t), progress.of(StageOutcomes))
	if err != nil {
		return nil, nil, &Error{StageOutcomes, err}
	}
	return people, happened, nil
}
