package evaluate

import (
	"slices"

	"sib/cohort"
	"sib/cohort/outcome"
	"sib/contract"
	"sib/matching"
)

// secondary compares the same matched people by the outcomes that do not bind, with the
// contract's interval.
func secondary(t *contract.Terms, c *cohort.Cohort, s *matching.Sample, o *outcome.Outcomes) ([]Secondary, error) {
	var out []Secondary
	for k, def := range t.Secondary {
		table := &o.Tables[k+1]
		j := joinOutcomes(c, s, table)
		of := Secondary{Name: def.Name, Results: []Result{}}
		for _, year := range append(slices.Clone(t.Cohorts), 0) {
			if j.totals(year).strata == 0 {
				continue
			}
			r, _, err := estimate(t, j, year)
			if err != nil {
				return nil, err
			}
			r.Everybody = everybody(c, table, year)
			r.Crude = r.Everybody.difference()
			of.Results = append(of.Results, r)
		}
		out = append(out, of)
	}
	return out, nil
}
