package evaluate

import (
	"context"
	"encoding/json"

	"sib/cohort"
	"sib/contract"
	"sib/evidence"
	"sib/matching"
)

// DesignVersion names the layout of Design.
const DesignVersion = "sib-design/1"

// Design is a finished design: who is compared with whom, before anybody has looked at
// an outcome.
type Design struct {
	SchemaVersion string            `json:"schema_version"`
	Tool          evidence.Tool     `json:"tool"`
	Contract      evidence.Contract `json:"contract"`
	Inputs        []Input           `json:"inputs"`
	// Plan is the digest of what the contract says about the design: the key under which
	// people are named in pairs.
	Plan evidence.Digest `json:"plan_sha256"`
	// Weights is the digest of all weights: one JSON line a profile that has one, with its
	// year, values, counts and weights by arm.
	Weights  evidence.Digest  `json:"weights_sha256"`
	Flow     Flow             `json:"flow"`
	Domains  []Domain         `json:"covariates"`
	Matching *matching.Sample `json:"matching"`
	// People are the profiles that the sample's indices refer to.
	People   *cohort.Cohort     `json:"-"`
	Findings []evidence.Finding `json:"findings"`
}

// Match carries out the contract's design without opening an outcome column. The
// digests of the files are returned for the manifest.
func Match(ctx context.Context, t *contract.Terms, data Data, tool evidence.Tool, progress Progress) (*Design, []evidence.Input, error) {
	people, sample, err := readAndMatch(ctx, t, data, progress)
	if err != nil {
		return nil, nil, err
	}
	d := &Design{
		SchemaVersion: DesignVersion,
		Tool:          tool,
		Contract:      evidence.Contract{File: t.File, ID: t.ID, SHA256: t.Digest},
		Inputs:        inputsOf(t, people),
		Plan:          planDigest(t),
		Weights:       weightsDigest(people, sample),
		Flow:          flowToMatch(t, people, sample),
		Domains:       domainsOf(people),
		Matching:      sample,
		People:        people,
	}
	d.Findings = evidence.SortFindings(append(designFindings(sample), people.Findings...))
	return d, people.Inputs, nil
}

// planDigest is the SHA-256 of the contract's id, cohort years, covariates, eligibility
// and matching as JSON.
func planDigest(t *contract.Terms) evidence.Digest {
	return evidence.DigestOf(mustJSON(struct {
		ID          string
		Cohorts     []int
		Eligibility []contract.Eligibility
		Covariates  []contract.Covariate
		Matching    contract.Matching
	}{t.ID, t.Cohorts, t.Eligibility, t.Covariates, t.Matching}))
}

func weightsDigest(c *cohort.Cohort, s *matching.Sample) evidence.Digest {
	type line struct {
		Year    int        `json:"year"`
		Values  []string   `json:"values"`
		N       [2]int64   `json:"n"`
		Weights [2]float64 `json:"weights"`
	}
	return evidence.DigestLines(func(write func([]byte)) {
		for i, p := range c.Profiles {
			if w := s.Weights[i]; w != [2]float64{} {
				write(mustJSON(line{p.Year, valuesOf(c, p), p.N, w}))
			}
		}
	})
}

// Bytes is design.json.
func (d *Design) Bytes() ([]byte, error) {
	b, err := json.MarshalIndent(d, "", "  ")
	return append(b, '\n'), err
}
