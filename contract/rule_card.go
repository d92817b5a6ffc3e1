package contract

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"sib/contract/trace"
)

// tallied returns the cohorts in which people were tallied for a rate card: 0
// if they were tallied over all of them.
func (d *decider) tallied(r Rule) ([]int, error) {
	var out []int
	for _, t := range d.given.Tallies {
		if t.Rule == r.ID && !slices.Contains(out, t.Cohort) {
			out = append(out, t.Cohort)
		}
	}
	slices.Sort(out)
	switch {
	case len(out) == 0:
		return nil, fmt.Errorf("there is no tally of people for its rate card: give one, without outcomes if nobody has any")
	case out[0] == 0 && len(out) > 1:
		return nil, fmt.Errorf("people are tallied over all cohorts and for cohort %d: give the one or the other", out[1])
	}
	return out, nil
}

// card pays each person the prices of their outcomes, and together no more than
// the person cap. People with the same outcomes earn the same.
func (d *decider) card(prefix string, r Rule, cohort int) (string, error) {
	var inputs []string
	for _, t := range d.talliesOf(r, cohort) {
		id, err := d.profile(prefix, r, t, len(inputs)+1)
		if err != nil {
			return "", err
		}
		inputs = append(inputs, id)
	}
	return d.earn(prefix, r, trace.Sum, inputs)
}

// talliesOf are the tallies of a rule in a cohort, those with the most outcomes
// first, in an order that does not depend on how they were given.
func (d *decider) talliesOf(r Rule, cohort int) []Tally {
	var out []Tally
	for _, t := range d.given.Tallies {
		if t.Rule == r.ID && t.Cohort == cohort {
			t.Outcomes = r.Card.inOrder(t.Outcomes)
			out = append(out, t)
		}
	}
	slices.SortFunc(out, func(a, b Tally) int {
		return cmp.Or(cmp.Compare(len(b.Outcomes), len(a.Outcomes)), slices.Compare(a.Outcomes, b.Outcomes))
	})
	return out
}

// inOrder returns outcomes in the order of the card.
func (c Card) inOrder(outcomes []string) []string {
	var out []string
	for _, line := range c.Outcomes {
		if slices.Contains(outcomes, line.ID) {
			out = append(out, line.ID)
		}
	}
	return out
}

// profile adds what the people of one tally earn.
func (d *decider) profile(prefix string, r Rule, t Tally, i int) (string, error) {
	stem := fmt.Sprintf("%stally.%d.", prefix, i)
	each, err := d.person(stem, r, t)
	if err != nil {
		return "", err
	}
	people := trace.Node{ID: stem + "people", Words: "people with " + t.words(), Unit: unitPeople}
	d.Give(people, new(big.Rat).SetInt64(t.People))
	id := stem + "earned"
	_, err = d.Compute(trace.Node{
		ID: id, Clause: r.Clause, Words: "what they earn together", Op: trace.Product,
		Inputs: []string{each, people.ID}, Unit: string(d.t.Currency),
	})
	return id, err
}

// words names the outcomes of a tally.
func (t Tally) words() string {
	if len(t.Outcomes) == 0 {
		return "no outcome"
	}
	return strings.Join(t.Outcomes, ", ")
}

// person adds what one person of a tally earns.
func (d *decider) person(stem string, r Rule, t Tally) (string, error) {
	sum := trace.Node{ID: stem + "prices", Clause: r.Clause, Words: "prices of " + t.words(), Op: trace.Sum, Unit: string(d.t.Currency)}
	for _, o := range r.Card.Outcomes {
		if !slices.Contains(t.Outcomes, o.ID) || !o.due(t) {
			continue
		}
		price := trace.Node{ID: r.ID + ".price." + o.ID, Clause: o.Clause, Words: fmt.Sprintf("price of outcome %q", o.ID), Unit: string(d.t.Currency)}
		d.Give(price, o.Amount.Rat())
		sum.Inputs = append(sum.Inputs, price.ID)
	}
	if len(sum.Inputs) == 0 {
		sum.Words = "nothing is paid for " + t.words()
		d.Give(sum, zero.value())
		return sum.ID, nil
	}
	if _, err := d.Compute(sum); err != nil || r.Card.PersonCap == nil {
		return sum.ID, err
	}
	limit := *r.Card.PersonCap
	d.Give(trace.Node{ID: r.ID + ".person-cap", Clause: limit.Clause, Words: "the most that one person earns", Unit: string(d.t.Currency)}, limit.Amount.Rat())
	id := stem + "person"
	_, err := d.Compute(trace.Node{
		ID: id, Clause: limit.Clause, Words: "what one of them earns", Op: trace.Smallest,
		Inputs: []string{sum.ID, r.ID + ".person-cap"}, Unit: string(d.t.Currency),
	})
	return id, err
}

// due reports whether the outcomes without which o is not paid are there.
func (o CardOutcome) due(t Tally) bool {
	for _, need := range o.Needs {
		if !slices.Contains(t.Outcomes, need) {
			return false
		}
	}
	return true
}

// checkTallies refuses tallies that contradict the terms or themselves.
func (t *Terms) checkTallies(in []Tally) error {
	seen := map[string]bool{}
	for _, tally := range in {
		if err := t.checkTally(tally); err != nil {
			return fmt.Errorf("tally of rule %q, %s: %w", tally.Rule, where(tally.Cohort), err)
		}
		names := slices.Clone(tally.Outcomes)
		slices.Sort(names)
		key := fmt.Sprintf("%q %d %q", tally.Rule, tally.Cohort, names)
		if seen[key] {
			return fmt.Errorf("tally of rule %q, %s: people with %s are given twice", tally.Rule, where(tally.Cohort), tally.words())
		}
		seen[key] = true
	}
	return nil
}

func (t *Terms) checkTally(tally Tally) error {
	if err := known(t, tally.Cohort); err != nil {
		return err
	}
	if tally.People < 0 {
		return fmt.Errorf("%d people", tally.People)
	}
	i := slices.IndexFunc(t.Payment.Rules, func(r Rule) bool { return r.ID == tally.Rule && r.Card != nil })
	if i < 0 {
		return fmt.Errorf("the contract has no such rule with a rate card")
	}
	seen := map[string]bool{}
	for _, id := range tally.Outcomes {
		switch {
		case !slices.ContainsFunc(t.Payment.Rules[i].Card.Outcomes, func(o CardOutcome) bool { return o.ID == id }):
			return fmt.Errorf("the rate card has no outcome %q", id)
		case seen[id]:
			return fmt.Errorf("outcome %q is given twice", id)
		}
		seen[id] = true
	}
	return nil
}
