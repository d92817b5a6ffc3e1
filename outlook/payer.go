package outlook

import (
	"errors"
	"fmt"
	"math"
	"math/big"

	"sib/contract"
	"sib/contract/money"
	"sib/contract/trace"
)

// Assumptions are what the payer takes from elsewhere. Nothing of it is part of the
// decision; each number names its source.
type Assumptions struct {
	// Saving is what the programme saves the payer over all its people.
	Saving *Sourced `json:"saving,omitempty"`
	// Worth is what one additional outcome is worth to the payer in a year.
	Worth *Sourced `json:"worth_a_year,omitempty"`
	// Years is how long an additional outcome lasts: whole years, from 1; 0 stands for 1.
	Years int `json:"years,omitempty"`
	// Discount is the yearly rate, a proportion, by which the worth of the second year
	// and of later ones is less; nil takes the contract's, or none.
	Discount *contract.Decimal `json:"discount,omitempty"`
}

// Sourced is an amount and where it is from.
type Sourced struct {
	Amount money.Amount `json:"amount"` // the amount, in the currency of the contract
	Source string       `json:"source"` // who worked it out, and where it can be read
}

// Value is what the payer gets for the payment. Numbers of outcomes are exact
// decimals or fractions; the float beside each is for people.
type Value struct {
	Due money.Amount `json:"due"` // what is due
	// Cap is the most that can be due, CapShare what of it is: an exact decimal or
	// fraction, with the float beside it; empty where the cap is nothing.
	Cap       money.Amount `json:"cap"`
	CapShare  string       `json:"cap_share,omitempty"`       // due ÷ cap, a proportion, exact
	CapShareF float64      `json:"cap_share_float,omitempty"` // the same, a proportion, as a floating-point number
	// Additional is programme people × (programme rate − comparison rate), with the
	// limits of the agreed interval; nil if nobody was compared.
	Additional *Additional `json:"additional_outcomes,omitempty"`
	// Gross is what is due for each additional outcome, Net the same less the saving.
	Gross *Cost `json:"gross_cost_each,omitempty"`
	Net   *Cost `json:"net_cost_each,omitempty"` // (due − saving) ÷ additional outcomes; left out without a saving
	// CostWhy says why there is no cost for each.
	CostWhy string `json:"cost_why,omitempty"`
	// Worth is what the additional outcomes are worth over their years, at the day of
	// the payment.
	Worth *money.Amount `json:"worth,omitempty"`
	// Benefit is Worth and the saving; Ratio is Benefit ÷ what is due.
	Benefit *money.Amount `json:"benefit,omitempty"`
	Ratio   *float64      `json:"benefit_cost_ratio,omitempty"` // benefit ÷ due, a ratio; left out if nothing is due
	// WorthIt says that what is due is not above the benefit; nil if the benefit is not known.
	WorthIt     *bool       `json:"payment_not_above_value,omitempty"`
	Assumptions Assumptions `json:"assumptions"` // what all of this rests on, besides the contract
}

// Additional are outcomes that would not have been without the programme.
type Additional struct {
	Exact string  `json:"exact"`           // number of outcomes: an exact decimal or fraction
	Value float64 `json:"value"`           // number of outcomes, as a floating-point number
	Lo    float64 `json:"lo"`              // lower limit of the number of outcomes; the number itself without an interval
	Hi    float64 `json:"hi"`              // upper limit of the number of outcomes
	Level float64 `json:"level,omitempty"` // level of the interval, a proportion such as 0.95; left out without one, or if those of the cohorts differ
	Words string  `json:"words"`           // how it is worked out
}

// Cost is money for each additional outcome. It has no upper limit (Hi is nil)
// where the interval holds no additional outcome at all.
type Cost struct {
	Value float64  `json:"value"` // units of the currency for each additional outcome
	Lo    *float64 `json:"lo"`    // lower limit, in the same units; null if there is none
	Hi    *float64 `json:"hi"`    // upper limit, in the same units; null if there is none
}

// Payer returns what the payer gets for what is due by the terms in force on the
// day on. Errors: amounts in another currency, years below zero or above 100, a
// saving or worth without its source.
func Payer(t *contract.Terms, in contract.Measurements, on money.Date, a Assumptions) (*Value, error) {
	out, err := payer(t, in, on, a)
	if err != nil {
		return nil, fmt.Errorf("payer: %w", err)
	}
	return out, nil
}

func payer(t *contract.Terms, in contract.Measurements, on money.Date, a Assumptions) (*Value, error) {
	now, _, err := t.InForce(on)
	if err != nil {
		return nil, err
	}
	if a, err = a.complete(now); err != nil {
		return nil, err
	}
	d, err := contract.DecideBriefly(t, in, on)
	if err != nil {
		return nil, err
	}
	v := &Value{Due: d.Due, Cap: now.Payment.Cap.Amount, Assumptions: a}
	if v.Cap.Sign() > 0 {
		share := new(big.Rat).Quo(v.Due.Rat(), v.Cap.Rat())
		v.CapShare, v.CapShareF = trace.Text(share), float(share)
	}
	n := additional(in.Compared)
	if n == nil {
		v.CostWhy = "nobody was compared, so nobody knows how many outcomes are additional"
		return v, nil
	}
	v.Additional = n.shown()
	v.costs(n)
	v.benefits(n)
	return v, nil
}

