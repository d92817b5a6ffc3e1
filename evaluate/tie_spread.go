package evaluate

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"

	"sib/cohort"
	"sib/cohort/outcome"
	"sib/contract"
	"sib/contract/money"
	"sib/matching"
)

// SpreadVersion names the layout of Spread.
const SpreadVersion = "sib-tie-spread/1"

// StageTies is the stage in which rows are shuffled.
const StageTies = "shuffle people"

// Spread says how far the answer of a tool that breaks ties by the order of rows
// wanders when the rows are shuffled. Nothing of it is part of the decision.
type Spread struct {
	SchemaVersion string        `json:"schema_version"`
	ContractID    string        `json:"contract_id"`
	Words         string        `json:"words"` // what was done in each draw
	Spec          matching.Spec `json:"spec"`
	Draws         int           `json:"draws"`
	Seed          string        `json:"seed_rule"`
	// Results of the cohort years ascending, the pooled one last.
	Results []YearSpread `json:"results"`
	// Due is what the contract would pay; nil if it cannot be decided from such
	// pairs, with DueError saying why.
	Due      *MoneyRange `json:"due,omitempty"`
	DueError string      `json:"due_error,omitempty"`
	// Thresholds that bind, in the order of the contract's rules.
	Thresholds []ThresholdSpread `json:"thresholds,omitempty"`
}

// YearSpread is the spread of one cohort year, or of all for Cohort 0. Draws in which
// the year has no pair with outcomes have no value.
type YearSpread struct {
	Cohort     int    `json:"cohort,omitempty"`
	Difference Range  `json:"difference"`                // proportions
	Relative   *Range `json:"relative_change,omitempty"` // nil if a draw has a comparison rate of zero
	// Shared is the difference when people who cannot be told apart share their
	// matches, so that no order has a say; nil with SharedError saying why.
	Shared      *float64 `json:"shared_ties,omitempty"`
	SharedError string   `json:"shared_ties_error,omitempty"`
}

// Range describes values by quantiles that are values themselves: the q-quantile of n
// is the ⌈qn⌉-th smallest.
type Range struct {
	N      int     `json:"n"` // values
	Min    float64 `json:"min"`
	P05    float64 `json:"p05"`
	Median float64 `json:"median"`
	P95    float64 `json:"p95"`
	Max    float64 `json:"max"`
}

// MoneyRange is a Range of amounts.
type MoneyRange struct {
	Min    money.Amount `json:"min"`
	P05    money.Amount `json:"p05"`
	Median money.Amount `json:"median"`
	P95    money.Amount `json:"p95"`
	Max    money.Amount `json:"max"`
}

// ThresholdSpread counts the draws on each side of a threshold.
type ThresholdSpread struct {
	Rule     string             `json:"rule"`
	Clause   string             `json:"clause"`
	Cohort   int                `json:"cohort,omitempty"`
	Required contract.Threshold `json:"required"`
	Met      int                `json:"draws_met"`
	Missed   int                `json:"draws_missed"`
}

// TieSpread carries out the contract's nearest matching person by person, on so many
// shuffles of the people; for a contract with another method, what the usual tool
// does: greedy 1:1 nearest matching on the logit propensity score within the
// contract's cells. The shuffles depend on the contract's digest and on who is in the
// files: not on the order of rows, nor on the number of cores.
func TieSpread(ctx context.Context, t *contract.Terms, data Data, draws int, given Given, progress Progress) (*Spread, error) {
	given, err := given.settled(t)
	if err != nil {
		return nil, &Error{StageDecide, err}
	}
	c, err := data.people(ctx, t, nil, progress)
	if err != nil {
		return nil, err
	}
	happened, err := data.outcomes(ctx, t, c, true, progress)
	if err != nil {
		return nil, err
	}
	table := &happened.Tables[0]
	spec, words := usualSpec(t)
	pairer, err := matching.NewPairer(c, spec)
	if err != nil {
		return nil, &Error{StageMatch, err}
	}
	s := &shuffler{terms: t, given: given, cohort: c, crowd: crowdOf(c, table), spec: spec, pairs: pairer.Pairs}
	drawn, err := s.drawAll(ctx, draws, progress)
	if err != nil {
		return nil, err
	}
	out := s.summarise(drawn)
	out.Words = words
	s.shareTies(out, table)
	return out, nil
}

