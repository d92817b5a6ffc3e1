package cohort

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"sib/evidence"
)

// Columns of a table of counts. Covariates stand between CountsYear and CountsPeople,
// see CountsColumn; what happened to people comes after, and is for package outcome.
const (
	CountsStage  = "stage"
	CountsArm    = "arm"
	CountsYear   = "cohort"
	CountsPeople = "people"
)

// Stages of a row of counts besides those of losses, see Spec.Stages.
const (
	StageEligible = "eligible"
	// StageRefused begins the stage of people whom a query could not place.
	StageRefused = "refused:"
)

// Keys and values of the metadata of a table of counts.
const (
	CountsKey     = "sib.counts"
	CountsVersion = "1"
	CountsPlanKey = "sib.plan"
)

// countsPrefix tells a covariate from a column that every table of counts has.
const countsPrefix = "covariate:"

// CountsColumn returns the column of a covariate in a table of counts: its name, with the
// prefix "covariate:" if another column has that name, in capitals or not.
func CountsColumn(name string) string {
	fixed := slices.ContainsFunc([]string{CountsStage, CountsArm, CountsYear, CountsPeople}, func(s string) bool { return strings.EqualFold(s, name) })
	if lower := strings.ToLower(name); !fixed && !strings.HasPrefix(lower, countsPrefix) {
		for _, s := range []string{"observed_", "placed_", "incomplete_"} {
			fixed = fixed || strings.HasPrefix(lower, s)
		}
		if !fixed {
			return name
		}
	}
	return countsPrefix + name
}

// Stages returns the stages of losses in a table of counts, in the order of Flow.Invalid
// and of Flow.Ineligible.
func (s Spec) Stages() (invalid, ineligible []string) {
	for i, c := range slices.Concat(s.Covariates, s.Traits) {
		if c.Missing != Exclude {
			continue
		}
		stage := "missing:" + c.Name
		if i >= len(s.Covariates) && slices.Contains(invalid, stage) {
			stage = "missing:rule:" + c.Name // a covariate has the name of this trait
		}
		invalid = append(invalid, stage)
	}
	for _, r := range s.Eligibility {
		ineligible = append(ineligible, "rule:"+r.ID)
	}
	if s.Year != "" || s.Entry != "" {
		ineligible = append(ineligible, "year")
	}
	return invalid, ineligible
}

// CountsPlan returns the digest of what decides the meaning of counts: years, windows,
// covariates, traits and rules with the columns that they are read from, not the files.
func (s Spec) CountsPlan() evidence.Digest {
	type rule struct {
		ID, Covariate string
		Min, Max      *float64
		OneOf, NoneOf []string
	}
	var rules []rule
	for _, r := range s.Eligibility {
		rules = append(rules, rule{r.ID, r.Covariate, r.Min, r.Max, r.OneOf, r.NoneOf})
	}
	b, err := json.Marshal(struct {
		Year, Entry        string
		Years              []int
		Windows            []Window
		Covariates, Traits []Covariate
		Rules              []rule
	}{s.Year, s.Entry, s.Years, s.Windows, s.Covariates, s.Traits, rules})
	if err != nil { // bounds that are no numbers: no validated contract has them
		panic(fmt.Sprintf("cohort: %v", err))
	}
	return evidence.DigestOf(b)
}

// wants reports whether the people of an arm are read.
func (s Spec) wants(arm Arm) bool { return len(s.Only) == 0 || slices.Contains(s.Only, arm) }

// counted reports whether counts stand in for the people of an arm.
func (s Spec) counted(arm Arm) bool { return len(s.Counts[arm]) > 0 }
