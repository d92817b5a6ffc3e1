package contract

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"sib/contract/money"
	"sib/contract/trace"

	"pgregory.net/rapid"
)

// drawRule writes a rule on the measure jail-days, which is in points, that pays
// more for more.
func drawRule(t *rapid.T, id string) string {
	rule := fmt.Sprintf(`{id: %s, clause: "4", text: t, `, id)
	if rapid.Bool().Draw(t, "if") {
		rule += fmt.Sprintf("if: {any: [{measure: jail-days, at_least: %d points}, {measure: fall, above: 0 %% reduction}]}, ", rapid.IntRange(-9, 40).Draw(t, "condition"))
	}
	if rapid.Bool().Draw(t, "capped") {
		rule += fmt.Sprintf(`cap: {clause: "9", amount: %d}, `, rapid.IntRange(0, 200).Draw(t, "cap"))
	}
	start := rapid.SampledFrom([]string{"at_least", "above"}).Draw(t, "start")
	rule += "measure: jail-days, "
	switch rapid.IntRange(0, 3).Draw(t, "shape") {
	case 0:
		pay, _ := drawPay(t, 0, 90, 1)
		return rule + fmt.Sprintf("%s: 0 points, pay: %s}", start, pay)
	case 1:
		return rule + "tiers: [" + strings.Join(drawTiers(t, start), ", ") + "]}"
	case 2:
		a, b := rapid.IntRange(0, 9).Draw(t, "rate"), rapid.IntRange(9, 19).Draw(t, "rising to")
		return rule + fmt.Sprintf("tiers: [{%s: 0 points, rate: %d %%, rising_to: %d %%, at: 7 points}, {at_least: 30 points, rate: %d %%}], coupon: {years: 3, compounding: compound}}", start, a, b, b)
	}
	return rule + fmt.Sprintf("prices: [{amount: 1.234, each: 1 point, up_to: %d points}, {amount: %d, each: 3 points}]}", rapid.IntRange(1, 50).Draw(t, "up to"), rapid.IntRange(0, 9).Draw(t, "price"))
}

// drawTiers writes tiers that meet, whether or not they say where they end.
func drawTiers(t *rapid.T, start string) []string {
	end := map[string]string{"at_least": "below", "above": "at_most"}[start]
	var tiers []string
	amount := 0
	n := rapid.IntRange(1, 4).Draw(t, "tiers")
	for i := range n {
		from, to := i*10-5, i*10+5
		tier := fmt.Sprintf("%s: %d points", start, from)
		if i < n-1 && rapid.Bool().Draw(t, "ends") {
			tier += fmt.Sprintf(", %s: %d points", end, to)
		}
		var pay string
		pay, amount = drawPay(t, from, to, amount)
		tiers = append(tiers, "{"+tier+", pay: "+pay+"}")
	}
	return tiers
}

// drawPay writes what is paid between two values in points, from an amount on,
// and returns what it comes to at the end.
func drawPay(t *rapid.T, from, to, amount int) (string, int) {
	amount += rapid.IntRange(0, 20).Draw(t, "amount")
	switch rapid.IntRange(0, 2).Draw(t, "pay") {
	case 0:
		plus := rapid.IntRange(0, 9).Draw(t, "plus")
		return fmt.Sprintf("{amount: %d, plus: %d, each: 2 points, beyond: %d points}", amount, plus, from), amount + (plus*(to-from)+1)/2
	case 1:
		top := amount + rapid.IntRange(0, 30).Draw(t, "top")
		return fmt.Sprintf("{amount: %d, rising_to: %d, at: %d points}", amount, top, rapid.IntRange(from+1, to).Draw(t, "at")), top
	}
	return fmt.Sprintf("{amount: %d}", max(amount, 1)), max(amount, 1)
}

// drawTerms writes one to three rules and a cap.
func drawTerms(t *rapid.T, outer *testing.T) *Terms {
	var rules []string
	for i := range rapid.IntRange(1, 3).Draw(t, "rules") {
		rules = append(rules, drawRule(t, fmt.Sprintf("r%d", i)))
	}
	text := "[" + strings.Join(rules, ",\n") + "]"
	terms, ps := testRules(outer, false, text)
	if len(ps) > 0 {
		t.Fatalf("%s\n%v", text, ps)
	}
	terms.Payment.Cap.Amount = money.New("EUR", big.NewRat(rapid.Int64Range(0, 1000000).Draw(t, "the cap"), 1))
	return terms
}

