package export

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"sib/contract"
	"sib/contract/trace"
	"sib/evaluate"
)

// Codes of the standard.
const (
	outcomeLevel = "Outcome level"
	projectLevel = "Project level"
)

// results are what each measure came to in each cohort and over all of them, and
// then, of a run, the people behind it.
func (b *builder) results() []row {
	var out []row
	for _, m := range b.Terms.Measures {
		for _, cohort := range append(slices.Clone(b.Terms.Cohorts), 0) {
			if r := b.measured(m, cohort); r != nil {
				out = append(out, r)
			}
		}
	}
	for _, r := range b.Results {
		// The one cohort of a contract is all of them: its people are counted once.
		if r.Cohort != 0 && len(b.Terms.Cohorts) == 1 {
			continue
		}
		out = append(out, b.people(r))
	}
	return out
}

// measured is a measure in one cohort, or over all of them; nil if nothing was held against it.
func (b *builder) measured(m contract.Measure, cohort int) row {
	var seen string
	var words []string
	binds := false
	for _, v := range b.Decision.Verdicts {
		if v.Measure == m.ID && v.Cohort == cohort {
			seen = observed(v)
			words = append(words, verdict(v))
			binds = binds || v.Binding
		}
	}
	if seen == "" {
		return nil
	}
	r := b.period(cohort)
	r[metricKey], r[levelKey] = m.ID, outcomeLevel
	r[achievedKey] = seen + "; " + strings.Join(words, "; ")
	if !binds {
		r[notesKey] = listed("; ", r[notesKey], "for information: no rule rests on this row")
	}
	return r
}

// period starts a row on a cohort.
func (b *builder) period(cohort int) row {
	covers := fmt.Sprintf("cohort %d", cohort)
	if cohort == 0 {
		covers = "cohorts " + years(b.Terms.Cohorts)
		if len(b.Terms.Cohorts) > 0 {
			cohort = slices.Min(b.Terms.Cohorts)
		}
	}
	r := row{sourcesKey: sourceID, notesKey: listed("; ", covers, unless("evaluator: ", strings.Join(named(b.Terms, "evaluator"), ", ")))}
	if cohort != 0 {
		r[startKey] = strconv.Itoa(cohort)
	}
	return r
}

// people is the comparison of a run in one cohort, or over all of them.
func (b *builder) people(res evaluate.Result) row {
	r := b.period(res.Cohort)
	r[levelKey], r[describeKey] = projectLevel, b.described(res)
	if !b.shown(res) {
		r[notesKey] = listed("; ", r[notesKey], fmt.Sprintf("counts are left out: fewer than %d people could be recognised", b.Terms.Disclosure.Threshold))
		return r
	}
	r[numberKey] = strconv.FormatInt(res.Everybody.N[0], 10)
	if b.favourable() {
		r[positiveKey] = strconv.FormatInt(res.Everybody.Events[0], 10)
	}
	r[notesKey] = listed("; ", r[notesKey], "people: "+counted)
	return r
}

// described are the rates after matching, of which the decision was made.
func (b *builder) described(r evaluate.Result) string {
	rates, gap := " %", " points"
	if b.Terms.Outcome.Counts == contract.CountEvents {
		rates, gap = " for 100 people", " for 100 people"
	}
	words := fmt.Sprintf("%s rate after matching: programme %s%s, comparison %s%s; difference %s%s",
		b.Terms.Outcome.Name, exact(r.Programme.Exact), rates, exact(r.Comparison.Exact), rates, hundred(r.Difference.Value), gap)
	if d := r.Difference; d.Method != "" {
		words += fmt.Sprintf(", %s %% interval %s to %s (%s)", strings.TrimSuffix(hundred(d.Level), ".0"), hundred(d.Lo), hundred(d.Hi), d.Method)
	}
	return words
}

// unknown stands for a number that a file does not give.
const unknown = "?"

// exact is an exact proportion in per cent, to one decimal.
func exact(s string) string {
	r, ok := new(big.Rat).SetString(strings.TrimSuffix(s, "…"))
	if !ok {
		return unknown
	}
	return inHundred(r)
}

// hundred is a proportion in per cent, to one decimal.
func hundred(p float64) string {
	r := new(big.Rat).SetFloat64(p)
	if r == nil {
		return unknown
	}
	return inHundred(r)
}

func inHundred(r *big.Rat) string { return new(big.Rat).Mul(r, big.NewRat(100, 1)).FloatString(1) }

// favourable reports whether the outcome is one that the contract pays for: where
// it pays for fewer, those with the outcome are not those with a positive result.
func (b *builder) favourable() bool {
	if b.Terms.Outcome.Counts == contract.CountEvents {
		return false
	}
	compared := map[string]bool{}
	for _, m := range b.Terms.Measures {
		if m.Source == contract.Compared {
			compared[m.ID] = true
			if m.Effect == contract.Reduction {
				return false
			}
		}
	}
	fewer := func(v contract.Verdict) bool {
		return compared[v.Measure] && (v.Comparing == trace.AtMost || v.Comparing == trace.Below)
	}
	return len(compared) > 0 && !slices.ContainsFunc(b.Decision.Verdicts, fewer)
}

// shown reports whether the counts of a result may be published. If one cohort
// year is too small, none is shown: the others would give it away beside the sum.
func (b *builder) shown(r evaluate.Result) bool {
	if r.Cohort == 0 {
		return b.large(r)
	}
	return !slices.ContainsFunc(b.Results, func(x evaluate.Result) bool { return !b.large(x) })
}

func (b *builder) large(r evaluate.Result) bool {
	n, events := r.Everybody.N[0], r.Everybody.Events[0]
	if n < 1 {
		return false // nobody was counted
	}
	for _, count := range []int64{n, events, n - events} {
		if count > 0 && count < int64(b.Terms.Disclosure.Threshold) {
			return false
		}
	}
	return true
}
