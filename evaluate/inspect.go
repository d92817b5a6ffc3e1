package evaluate

import (
	"context"
	"errors"
	"slices"

	"sib/cohort"
	"sib/cohort/outcome"
	"sib/contract"
	"sib/evidence"
)

// InspectionVersion names the layout of Inspection.
const InspectionVersion = "sib-inspection/1"

// Inspection is everything that is wrong or noteworthy about the data of a contract. It
// says of whom outcomes are known, and never what they are.
type Inspection struct {
	SchemaVersion string                 `json:"schema_version"`
	Inputs        []evidence.Input       `json:"inputs"`
	Flow          InspectedFlow          `json:"flow"`    // over all years
	Years         []InspectedFlow        `json:"years"`   // of each cohort year; 0 is outside the contract
	NoArm         int64                  `json:"no_arm"`  // rows that nobody can tell the arm of
	Columns       []cohort.ColumnSummary `json:"columns"` // of people
	Outcomes      []outcome.Completeness `json:"outcomes"`
	Spells        *outcome.SpellCheck    `json:"spells,omitempty"`
	Findings      []cohort.Observation   `json:"findings"`
}

// InspectedFlow counts people up to eligibility, by Arm.
type InspectedFlow struct {
	Cohort   int           `json:"cohort,omitempty"`
	Received [2]int64      `json:"received"`
	Losses   []cohort.Loss `json:"losses"` // all of them, in the order in which they apply
	Eligible [2]int64      `json:"eligible"`
}

// Count returns how many findings are of a severity.
func (i *Inspection) Count(s evidence.Severity) int {
	n := 0
	for _, f := range i.Findings {
		if f.Severity == s {
			n++
		}
	}
	return n
}

// Inspect reads everything that a run reads, and lists all that is wrong or noteworthy
// rather than stop at the first thing. The data are people: counts have been checked by
// who made them.
func Inspect(ctx context.Context, t *contract.Terms, d Data, progress Progress) (*Inspection, error) {
	people, err := cohort.Inspect(ctx, cohortSpec(t, d.Dir), progress.of(StagePeople))
	if err == nil {
		err = d.Promise.Kept(people.Inputs)
	}
	if err != nil {
		return nil, inspectError(StagePeople, err)
	}
	happened, err := outcome.Inspect(ctx, people, outcomeSpec(t), progress.of(StageOutcomes))
	if err != nil {
		return nil, inspectError(StageOutcomes, err)
	}
	out := &Inspection{
		SchemaVersion: InspectionVersion,
		Inputs:        slices.Concat(people.Inputs, happened.Inputs),
		Flow:          inspectedFlow(&people.Flow, 0),
		NoArm:         people.NoArm,
		Columns:       people.Columns,
		Outcomes:      happened.Outcomes,
		Spells:        happened.Spells,
	}
	out.Findings = cohort.SortObservations(slices.Concat(people.Findings, happened.Findings, d.broken(out.Inputs)))
	for _, y := range people.Flow.ByYear {
		f := people.Flow.OfYear(y)
		out.Years = append(out.Years, inspectedFlow(&f, y.Year))
	}
	return out, nil
}

// broken lists the files that are not as they were promised.
func (d Data) broken(inputs []evidence.Input) []cohort.Observation {
	var out []cohort.Observation
	add := func(err error) {
		var p *evidence.Problem
		if errors.As(err, &p) {
			out = append(out, cohort.Observation{File: p.File, Remedy: p.Remedy,
				Finding: evidence.Finding{Code: CodePromise, Severity: evidence.Error, Subject: p.File, Message: p.What}})
		}
	}
	for _, in := range inputs {
		add(d.Promise.Kept([]evidence.Input{in}))
	}
	add(d.Promise.Whole(inputs))
	return out
}

func inspectedFlow(f *cohort.Flow, year int) InspectedFlow {
	return InspectedFlow{Cohort: year, Received: f.Received, Losses: slices.Concat(f.Invalid, f.Ineligible), Eligible: f.Eligible}
}

// inspectError leaves the end of a context as it is.
func inspectError(stage string, err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return &Error{stage, err}
}