// usualSpec is what the usual tool would be asked to do.
func usualSpec(t *contract.Terms) (matching.Spec, string) {
	s := specOf(t)
	if s.Method == matching.Nearest {
		return s, "the contract's nearest matching, person by person, ties by position"
	}
	return matching.Spec{
		Covariates: s.Covariates,
		Unmatched:  matching.Drop,
		Method:     matching.Nearest,
		Estimand:   matching.OnTreated,
		Distance:   matching.Distance{Metric: matching.Propensity, Linear: true},
	}, "greedy 1:1 nearest matching on the logit propensity score within the contract's cells, ties by position"
}

// shuffler draws orders and sees what comes of them. Workers share it and do not change it.
type shuffler struct {
	terms  *contract.Terms
	given  Given
	cohort *cohort.Cohort
	crowd  crowd
	spec   matching.Spec
	pairs  func(matching.People) ([]matching.Pair, error)
}

// crowd is everybody, with what happened to them, in the order of profiles.
type crowd struct {
	matching.People
	results []result
}

// result of one person.
type result uint8

const (
	unobserved result = iota
	failed
	placed
)

// crowdOf lists people from the counts: those of one profile, arm and result are alike,
// so the list is the same whatever order they were read in.
func crowdOf(c *cohort.Cohort, table *outcome.Table) crowd {
	var out crowd
	for i, p := range c.Profiles {
		for arm, n := range p.N {
			counts := [3]int64{n - table.Observed[i][arm], table.Observed[i][arm] - table.Placed[i][arm], table.Placed[i][arm]}
			for r, people := range counts {
				for range people {
					out.Profile, out.Arm = append(out.Profile, int32(i)), append(out.Arm, uint8(arm))
					out.results = append(out.results, result(r))
				}
			}
		}
	}
	return out
}

// shuffled is the crowd in the order of a draw.
func (c crowd) shuffled(rng *rand.Rand) crowd {
	order := make([]int32, len(c.results))
	for i := range order {
		order[i] = int32(i)
	}
	rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	out := crowd{matching.People{Profile: make([]int32, len(order)), Arm: make([]uint8, len(order))}, make([]result, len(order))}
	for k, i := range order {
		out.Profile[k], out.Arm[k], out.results[k] = c.Profile[i], c.Arm[i], c.results[i]
	}
	return out
}

// seedRule says where the shuffles come from; seeded carries it out.
const seedRule = `PCG-DXSM, seeded for draw d (from 0) with the first two big-endian 64-bit words of SHA-256("` +
	SpreadVersion + ` " ‖ the contract's sha256 ‖ " " ‖ d in decimal)`

func (s *shuffler) seeded(draw int) *rand.Rand {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %d", SpreadVersion, s.terms.Digest, draw))
	return rand.New(rand.NewPCG(binary.BigEndian.Uint64(sum[:8]), binary.BigEndian.Uint64(sum[8:16])))
}

// drawAll carries out the draws on all cores. Each depends on its number alone.
func (s *shuffler) drawAll(ctx context.Context, draws int, progress Progress) ([]draw, error) {
	if draws < 1 {
		return nil, fmt.Errorf("tie spread: %d draws: want at least 1", draws)
	}
	out := make([]draw, draws)
	next, done := make(chan int), make(chan struct{})
	var wg sync.WaitGroup
	for range min(draws, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range next {
				if ctx.Err() == nil {
					out[i] = s.draw(i)
				}
				done <- struct{}{}
			}
		})
	}
	wg.Go(func() {
		for i := range draws {
			next <- i
		}
		close(next)
	})
	tell := progress.of(StageTies)
	for i := range draws {
		<-done
		if tell != nil {
			tell(int64(i+1), int64(draws))
		}
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, &Error{StageTies, err}
	}
	for _, d := range out {
		if d.err != nil {
			return nil, &Error{StageMatch, d.err}
		}
	}
	return out, nil
}
