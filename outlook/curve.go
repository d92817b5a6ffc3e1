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

// Curve is what is due by the value of one measure, wherever it is taken, the
// comparison rates and everything else held fixed. Values are in the measure's type:
// proportions where it is written in per cent.
type Curve struct {
	Measure string              `json:"measure"`
	Effect  contract.EffectType `json:"effect"`
	Unit    string              `json:"unit,omitempty"` // of a count or duration, such as people or days
	Cap     money.Amount        `json:"cap"`            // the most that is ever paid
	Due     money.Amount        `json:"due"`            // what is due by what was measured
	// Points ascend. Between two of them the amount moves evenly; where it jumps, two
	// points are a step of Grid apart.
	Points   []CurvePoint         `json:"points"`
	Grid     string               `json:"grid"` // step between values, in the measure's type: an exact decimal or fraction
	Asked    []contract.Threshold `json:"thresholds,omitempty"`
	Observed []Observed           `json:"observed"`
}

// CurvePoint is a value of the measure and what it makes due.
type CurvePoint struct {
	Value float64      `json:"value"` // in the measure's type: a proportion where it is written in per cent
	Due   money.Amount `json:"due"`   // what it makes due
}

// Observed is a value of the measure that was measured, in a cohort or over all of them
// for 0. Lo and Hi are the agreed interval of the difference of the rates in the
// measure's type, the comparison rate held fixed; nil where it has no such interval.
type Observed struct {
	Cohort int      `json:"cohort,omitempty"`
	Value  float64  `json:"value"`            // in the measure's type: a proportion where it is written in per cent
	Lo     *float64 `json:"lo,omitempty"`     // lower limit, in the same unit
	Hi     *float64 `json:"hi,omitempty"`     // upper limit, in the same unit
	Level  float64  `json:"level,omitempty"`  // level of the interval, a proportion such as 0.95
	Method string   `json:"method,omitempty"` // method of the interval
}

// ErrNoCurve says that no value of any measure makes another amount due.
var ErrNoCurve = errors.New("no measure by itself makes another amount due")

// curvePoints is how many values a curve is begun with, besides those at which the terms turn.
const curvePoints = 96

// DueBy returns the curve of the measure that moves the payment most, the first of
// them in the contract's order, by the terms in force on the day on. Where none moves it
// the error wraps ErrNoCurve.
func DueBy(t *contract.Terms, in contract.Measurements, on money.Date) (*Curve, error) {
	out, err := dueBy(t, in, on)
	if err != nil {
		return nil, fmt.Errorf("payment curve: %w", err)
	}
	return out, nil
}

func dueBy(t *contract.Terms, in contract.Measurements, on money.Date) (*Curve, error) {
	f, err := factsOf(t, in, on)
	if err != nil {
		return nil, err
	}
	d, err := f.decideOn(in)
	if err != nil {
		return nil, err
	}
	s := search{facts: f}
	var best *Curve
	most := new(big.Rat)
	for _, m := range f.moving() {
		c, err := s.curve(m, d)
		if err != nil {
			return nil, err
		}
		if c == nil {
			continue
		}
		if moved := c.moved(); moved.Cmp(most) > 0 {
			best, most = c, moved
		}
	}
	if best == nil {
		return nil, ErrNoCurve
	}
	return best, nil
}

// moved is the largest amount of a curve less its smallest.
func (c *Curve) moved() *big.Rat {
	byDue := func(a, b CurvePoint) int { return a.Due.Cmp(b.Due) }
	return slices.MaxFunc(c.Points, byDue).Due.Sub(slices.MinFunc(c.Points, byDue).Due).Rat()
}

// curve is that of one measure; nil if it cannot be moved.
func (s search) curve(m contract.Measure, d *contract.Decision) (*Curve, error) {
	out := &Curve{
		Measure: m.ID, Effect: m.Effect, Unit: m.Unit, Cap: s.now.Payment.Cap.Amount, Due: d.Due,
		Grid: trace.Text(s.grid(m)), Asked: s.asked(m), Observed: s.observed(m, d),
	}
	w := wander{search: s, m: m, grid: s.grid(m)}
	lo, hi := s.window(m, out)
	if lo == nil || len(out.Observed) == 0 {
		return nil, nil
	}
	if err := w.walk(lo, hi, out.Observed); err != nil {
		return nil, err
	}
	if len(w.points) < 2 {
		return nil, nil
	}
	out.Points = straight(w.points)
	return out, nil
}

// window is the part of a measure's scale that a curve shows: what was observed with its
// interval, what is asked for, and no effect, with an eighth of that at either end.
func (s search) window(m contract.Measure, c *Curve) (lo, hi *big.Rat) {
	ends := s.ends(m)
	if len(ends) == 0 {
		return nil, nil
	}
	shown := s.bought(m)
	if m.Effect != contract.Rate && m.Effect != contract.Ratio && m.Effect != contract.Index {
		shown = append(shown, new(big.Rat))
	}
	for _, t := range c.Asked {
		shown = append(shown, t.Value.Rat())
	}
	for _, o := range c.Observed {
		for _, x := range []*float64{&o.Value, o.Lo, o.Hi} {
			if x != nil {
				shown = append(shown, new(big.Rat).SetFloat64(*x))
			}
		}
	}
	lo, hi = slices.MinFunc(shown, (*big.Rat).Cmp), slices.MaxFunc(shown, (*big.Rat).Cmp)
	room := new(big.Rat).Sub(hi, lo)
	if room.Mul(room, big.NewRat(1, 8)); room.Sign() == 0 {
		room.SetFrac64(1, 8)
	}
	lo, hi = new(big.Rat).Sub(lo, room), new(big.Rat).Add(hi, room)
	if lo.Cmp(ends[0]) < 0 {
		lo = ends[0]
	}
	if hi.Cmp(ends[1]) > 0 {
		hi = ends[1]
	}
	return lo, hi
}

// bought are the values of a measure with a price at which the cap is reached.
func (s search) bought(m contract.Measure) []*big.Rat {
	var out []*big.Rat
	for _, r := range s.now.Payment.Rules {
		for _, p := range r.Prices {
			if r.Measure == m.ID && p.Amount.Rat().Sign() > 0 {
				units := new(big.Rat).Quo(s.now.Payment.Cap.Amount.Rat(), p.Amount.Rat())
				out = append(out, units.Mul(units, p.Each.Value.Rat()))
			}
		}
	}
	return out
}

// straight drops points in a row of equal amounts.
func straight(in []CurvePoint) []CurvePoint {
	var out []CurvePoint
	for i, p := range in {
		if i > 0 && i < len(in)-1 && p.Due.Cmp(in[i-1].Due) == 0 && p.Due.Cmp(in[i+1].Due) == 0 {
			continue
		}
		out = append(out, p)
	}
	return out
}
