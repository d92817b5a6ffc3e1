package evaluate

import (
	"fmt"
	"math"
	"math/big"
	"slices"

	"sib/contract"
	"sib/contract/money"
	"sib/evidence"
	"sib/stats"
)

// SensitivityVersion names the layout of Sensitivity.
const SensitivityVersion = "sib-sensitivity/1"

// Sensitivity says how far the result, and the money with it, would move under
// other choices and under what nobody has seen. None of it is part of the
// decision: the contract's own result is the first specification.
type Sensitivity struct {
	SchemaVersion string          `json:"schema_version"` // the layout of this part: sib-sensitivity/1
	ContractID    string          `json:"contract_id"`    // id of the contract
	People        evidence.Digest `json:"people_sha256"`  // digest of the people and what became of them, as counts
	Due           money.Amount    `json:"due"`            // what the contract's own result makes due
	// Undecided says why no scenario has an amount; empty if they have.
	Undecided string `json:"undecided,omitempty"`
	// Specifications are other estimators and other intervals on the same matched sets.
	Specifications []Scenario `json:"specifications"`
	// Designs are other ways to choose whom to compare, matched blind and in a fixed order.
	// They need the people: Run works them out, and Assess does not.
	Designs []Scenario `json:"designs,omitempty"`
	// LeftOut are the strata without which the pooled difference is lowest and
	// highest, the lowest first.
	LeftOut    []Scenario  `json:"left_out"`
	HiddenBias *HiddenBias `json:"hidden_bias"`
	// Missing are the outcomes that are not known filled in: at worst, as failures, at best.
	Missing []Scenario `json:"missing_outcomes"`
	// SubGroups are the effects by covariate and by cohort year.
	SubGroups []SubGroups `json:"sub_groups"`
	// Tipping is the smallest number of missing programme outcomes that must be
	// failures, the others being placements, for less to be due; nil if no number does.
	Tipping *int64 `json:"tipping_point"`
}

// Scenario is one other way to see the same people, with what it would pay. Error
// says why there is no number; it is empty otherwise.
type Scenario struct {
	Name       string          `json:"name"`                 // short name, such as mh-sato or without-year-2014
	Words      string          `json:"words"`                // what is done otherwise, in words
	Difference *stats.Estimate `json:"difference,omitempty"` // pooled, a proportion
	// Relative is the pooled programme rate divided by the comparison rate, less 1, a
	// proportion; nil if the comparison rate is 0.
	Relative *float64      `json:"relative_change,omitempty"`
	Due      *money.Amount `json:"due,omitempty"` // what would be due; left out where nothing can be decided
	// ProgrammeN and LargestSMD describe another design: the programme people it keeps, and
	// the largest absolute standardised mean difference of a covariate after matching.
	ProgrammeN *int64   `json:"programme_n,omitempty"`
	LargestSMD *float64 `json:"largest_smd,omitempty"` // in standard deviations, without sign
	Error      string   `json:"error,omitempty"`       // why there is no number, or no amount
}

// Assess examines a finished evaluation. It needs no data: the strata are in it.
// Amended terms are not, once it was read back: then scenarios have no amounts,
// and Undecided says so.
func Assess(e *Evaluation) (*Sensitivity, error) {
	if len(e.Strata)+len(e.Weighted) == 0 || len(e.Results) == 0 || e.Contract == nil || e.Decision == nil {
		return nil, fmt.Errorf("assess sensitivity: the evaluation is incomplete")
	}
	a := newAssessor(e)
	s := &Sensitivity{
		SchemaVersion:  SensitivityVersion,
		ContractID:     e.Contract.ID,
		People:         e.People,
		Due:            e.Decision.Due,
		Undecided:      a.undecided,
		Specifications: a.specifications(),
		LeftOut:        a.leftOut(),
		HiddenBias:     a.hiddenBias(),
		SubGroups:      a.subGroups(),
	}
	s.Missing, s.Tipping = a.missing()
	return s, nil
}

func newAssessor(e *Evaluation) *assessor {
	return &assessor{
		e: e, t: e.Contract, level: e.Contract.Interval.Level.Float64(), undecided: undecided(e),
		people: matched{e.Strata, e.Weighted, e.Contract.Matching.Estimand},
	}
}

// assessor holds what the scenarios share.
type assessor struct {
	e      *Evaluation
	t      *contract.Terms
	level  float64
	people matched
	// undecided says why nothing can be decided: no scenario has an amount then.
	undecided string
	instead   string // the method of the interval, in place of the agreed one; "" for that
}

// undecided says why an evaluation that was read back cannot be decided again: the
// amended terms are in the contract file alone. It is empty where they are here.
func undecided(e *Evaluation) string {
	for _, a := range e.Contract.Amendments {
		if a.Amended == nil && slices.Contains(e.Decision.Amendments, a.ID) {
			return fmt.Sprintf("the run was decided under amendment %q, and it holds only the terms as they were signed: what other choices would pay cannot be said without the contract file", a.ID)
		}
	}
	return ""
}

// ofStrata is the people in other strata.
func (a *assessor) ofStrata(strata []StratumResult) matched {
	return matched{strata: strata, estimand: a.people.estimand}
}

