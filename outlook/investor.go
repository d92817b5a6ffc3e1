package outlook

import (
	"errors"
	"fmt"
	"math/big"
	"slices"

	"sib/contract"
	"sib/contract/money"
	"sib/contract/trace"
)

// Investment is what investors earn, and what they may.
type Investment struct {
	Invested money.Amount `json:"invested"` // the drawdowns added up
	Result
	Flows []money.Flow `json:"flows,omitempty"`
	// Worst and Best are the least and the most they receive among the values of the
	// measures at which the terms turn, comparison rates held fixed.
	Worst Result `json:"worst"`
	Best  Result `json:"best"`
	// Tiers are what each threshold brings, met exactly.
	Tiers     []TierReturn `json:"tiers,omitempty"`
	BreakEven []BreakEven  `json:"break_even,omitempty"`
}

// Result is what investors get of one payment.
type Result struct {
	Due      money.Amount `json:"due"`        // what is due in all
	Received money.Amount `json:"received"`   // what investors receive of it
	Gain     money.Amount `json:"gain"`       // received less invested: a loss if negative
	MOIC     string       `json:"moic"`       // multiple of the invested money: received ÷ invested, an exact decimal or fraction
	MOICF    float64      `json:"moic_float"` // MOIC as a number, a ratio
	// IRR are all yearly rates of return (ACT/365), proportions, ascending. There may
	// be none, and then IRRWhy says why.
	IRR    []float64 `json:"irr"`
	IRRWhy string    `json:"irr_why,omitempty"` // why there is no rate of return
}

// TierReturn is what investors get if a measure is exactly at a threshold.
type TierReturn struct {
	Measure  string             `json:"measure"`
	At       contract.Threshold `json:"at"`
	Possible bool               `json:"possible"` // whether any programme rate gives the value
	Result   *Result            `json:"result,omitempty"`
}

// BreakEven is the smallest value of a measure at which investors receive what they
// invested, everything else held fixed.
type BreakEven struct {
	Measure string `json:"measure"`
	// At is nil if no value does, or every one; Words says which.
	At    *contract.Threshold `json:"at,omitempty"`
	Words string              `json:"words"` // what At is, or why there is none
	// Grid is the step of the search: the measure's rounding, or a millionth where it has none.
	Grid string `json:"grid,omitempty"`
}

// ErrNotInvested says that a contract has neither drawdowns nor a principal.
var ErrNotInvested = errors.New("the contract has neither drawdowns nor a principal: nobody invests")

// Investor returns what investors earn by the terms that are in force on the day on,
// as Decide takes it. Without anything invested the error wraps ErrNotInvested.
func Investor(t *contract.Terms, in contract.Measurements, on money.Date) (*Investment, error) {
	out, err := investor(t, in, on)
	if err != nil {
		return nil, fmt.Errorf("investor: %w", err)
	}
	return out, nil
}

func investor(t *contract.Terms, in contract.Measurements, on money.Date) (*Investment, error) {
	f, err := factsOf(t, in, on)
	if err != nil {
		return nil, err
	}
	drawn := invested(f.now)
	if drawn == nil || drawn.Sign() <= 0 {
		return nil, ErrNotInvested
	}
	d, err := f.decideOn(in)
	if err != nil {
		return nil, err
	}
	out := &Investment{Invested: *drawn, Result: f.result(d, *drawn)}
	out.Flows, _ = f.now.Flows(d) // why there are none stands in IRRWhy
	s := search{f, *drawn, map[string]*Result{}}
	seen := []Result{out.Result}
	for _, m := range f.moving() {
		results, err := out.move(s, m)
		if err != nil {
			out.BreakEven = append(out.BreakEven, BreakEven{Measure: m.ID, Words: "not known: " + err.Error()})
			continue
		}
		seen = append(seen, results...)
	}
	byReceipts := func(a, b Result) int { return a.Received.Cmp(b.Received) }
	out.Worst, out.Best = slices.MinFunc(seen, byReceipts), slices.MaxFunc(seen, byReceipts)
	return out, nil
}

// move adds what investors get as one measure moves, and returns all of it.
func (i *Investment) move(s search, m contract.Measure) ([]Result, error) {
	var seen []Result
	turns := s.turns(m)
	for _, v := range turns {
		r, err := s.at(m, v)
		if err != nil {
			return nil, err
		}
		if r != nil {
			seen = append(seen, *r)
		}
	}
	tiers, err := s.tiers(m)
	if err != nil {
		return nil, err
	}
	even, err := s.breakEven(m, turns)
	if err != nil {
		return nil, err
	}
	i.Tiers, i.BreakEven = append(i.Tiers, tiers...), append(i.BreakEven, even)
	return seen, nil
}

// result is what investors get of a decision.
func (f facts) result(d *contract.Decision, drawn money.Amount) Result {
	got := f.now.Received(d)
	moic := new(big.Rat).Quo(got.Rat(), drawn.Rat())
	r := Result{Due: d.Due, Received: got, Gain: got.Sub(drawn), MOIC: trace.Text(moic), MOICF: float(moic), IRR: []float64{}}
	flows, err := f.now.Flows(d)
	if err == nil {
		var rates []float64
		if rates, err = money.XIRR(flows); err == nil {
			r.IRR = rates
		}
	}
	if err != nil {
		r.IRRWhy = err.Error()
	}
	return r
}

// moving are the measures that rules cite and that can be moved by themselves: of
// two rates, or reported.
func (f facts) moving() []contract.Measure {
	var out []contract.Measure
	for _, m := range f.now.Measures {
		compared := slices.ContainsFunc(f.uses, func(u use) bool { return u.ID == m.ID })
		if compared || f.stated(m) {
			out = append(out, m)
		}
	}
	return out
}
