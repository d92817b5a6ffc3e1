package contract

import (
	"fmt"
	"math/big"
	"testing"

	"sib/contract/money"
)

func returnLimit(rate, due, count, drawdowns string) string {
	return fmt.Sprintf(`
drawdowns: %s
limits: [{id: irr, clause: "7", return_at_most: %s}]
due: {clause: "9", date: %s, day_count: %s}`, drawdowns, rate, due, count)
}

const oneDrawdown = "[{date: 2014-01-01, amount: 1000}]"

func TestReturnAtMost(t *testing.T) {
	for _, tt := range []struct{ rate, due, count, drawdowns, want string }{
		{"5 %", "2017-01-01", "30/360", oneDrawdown, "1157.62"},  // 1157.625, whole years
		{"5 %", "2017-01-01", "act/act", oneDrawdown, "1157.62"}, // whole years too
		{"0 %", "2017-01-01", "act/365", oneDrawdown, "1000.00"},
		{"21 %", "2014-07-01", "30/360", oneDrawdown, "1100.00"}, // √1.21, exactly
		{"10 %", "2016-01-01", "30/360", "[{date: 2014-01-01, amount: 400}, {date: 2015-01-01, amount: 600}]", "1144.00"},
		{"5 %", "2014-01-01", "act/365", oneDrawdown, "1000.00"}, // on the day itself
	} {
		d := paying(t, sums{once: []string{"5000"}, more: returnLimit(tt.rate, tt.due, tt.count, tt.drawdowns)}.terms(t), allMet(), "")
		if d.Due.Decimal() != tt.want || len(d.Limits) != 1 {
			t.Errorf("%s until %s by %s: %s, want %s", tt.rate, tt.due, tt.count, d.Due, tt.want)
		}
		below := paying(t, sums{once: []string{tt.want}, more: returnLimit(tt.rate, tt.due, tt.count, tt.drawdowns)}.terms(t), allMet(), "")
		if below.Due.Decimal() != tt.want || len(below.Limits) != 0 {
			t.Errorf("exactly %s is cut to %s", tt.want, below.Due)
		}
	}
}

// Over parts of years, in exact numbers: the payment p gives at most the return,
// and a cent more gives more. (p ÷ 1,000)^365 ≤ 1.05^1277 < ((p + 0.01) ÷ 1,000)^365.
func TestReturnIsBracketed(t *testing.T) {
	for _, due := range []string{"2014-01-02", "2014-12-31", "2015-01-02", "2017-07-01", "2024-02-29"} {
		d := paying(t, sums{once: []string{"5000"}, more: returnLimit("5 %", due, "act/365", oneDrawdown)}.terms(t), allMet(), "")
		days := onDay(due).Days(*onDay("2014-01-01"))
		want := exactPower(rat("1.05"), days)
		next := new(big.Rat).Add(d.Due.Rat(), rat("0.01"))
		if exactPower(perThousand(d.Due.Rat()), 365).Cmp(want) > 0 || exactPower(perThousand(next), 365).Cmp(want) <= 0 {
			t.Errorf("until %s: %s", due, d.Due)
		}
	}
}

func perThousand(r *big.Rat) *big.Rat { return new(big.Rat).Quo(r, rat("1000")) }

func exactPower(r *big.Rat, n int) *big.Rat {
	k := big.NewInt(int64(n))
	return new(big.Rat).SetFrac(new(big.Int).Exp(r.Num(), k, nil), new(big.Int).Exp(r.Denom(), k, nil))
}

func TestReturnOfUntrustedTerms(t *testing.T) {
	terms := sums{once: []string{"5000"}, more: returnLimit("5 %", "2017-01-01", "act/365", oneDrawdown)}.terms(t)
	for want, change := range map[string]func(p *Payment){
		"the contract has none":   func(p *Payment) { p.Drawdowns = nil },
		"comes after":             func(p *Payment) { p.Drawdowns = []Drawdown{{Date: "2018-01-01", Amount: money.Zero("EUR")}} },
		"want year-month-day":     func(p *Payment) { p.Drawdowns = []Drawdown{{Date: "soon", Amount: money.Zero("EUR")}} },
		"unknown day count":       func(p *Payment) { p.Due = &Due{Date: "2017-01-01", DayCount: "x"} },
		"due date: parse date \"": func(p *Payment) { p.Due = &Due{DayCount: "act/365"} },
		"at most 100":             func(p *Payment) { p.Due = &Due{Date: "2200-01-01", DayCount: "act/365"} },
	} {
		changed := *terms
		change(&changed.Payment)
		refusedToDecide(t, &changed, allMet(), money.Date{}, want)
	}
}
