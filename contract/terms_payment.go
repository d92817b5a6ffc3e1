package contract

import "sib/contract/money"

// Payment is what may be paid: gates, rules in order, limits in order, the cap;
// then who pays it and who receives it.
type Payment struct {
	Principal *Principal `json:"principal,omitempty"`
	Drawdowns []Drawdown `json:"drawdowns,omitempty"`
	Rounding  Rounding   `json:"rounding"`
	Indices   []IndexOf  `json:"indices,omitempty"`
	Gates     []Gate     `json:"gates,omitempty"`
	Rules     []Rule     `json:"rules"`
	Limits    []Limit    `json:"limits,omitempty"` // in the order in which they apply
	Cap       Cap        `json:"cap"`
	Floor     *Cap       `json:"floor,omitempty"` // a negative amount makes the terms two-sided
	// Cumulative says that what is due is what is earned to date less what was paid.
	Cumulative *Cumulative  `json:"cumulative,omitempty"`
	EarlyEnd   *EarlyEnd    `json:"early_end,omitempty"`
	Due        *Due         `json:"due,omitempty"`
	Discount   *Discount    `json:"discount,omitempty"`
	Payers     []Payer      `json:"payers,omitempty"`
	Tranches   []Tranche    `json:"tranches,omitempty"`
	Waterfall  []WaterLevel `json:"waterfall,omitempty"`
}

// Principal is the money invested.
type Principal struct {
	Clause string       `json:"clause"`
	Amount money.Amount `json:"amount"` // what is invested
}

// Drawdown is one payment by investors to the programme.
type Drawdown struct {
	Date    string       `json:"date"`              // day of the payment, as 2014-03-10
	Amount  money.Amount `json:"amount"`            // what investors pay in
	Tranche string       `json:"tranche,omitempty"` // id of the tranche that pays it
}

// Cap is the most that is ever paid under the contract, or the least.
type Cap struct {
	Clause string       `json:"clause"`
	Amount money.Amount `json:"amount"` // in the currency of the contract
}

// IndexOf is a price index: amounts of rules that name it grow with Values[cohort] ÷ Values[Base].
type IndexOf struct {
	ID     string       `json:"id"`
	Clause string       `json:"clause"`
	Source string       `json:"source"` // who publishes it
	Base   int          `json:"base"`   // calendar year in whose money amounts are written
	Values []IndexValue `json:"values"`
}

// IndexValue is the index of one year.
type IndexValue struct {
	Year  int     `json:"year"`  // calendar year
	Value Decimal `json:"value"` // the index, a pure number
}

// Limit bounds what some rules pay together. One of AtMost, Share and Return is set.
type Limit struct {
	ID     string        `json:"id"`
	Clause string        `json:"clause"`
	Rules  []string      `json:"rules,omitempty"`   // ids of the rules that are bounded together; all if empty
	Each   string        `json:"each,omitempty"`    // cohort, if each cohort is bounded by itself
	AtMost *money.Amount `json:"at_most,omitempty"` // the most that the rules pay together
	// Share is the largest share of what is paid in all (Of: total) or of the cap (Of: cap).
	Share *Decimal `json:"share_at_most,omitempty"`
	Of    string   `json:"of,omitempty"` // what Share is of: total or cap
	// Return is the highest yearly return on the drawdowns that the payment may give.
	Return *Decimal `json:"return_at_most,omitempty"`
}

// Cumulative says what becomes of money that was paid before.
type Cumulative struct {
	Clause  string `json:"clause"`
	Recover bool   `json:"recover"` // what was overpaid is paid back; else it is only set off against later payments
}

// EarlyEnd is what is paid if the programme ends before its time: the amount of
// the last step whose date is not after the day of the end, in place of the rules.
type EarlyEnd struct {
	Clause string           `json:"clause"`
	Values []RedemptionFrom `json:"values"`
}

// RedemptionFrom is a redemption value that holds from a day on.
type RedemptionFrom struct {
	From string `json:"from"` // first day, as 2014-03-10
	Pay  Pay    `json:"pay"`
}

// Due is when a payment falls due.
type Due struct {
	Clause   string `json:"clause"`
	Date     string `json:"date"`                // day, as 2014-03-10
	DayCount string `json:"day_count"`           // how days become years
	LongStop string `json:"long_stop,omitempty"` // last day, as 2014-03-10, on which the payment can be claimed
}

// Discount is how the payer values money of different days.
type Discount struct {
	Clause string  `json:"clause"`
	Rate   Decimal `json:"rate"` // yearly rate, a proportion
	Base   string  `json:"base"` // as 2014-03-10: the day whose money the others are compared with
}

// Payer pays part of what is due: a share, or whatever the listed rules pay, or
// the first money up to AtMost. Payers take their parts in order; the last one
// that has neither Share nor Rules takes the rest.
type Payer struct {
	Name   string        `json:"name"` // who pays
	Clause string        `json:"clause"`
	Share  *Decimal      `json:"share,omitempty"`   // of what is due, a proportion
	Rules  []string      `json:"rules,omitempty"`   // ids of the rules whose amounts are paid
	AtMost *money.Amount `json:"at_most,omitempty"` // the most that this payer pays
}

// Tranche is one investor's part of the principal.
type Tranche struct {
	ID        string       `json:"id"`
	Clause    string       `json:"clause"`
	Amount    money.Amount `json:"amount"`           // part of the principal
	Rate      *Decimal     `json:"rate,omitempty"`   // yearly interest, a proportion
	Coupon    *Coupon      `json:"coupon,omitempty"` // how the interest grows
	Guarantee *Guarantee   `json:"guarantee,omitempty"`
}

// Guarantee makes up what a tranche lacks of its principal, up to AtMost.
type Guarantee struct {
	Clause string       `json:"clause"`
	By     string       `json:"by"`      // who guarantees
	AtMost money.Amount `json:"at_most"` // the most that is made up
}

// WaterLevel is one step of the waterfall: from what is left of the payment To
// receives an amount, the interest or principal of a tranche, or a share of the rest.
type WaterLevel struct {
	To     string        `json:"to"` // who receives it: a tranche, or anybody by name
	Clause string        `json:"clause"`
	Pay    string        `json:"pay"`              // what kind of money it is: amount, interest, principal or rest
	Amount *money.Amount `json:"amount,omitempty"` // what is received, with pay amount
	Share  *Decimal      `json:"share,omitempty"`  // of the rest, a proportion
}

// Amendment changes terms from a day on. Each change names the place by keys
// and ids, such as payment.rules.principal.at_least, and what it said before.
type Amendment struct {
	ID        string   `json:"id"`
	Clause    string   `json:"clause"`
	Effective string   `json:"effective"` // first day in force, as 2014-03-10
	Changes   []Change `json:"changes"`
	// Amended are the terms with this amendment and all before it.
	Amended *Terms `json:"-"`
}

// Change is one change of an amendment.
type Change struct {
	At  string `json:"at"`  // keys and ids down to the value, with points between them
	Was string `json:"was"` // what the terms said before
	Is  string `json:"is"`  // what the terms say from then on
}
