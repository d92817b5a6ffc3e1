package outcome

import (
	"strings"
	"testing"

	"sib/cohort"
)

// What no validated contract contains is an error before any file is read.
func TestImpossibleSpecs(t *testing.T) {
	tests := map[string]struct {
		edit func(*Spec)
		says string
	}{
		"no outcome":         {func(s *Spec) { s.Outcomes = nil }, "no outcome"},
		"missing as a level": {func(s *Spec) { s.Outcomes[0].Missing = cohort.Level }, "missing values"},
		"both":               {func(s *Spec) { s.Outcomes[0].Column = "placed" }, "either"},
		"neither":            {func(s *Spec) { s.Outcomes[0].Spells = nil }, "either"},
		"no follow-up":       {func(s *Spec) { s.Outcomes[0].FollowUp = nil }, "follow-up"},
		"no months":          {func(s *Spec) { s.Outcomes[0].FollowUp.Months = 0 }, "0 months"},
		"a century":          {func(s *Spec) { s.Outcomes[0].FollowUp.Months = 1201 }, "1201 months"},
		"no files":           {func(s *Spec) { s.Spells = nil }, "no files"},
		"no list of files":   {func(s *Spec) { s.Spells.Files = nil }, "no files"},
		"no start":           {func(s *Spec) { s.Spells.Start = "" }, "no files"},
		"no kind":            {func(s *Spec) { s.Spells.Kind = "" }, "kinds"},
		"no months column":   {func(s *Spec) { s.Spells.Months = "" }, "contracts"},
		"silence":            {func(s *Spec) { s.Outcomes[0].Spells.Without = "" }, "silence"},
		"condition":          {func(s *Spec) { s.Outcomes[0].Spells.Condition = "works" }, "condition"},
		"no days":            {func(s *Spec) { s.Outcomes[0].Spells.AtLeast = 0 }, "at least 0 days"},
		"no calendar":        {func(s *Spec) { s.Calendar = nil }, "calendar"},
		"empty calendar":     {func(s *Spec) { s.Calendar.Until = s.Calendar.From - 1 }, "calendar"},
		"month 13": {func(s *Spec) {
			s.Outcomes[0].Spells.Condition, s.Outcomes[0].Spells.Month = EmployedAt, 13
		}, "month 13"},
	}
	for name, tt := range tests {
		s := Spec{[]Definition{yearOf(Spells{Condition: WorkingDays, AtLeast: 90, Kinds: []string{"job"}, LeastMonths: 3})},
			&SpellFiles{Files: []string{"spells.parquet"}, ID: "id", Start: "start", End: "end", Kind: "kind", Months: "months"}, workdays()}
		if _, err := newPlan(s); err != nil {
			t.Fatal(err)
		}
		tt.edit(&s)
		if _, err := newPlan(s); err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
