package report

import (
	"strings"

	"sib/contract"
	"sib/matching"
)

// designWords says what each method does, in the cells that the contract's exact and
// coarsened characteristics make.
var designWords = map[string]string{
	contract.Nearest:           key("Within each group, every participant takes the nearest comparison person who is still free"),
	contract.Optimal:           key("Within each group, every participant gets the same number of comparison people, chosen so that the total distance is the least that is possible"),
	contract.Full:              key("Within each group, everybody is put into sets of one participant with several comparison people, or several participants with one, chosen so that the total distance is the least that is possible"),
	contract.Quick:             key("Within each group, everybody is put into sets of people near each other with both groups in each (generalised full matching)"),
	contract.Subclassification: key("Everybody is put into classes of the score, with equally many of the people whom the estimate is about in each, and compared within class and group"),
	contract.Weighting:         key("Within each group, people are weighted by their propensity score, so that both sides resemble the people whom the estimate is about"),
	contract.Entropy:           key("Within each group, people get the weights closest to equal under which the means of all characteristics are those of the people whom the estimate is about (entropy balancing, Hainmueller 2012)"),
}

func matchingWords(e account) string {
	m := e.Contract.Matching
	words, ok := designWords[m.Method]
	if !ok {
		return e.say("People are put into sets that are alike in everything the contract names (%s): the same cohort year and the same value, or the same band of values, of each characteristic below. Within a set every programme participant counts once, and the comparison people share the weight of the set’s participants equally. Nobody is drawn by chance and the order of the files leaves no trace. Outcomes were read only after the sets were fixed.",
			e.clause(m.Clause))
	}
	return e.say("People are compared within groups that are alike in the cohort year and in each characteristic below that is matched on its value or its band (%s). %s%s. People who cannot be told apart share what a choice between them would give to some. Nobody is drawn by chance and the order of the files leaves no trace. Outcomes were read only after the design was fixed.",
		e.clause(m.Clause), e.say(words), e.settingWords(m))
}

// settingWords are the settings that the contract gives, in its own terms.
func (l *lexicon) settingWords(m contract.Matching) string {
	var out []string
	if d := m.Distance; d != nil {
		text := l.say("distance %s", d.Metric)
		for _, s := range []string{d.Link, d.Scale} {
			if s != "" {
				text += ", " + s
			}
		}
		if len(d.Covariates) > 0 {
			text += l.say(" of %s", l.listing(d.Covariates))
		}
		out = append(out, text)
	}
	if m.Ratio != nil {
		out = append(out, l.say("ratio %s", m.Ratio.String()))
	}
	if m.Variable != nil {
		out = append(out, l.say("from %d to %d each", m.Variable.Least, m.Variable.Most))
	}
	if m.Reuse != "" {
		out = append(out, l.say("reuse %s", m.Reuse))
	}
	if m.Order != "" {
		out = append(out, l.say("order %s", m.Order))
	}
	for _, c := range m.Calipers {
		out = append(out, l.say("%s apart by at most %s (%s)", c.Of, c.Width.String(), c.Unit))
	}
	if len(m.Differ) > 0 {
		out = append(out, l.say("different in %s", l.listing(m.Differ)))
	}
	if m.Support != "" {
		out = append(out, l.say("common support: %s", m.Support))
	}
	if m.Subclasses != 0 {
		out = append(out, l.say("%d classes", m.Subclasses))
	}
	if len(out) == 0 {
		return ""
	}
	return " (" + strings.Join(out, l.say("; ")) + ")"
}

// weightWords says to whom the groups are weighted.
func weightWords(e account) string {
	switch e.Matching.Spec.Estimand {
	case matching.OnControl:
		return e.say("Programme rates are weighted so that the programme group has the make-up of the comparison pool")
	case matching.OnAll:
		return e.say("Rates are weighted so that each group has the make-up of both together")
	case matching.Overlap:
		return e.say("Rates are weighted so that each group has the make-up of the people who could be in either")
	}
	return e.say("Comparison rates are weighted so that the comparison group has the make-up of the programme group")
}

// spreadWords says whose standard deviations SMDs are counted in.
func spreadWords(e account) string {
	switch e.Matching.Spec.Estimand {
	case matching.OnControl:
		return e.say("the comparison pool")
	case matching.OnAll, matching.Overlap:
		return e.say("both groups (the root of the mean of their variances)")
	}
	return e.say("the programme group")
}

// estimandNames says whose effect an estimand is.
var estimandNames = map[string]string{
	"ATT": key("the average effect on those who took part (ATT)"),
	"ATC": key("the average effect there would be on the comparison pool (ATC)"),
	"ATE": key("the average effect on both groups together (ATE)"),
	"ATO": key("the average effect on people who could be in either group (ATO)"),
}

func estimandWords(e account) string {
	m := e.Contract.Matching
	text := e.say("The weighted %s of the programme group is compared with the weighted one of the comparison group, within each cohort year; years count for the people whom the estimate is about.", e.wordsFor(e.Contract.Outcome).share)
	if m.InStrata() && m.Estimand == string(matching.OnTreated) {
		text = e.say("In each set the %s of the programme group is compared with that of the comparison people alike; the sets are averaged with the number of participants in each as weight. Pooled over years, each participant counts once.",
			e.wordsFor(e.Contract.Outcome).share)
	}
	if e.Matching.Estimand != matching.MatchedSample {
		return e.say("%s This estimates %s.", text, e.say(estimandNames[m.Estimand]))
	}
	if m.Estimand != string(matching.OnTreated) {
		return e.say("%s Because some of the people whom the estimate is about have nobody alike and are left out, this estimates the effect in the matched sample.", text)
	}
	return e.say("%s Because some participants have nobody alike and are left out, this estimates the effect in the matched sample, not the effect on everybody who took part.", text)
}
