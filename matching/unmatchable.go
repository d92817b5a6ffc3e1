package matching

import (
	"fmt"
	"slices"
	"strings"

	"sib/cohort"
)

// Unmatchable says that the design cannot be carried out: people whose effect was
// asked for find nobody and the contract refuses to drop them, or a whole cohort
// year is without a match.
type Unmatchable struct {
	Spec      Spec
	Dropped   []Dropped // by cell; empty if Year is set
	Shortfall float64   // people, in all, for whom those alike share too few matches
	Year      int       // a year without any match; 0 if Dropped or Shortfall is set
}

// listed is how many cells an error names before it only counts them.
const listed = 5

func (e *Unmatchable) Error() string {
	var b strings.Builder
	switch focal, other := e.sides(); {
	case e.Year != 0:
		fmt.Fprintf(&b, "match: no %s of cohort year %d has a %s %s", focal.one, e.Year, other.one, e.alike())
	case len(e.Dropped) == 0:
		fmt.Fprintf(&b, "match: too few %s: %s have to share them, and %.6g get none", other.many, focal.many, e.Shortfall)
	default:
		var people int64
		for _, d := range e.Dropped {
			people += d.N
		}
		fmt.Fprintf(&b, "match: %s in %s without a %s", focal.count(people), e.cells().count(int64(len(e.Dropped))), other.one)
		e.list(&b, focal, other)
		if e.Shortfall > 0 {
			fmt.Fprintf(&b, "\n    and too few %s for others: %.6g more get none", other.many, e.Shortfall)
		}
	}
	fmt.Fprintf(&b, "\n  hint: %s", anyOf(e.remedies()))
	return b.String()
}

// list names the cells whose people find nobody.
func (e *Unmatchable) list(b *strings.Builder, focal, other noun) {
	for i, d := range e.Dropped {
		if i == listed {
			fmt.Fprintf(b, "\n    and %s more", e.cells().count(int64(len(e.Dropped)-listed)))
			return
		}
		fmt.Fprintf(b, "\n    no %s in year=%d", other.one, d.Year)
		for k, v := range d.Values {
			if v != "" {
				fmt.Fprintf(b, ", %s=%s", e.Spec.Covariates[k].Name, v)
			}
		}
		if len(e.Spec.Calipers) > 0 {
			b.WriteString(" within the caliper")
		}
		fmt.Fprintf(b, " (%s)", focal.count(d.N))
	}
}

// alike says in what people would have to agree.
func (e *Unmatchable) alike() string {
	var names []string
	for _, c := range e.Spec.Covariates {
		if c.Mode != Free {
			names = append(names, c.Name)
		}
	}
	text := "to be compared with"
	if len(names) > 0 {
		text = "alike in " + strings.Join(names, ", ")
	}
	if len(e.Spec.Calipers) > 0 {
		text += " and within the caliper"
	}
	return text
}

// remedies are what this design could change.
func (e *Unmatchable) remedies() []string {
	s := e.Spec
	with := func(m Mode) bool {
		return slices.ContainsFunc(s.Covariates, func(c Covariate) bool { return c.Mode == m })
	}
	var out []string
	add := func(when bool, remedy string) {
		if when {
			out = append(out, remedy)
		}
	}
	found := len(e.Dropped) > 0 || e.Year != 0
	add(found && with(Coarsened), "widen the bands or groups of a coarsened covariate")
	add(found && with(Exact), "coarsen an exact covariate or match on fewer")
	for _, c := range s.Calipers {
		out = append(out, fmt.Sprintf("widen the caliper of %s %s on %s", decimal(c.Width), c.Unit, c.Of))
	}
	add(len(s.Differ) > 0, "allow pairs that agree in "+strings.Join(s.Differ, ", "))
	add(found && s.Support != SupportAll, fmt.Sprintf("relax the common support of %q", s.Support))
	add(s.Choice.Ratio > 1 || s.Choice.Least > 1, fmt.Sprintf("lower the ratio of %s", decimal(s.Choice.Ratio)))
	add(s.Method == Nearest && s.Choice.Reuse != Unlimited, "let people be matched more often (reuse)")
	add(e.Year != 0, "leave the year out of `cohorts`")
	add(e.Year == 0, "drop them with `unmatched: drop`, which counts them and names the estimand")
	return out
}

// anyOf joins remedies: "a, b or c".
func anyOf(remedies []string) string {
	if n := len(remedies); n > 1 {
		return strings.Join(remedies[:n-1], ", ") + ", or " + remedies[n-1]
	}
	return strings.Join(remedies, "")
}

// noun is a word that is counted.
type noun struct{ one, many string }

func (w noun) count(n int64) string {
	if n == 1 {
		return "1 " + w.one
	}
	return fmt.Sprintf("%d %s", n, w.many)
}

// sides names those whose effect is asked for, and those they are compared with.
func (e *Unmatchable) sides() (focal, other noun) {
	sides := [2]noun{
		cohort.Programme:  {"programme person", "programme people"},
		cohort.Comparison: {"comparison person", "comparison people"},
	}
	if e.Spec.Estimand == OnControl {
		return sides[cohort.Comparison], sides[cohort.Programme]
	}
	return sides[cohort.Programme], sides[cohort.Comparison]
}

// cells are strata where they are the matched sets.
func (e *Unmatchable) cells() noun {
	if e.Spec.Method.pairs() {
		return noun{"cell", "cells"}
	}
	return noun{"stratum", "strata"}
}
