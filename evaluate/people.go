package evaluate

import (
	"encoding/json"
	"fmt"

	"sib/cohort"
	"sib/cohort/outcome"
	"sib/contract"
	"sib/evidence"
)

// inputsOf lists the data as the contract names them, with the people received from
// them. That is the same however people are divided over files, and if counts stand in for them.
func inputsOf(t *contract.Terms, c *cohort.Cohort) []Input {
	n := c.Flow.Received
	if t.Data.Arm != nil {
		return []Input{{Role: "people", Path: t.Data.People, Rows: n[cohort.Programme] + n[cohort.Comparison]}}
	}
	return []Input{
		{Role: cohort.Programme.String(), Path: t.Data.Programme, Rows: n[cohort.Programme]},
		{Role: cohort.Comparison.String(), Path: t.Data.Comparison, Rows: n[cohort.Comparison]},
	}
}

// peopleDigest is the SHA-256 of everything about the people that a result can
// depend on: the flow, then one JSON line a profile with its year, its values and
// the counts of eligible people by arm, and for each outcome of those observed, placed
// and without a complete follow-up, in the order of the profiles. Two files with the same people in another order have the same digest.
func peopleDigest(c *cohort.Cohort, o *outcome.Outcomes) evidence.Digest {
	type line struct {
		Year     int           `json:"year"`
		Values   []string      `json:"values"`
		N        [2]int64      `json:"n"`
		Outcomes [][3][2]int64 `json:"outcomes"`
	}
	return evidence.DigestLines(func(write func([]byte)) {
		write(mustJSON(c.Flow))
		for i, p := range c.Profiles {
			outcomes := make([][3][2]int64, len(o.Tables))
			for k, t := range o.Tables {
				outcomes[k] = [3][2]int64{t.Observed[i], t.Placed[i], t.Incomplete[i]}
			}
			write(mustJSON(line{p.Year, valuesOf(c, p), p.N, outcomes}))
		}
	})
}

func valuesOf(c *cohort.Cohort, p cohort.Profile) []string {
	values := make([]string, len(p.Codes))
	for k, code := range p.Codes {
		values[k] = c.Domains[k].Labels[code]
	}
	return values
}

// mustJSON encodes values of this package's own types, which cannot fail.
func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("evaluate: %v", err))
	}
	return b
}
