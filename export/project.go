package export

import (
	"fmt"
	"strconv"

	"sib/evaluate"
)

const sourceID = "sib"

// project is the one row of the project as a whole.
func (b *builder) project() []row {
	t := b.Terms
	r := row{
		"/name/value": t.Title, "/notes/value": t.Note, completionKey: b.dueDate(),
		financeNotesKey: b.decided(), financeSourcesKey: sourceID,
	}
	if p := t.Payment.Principal; p != nil {
		b.priced(r, investedKey, investedCurrencyKey, p.Amount)
	}
	b.priced(r, mostKey, mostCurrencyKey, b.most())
	if a, ok := b.paid(); ok {
		b.priced(r, paidKey, paidCurrencyKey, a)
	}
	r[populationKey] = eligibility(t)
	if pooled, ok := b.pooled(); ok && b.shown(pooled) {
		r[engagedKey], r[engagedUnitKey] = strconv.FormatInt(pooled.Everybody.N[0], 10), "Individual"
		r[serviceNotesKey] = counted
	}
	if r[populationKey] != "" || r[engagedKey] != "" {
		r[serviceSourcesKey] = sourceID
	}
	return []row{r}
}

const counted = "eligible programme people with a known outcome, matched or not"

// pooled is the result over all cohorts.
func (b *builder) pooled() (evaluate.Result, bool) {
	for _, r := range b.Results {
		if r.Cohort == 0 {
			return r, true
		}
	}
	return evaluate.Result{}, false
}

// sources is the one source of all that is written: the decision.
func (b *builder) sources() []row {
	t := b.Terms
	by := ""
	if b.Tool.Name != "" {
		by = " by " + listed(" ", b.Tool.Name, b.Tool.Version)
	}
	return []row{{
		"/id":         sourceID,
		"/name/value": fmt.Sprintf("decision on contract %s (%s, %s)%s", t.ID, t.File, t.Digest, by),
		notesKey:      "the decision's trace holds every amount with its clause, and can be worked out again",
	}}
}
