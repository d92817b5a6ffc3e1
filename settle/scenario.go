package settle

import (
	"fmt"
	"math/big"

	"sib/contract"
	"sib/contract/money"
)

// Scenario is one case: figures that are given, and what the terms should make of them.
type Scenario struct {
	Name   string `yaml:"name" json:"name"`
	Source string `yaml:"source" json:"source"`         // where the figures come from
	AsOf   string `yaml:"as_of" json:"as_of,omitempty"` // ISO 8601
	Given  Given  `yaml:"given" json:"given"`
	Expect Expect `yaml:"expect" json:"expect"`
}

// Given are the figures of a scenario, as they are written.
type Given struct {
	Compared   []ComparedFigures `yaml:"compared" json:"compared,omitempty"`
	Reported   []ReportedFigure  `yaml:"reported" json:"reported,omitempty"`
	Tallies    []Tally           `yaml:"tallies" json:"tallies,omitempty"`
	PaidToDate string            `yaml:"paid_to_date" json:"paid_to_date,omitempty"`
	Ended      string            `yaml:"ended" json:"ended,omitempty"`
}

// ComparedFigures are a comparison as it is written. Cohort 0 is all cohorts pooled.
type ComparedFigures struct {
	Cohort           int    `yaml:"cohort" json:"cohort,omitempty"`
	ProgrammeN       int64  `yaml:"programme_n" json:"programme_n"`
	ProgrammeEvents  *int64 `yaml:"programme_events" json:"programme_events,omitempty"`
	ProgrammeRate    string `yaml:"programme_rate" json:"programme_rate,omitempty"`
	ComparisonRate   string `yaml:"comparison_rate" json:"comparison_rate,omitempty"`
	ComparisonN      *int64 `yaml:"comparison_n" json:"comparison_n,omitempty"`
	ComparisonEvents *int64 `yaml:"comparison_events" json:"comparison_events,omitempty"`
}

// ReportedFigure is a value of a measure, with its type: "20 people".
type ReportedFigure struct {
	Measure string `yaml:"measure" json:"measure"`
	Cohort  int    `yaml:"cohort" json:"cohort,omitempty"`
	Value   string `yaml:"value" json:"value"`
}

// Tally counts people who have exactly these outcomes of a rate card.
type Tally struct {
	Rule     string   `yaml:"rule" json:"rule"`
	Cohort   int      `yaml:"cohort" json:"cohort,omitempty"`
	Outcomes []string `yaml:"outcomes" json:"outcomes"`
	People   int64    `yaml:"people" json:"people"`
}

// Expect is what a scenario asks of the decision. What is empty is not asked.
type Expect struct {
	Due      string            `yaml:"due" json:"due,omitempty"`
	Amounts  map[string]string `yaml:"amounts" json:"amounts,omitempty"` // of rules, over all cohorts
	Met      []string          `yaml:"met" json:"met,omitempty"`         // rules with a bound that is met
	NotMet   []string          `yaml:"not_met" json:"not_met,omitempty"` // rules of which no bound is met
	Payers   map[string]string `yaml:"payers" json:"payers,omitempty"`
	Receipts map[string]string `yaml:"receipts" json:"receipts,omitempty"` // all that somebody receives
	IRR      string            `yaml:"irr" json:"irr,omitempty"`           // the investors' yearly return, to the decimals that are given; or undefined
	Refused  string            `yaml:"refused" json:"refused,omitempty"`   // words of the refusal
}

func (e Expect) empty() bool {
	return e.Due == "" && e.Refused == "" && e.IRR == "" && len(e.Amounts)+len(e.Met)+len(e.NotMet)+len(e.Payers)+len(e.Receipts) == 0
}

// Measurements are the figures of a scenario as the contract takes them.
func (g Given) Measurements(t *contract.Terms) (contract.Measurements, error) {
	var out contract.Measurements
	for _, c := range g.Compared {
		m, err := c.measure(t)
		if err != nil {
			return out, fmt.Errorf("comparison of cohort %d: %w", c.Cohort, err)
		}
		out.Compared = append(out.Compared, m)
	}
	for _, r := range g.Reported {
		v, err := t.ParseValue(r.Measure, r.Value)
		if err != nil {
			return out, err
		}
		out.Reported = append(out.Reported, contract.Figure{Measure: r.Measure, Cohort: r.Cohort, Value: v})
	}
	for _, x := range g.Tallies {
		out.Tallies = append(out.Tallies, contract.Tally(x))
	}
	if g.PaidToDate != "" {
		paid, err := ParseAmount(t, g.PaidToDate)
		if err != nil {
			return out, fmt.Errorf("paid_to_date: %w", err)
		}
		out.PaidToDate = &paid
	}
	if g.Ended != "" {
		day, err := money.ParseDate(g.Ended)
		if err != nil {
			return out, fmt.Errorf("ended: %w", err)
		}
		out.Ended = &day
	}
	return out, nil
}

func (c ComparedFigures) measure(t *contract.Terms) (contract.Measurement, error) {
	out := Comparison{Cohort: c.Cohort, ProgrammeN: c.ProgrammeN, ProgrammeEvents: c.ProgrammeEvents, ComparisonN: c.ComparisonN, ComparisonEvents: c.ComparisonEvents}
	for _, x := range []struct {
		text string
		to   **big.Rat
	}{{c.ProgrammeRate, &out.ProgrammeRate}, {c.ComparisonRate, &out.ComparisonRate}} {
		if x.text == "" {
			continue
		}
		var err error
		if *x.to, err = contract.ParseRate(x.text); err != nil {
			return contract.Measurement{}, err
		}
	}
	return out.Measure(t)
}

// ParseAmount reads an amount in the contract's currency, such as 78000 or 21698.12.
func ParseAmount(t *contract.Terms, text string) (money.Amount, error) {
	d, err := contract.ParseDecimal(text)
	if err != nil {
		return money.Amount{}, err
	}
	return money.New(t.Currency, d.Rat()), nil
}