// view is the comparison of one cohort year, or the pooled one, in a scenario.
type view struct {
	n, events int64 // of the programme group
	p1, p0    *big.Rat
	diff      stats.Estimate
	weighted  bool // the programme group
	at        intervalAt
	quality   *contract.Quality
}

// scenario asks what a view of each cohort year and of all of them would pay.
func (a *assessor) scenario(name, words string, see func(year int) (view, error)) Scenario {
	s := Scenario{Name: name, Words: words}
	var measured []contract.Measurement
	for _, year := range a.years() {
		v, err := see(year)
		if err != nil {
			return Scenario{Name: name, Words: words, Error: err.Error()}
		}
		m, err := v.measurement(a.t, year)
		if err != nil {
			return Scenario{Name: name, Words: words, Error: err.Error()}
		}
		measured = append(measured, m)
		if year == 0 {
			s.Difference, s.Relative = &v.diff, relative(v.p1, v.p0)
		}
	}
	if d := s.Difference; !finite(d.Value, d.Lo, d.Hi) {
		return Scenario{Name: name, Words: words, Error: "the difference, or an end of its interval, is not a number"}
	}
	if a.undecided != "" {
		return s
	}
	d, err := a.e.Given.decide(a.t, measured)
	if err != nil {
		s.Error = err.Error()
		return s
	}
	s.Due = &d.Due
	return s
}

// years are the cohort years that the contract decides on, and 0 for all of them.
func (a *assessor) years() []int {
	if slices.ContainsFunc(versions(a.t), (*contract.Terms).NeedsCohorts) {
		return append(slices.Clone(a.t.Cohorts), 0)
	}
	return []int{0}
}

// measurement is the view as the contract takes it: a bound by another method
// stands in for the agreed one.
func (v view) measurement(t *contract.Terms, year int) (contract.Measurement, error) {
	agreed := v.diff
	agreed.Method, agreed.Level = t.Interval.Method, t.Interval.Level.Float64()
	m := contract.Measurement{
		Cohort: year, ProgrammeN: v.n, ProgrammeEvents: v.events,
		ProgrammeRate: v.p1, ComparisonRate: v.p0, Weighted: v.weighted, Difference: agreed, Quality: v.quality,
	}
	return m, infer(t, &m, v.at)
}

// agreed is the view of the contract's own estimator on some people.
func (a *assessor) agreed(m matched, year int) (view, error) {
	s := m.totals(year)
	if s.strata == 0 {
		return view{}, fmt.Errorf("nobody of cohort year %d is left to compare", year)
	}
	diff, err := a.interval(s, m, year)
	at := func(level float64) (stats.Estimate, error) { return difference(a.anybody(), s, m.strata, year, level) }
	return view{s.n[0], s.events[0], s.p1, s.p0, diff, s.weighted, at, a.quality(m, year)}, err
}

// quality is what the gates ask of the design of some people; nil without gates.
func (a *assessor) quality(m matched, year int) *contract.Quality {
	if len(a.t.Payment.Gates) == 0 {
		return nil
	}
	return qualityOf(a.e.Matching, m, year)
}

// interval is the agreed one, or weighted Newcombe's in place of one that needs to know
// who was matched with whom.
func (a *assessor) interval(s totals, m matched, year int) (stats.Estimate, error) {
	return difference(a.anybody(), s, m.strata, year, a.level)
}

// anybody is the interval method that needs not know who was matched with whom.
func (a *assessor) anybody() string {
	if a.instead != "" {
		return a.instead
	}
	if a.t.Interval.Method == contract.AbadieImbens {
		return contract.WeightedNewcombe
	}
	return a.t.Interval.Method
}

// asDecided is the view on which the contract decided.
func (a *assessor) asDecided(year int) (view, error) {
	v, err := a.agreed(a.people, year)
	for _, r := range a.e.Results {
		if r.Cohort == year {
			v.diff = r.Difference
		}
	}
	if a.t.Interval.Method == contract.AbadieImbens {
		v.at = normalLike(v.diff)
	}
	return v, err
}

// moved is the view in which the programme rate stays and the difference is d.
func (v view) moved(d stats.Estimate) (view, error) {
	value := new(big.Rat).SetFloat64(d.Value)
	if value == nil {
		return view{}, fmt.Errorf("the difference is not a number")
	}
	v.diff = d
	v.p0 = clipRate(new(big.Rat).Sub(v.p1, value))
	return v, nil
}

// finite reports whether all are numbers: JSON has no others.
func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

func clipRate(r *big.Rat) *big.Rat {
	switch one := big.NewRat(1, 1); {
	case r.Sign() < 0:
		return new(big.Rat)
	case r.Cmp(one) > 0:
		return one
	}
	return r
}

// strataOf returns the strata of a year, or all for 0, as package stats takes them.
func strataOf(strata []StratumResult, year int) []stats.Stratum {
	var out []stats.Stratum
	for _, s := range strata {
		if year == 0 || s.Year == year {
			out = append(out, stats.Stratum{X1: s.Events[0], N1: s.N[0], X0: s.Events[1], N0: s.N[1]})
		}
	}
	return out
}