// complete checks assumptions and fills in what they leave to the contract.
func (a Assumptions) complete(t *contract.Terms) (Assumptions, error) {
	for i, s := range []*Sourced{a.Saving, a.Worth} {
		name := [...]string{"saving", "worth"}[i]
		switch {
		case s == nil:
		case s.Amount.Currency() != t.Currency:
			return a, fmt.Errorf("the %s is in %s, the contract in %s", name, s.Amount.Currency(), t.Currency)
		case s.Source == "":
			return a, fmt.Errorf("the %s has no source: say who worked it out, and where it can be read", name)
		}
	}
	if a.Years == 0 {
		a.Years = 1
	}
	if a.Years < 1 || a.Years > 100 {
		return a, fmt.Errorf("outcomes that last %d years: want 1 to 100", a.Years)
	}
	if a.Discount == nil && t.Payment.Discount != nil {
		rate := t.Payment.Discount.Rate
		a.Discount = &rate
	}
	if a.Discount != nil && a.Discount.Rat().Cmp(big.NewRat(-1, 1)) <= 0 {
		return a, errors.New("a discount of 100 % or more of what is left: want a rate above −1, such as 0.03")
	}
	return a, nil
}

// extra is a number of additional outcomes with its limits.
type extra struct {
	n      *big.Rat
	lo, hi float64
	level  float64
	words  string
}

// additional counts the outcomes of the pool; of the cohorts, one by one, where there
// is no pool. Limits of cohorts are combined as those of independent ones:
// by the root of the sum of squares.
func additional(in []contract.Measurement) *extra {
	var sum *extra
	low, high := 0.0, 0.0
	for _, m := range in {
		n := new(big.Rat).SetInt64(m.ProgrammeN)
		d := new(big.Rat).Sub(m.ProgrammeRate, m.ComparisonRate)
		d.Mul(d, n)
		if m.Cohort == 0 {
			return &extra{d, float64(m.ProgrammeN) * m.Difference.Lo, float64(m.ProgrammeN) * m.Difference.Hi, m.Difference.Level,
				"programme people × difference of rates, all cohorts pooled"}
		}
		if sum == nil {
			sum = &extra{n: new(big.Rat), level: m.Difference.Level, words: "programme people × difference of rates, added up over cohorts"}
		}
		sum.n.Add(sum.n, d)
		x := float64(m.ProgrammeN)
		low = math.Hypot(low, float(d)-float64(x*m.Difference.Lo))
		high = math.Hypot(high, float64(x*m.Difference.Hi)-float(d))
		if m.Difference.Level != sum.level {
			sum.level = 0
		}
	}
	if sum != nil {
		sum.lo, sum.hi = float(sum.n)-low, float(sum.n)+high
	}
	return sum
}

func (x *extra) shown() *Additional {
	out := &Additional{Exact: trace.Text(x.n), Value: float(x.n), Words: x.words, Lo: x.lo, Hi: x.hi, Level: x.level}
	if x.level == 0 { // no interval was measured
		out.Lo, out.Hi = out.Value, out.Value
		out.Words += "; without an interval"
	}
	return out
}

// costs divides what is due by the additional outcomes.
func (v *Value) costs(x *extra) {
	if x.n.Sign() <= 0 {
		v.CostWhy = "there are no additional outcomes, so none has a cost"
		return
	}
	v.Gross = x.each(v.Due.Rat())
	if v.Assumptions.Saving != nil {
		v.Net = x.each(v.Due.Sub(v.Assumptions.Saving.Amount).Rat())
	}
}

// each is money for each outcome: the more outcomes, the less.
func (x *extra) each(sum *big.Rat) *Cost {
	out := &Cost{Value: float(new(big.Rat).Quo(sum, x.n))}
	if x.level == 0 {
		return out
	}
	total := float(sum)
	few, many := total/x.lo, total/x.hi
	switch {
	case total < 0 && x.lo > 0:
		out.Lo, out.Hi = &few, &many
	case total < 0:
		out.Hi = &many
	case x.lo > 0:
		out.Lo, out.Hi = &many, &few
	default:
		out.Lo = &many
	}
	return out
}

// benefits values the additional outcomes and holds what is due against them.
func (v *Value) benefits(x *extra) {
	a := v.Assumptions
	if a.Worth == nil && a.Saving == nil {
		return
	}
	benefit := money.Zero(v.Due.Currency())
	if a.Worth != nil {
		worth := a.Worth.Amount.Mul(x.n).Mul(a.annuity())
		v.Worth = &worth
		benefit = benefit.Add(worth)
	}
	if a.Saving != nil {
		benefit = benefit.Add(a.Saving.Amount)
	}
	v.Benefit = &benefit
	ok := v.Due.Cmp(benefit) <= 0
	v.WorthIt = &ok
	if v.Due.Sign() > 0 {
		ratio := float(new(big.Rat).Quo(benefit.Rat(), v.Due.Rat()))
		v.Ratio = &ratio
	}
}

// annuity is the worth today of 1 a year over the years, the first of them now:
// Σ (1 + rate)^−k for k from 0 to Years − 1.
func (a Assumptions) annuity() *big.Rat {
	factor := big.NewRat(1, 1)
	if a.Discount != nil {
		factor.Quo(one, new(big.Rat).Add(one, a.Discount.Rat()))
	}
	sum, term := new(big.Rat), big.NewRat(1, 1)
	for range a.Years {
		sum.Add(sum, term)
		term = new(big.Rat).Mul(term, factor)
	}
	return sum
}
