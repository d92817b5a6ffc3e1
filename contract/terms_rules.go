package contract

import "sib/contract/money"

// Rule says what is paid for what. It tests a measure, or only the conditions
// of If. It has one of these shapes:
//
//   - a bound and Pay: paid when the bound is met;
//   - Tiers: the last tier that is reached pays, or gives the yearly rate of the Coupon;
//   - Prices: a price for each unit of the measure, by cumulative volume;
//   - Card: a price for each outcome of each person.
type Rule struct {
	ID      string      `json:"id"`
	Clause  string      `json:"clause"`
	Text    string      `json:"text"`           // the clause in words
	Note    string      `json:"note,omitempty"` // what a reader should know about the rule
	Measure string      `json:"measure,omitempty"`
	If      *Conditions `json:"if,omitempty"` // conditions; nothing is paid unless they hold
	Bound
	Pay     *Pay    `json:"pay,omitempty"`
	Tiers   []Tier  `json:"tiers,omitempty"`
	Coupon  *Coupon `json:"coupon,omitempty"`
	Prices  []Price `json:"prices,omitempty"`
	Card    *Card   `json:"card,omitempty"`
	Indexed string  `json:"indexed,omitempty"` // the index that its amounts grow with
	Cap     *Cap    `json:"cap,omitempty"`     // of this rule
}

// Conditions hold if at least Least of Of do: all of them if the contract says
// all, one if it says any.
type Conditions struct {
	Least int         `json:"least"` // how many of Of must hold
	Of    []Condition `json:"of"`
}

// Pay is a fixed amount, a share of the principal (1 is all of it) or a share of
// the measure's money; one is set. It may rise with the measure: by Plus for
// Each beyond Beyond, or in a straight line to RisingTo at At and no further.
type Pay struct {
	Amount       *money.Amount `json:"amount,omitempty"`             // fixed amount
	Share        *Decimal      `json:"share_of_principal,omitempty"` // share of the principal, a proportion
	MeasureShare *Decimal      `json:"share_of_measure,omitempty"`   // share of the measure's money, a proportion
	Plus         *money.Amount `json:"plus,omitempty"`               // added to the amount for each step
	Each         *Threshold    `json:"each,omitempty"`               // step of the measure
	Beyond       *Threshold    `json:"beyond,omitempty"`             // where steps count from
	RisingTo     *money.Amount `json:"rising_to,omitempty"`          // amount that is reached at the end of the line
	At           *Threshold    `json:"at,omitempty"`                 // where the line ends
}

// Tier is a step of a table, from its bound to that of the next: it pays Pay, or
// its yearly rate (a proportion) is Rate, which may rise to RisingTo at At.
type Tier struct {
	Bound
	Pay      *Pay       `json:"pay,omitempty"`
	Rate     *Decimal   `json:"rate,omitempty"`      // yearly rate from there on, a proportion
	RisingTo *Decimal   `json:"rising_to,omitempty"` // yearly rate that is reached in a straight line, a proportion
	At       *Threshold `json:"at,omitempty"`        // where that rate is reached
}

// Coupon says how a yearly rate becomes an amount: P(1+r)^Years − P when
// Compounding is "compound", P·r·Years when "simple".
type Coupon struct {
	Years       Decimal `json:"years"`       // number of years
	Compounding string  `json:"compounding"` // compound or simple
}

// Price is paid for Each of the measure, up to a cumulative volume of UpTo.
type Price struct {
	Amount Decimal    `json:"amount"`          // in the contract's currency; may be finer than its smallest unit
	Each   Threshold  `json:"each"`            // quantity that the price is paid for
	UpTo   *Threshold `json:"up_to,omitempty"` // cumulative volume until which the price holds
}

// Card is a rate card: each person earns the price of each of their outcomes
// once, and together no more than PersonCap.
type Card struct {
	Outcomes  []CardOutcome `json:"outcomes"`
	PersonCap *Cap          `json:"person_cap,omitempty"`
}

// CardOutcome is one line of a rate card. Needs lists outcomes without which it is not paid.
type CardOutcome struct {
	ID     string       `json:"id"`
	Clause string       `json:"clause"`
	Amount money.Amount `json:"amount"`          // for one person
	Needs  []string     `json:"needs,omitempty"` // ids of outcomes without which it is not paid
}
