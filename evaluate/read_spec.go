package evaluate

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"sib/cohort"
	"sib/cohort/outcome"
	"sib/contract"
)

// cohortSpec is what the contract says about people, as package cohort takes it.
func cohortSpec(t *contract.Terms, dir string) cohort.Spec {
	s := cohort.Spec{
		Dir:   dir,
		Files: cohort.Files{Programme: t.Data.Programme, Comparison: t.Data.Comparison, People: t.Data.People},
		ID:    t.Data.ID,
		Year:  t.Data.Cohort,
		Entry: t.Data.Entry,
		Years: t.Cohorts,
	}
	if a := t.Data.Arm; a != nil {
		s.Files.ArmColumn, s.Files.ProgrammeValue, s.Files.ComparisonValue = a.Column, a.Programme, a.Comparison
	}
	for _, w := range t.Windows {
		s.Windows = append(s.Windows, cohort.Window{Year: w.Year, From: dayOf(w.From), Until: dayOf(w.Until)})
	}
	for _, c := range t.Covariates {
		s.Covariates = append(s.Covariates, readingOf(c))
	}
	for _, e := range t.Eligibility {
		if e.Column != "" {
			s.Traits = append(s.Traits, cohort.Covariate{Name: e.ID, Column: e.Column, Kind: cohort.Kind(e.Kind), Missing: cohort.Missing(e.Missing)})
		}
		s.Eligibility = append(s.Eligibility, ruleOf(e))
	}
	return s
}

// dayOf reads a day that the contract has checked.
func dayOf(s string) cohort.Day {
	d, err := cohort.ParseDay(s)
	if err != nil {
		panic("evaluate: " + err.Error())
	}
	return d
}

func readingOf(c contract.Covariate) cohort.Covariate {
	out := cohort.Covariate{Name: c.Name, Column: c.Column, Kind: cohort.Kind(c.Kind), Levels: c.Levels, Missing: cohort.Missing(c.Missing)}
	for _, m := range c.Map {
		if out.Map == nil {
			out.Map = map[string]string{}
		}
		out.Map[m.From] = m.To
	}
	for _, b := range c.Bands {
		out.Bands = append(out.Bands, cohort.Band{Name: b.Name, AtLeast: number(b.AtLeast), AtMost: number(b.AtMost), Below: number(b.Below)})
	}
	return out
}

func ruleOf(e contract.Eligibility) cohort.Rule {
	r := cohort.Rule{ID: e.ID, Clause: e.Clause, Covariate: e.Covariate,
		Min: number(e.AtLeast), Max: number(e.AtMost), OneOf: e.OneOf, NoneOf: e.NoneOf, Words: ruleWords(e)}
	if e.Column != "" {
		r.Covariate = e.ID
	}
	return r
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
	of := e.Covariate + e.Column // one of them is empty
	switch {
	case e.AtLeast != nil && e.AtMost != nil:
		return fmt.Sprintf("%s not from %s to %s", of, e.AtLeast, e.AtMost)
	case e.AtLeast != nil:
		return fmt.Sprintf("%s below %s", of, e.AtLeast)
	case e.AtMost != nil:
		return fmt.Sprintf("%s above %s", of, e.AtMost)
	case len(e.OneOf) > 0:
		return fmt.Sprintf("%s not one of %s", of, quoted(e.OneOf))
	}
	return fmt.Sprintf("%s one of %s", of, quoted(e.NoneOf))
}

func quoted(values []string) string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = strconv.Quote(v)
	}
	return strings.Join(out, ", ")
}

// outcomeSpec is what the contract says about outcomes, the binding one first.
func outcomeSpec(t *contract.Terms) outcome.Spec {
	s := outcome.Spec{Outcomes: []outcome.Definition{definitionOf(t.Outcome)}}
	for _, o := range t.Secondary {
		s.Outcomes = append(s.Outcomes, definitionOf(o))
	}
	if d := t.Data.Spells; d != nil {
		s.Spells = &outcome.SpellFiles{Files: d.Files, ID: d.ID, Start: d.Start, End: d.End, Kind: d.Kind, Months: d.ContractMonths}
	}
	if c := t.Calendar; c != nil {
		s.Calendar = calendarOf(c)
	}
	return s
}

func definitionOf(o contract.Outcome) outcome.Definition {
	d := outcome.Definition{Name: o.Name, Column: o.Column, Missing: cohort.Missing(o.Missing)}
	if f := o.FollowUp; f != nil {
		d.FollowUp = &outcome.FollowUp{Months: f.Months, Until: dayOf(f.Until)}
	}
	if s := o.Spells; s != nil {
		d.Spells = &outcome.Spells{Kinds: s.Kinds, LeastMonths: s.ContractMonths, Condition: outcome.Condition(s.Condition),
			AtLeast: s.AtLeast, Month: s.Month, Without: outcome.Without(s.Without)}
	}
	return d
}

func calendarOf(c *contract.Calendar) *outcome.Calendar {
	out := &outcome.Calendar{From: dayOf(c.From), Until: dayOf(c.Until)}
	for day := time.Sunday; day <= time.Saturday; day++ {
		for _, name := range c.Week {
			if strings.EqualFold(name, day.String()) {
				out.Week[day] = true
			}
		}
	}
	for _, h := range c.Holidays {
		out.Holidays = append(out.Holidays, dayOf(h))
	}
	return out
}
