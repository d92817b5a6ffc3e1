package contract

import (
	"slices"
	"strings"
	"testing"

	"sib/contract/trace"
)

// recompute works a trace out again from its leaves, and holds its shape.
func recompute(t *testing.T, d *Decision) {
	t.Helper()
	if err := trace.Recompute(d.Trace); err != nil {
		t.Error(err)
	}
	for _, n := range d.Trace {
		if n.Words == "" || n.Formula == "" || n.Unit == "" {
			t.Errorf("%s is incomplete: %+v", n.ID, n)
		}
	}
	i := slices.IndexFunc(d.Trace, func(n trace.Node) bool { return n.ID == "payment.due" })
	if i < 0 || rat(d.Trace[i].Rounded).Cmp(d.Due.Rat()) != 0 {
		t.Errorf("due is %s, and not in the trace", d.Due)
	}
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
			recompute(t, decided(t, terms, published()))
			worse := []Measurement{measured(2014, 1, 7, "1/3"), measured(2015, 3, 7, "1/3"), measured(2016, 5, 7, "2/3"), measured(0, 9, 21, "0.45")}
			recompute(t, decided(t, terms, worse))
		})
	}
}

func TestTraceText(t *testing.T) {
	d := decided(t, parsed(t), []Measurement{measured(0, 133, 320, "107/331")})
	want := map[string]string{
		"gain.pooled.programme-rate":  "133 ÷ 320 = 0.415625",
		"gain.pooled.comparison-rate": "0.323262…",
		"gain.pooled.effect":          "0.415625 ÷ 0.323262… − 1 ≈ 28.571845… % relative → 28.6 % relative",
		"principal.condition":         "28.6 % relative ≥ 10 % relative",
		"principal.earned":            "EUR 234,000.00 if met; met = EUR 234,000.00",
		"principal.amount":            "EUR 234,000.00",
		"return.tier":                 "28.6 % relative ≥ 25 % relative: 6 % a year",
		"return.earned":               "EUR 234,000.00 × (1 + 6 % a year)^3 − EUR 234,000.00 = EUR 44,697.744",
		"return.amount":               "EUR 44,697.744 → EUR 44,697.74",
		"payment.total":               "EUR 234,000.00 + EUR 44,697.74 = EUR 278,697.74",
		"payment.cap":                 "EUR 290,000.00",
		"payment.due":                 "the smallest of EUR 278,697.74 and EUR 290,000.00 = EUR 278,697.74",
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
	d = decided(t, parsed(t, "{to: 0.1 %, mode: half-up}", "none"), []Measurement{measured(0, 1, 3, "1/3")})
	for _, n := range d.Trace {
		switch n.ID {
		case "return.tier":
			if n.Formula != "0 % relative < 10 % relative: 0 % a year" {
				t.Errorf("tier: %q", n.Formula)
			}
		case "gain.pooled.effect":
			if n.Formula != "0.333333… ÷ 0.333333… − 1 ≈ 0 % relative" {
				t.Errorf("effect: %q", n.Formula)
			}
		case "principal.earned":
			if n.Formula != "EUR\u00a0234,000.00 if met; not met = EUR\u00a00.00" {
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

// nodeOf returns a node of the decision's trace; nil if there is none.
func nodeOf(d *Decision, id string) *trace.Node {
	if i := slices.IndexFunc(d.Trace, func(n trace.Node) bool { return n.ID == id }); i >= 0 {
		return &d.Trace[i]
	}
	return nil
}
