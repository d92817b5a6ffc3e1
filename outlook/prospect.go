package outlook

import (
	"math"
	"math/big"
	"slices"

	"sib/contract"
	"sib/contract/money"
	"sib/contract/trace"
)

// Prospect is what may become of the money under one true effect. Chances are
// proportions; Expected and SD are in units of the currency.
type Prospect struct {
	Expected float64 `json:"expected"` // mean of what is due, in units of the currency
	SD       float64 `json:"sd"`       // standard deviation of what is due, in units of the currency
	// Quantiles are amounts that can be due: the smallest that is not exceeded with the chance.
	Quantiles []Quantile `json:"quantiles"`
	Nothing   float64    `json:"chance_of_nothing"` // chance that nothing is due, or less, a proportion
	AtCap     float64    `json:"chance_of_cap"`     // chance that the cap is due, a proportion
	// Undecided is the chance that a measure has no value, such as a change from zero;
	// it counts as nothing due.
	Undecided float64  `json:"chance_undecided,omitempty"`
	Chances   []Chance `json:"thresholds"`
	// Cohorts says how many cohorts each rule pays for, where it pays for each by itself.
	Cohorts []Paid `json:"cohorts_paid,omitempty"`
	// Amounts are the amounts that can be due with their chances, ascending, if they are few.
	Amounts []AmountChance `json:"amounts,omitempty"`
	// Draws is the number of draws behind a simulated prospect; 0 if it is exact.
	Draws int `json:"draws,omitempty"`
	// ExpectedSE is the Monte Carlo standard error of Expected; of a chance p it is √(p(1−p)/draws).
	ExpectedSE float64 `json:"expected_standard_error,omitempty"`
}

// Quantile is an amount that is not exceeded with a chance of At.
type Quantile struct {
	At     float64      `json:"at"`     // chance, a proportion
	Amount money.Amount `json:"amount"` // the smallest amount that is not exceeded with the chance
}

// Chance is how likely a threshold is met where it binds.
type Chance struct {
	Rule      string             `json:"rule"`
	Clause    string             `json:"clause"`
	Measure   string             `json:"measure"`
	Cohort    int                `json:"cohort,omitempty"` // year; 0, which JSON leaves out: pooled
	Comparing trace.Op           `json:"comparing"`        // at-least, above, at-most or below
	Required  contract.Threshold `json:"required"`
	Met       float64            `json:"chance_met"` // chance that it is met, a proportion
}

// Paid is how many cohorts a rule pays for: Chances[k] is that of exactly k.
type Paid struct {
	Rule    string    `json:"rule"`
	Clause  string    `json:"clause"`
	Chances []float64 `json:"chances"` // proportions: of 0 cohorts paid for, of 1, and so on
}

// AmountChance is an amount with its chance.
type AmountChance struct {
	Amount money.Amount `json:"amount"` // what is due
	Chance float64      `json:"chance"` // chance of it, a proportion
}

// levels of the quantiles that are shown.
var quantiles = []float64{0.05, 0.25, 0.5, 0.75, 0.95}

// fewAmounts is how many amounts a prospect lists one by one.
const fewAmounts = 20

// amounts is a distribution of money: amounts ascending, with their chances.
type amounts struct {
	at []*big.Rat
	p  []float64
}

// gather adds up the chances of equal amounts.
func gather(at []*big.Rat, p []float64) amounts {
	order := make([]int, len(at))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return at[i].Cmp(at[j]) })
	var out amounts
	for _, i := range order {
		if n := len(out.at); n > 0 && out.at[n-1].Cmp(at[i]) == 0 {
			out.p[n-1] += p[i]
			continue
		}
		out.at, out.p = append(out.at, at[i]), append(out.p, p[i])
	}
	return out
}

// plus is the distribution of the sum of two amounts that vary by themselves.
func (a amounts) plus(b amounts) amounts {
	var at []*big.Rat
	var p []float64
	for i, x := range a.at {
		for j, y := range b.at {
			at, p = append(at, new(big.Rat).Add(x, y)), append(p, float64(a.p[i]*b.p[j]))
		}
	}
	return gather(at, p)
}

// summary fills in what the amounts due say. Chances may add up to a little less than 1.
func (a amounts) summary(t *contract.Terms) Prospect {
	var out Prospect
	total, limit := 0.0, t.Payment.Cap.Amount.Rat()
	for i, x := range a.at {
		total += a.p[i]
		out.Expected += float64(a.p[i] * float(x))
		if x.Sign() <= 0 {
			out.Nothing += a.p[i]
		}
		if x.Cmp(limit) == 0 && limit.Sign() != 0 {
			out.AtCap += a.p[i]
		}
		if len(a.at) <= fewAmounts {
			out.Amounts = append(out.Amounts, AmountChance{money.New(t.Currency, x), a.p[i]})
		}
	}
	variance := 0.0
	for i, x := range a.at {
		d := float(x) - out.Expected
		variance += float64(a.p[i] * float64(d*d))
	}
	out.SD = math.Sqrt(variance)
	for _, q := range quantiles {
		out.Quantiles = append(out.Quantiles, Quantile{q, money.New(t.Currency, a.quantile(q, total))})
	}
	return out
}

// quantile is the smallest amount that is not exceeded with the chance q, total
// being the sum of all chances.
func (a amounts) quantile(q, total float64) *big.Rat {
	const slack = 1e-12 // of sums of chances
	sum := 0.0
	for i, x := range a.at {
		if sum += a.p[i]; sum >= (q-slack)*total {
			return x
		}
	}
	return a.at[len(a.at)-1]
}

// prospect sums up decisions with their chances.
func (e *engine) prospect(d decided, p []float64) Prospect {
	var due []*big.Rat
	for _, o := range d.outcomes {
		due = append(due, o.due)
	}
	out := gather(due, p).summary(e.now)
	met := map[mark]float64{}
	for i, o := range d.outcomes {
		if o.undecided {
			out.Undecided += p[i]
		}
		for j, m := range o.marks {
			if o.met[j] {
				met[m] += p[i]
			}
		}
	}
	for _, m := range d.order {
		out.Chances = append(out.Chances, m.chance(d.required[m], met[m]))
	}
	out.Cohorts = e.cohorts(d, p)
	return out
}

func (m mark) chance(t contract.Threshold, p float64) Chance {
	return Chance{m.rule, m.clause, m.measure, m.cohort, m.comparing, t, min(1, p)}
}

// cohorts counts for how many cohorts each rule pays.
func (e *engine) cohorts(d decided, p []float64) []Paid {
	var out []Paid
	for _, r := range e.now.Payment.Rules {
		chances := make([]float64, len(e.now.Cohorts)+1)
		each := false
		for i, o := range d.outcomes {
			k := 0
			for _, a := range o.paid {
				if a.Rule == r.ID && a.Cohort != 0 {
					each = true
					if a.Amount.Sign() > 0 {
						k++
					}
				}
			}
			chances[k] += p[i]
		}
		if each {
			out = append(out, Paid{r.ID, r.Clause, chances})
		}
	}
	return out
}
