package contract

import (
	"fmt"

	"sib/contract/trace"
)

// indexed is an amount, grown with the index from its base year to the cohort's.
func (d *decider) indexed(prefix string, r Rule, cohort int, amount string) (string, error) {
	if r.Indexed == "" {
		return amount, nil
	}
	index, err := d.t.index(r.Indexed)
	if err != nil {
		return "", err
	}
	if cohort == 0 {
		return "", fmt.Errorf("index %q: a rule on all cohorts together has no year to take the index of", index.ID)
	}
	stem := reserved + ".index." + index.ID + "."
	var years [2]string
	for i, year := range []int{cohort, index.Base} {
		v, err := index.of(year)
		if err != nil {
			return "", err
		}
		years[i] = stem + label(year)
		d.Give(trace.Node{ID: years[i], Clause: index.Clause, Words: fmt.Sprintf("index %q of %d, by %s", index.ID, year, index.Source), Unit: unitIndex}, v.value())
	}
	factor := trace.Node{
		ID: stem + label(cohort) + ".factor", Clause: index.Clause, Words: fmt.Sprintf("growth of index %q from %d to %d", index.ID, index.Base, cohort),
		Op: trace.Quotient, Inputs: years[:], Unit: unitProportion,
	}
	if _, err := d.Compute(factor); err != nil {
		return "", err
	}
	id := prefix + "indexed"
	_, err = d.Compute(trace.Node{
		ID: id, Clause: r.Clause, Words: fmt.Sprintf("what rule %q comes to in the money of %d", r.ID, cohort), Op: trace.Product,
		Inputs: []string{amount, factor.ID}, Unit: string(d.t.Currency),
	})
	return id, err
}

// unitIndex is the unit of an index: a number without one.
const unitIndex = "index points"

// index returns the index of an id.
func (t *Terms) index(id string) (IndexOf, error) {
	for _, x := range t.Payment.Indices {
		if x.ID == id {
			return x, nil
		}
	}
	return IndexOf{}, fmt.Errorf("there is no index %q", id)
}

// of returns the index of one year.
func (x IndexOf) of(year int) (Decimal, error) {
	for _, v := range x.Values {
		switch {
		case v.Year != year:
		case !v.Value.known() || v.Value.sign() <= 0:
			return Decimal{}, fmt.Errorf("index %q: the value of %d is not above zero", x.ID, year)
		default:
			return v.Value, nil
		}
	}
	return Decimal{}, fmt.Errorf("index %q has no value of %d", x.ID, year)
}
