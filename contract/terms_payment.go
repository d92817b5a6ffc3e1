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
	Amount money.Amount `json:"amount"`
}

// Drawdown is one payment by investors to the programme.
type Drawdown struct {
	Date    string       `json:"date"` // ISO 8601
	Amount  money.Amount `json:"amount"`
	Tranche string       `json:"tranche,omitempty"`
}

// Cap is the most that is ever paid under the contract, or the least.
type Cap struct {
	Clause string       `json:"clause"`
	Amount money.Amount `json:"amount"`
}

// IndexOf is a price index: amounts of rules that name it grow with Values[cohort] ÷ Values[Base].
type IndexOf struct {
	ID     string       `json:"id"`
	Clause string       `json:"clause"`
	Source string       `json:"source"`
	Base   int          `json:"base"` // year
	Values []IndexValue `json:"values"`
}

// IndexValue is the index of one year.
type IndexValue struct {
	Year  int     `json:"year"`
	Value Decimal `json:"value"`
}

// Limit bounds what some rules pay together. One of AtMost, Share and Return is set.
type Limit struct {
	ID     string        `json:"id"`
	Clause string        `json:"clause"`
	Rules  []string      `json:"rules,omitempty"` // all if empty
	Each   string        `json:"each,omitempty"`  // cohort: applied to each cohort's part by itself
	AtMost *money.Amount `json:"at_most,omitempty"`
	// Share is the largest share of what is paid in all (Of: total) or of the cap (Of: cap).
	Share *Decimal `json:"share_at_most,omitempty"`
	Of    string   `json:"of,omitempty"`
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
	From string `json:"from"` // ISO 8601
	Pay  Pay    `json:"pay"`
}

// Due is when a payment falls due.
type Due struct {
	Clause   string `json:"clause"`
	Date     string `json:"date"` // ISO 8601
	DayCount string `json:"day_count"`
	LongStop string `json:"long_stop,omitempty"` // nothing can be claimed after this day
}

// Discount is how the payer values money of different days.
type Discount struct {
	Clause string  `json:"clause"`
	Rate   Decimal `json:"rate"` // a year, a proportion
	Base   string  `json:"base"` // ISO 8601: the day whose money the others are compared with
}

// Payer pays part of what is due: a share, or whatever the listed rules pay, or
// the first money up to AtMost. Payers take their parts in order; the last one
// that has neither Share nor Rules takes the rest.
type Payer struct {
	Name   string        `json:"name"`
	Clause string        `json:"clause"`
	Share  *Decimal      `json:"share,omitempty"`
	Rules  []string      `json:"rules,omitempty"`
	AtMost *money.Amount `json:"at_most,omitempty"`
}

// Tranche is one investor's part of the principal.
type Tranche struct {
	ID        string       `json:"id"`
	Clause    string       `json:"clause"`
	Amount    money.Amount `json:"amount"`
	Rate      *Decimal     `json:"rate,omitempty"`   // yearly interest, a proportion
	Coupon    *Coupon      `json:"coupon,omitempty"` // how the interest grows
	Guarantee *Guarantee   `json:"guarantee,omitempty"`
}

// Guarantee makes up what a tranche lacks of its principal, up to AtMost.
type Guarantee struct {
	Clause string       `json:"clause"`
	By     string       `json:"by"`
	AtMost money.Amount `json:"at_most"`
}

// WaterLevel is one step of the waterfall: from what is left of the payment To
// receives an amount, the interest or principal of a tranche, or a share of the rest.
type WaterLevel struct {
	To     string        `json:"to"`
	Clause string        `json:"clause"`
	Pay    string        `json:"pay"` // amount, interest, principal or rest
	Amount *money.Amount `json:"amount,omitempty"`
	Share  *Decimal      `json:"share,omitempty"` // of the rest
}

// Amendment changes terms from a day on. Each change names the place by keys
// and ids, such as payment.rules.principal.at_least, and what it said before.
type Amendment struct {
	ID        string   `json:"id"`
	Clause    string   `json:"clause"`
	Effective string   `json:"effective"` // ISO 8601
	Changes   []Change `json:"changes"`
	// Amended are the terms with this amendment and all before it.
	Amended *Terms `json:"-"`
}

// Change is one change of an amendment.
type Change struct {
	At  string `json:"at"`
	Was string `json:"was"`
	Is  string `json:"is"`
}
