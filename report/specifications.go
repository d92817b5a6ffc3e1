package report

import (
	"cmp"
	"slices"
	"strings"

	"sib/evaluate"
)

// Kinds of specifications, as the data of the figure calls them.
const (
	otherEstimator = "specification"
	otherDesign    = "design"
	oneLeftOut     = "left_out"
	filledIn       = "missing_outcomes"
)

// specification is one way to see the people, with its short name.
type specification struct {
	evaluate.Scenario
	kind, name string
	agreed     bool
}

func (l *lexicon) specificationName(s evaluate.Scenario) string {
	if name := scenarioNames[s.Name].short; name != "" {
		return l.say(name)
	}
	return capital(clean(s.Words))
}

// specifications are all that was tried: of the left-out strata, or years, only those
// that lower and that raise the difference most. They are in order of the amount, then
// of the difference; those without one or the other come last.
func specifications(e account) []specification {
	var out []specification
	add := func(kind string, all []evaluate.Scenario) {
		for _, s := range all {
			x := specification{Scenario: s, kind: kind, name: e.specificationName(s), agreed: s.Name == "agreed"}
			if x.agreed && s.Difference != nil {
				x.Due = &e.Decision.Due // decided, even where nothing else can be
			}
			out = append(out, x)
		}
	}
	s := e.Sensitivity
	add(otherEstimator, s.Specifications)
	add(otherDesign, s.Designs)
	out = append(out, extremes(e, s.LeftOut)...)
	add(filledIn, s.Missing)
	slices.SortStableFunc(out, func(a, b specification) int {
		if c := cmp.Compare(a.lacks(), b.lacks()); c != 0 || a.Difference == nil {
			return c
		}
		if a.Due != nil {
			if c := a.Due.Cmp(*b.Due); c != 0 {
				return c
			}
		}
		return cmp.Compare(a.Difference.Value, b.Difference.Value)
	})
	return out
}

// lacks counts what a specification has no number for.
func (s specification) lacks() int {
	switch {
	case s.Difference == nil:
		return 2
	case s.Due == nil:
		return 1
	}
	return 0
}

// why says why there is no number, without the name, which stands before it.
func (s specification) why(l *lexicon) string {
	return strings.TrimSuffix(proper(l.quoted(whyNot(s.Scenario))), ".")
}

// extremes are the first and the last of those left out, the lowest being first.
func extremes(e account, all []evaluate.Scenario) []specification {
	if len(all) == 0 {
		return nil
	}
	named := func(s evaluate.Scenario, stratum, year string) specification {
		out := specification{Scenario: s, kind: oneLeftOut, name: e.specificationName(s)}
		if n, ok := strings.CutPrefix(s.Name, "without-stratum-"); ok {
			out.name = e.say(stratum, n)
		}
		if y, ok := strings.CutPrefix(s.Name, "without-year-"); ok {
			out.name = e.say(year, y)
		}
		return out
	}
	out := []specification{named(all[0], key("Lowest, without stratum %s"), key("Without cohort year %s"))}
	if len(all) > 1 {
		out = append(out, named(all[len(all)-1], key("Highest, without stratum %s"), key("Without cohort year %s")))
	}
	return out
}

func specificationSheet(all []specification) sheet {
	s := sheet{head: []string{"name", "kind", "words", "difference", "lo", "hi", "method", "relative_change", "due", "currency", "error"}}
	for _, x := range all {
		cells := []string{textCell(x.Name), x.kind, textCell(x.Words), "", "", "", "", optionalCell(x.Relative), "", "", textCell(x.Error)}
		if d := x.Difference; d != nil {
			cells[3], cells[4], cells[5], cells[6] = formatFloat(d.Value), formatFloat(d.Lo), formatFloat(d.Hi), textCell(d.Method)
		}
		if x.Due != nil {
			cells[8], cells[9] = x.Due.Decimal(), string(x.Due.Currency())
		}
		s.add(cells...)
	}
	return s
}
