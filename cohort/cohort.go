package cohort

import "sib/evidence"

// Domain is a covariate with the distinct values found among eligible people, sorted:
// labels in byte order with MissingLabel last, or numbers ascending.
type Domain struct {
	Covariate
	Labels  []string  // one per value; numbers in shortest decimal form
	Numbers []float64 // one per value; nil for a Category
}

// Profile is one distinct combination of cohort year and covariate values.
type Profile struct {
	Year  int
	Codes []uint32 // index into Domain.Labels, one per covariate in Spec order
	N     [2]int64 // eligible people, by Arm
}

// Cohort is everybody who may be compared, as counts. Profiles are ordered by
// year, then by codes: the order of rows and files leaves no trace.
type Cohort struct {
	Years    []int
	Domains  []Domain
	Profiles []Profile
	Flow     Flow
	Inputs   []evidence.Input
	Findings []evidence.Finding

	rows *people // where each row went; only package outcome asks
}

// Flow counts what became of every row, by Arm: Received = Valid + Σ Invalid, and
// Valid = Eligible + Σ Ineligible. Each person is counted under the first reason that applies.
type Flow struct {
	Received   [2]int64
	Invalid    []Loss // missing values that the contract excludes, one per covariate that may
	Valid      [2]int64
	Ineligible []Loss // one per rule, in the contract's order; then years outside the contract, if there is a year column
	Eligible   [2]int64
	// ByYear is the same for each cohort year, ascending; people whose year is outside the
	// contract come first, under the year 0, if there is a year or entry column. The years add up to the whole.
	ByYear []YearFlow
}

// Loss is a number of people left out for one reason.
type Loss struct {
	Reason string   `json:"reason"` // why, in words
	Clause string   `json:"clause,omitempty"`
	N      [2]int64 `json:"n"` // people, programme first, comparison second
}

// YearFlow is the Flow of one cohort year. Invalid and Ineligible count, by Arm, the
// losses of the whole Flow in its order.
type YearFlow struct {
	Year       int
	Received   [2]int64
	Invalid    [][2]int64
	Valid      [2]int64
	Ineligible [][2]int64
	Eligible   [2]int64
}

// OfYear returns the flow of one of ByYear as a whole one, without years.
func (f *Flow) OfYear(y YearFlow) Flow {
	out := Flow{Received: y.Received, Valid: y.Valid, Eligible: y.Eligible}
	for i, l := range f.Invalid {
		out.Invalid = append(out.Invalid, Loss{l.Reason, l.Clause, y.Invalid[i]})
	}
	for i, l := range f.Ineligible {
		out.Ineligible = append(out.Ineligible, Loss{l.Reason, l.Clause, y.Ineligible[i]})
	}
	return out
}
