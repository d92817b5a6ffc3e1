package cohort

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"sib/evidence"
)

// plan is a Spec that was checked and copied: the caller may change theirs.
type plan struct {
	Spec
	years map[int64]bool
	rules []rule
	// read are the covariates, then the traits.
	read []Covariate
	// allowed holds the levels of each of read; nil where any may occur.
	allowed []map[string]bool
}

// rule is an eligibility rule bound to a covariate or a trait.
type rule struct {
	Rule
	covariate     int // index into plan.read
	nth           int // among the rules on it
	oneOf, noneOf []value
}

func newPlan(spec Spec) (*plan, error) {
	p := &plan{Spec: spec.clone(), years: map[int64]bool{}}
	if err := p.checkShape(); err != nil {
		return nil, err
	}
	for _, y := range p.Years {
		p.years[int64(y)] = true
	}
	for _, c := range slices.Concat(p.Covariates, p.Traits) {
		if err := p.addCovariate(c); err != nil {
			return nil, err
		}
	}
	for _, r := range p.Eligibility {
		if err := p.addRule(r); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (s Spec) clone() Spec {
	s.Years = slices.Clone(s.Years)
	s.Windows = slices.Clone(s.Windows)
	s.Covariates = cloneCovariates(s.Covariates)
	s.Traits = cloneCovariates(s.Traits)
	for _, names := range []*[]string{&s.Files.Programme, &s.Files.Comparison, &s.Files.People} {
		*names = slices.Clone(*names)
	}
	for arm := range s.Counts {
		s.Counts[arm] = slices.Clone(s.Counts[arm])
	}
	s.Only = slices.Clone(s.Only)
	s.Eligibility = slices.Clone(s.Eligibility)
	for i := range s.Eligibility {
		r := &s.Eligibility[i]
		r.Min, r.Max = clonePtr(r.Min), clonePtr(r.Max)
		r.OneOf, r.NoneOf = slices.Clone(r.OneOf), slices.Clone(r.NoneOf)
	}
	return s
}

func cloneCovariates(list []Covariate) []Covariate {
	list = slices.Clone(list)
	for i := range list {
		c := &list[i]
		c.Levels, c.Map, c.Bands = slices.Clone(c.Levels), maps.Clone(c.Map), slices.Clone(c.Bands)
		for k := range c.Bands {
			b := &c.Bands[k]
			b.AtLeast, b.AtMost, b.Below = clonePtr(b.AtLeast), clonePtr(b.AtMost), clonePtr(b.Below)
		}
	}
	return list
}

func clonePtr(x *float64) *float64 {
	if x == nil {
		return nil
	}
	c := *x
	return &c
}

// checkShape finds what no validated contract can contain.
func (p *plan) checkShape() error {
	f := p.Files
	programme, comparison, people := len(f.Programme) > 0, len(f.Comparison) > 0, len(f.People) > 0
	two, one := programme && comparison, people && f.ArmColumn != ""
	switch {
	case two == one || (one && (programme || comparison)) || (two && people):
		return errors.New("cohort: want either a programme and a comparison file, or a people file with an arm column")
	case one && f.ProgrammeValue == f.ComparisonValue:
		return fmt.Errorf("cohort: both arms have the value %q", f.ProgrammeValue)
	case p.ID == "":
		return errors.New("cohort: no id column")
	case len(p.Years) == 0 || !slices.IsSorted(p.Years) || len(slices.Compact(slices.Clone(p.Years))) != len(p.Years):
		return fmt.Errorf("cohort: years %v are not ascending", p.Years)
	case p.Year == "" && p.Entry == "" && len(p.Years) != 1:
		return fmt.Errorf("cohort: %d years and no year column", len(p.Years))
	case p.ID == p.Year || p.ID == p.Entry || p.ID == f.ArmColumn:
		return idReused(p.ID)
	}
	return p.checkWindows()
}

// idReused protects ids: a category's values are quoted in messages.
func idReused(column string) error {
	return &evidence.Problem{Code: CodeColumnReused, Column: column, What: "the id column is also used for something else",
		Remedy: "an id only tells people apart: name another column in the contract"}
}

func (p *plan) addCovariate(c Covariate) error {
	switch {
	case c.Column == p.ID:
		return idReused(c.Column)
	case !slices.Contains([]Kind{Category, Integer, Number, Age}, c.Kind):
		return fmt.Errorf("cohort: covariate %q: unknown kind %q", c.Name, c.Kind)
	case c.Missing != Refuse && c.Missing != Exclude && c.Missing != Level:
		return fmt.Errorf("cohort: covariate %q: unknown policy for missing values %q", c.Name, c.Missing)
	case c.Missing == Level && c.Kind != Category:
		return &evidence.Problem{Code: CodeCovariates, Column: c.Column, What: fmt.Sprintf("covariate %q is a number: a missing number cannot be a level of its own", c.Name),
			Remedy: "use missing: exclude or missing: refuse, or make it a category"}
	case c.Kind == Age && c.Column == p.Entry:
		return &evidence.Problem{Code: CodeCovariates, Column: c.Column, What: fmt.Sprintf("%q is an age from the column of the day of entry", c.Name),
			Remedy: "name the column with the day or year of birth"}
	case slices.ContainsFunc(p.read, func(o Covariate) bool { return o.Name == c.Name }):
		return sameName(c)
	}
	var allowed map[string]bool
	for _, l := range c.Levels {
		if allowed == nil {
			allowed = map[string]bool{}
		}
		allowed[l] = true
	}
	p.read, p.allowed = append(p.read, c), append(p.allowed, allowed)
	if err := c.checkBands(allowed); err != nil {
		return err
	}
	return c.checkMap(allowed)
}

// sameName protects rules, which name what they are on.
func sameName(c Covariate) error {
	return &evidence.Problem{Code: CodeCovariates, Column: c.Column, What: fmt.Sprintf("two covariates or eligibility rules on columns are named %q", c.Name),
		Remedy: "give each of them a name or id of its own"}
}

func (p *plan) addRule(r Rule) error {
	k := slices.IndexFunc(p.read, func(c Covariate) bool { return c.Name == r.Covariate })
	if k < 0 {
		return fmt.Errorf("cohort: eligibility rule %q: no covariate %q", r.ID, r.Covariate)
	}
	kind := p.read[k].Kind
	if kind == Category && (r.Min != nil || r.Max != nil) {
		return fmt.Errorf("cohort: eligibility rule %q: %q is a category and has no order", r.ID, r.Covariate)
	}
	b := rule{Rule: r, covariate: k, nth: p.rulesOn(k)}
	var err error
	if b.oneOf, err = literals(kind, r.OneOf); err == nil {
		b.noneOf, err = literals(kind, r.NoneOf)
	}
	if err != nil {
		return fmt.Errorf("cohort: eligibility rule %q: %w", r.ID, err)
	}
	p.rules = append(p.rules, b)
	return nil
}

// literals reads a rule's values as values of its covariate.
func literals(kind Kind, texts []string) ([]value, error) {
	var out []value
	for _, t := range texts {
		if kind == Category {
			out = append(out, value{text: t, missing: t == MissingLabel})
			continue
		}
		x, err := strconv.ParseFloat(t, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is not a number", t)
		}
		out = append(out, value{num: x})
	}
	return out, nil
}
