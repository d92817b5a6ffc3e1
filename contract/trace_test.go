package contract

import (
	"math/big"
	"strings"
	"testing"
)

// recomputer works a trace out again from its leaves, by the rules of
// docs/contract.md and not by the code that made it.
type recomputer struct {
	t     *testing.T
	terms *Terms
	seen  map[string]Node
}

func recompute(t *testing.T, terms *Terms, d *Decision) {
	t.Helper()
	r := &recomputer{t, terms, map[string]Node{}}
	for _, n := range d.Trace {
		if _, twice := r.seen[n.ID]; twice {
			t.Errorf("%s is in the trace twice", n.ID)
		}
		for _, in := range n.Inputs {
			if _, ok := r.seen[in]; !ok {
				t.Errorf("%s uses %s, which does not come before it", n.ID, in)
			}
		}
		if n.Words == "" || n.Formula == "" || n.Unit == "" {
			t.Errorf("%s is incomplete: %+v", n.ID, n)
		}
		r.seen[n.ID] = n
		r.check(n)
	}
	if due := r.seen["payment.due"]; due.Rounded != d.Due.Decimal() || d.Trace[len(d.Trace)-1].ID != "payment.due" {
		t.Errorf("the trace ends in %s, due is %s", due.Rounded, d.Due)
	}
}

func (r *recomputer) in(n Node, i int) Node { return r.seen[n.Inputs[i]] }

func (r *recomputer) equal(n Node, exact, rounded *big.Rat) {
	r.t.Helper()
	if rat(n.Exact).Cmp(exact) != 0 {
		r.t.Errorf("%s is %s, recomputed %s", n.ID, n.Exact, exact.RatString())
	}
	if !strings.HasSuffix(n.Rounded, "…") && rat(n.Rounded).Cmp(rounded) != 0 {
		r.t.Errorf("%s is rounded to %s, recomputed %s", n.ID, n.Rounded, rounded.RatString())
	}
}

func (r *recomputer) check(n Node) {
	r.t.Helper()
	parts := strings.Split(n.ID, ".")
	switch parts[len(parts)-1] {
	case "programme-people", "programme-events", "comparison-rate", "lower-bound", "principal", "cap":
		if n.Inputs != nil {
			r.t.Errorf("the leaf %s has inputs", n.ID)
		}
		r.equal(n, rat(n.Exact), rat(n.Exact))
	case "programme-rate":
		p := new(big.Rat).Quo(rat(r.in(n, 0).Exact), rat(r.in(n, 1).Exact))
		r.equal(n, p, p)
	case "effect":
		x := r.effect(n, r.measure(parts[0]))
		r.equal(n, x, r.measure(parts[0]).Rounding.apply(x))
	case "condition":
		met := used(r.in(n, 0)).Cmp(r.rule(parts[0]).AtLeast.Value.Rat()) >= 0
		if want := map[bool]string{true: "true", false: "false"}[met]; n.Exact != want || n.Rounded != want {
			r.t.Errorf("%s is %s, recomputed %s", n.ID, n.Exact, want)
		}
	case "tier":
		rate := new(big.Rat)
		for _, t := range r.rule(parts[0]).Tiers {
			if used(r.in(n, 0)).Cmp(t.AtLeast.Value.Rat()) >= 0 {
				rate = t.Rate.Rat()
			}
		}
		r.equal(n, rate, rate)
	case "amount":
		x := r.amount(n, r.rule(parts[0]))
		r.equal(n, x, r.terms.Payment.Rounding.apply(x))
	case "total":
		x := r.sum(n)
		r.equal(n, x, x)
	case "due":
		x, limit := rat(r.in(n, 0).Rounded), rat(r.in(n, 1).Rounded)
		if x.Cmp(limit) > 0 {
			x = limit
		}
		r.equal(n, x, x)
	default:
		r.t.Errorf("nobody knows how to recompute %s", n.ID)
	}
}

