package sql

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"sib/cohort"
)

func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }

// judged says under which stage people count: refused, then missing, then the rules, then
// the year, as a run over people does.
func (w *writer) judged() {
	d := w.Dialect
	cases := w.refusals()
	missing, others := w.People.Stages()
	next := 0
	w.eachCovariate(func(c cohort.Covariate, _, value string) {
		if c.Missing == cohort.Exclude {
			cases = append(cases, when(value+" is null", d.literal(missing[next])))
			next++
		}
	})
	for i, r := range w.People.Eligibility {
		cases = append(cases, when("not ("+w.holds(r)+")", d.literal(others[i])))
	}
	if !w.oneCohort() {
		cases = append(cases, when("cohort is null", "'year'"))
	}
	stage := "case"
	for _, c := range cases {
		stage += "\n      " + c
	}
	w.with("judged", []string{"p.*", stage + "\n      else 'eligible' end as fate"}, "from placed p")
}

func when(condition, then string) string { return "when " + condition + " then " + then }

// eachCovariate goes through covariates and traits, with the columns of their texts and values.
func (w *writer) eachCovariate(do func(c cohort.Covariate, text, value string)) {
	for k, c := range w.People.Covariates {
		do(c, fmt.Sprintf("c%d", k+1), fmt.Sprintf("v%d", k+1))
	}
	for k, c := range w.People.Traits {
		do(c, fmt.Sprintf("t%d", k+1), fmt.Sprintf("w%d", k+1))
	}
}

// refusals are the cases in which a run over people stops.
func (w *writer) refusals() []string {
	d := w.Dialect
	var out []string
	refuse := func(condition, what string) { out = append(out, when(condition, d.literal(cohort.StageRefused+what))) }
	refuse("arm is null", "the arm is missing or unknown")
	refuse("id is null or id = ''", "a person has no id")
	refuse("same_id > 1", "an id comes twice")
	if w.People.Year != "" {
		refuse("told is null or told < 1", "the cohort year is missing or no year")
	}
	if w.People.Entry != "" {
		refuse("entry is null", "the day of entry is missing or no day")
	}
	w.eachCovariate(func(c cohort.Covariate, text, value string) {
		if c.Missing == cohort.Refuse {
			refuse(text+" is null", "missing "+c.Name)
		}
		unknown := fmt.Sprintf("%s is not null and %s is null", text, value)
		if c.Kind == cohort.Category && len(c.Bands) == 0 {
			unknown = w.unknownLevel(c, text, value)
		}
		refuse(unknown, "unknown value of "+c.Name)
	})
	for k, o := range w.Outcomes.Outcomes {
		if o.Spells == nil {
			refuse(fmt.Sprintf("x%[1]d is not null and r%[1]d is null", k+1), fmt.Sprintf("outcome %d is not 0 or 1", k+1))
		}
	}
	return out
}

// unknownLevel is true of labels that the contract does not list, and of those that could
// be taken for something else.
func (w *writer) unknownLevel(c cohort.Covariate, text, value string) string {
	d := w.Dialect
	bad := []string{value + " = ''"}
	if c.Missing == cohort.Level {
		bad = append(bad, fmt.Sprintf("%s = %s", value, d.literal(cohort.MissingLabel)))
	}
	if len(c.Levels) > 0 {
		bad = append(bad, fmt.Sprintf("%s not in (%s)", value, d.literals(c.Levels)))
	}
	return fmt.Sprintf("%s is not null and (%s)", text, strings.Join(bad, " or "))
}

// holds is a rule's condition. Its value is not missing where it is asked.
func (w *writer) holds(r cohort.Rule) string {
	d := w.Dialect
	var value string
	var kind cohort.Kind
	w.eachCovariate(func(c cohort.Covariate, _, v string) {
		if c.Name == r.Covariate && value == "" {
			value, kind = v, c.Kind
		}
	})
	list := func(values []string) string {
		if kind == cohort.Category {
			return d.literals(values)
		}
		numbers := make([]string, len(values))
		for i, v := range values {
			x, err := strconv.ParseFloat(v, 64)
			if err != nil {
				panic(fmt.Sprintf("sql: rule %q: %v", r.ID, err)) // cohort refuses such a spec
			}
			numbers[i] = d.bound(x)
		}
		return strings.Join(numbers, ", ")
	}
	conditions := []string{}
	if r.Min != nil {
		conditions = append(conditions, value+" >= "+d.bound(*r.Min))
	}
	if r.Max != nil {
		conditions = append(conditions, value+" <= "+d.bound(*r.Max))
	}
	if len(r.OneOf) > 0 {
		conditions = append(conditions, value+" in ("+list(r.OneOf)+")")
	}
	if len(r.NoneOf) > 0 {
		conditions = append(conditions, value+" not in ("+list(r.NoneOf)+")")
	}
	if len(conditions) == 0 {
		return "true"
	}
	return strings.Join(conditions, " and ")
}
