package contract

import (
	"fmt"
	"math/big"

	"sib/contract/trace"
)

// prices pays for each unit of the measure. The units of a rule on each cohort
// fill the bands of volume one cohort after the other.
func (d *decider) prices(prefix string, r Rule, o observation, condition string) (string, error) {
	volume, err := d.volume(prefix, r, o, condition)
	if err != nil {
		return "", err
	}
	before := d.volumeBefore(r, o.cohort)
	if before == "" {
		return d.earn(prefix, r, trace.Marginal, []string{volume}, r.priceTable()...)
	}
	total := trace.Node{
		ID: prefix + "total-volume", Clause: r.Clause, Words: "the volume with the earlier cohorts'", Op: trace.Sum,
		Inputs: []string{before, volume}, Unit: d.unit(o.measure),
	}
	if _, err := d.Compute(total); err != nil {
		return "", err
	}
	with, err := d.cost(prefix+"cost", r, "what the volume costs with the earlier cohorts'", total.ID)
	if err != nil {
		return "", err
	}
	without, err := d.cost(prefix+"cost-before", r, "what the earlier cohorts' volume costs", before)
	if err != nil {
		return "", err
	}
	return d.earn(prefix, r, trace.Difference, []string{with, without})
}

// volume adds the units that count: none below zero, and none that the rule's
// conditions bar, so that they do not fill a band either.
func (d *decider) volume(prefix string, r Rule, o observation, condition string) (string, error) {
	unit := d.unit(o.measure)
	least := prefix + "least-volume"
	d.Give(trace.Node{ID: least, Clause: r.Clause, Words: "less than nothing is not paid for", Unit: unit}, zero.value())
	n := trace.Node{
		ID: prefix + "volume", Clause: r.Clause, Words: fmt.Sprintf("the units that rule %q prices", r.ID), Op: trace.Largest,
		Inputs: []string{o.node, least}, Unit: unit,
	}
	if _, err := d.Compute(n); err != nil {
		return "", err
	}
	if condition == "" {
		return n.ID, nil
	}
	_, err := d.Compute(trace.Node{
		ID: prefix + "paid-volume", Clause: r.Clause, Words: "the units that its conditions let through", Op: trace.If,
		Inputs: []string{condition, n.ID}, Unit: unit,
	})
	return prefix + "paid-volume", err
}

// volumeBefore is the node of the volume that the nearest earlier cohort leaves
// behind, with its own; "" if there is none, or if all units have one price.
func (d *decider) volumeBefore(r Rule, cohort int) string {
	last := ""
	for _, c := range d.t.Cohorts {
		if c >= cohort || len(r.Prices) == 1 && r.Prices[0].UpTo == nil {
			break
		}
		for _, name := range []string{"volume", "paid-volume", "total-volume"} {
			if id := prefixOf(r, c) + name; d.Has(id) {
				last = id
			}
		}
	}
	return last
}

// cost adds what a volume costs at the rule's prices.
func (d *decider) cost(id string, r Rule, words, volume string) (string, error) {
	_, err := d.Compute(trace.Node{
		ID: id, Clause: r.Clause, Words: words, Op: trace.Marginal,
		Inputs: []string{volume}, Args: r.priceTable(), Unit: string(d.t.Currency),
	})
	return id, err
}

// priceTable is the prices as the trace keeps them: for 1 of the measure, and up to where.
func (r Rule) priceTable() []string {
	var out []string
	for _, p := range r.Prices {
		out = append(out, trace.Text(new(big.Rat).Quo(p.Amount.value(), p.Each.Value.value())))
		if p.UpTo != nil {
			out = append(out, trace.Text(p.UpTo.Value.value()))
		}
	}
	return out
}