func (r *recomputer) effect(n Node, m Measure) *big.Rat {
	first := rat(r.in(n, 0).Exact)
	switch {
	case m.Statistic == LowerBound:
		return first
	case m.Effect == Points:
		return first.Sub(first, rat(r.in(n, 1).Exact))
	}
	first.Quo(first, rat(r.in(n, 1).Exact))
	return first.Sub(first, rat("1"))
}

func (r *recomputer) amount(n Node, rule Rule) *big.Rat {
	first := r.in(n, 0)
	switch {
	case strings.HasSuffix(first.ID, ".amount"):
		return r.sum(n)
	case first.Unit == unitCondition && first.Exact == "false":
		return new(big.Rat)
	case first.Unit == unitCondition && rule.Pay.Amount != nil:
		return rule.Pay.Amount.Rat()
	case first.Unit == unitCondition:
		return new(big.Rat).Mul(rat(r.in(n, 1).Exact), rule.Pay.Share.Rat())
	}
	principal, rate := rat(r.in(n, 1).Exact), rat(first.Exact)
	if rule.Coupon.Compounding == simple {
		return rate.Mul(rate, principal).Mul(rate, rule.Coupon.Years.Rat())
	}
	grown := new(big.Rat).Set(principal)
	for range rule.Coupon.Years.Rat().Num().Int64() {
		grown.Mul(grown, new(big.Rat).Add(rat("1"), rate))
	}
	return grown.Sub(grown, principal)
}

// used is the value that later nodes use: the rounded one, unless there is no
// rounding and its decimals do not end.
func used(n Node) *big.Rat {
	if strings.HasSuffix(n.Rounded, "…") {
		return rat(n.Exact)
	}
	return rat(n.Rounded)
}

func (r *recomputer) sum(n Node) *big.Rat {
	x := new(big.Rat)
	for i := range n.Inputs {
		x.Add(x, rat(r.in(n, i).Rounded))
	}
	return x
}

func (r *recomputer) measure(id string) Measure {
	for _, m := range r.terms.Measures {
		if m.ID == id {
			return m
		}
	}
	r.t.Fatalf("no measure %q", id)
	return Measure{}
}

func (r *recomputer) rule(id string) Rule {
	for _, x := range r.terms.Payment.Rules {
		if x.ID == id {
			return x
		}
	}
	r.t.Fatalf("no rule %q", id)
	return Rule{}
}

func TestTraceRecomputes(t *testing.T) {
	each := []string{"scope: pooled\n    pooling: participants", "scope: each-cohort", "share_of_principal: 100 %", "share_of_principal: 33.333 %"}
	for name, pairs := range map[string][]string{
		"relative":       nil,
		"not rounded":    change("{to: 0.1 %, mode: half-up}", "none"),
		"coarse":         change("{to: 0.1 %, mode: half-up}", "{to: 5 %, mode: down}", "{to: 0.01, mode: half-up}", "{to: 1000, mode: half-even}"),
		"points":         onPoints(),
		"each, points":   append(onPoints(), each...),
		"each, relative": append([]string{returnRule, ""}, each...),
		"lower bound":    append(onPoints(), "point-estimate", "lower-bound"),
		"fixed amount":   change("share_of_principal: 100 %", "amount: 123456.78"),
		"simple":         change("{years: 3, compounding: compound}", "{years: 2.25, compounding: simple}"),
		"many decimals":  change(tiersText, "      tiers: [{at_least: 5 % relative, rate: 3.33 %}]\n      coupon: {years: 7, compounding: compound}\n"),
		"capped":         change("amount: 290000", "amount: 1000.01"),
	} {
		t.Run(name, func(t *testing.T) {
			terms := parsed(t, pairs...)
			recompute(t, terms, decide(t, terms, published()))
			worse := []Measurement{measured(2014, 1, 7, "1/3"), measured(2015, 3, 7, "1/3"), measured(2016, 5, 7, "2/3"), measured(0, 9, 21, "0.45")}
			recompute(t, terms, decide(t, terms, worse))
		})
	}
}

