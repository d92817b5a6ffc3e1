package report

import (
	"strconv"
	"strings"

	"sib/cohort"
)

// countCell is a published count for machines, or [c].
func countCell(c publishedCount) string {
	if !c.shown {
		return suppressed
	}
	return intCell(c.n)
}

// wholeCell is a whole number for machines; empty when it does not exist.
func wholeCell(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// resultsSheet holds counts rounded and effects in whole per cent and points, by outcome.
func (p *published) resultsSheet() sheet {
	s := sheet{head: []string{
		"outcome", "cohort", "programme_n", "programme_events", "programme_without", "comparison_n", "comparison_events", "comparison_without",
		"programme_rate_percent", "comparison_rate_weighted_percent", "difference_points", "difference_lo_points", "difference_hi_points", "relative_change_percent", "level",
	}}
	level := formatFloat(p.interval.level)
	add := func(name string, groups []publishedGroup) {
		for _, g := range groups {
			row := []string{textCell(name), cohortCell(g.cohort)}
			for arm := range g.n {
				row = append(row, countCell(g.n[arm]), countCell(g.placed[arm]), countCell(g.others[arm]))
			}
			s.add(append(append(row, effectCells(g.effect)...), level)...)
		}
	}
	add(p.Contract.Outcome.Name, p.groups)
	for _, o := range p.secondary {
		add(o.name, o.groups)
	}
	return s
}

func effectCells(e *wholeEffect) []string {
	if e == nil {
		return []string{suppressed, suppressed, suppressed, suppressed, suppressed, suppressed}
	}
	return []string{wholeCell(e.rates[0]), wholeCell(e.rates[1]), wholeCell(e.points), wholeCell(e.lo), wholeCell(e.hi), wholeCell(e.relative)}
}

func (p *published) flowSheet() sheet {
	s := sheet{head: []string{"arm", "kind", "name", "people"}}
	for arm, stages := range p.flow {
		who := cohort.Arm(arm).String()
		for _, x := range stages {
			for _, l := range x.losses {
				s.add(who, "loss", textCell(strings.Join(l.reasons, "; ")), countCell(l.people))
			}
			s.add(who, "stage", textCell(x.name), countCell(x.people))
		}
	}
	return s
}

func (p *published) subGroupsSheet() sheet {
	s := sheet{head: []string{"covariate", "level", "programme_n", "comparison_n", "difference_points", "difference_lo_points", "difference_hi_points"}}
	for _, g := range p.subs {
		for _, l := range g.levels {
			s.add(textCell(g.covariate), textCell(l.name), countCell(l.n[0]), countCell(l.n[1]), wholeCell(l.effect.points), wholeCell(l.effect.lo), wholeCell(l.effect.hi))
		}
	}
	return s
}

// logSheet is the suppression log for everybody: what is hidden, and no reason.
func (p *published) logSheet() sheet {
	s := sheet{head: []string{"hidden", "what"}}
	for _, x := range p.hidden {
		s.add(textCell(x), "number")
	}
	for _, x := range p.withheld {
		s.add(textCell(x), "table")
	}
	s.add("effects in whole per cent: "+effectsRule, "note")
	return s
}