// What generated terms pay does not fall as the result rises, is never below
// zero nor above a cap, follows from the trace, and does not depend on an order.
func TestGeneratedRules(t *testing.T) {
	outer := t
	rapid.Check(t, func(t *rapid.T) {
		terms := drawTerms(t, outer)
		fall := asReported("fall", rapid.SampledFrom([]string{"0", "0.1"}).Draw(t, "fall"))
		at := func(thousandths int64) *Decision {
			x := Figure{Measure: "jail-days", Value: big.NewRat(thousandths, 1000)}
			d, err := Decide(terms, Measurements{Reported: []Figure{x, fall}}, money.Date{})
			if err != nil {
				t.Fatal(err)
			}
			swapped, err := Decide(terms, Measurements{Reported: []Figure{fall, x}}, money.Date{})
			if err != nil || marshal(t, swapped) != marshal(t, d) {
				t.Fatalf("another order of figures gives another decision: %v", err)
			}
			if err := trace.Recompute(d.Trace); err != nil {
				t.Fatal(err)
			}
			return d
		}
		// Near the bounds, which lie at multiples of five points, and elsewhere.
		x := 50*rapid.Int64Range(-3, 19).Draw(t, "bound") + rapid.Int64Range(-1, 1).Draw(t, "beside it")
		less, more := at(x), at(x+rapid.Int64Range(0, 30).Draw(t, "more"))
		for i, a := range less.Amounts {
			b, limit := more.Amounts[i].Amount, terms.Payment.Rules[i].Cap
			switch {
			case a.Amount.Sign() < 0:
				t.Fatalf("rule %q pays %s", a.Rule, a.Amount)
			case limit != nil && b.Cmp(limit.Amount) > 0:
				t.Fatalf("rule %q pays %s above its cap", a.Rule, b)
			case b.Cmp(a.Amount) < 0:
				t.Fatalf("rule %q pays %s, and %s for more", a.Rule, a.Amount, b)
			}
		}
		if more.Due.Cmp(terms.Payment.Cap.Amount) > 0 || more.Due.Cmp(less.Due) < 0 {
			t.Fatalf("due %s, then %s, under a cap of %s", less.Due, more.Due, terms.Payment.Cap.Amount)
		}
	})
}

// A table pays what the line of its last tier reached says: the terms are
// checked with the same lines.
func TestTablePaysItsLines(t *testing.T) {
	outer := t
	rapid.Check(t, func(t *rapid.T) {
		terms, ps := testRules(outer, false, "[{"+head+", measure: jail-days, tiers: ["+strings.Join(drawTiers(t, "at_least"), ", ")+"]}]")
		if len(ps) > 0 {
			t.Fatal(ps)
		}
		x := big.NewRat(rapid.Int64Range(-100, 500).Draw(t, "x"), 1000)
		want := new(big.Rat)
		for _, tier := range terms.Payment.Rules[0].Tiers {
			if start := tier.AtLeast.Value.value(); x.Cmp(start) >= 0 {
				want = tier.Pay.line(start).value(x)
			}
		}
		d, err := Decide(terms, Measurements{Reported: []Figure{{Measure: "jail-days", Value: x}}}, money.Date{})
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Amounts[0].Amount.Rat(); got.Cmp(money.Round(want, rat("0.01"), money.HalfUp)) != 0 {
			t.Fatalf("at %s: %s, want %s", x, got, want)
		}
	})
}

// Volume that is priced cohort by cohort costs what it would cost in one.
func TestVolumeInAnyPortions(t *testing.T) {
	one := ruled(t, `[{`+head+`, measure: in-work, `+istanbul+`}]`)
	each := ruled(t, `[{`+head+`, measure: hired, `+istanbul+`}]`)
	rapid.Check(t, func(t *rapid.T) {
		var sum int64
		var in Measurements
		for _, c := range each.Cohorts {
			n := rapid.Int64Range(0, 400).Draw(t, "hired")
			sum += n
			in.Reported = append(in.Reported, Figure{"hired", c, big.NewRat(n, 1)})
		}
		whole, err := Decide(one, Measurements{Reported: []Figure{{Measure: "in-work", Value: big.NewRat(sum, 1)}}}, money.Date{})
		if err != nil {
			t.Fatal(err)
		}
		parts, err := Decide(each, in, money.Date{})
		if err != nil {
			t.Fatal(err)
		}
		if whole.Due.Cmp(parts.Due) != 0 {
			t.Fatalf("%s in one, %s in portions", whole.Due, parts.Due)
		}
	})
}