func TestTraceText(t *testing.T) {
	d := decide(t, parsed(t), []Measurement{measured(0, 133, 320, "107/331")})
	want := map[string]string{
		"gain.pooled.programme-rate":  "133 ÷ 320 = 0.415625",
		"gain.pooled.comparison-rate": "107/331 ≈ 0.323263",
		"gain.pooled.effect":          "0.415625 ÷ 0.323263 − 1 ≈ 0.285718 → 28.6 % relative",
		"principal.condition":         "28.6 % relative ≥ 10 % relative",
		"principal.amount":            "EUR 234,000.00 × 100 % = EUR 234,000.00",
		"return.tier":                 "28.6 % relative ≥ 25 % relative: 6 % a year",
		"return.amount":               "EUR 234,000.00 × (1 + 0.06)^3 − EUR 234,000.00 = 44697.744 → EUR 44,697.74",
		"payment.total":               "EUR 234,000.00 + EUR 44,697.74 = EUR 278,697.74",
		"payment.cap":                 "EUR 290,000.00",
		"payment.due":                 "the smaller of EUR 278,697.74 and EUR 290,000.00 = EUR 278,697.74",
	}
	for _, n := range d.Trace {
		if w, ok := want[n.ID]; ok && strings.ReplaceAll(n.Formula, "\u00a0", " ") != w {
			t.Errorf("%s: %q, want %q", n.ID, n.Formula, w)
		}
		delete(want, n.ID)
	}
	if len(want) > 0 {
		t.Errorf("not in the trace: %v", want)
	}
	d = decide(t, parsed(t, "{to: 0.1 %, mode: half-up}", "none"), []Measurement{measured(0, 1, 3, "1/3")})
	for _, n := range d.Trace {
		switch n.ID {
		case "return.tier":
			if n.Formula != "0 < 0.10: no tier is reached" {
				t.Errorf("tier: %q", n.Formula)
			}
		case "gain.pooled.effect":
			if n.Formula != "0.333333 ÷ 0.333333 − 1 ≈ 0, not rounded" {
				t.Errorf("effect: %q", n.Formula)
			}
		case "principal.amount":
			if n.Formula != "condition not met: EUR\u00a00.00" {
				t.Errorf("amount: %q", n.Formula)
			}
		}
	}
}

func TestPercent(t *testing.T) {
	for in, want := range map[string]string{"0.1": "10", "0.075": "7.5", "-0.05": "-5", "1/3": "33.333333", "0": "0"} {
		if got := percent(rat(in)); got != want {
			t.Errorf("%s is %s %%, want %s", in, got, want)
		}
	}
}

func TestExactText(t *testing.T) {
	third := rat("1/3")
	long := new(big.Rat).Quo(rat("1"), new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(7), big.NewInt(200), nil)))
	long.Add(long, third)
	tests := []struct {
		r                        *big.Rat
		exact, decimal, observed string
	}{
		{rat("0.5"), "1/2", "0.5", "0.5"},
		{rat("3"), "3", "3", "3"},
		{third, "1/3", "0.333333333333333333333333333333…", "1/3"},
		{rat("-2/3"), "-2/3", "-0.666666666666666666666666666666…", "-2/3"},
		{long, "0.333333333333333333333333333333…", "0.333333333333333333333333333333…", "0.333333333333333333333333333333…"},
		{rat("1e-100"), "0.000000000000000000000000000000…", "0.000000000000000000000000000000…", "0.000000000000000000000000000000…"},
	}
	for _, tt := range tests {
		if a, b, c := exactText(tt.r), decimalText(tt.r), observedText(tt.r); a != tt.exact || b != tt.decimal || c != tt.observed {
			t.Errorf("%s: %q %q %q", tt.r.RatString(), a, b, c)
		}
	}
}
