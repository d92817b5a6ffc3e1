package evaluate

import (
	"context"
	"slices"

	"sib/cohort"
	"sib/cohort/outcome"
	"sib/contract"
	"sib/evidence"
)

// Data says where the contract's data are.
type Data struct {
	Dir string // that relative paths start from: those of the contract, and of Counts
	// Counts are tables of counts, by Arm, that stand in for the people of an arm.
	Counts [2][]string
	// Promise lists the digests that the files must have; nil: nothing is promised.
	Promise evidence.Promise
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

// people reads who may be compared, and holds the files to their promise.
func (d Data) people(ctx context.Context, t *contract.Terms, only []cohort.Arm, progress Progress) (*cohort.Cohort, error) {
	spec := d.spec(t)
	spec.Only = only
	c, err := cohort.Read(ctx, spec, progress.of(StagePeople))
	if err == nil {
		err = d.Promise.Kept(c.Inputs)
	}
	if err != nil {
		return nil, &Error{StagePeople, err}
	}
	return c, nil
}

// outcomes reads what happened to them. With everybody, every file that was promised has
// then been read.
func (d Data) outcomes(ctx context.Context, t *contract.Terms, c *cohort.Cohort, everybody bool, progress Progress) (*outcome.Outcomes, error) {
	o, err := outcome.Read(ctx, c, outcomeSpec(t), progress.of(StageOutcomes))
	if err == nil {
		err = d.Promise.Kept(o.Inputs)
	}
	if err == nil && everybody {
		err = d.Promise.Whole(slices.Concat(c.Inputs, o.Inputs))
	}
	if err != nil {
		return nil, &Error{StageOutcomes, err}
	}
	return o, nil
}

// Count reads the people of some arms, and what happened to them, to be handed over as
// counts. That nobody of a year is there is no error.
func Count(ctx context.Context, t *contract.Terms, d Data, arms []cohort.Arm, progress Progress) (*cohort.Cohort, *outcome.Outcomes, error) {
	people, err := d.people(ctx, t, arms, progress)
	if err != nil {
		return nil, nil, err
	}
	happened, err := d.outcomes(ctx, t, people, len(arms) == 2, progress)
	return people, happened, err
}
