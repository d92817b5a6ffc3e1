package report

import (
	"strconv"
	"strings"

	"sib/matching"
)

// scoreWords name the score of a scale.
func (l *lexicon) scoreWords(scale string) string {
	if scale == string(matching.GivenScore) {
		return l.say("Score that the people's file holds")
	}
	return l.say("Propensity score, as the linear predictor of a %s model", scale)
}

// eligibleIn are the people of all bins.
func eligibleIn(o *matching.ScoreOverlap) (n [2]int64) {
	for _, b := range o.Bins {
		n[0], n[1] = n[0]+b.Eligible[0], n[1]+b.Eligible[1]
	}
	return n
}

func overlapTitle(e account, o *matching.ScoreOverlap) string {
	n := eligibleIn(o)
	switch {
	case o.Support == nil:
		return e.say("No score is common to both groups: nobody of the programme has a comparison")
	case o.Support.Outside[0] == 0:
		return e.say("All of the %s programme people have scores within the range of both groups", e.count(n[0]))
	}
	return e.say("%s of %s programme people have scores within the range of both groups", e.count(n[0]-o.Support.Outside[0]), e.count(n[0]))
}

func overlapSubtitle(e account, o *matching.ScoreOverlap) string {
	return e.say("Eligible people by score, %s. %s", e.cohortWords(e.Contract.Cohorts), e.profileWords(o.Profiles))
}

// profileWords say who has which profiles.
func (l *lexicon) profileWords(p matching.SharedProfiles) string {
	return l.say("Profiles in both groups: %s (%s programme and %s comparison people); in the programme only: %s (%s people); in the comparison pool only: %s (%s people).",
		l.count(int64(p.Both.Profiles)), l.count(p.Both.N[0]), l.count(p.Both.N[1]),
		l.count(int64(p.ProgrammeOnly.Profiles)), l.count(p.ProgrammeOnly.N[0]),
		l.count(int64(p.ComparisonOnly.Profiles)), l.count(p.ComparisonOnly.N[1]))
}

func overlapWords(e account, o *matching.ScoreOverlap, shares []binShares) string {
	out := []string{e.say("Histogram of scores. %s. %s", overlapTitle(e, o), e.profileWords(o.Profiles))}
	if s := o.Support; s != nil {
		out = append(out, e.say("Common support: %s to %s; outside of it are %s programme and %s comparison people.", e.float(s.From, 2), e.float(s.To, 2), e.count(s.Outside[0]), e.count(s.Outside[1])))
	}
	for i, b := range o.Bins {
		if s := shares[i]; s != (binShares{}) {
			out = append(out, e.say("%s to %s: programme %s, comparison pool %s, matched comparison %s.", e.float(b.From, 2), e.float(b.To, 2), e.percentage(s.programme), e.percentage(s.pool), e.percentage(s.matched)))
		}
	}
	return strings.Join(out, " ")
}

func overlapSheet(o *matching.ScoreOverlap) sheet {
	s := sheet{head: []string{"item", "from", "to", "profiles", "programme_n", "comparison_n", "programme_weight", "comparison_weight"}}
	for _, b := range o.Bins {
		s.add("bin", formatFloat(b.From), formatFloat(b.To), "", intCell(b.Eligible[0]), intCell(b.Eligible[1]), formatFloat(b.Weight[0]), formatFloat(b.Weight[1]))
	}
	if c := o.Support; c != nil {
		n := eligibleIn(o)
		s.add("common_support", formatFloat(c.From), formatFloat(c.To), "", intCell(n[0]-c.Outside[0]), intCell(n[1]-c.Outside[1]), "", "")
	}
	for _, p := range []struct {
		name string
		matching.ProfileCount
	}{{"profiles_both", o.Profiles.Both}, {"profiles_programme_only", o.Profiles.ProgrammeOnly}, {"profiles_comparison_only", o.Profiles.ComparisonOnly}} {
		s.add(p.name, "", "", strconv.Itoa(p.Profiles), intCell(p.N[0]), intCell(p.N[1]), "", "")
	}
	return s
}
