package contract

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sib/contract/money"
	"sib/contract/trace"
)

// drawnTerms are terms with several rules, some of which may take money back,
// and any settlement and distribution that the language allows beside each other.
func drawnTerms(t *rapid.T, tb testing.TB) *Terms {
	flip := func(name string) bool { return rapid.Bool().Draw(t, name) }
	amount := func(name string) string {
		return big.NewRat(rapid.Int64Range(1, 30000).Draw(t, name), 100).FloatString(2)
	}
	s := sums{once: []string{amount("a"), amount("b")}, each: []string{amount("y1"), amount("y2")}, cap: amount("cap")}
	var more strings.Builder
	floor, recover := flip("floor"), flip("recover")
	if floor {
		fmt.Fprintf(&more, "floor: {clause: \"7\", amount: -%s}\n", amount("least"))
	}
	if flip("limits") {
		more.WriteString(drawnLimits(t))
	}
	if flip("cumulative") {
		fmt.Fprintf(&more, "cumulative: {clause: \"9\", recover: %t}\n", recover)
	}
	if flip("payers") {
		fmt.Fprintf(&more, "payers: [{name: A, clause: \"6\", share: %d %%, at_most: %s}, {name: B, clause: \"6\", share: 30 %%}, {name: C, clause: \"6\"}]\n", rapid.IntRange(1, 70).Draw(t, "share"), amount("most"))
	}
	if flip("waterfall") {
		more.WriteString(tranchesText + waterText)
	}
	s.more = more.String()
	terms := s.terms(tb)
	if floor {
		setAmount(terms, "b", "-"+amount("malus"))
		setAmount(terms, "y2", "-"+amount("yearly malus"))
	}
	return terms
}

var everyLimit = []string{
	`{id: %s, clause: "7", at_most: %d}`,
	`{id: %s, clause: "7", rules: [a, y1], at_most: %d}`,
	`{id: %s, clause: "7", rules: [y1, y2], each: cohort, at_most: %d}`,
	`{id: %s, clause: "7", rules: [a, b], share_at_most: %d %%, of: total}`,
	`{id: %s, clause: "7", rules: [y1], each: cohort, share_at_most: %d %%, of: total}`,
	`{id: %s, clause: "7", rules: [b, y1], share_at_most: %d %%, of: cap}`,
}

func drawnLimits(t *rapid.T) string {
	var list []string
	for i := range rapid.IntRange(1, 3).Draw(t, "limits") {
		list = append(list, fmt.Sprintf(rapid.SampledFrom(everyLimit).Draw(t, "limit"), string(rune('k'+i)), rapid.IntRange(1, 99).Draw(t, "most")))
	}
	return "limits: [" + strings.Join(list, ", ") + "]\n"
}

func drawnFacts(t *rapid.T, terms *Terms) Measurements {
	in := Measurements{}
	for _, cohort := range []int{2014, 2015, 2016, 0} {
		in.Compared = append(in.Compared, measured(cohort, rapid.Int64Range(0, 2).Draw(t, "events"), 2, "1/2"))
	}
	if terms.Payment.Cumulative != nil && rapid.Bool().Draw(t, "paid") {
		paid := money.New("EUR", big.NewRat(rapid.Int64Range(0, 50000).Draw(t, "to date"), 100))
		in.PaidToDate = &paid
	}
	return in
}

// What is due is never above the cap nor below the floor; the payers' parts add
// up to it, and receipts with the surplus; the trace comes out when worked out again.
func TestSettlementProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		terms := drawnTerms(rt, t)
		in := drawnFacts(rt, terms)
		d, err := Decide(terms, in, money.Date{})
		if err != nil {
			rt.Fatal(err)
		}
		if err := trace.Recompute(d.Trace); err != nil {
			rt.Fatal(err)
		}
		partsAddUp(rt, terms, d)
		p := terms.Payment
		earned := d.Due
		if in.PaidToDate != nil && p.Cumulative.Recover {
			earned = earned.Add(*in.PaidToDate)
		}
		if earned.Cmp(p.Cap.Amount) > 0 {
			rt.Fatalf("%s is above the cap of %s", earned, p.Cap.Amount)
		}
		if p.Floor != nil && earned.Cmp(p.Floor.Amount) < 0 || !terms.twoSided() && d.Due.Sign() < 0 {
			rt.Fatalf("%s is below the floor", earned)
		}
		if before := marshal(rt, d); before != marshal(rt, mustDecide(Decide(terms, in, money.Date{}))) {
			rt.Fatal("deciding twice gives two decisions")
		}
	})
}

func mustDecide(d *Decision, err error) *Decision {
	if err != nil {
		panic(err)
	}
	return d
}

// The last limit holds, whatever those before it did; no limit raises an amount
// or takes more than it must but for the rounding.
func TestLimitsHold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		terms := drawnTerms(rt, t)
		in := drawnFacts(rt, terms)
		terms.Payment.Limits = nil
		free := mustDecide(Decide(terms, in, money.Date{}))
		text := "limits: [" + fmt.Sprintf(rapid.SampledFrom(everyLimit).Draw(rt, "limit"), "l", rapid.IntRange(1, 99).Draw(rt, "most")) + "]"
		limited := sums{once: []string{"1", "1"}, each: []string{"1", "1"}, more: text}.terms(t)
		l := limited.Payment.Limits[0]
		terms.Payment.Limits = []Limit{l}
		d := mustDecide(Decide(terms, in, money.Date{}))
		for i, a := range d.Amounts {
			if a.Amount.Cmp(free.Amounts[i].Amount) > 0 {
				rt.Fatalf("limit raises %s to %s", free.Amounts[i].Amount, a.Amount)
			}
		}
		for _, cohort := range []int{0, 2014, 2015, 2016} {
			if (cohort != 0) == (l.Each != "") {
				limitHolds(rt, terms, l, cohort, d, free)
			}
		}
	})
}

// limitHolds works the bound of a limit out by itself, in its other form: g ≤ q·(g + others).
func limitHolds(t *rapid.T, terms *Terms, l Limit, cohort int, d, free *Decision) {
	group := func(d *Decision, in bool) *big.Rat {
		sum := new(big.Rat)
		for _, a := range d.Amounts {
			if (cohort == 0 || a.Cohort == cohort) && (len(l.Rules) == 0 || strings.Contains(strings.Join(l.Rules, " "), a.Rule)) == in {
				sum.Add(sum, a.Amount.Rat())
			}
		}
		return sum
	}
	g, others := group(d, true), group(d, false)
	within := func(g *big.Rat) bool {
		switch {
		case l.AtMost != nil:
			return g.Cmp(l.AtMost.Rat()) <= 0
		case l.Of == ofCap:
			return g.Cmp(new(big.Rat).Mul(l.Share.value(), terms.Payment.Cap.Amount.Rat())) <= 0
		}
		total := new(big.Rat).Add(g, others)
		return g.Sign() <= 0 || g.Cmp(total.Mul(total, l.Share.value())) <= 0
	}
	if !within(g) {
		t.Fatalf("%s is not within %+v beside %s", g.FloatString(2), l, others.FloatString(2))
	}
	was := group(free, true)
	if within(was) != (was.Cmp(g) == 0) {
		t.Fatalf("%s was cut to %s by %+v", was.FloatString(2), g.FloatString(2), l)
	}
	// Each of the eight amounts loses less than a cent by rounding: a cent more for each would be too much.
	if more := new(big.Rat).Add(g, rat("0.08")); !within(was) && was.Cmp(more) > 0 && within(more) {
		t.Fatalf("%s was cut to %s by %+v: too much", was.FloatString(2), g.FloatString(2), l)
	}
}

// Limits on rules that have nothing to do with each other may be listed in any
// order; a quota depends on what the limits before it have left.
func TestOrderOfLimits(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		terms := sums{once: []string{"300", "200", "100"}, more: fmt.Sprintf(
			`limits: [{id: k, clause: "7", rules: [a], at_most: %d}, {id: l, clause: "7", rules: [b], at_most: %d}, {id: m, clause: "7", rules: [c], share_at_most: %d %%, of: cap}]`,
			rapid.IntRange(0, 400).Draw(rt, "k"), rapid.IntRange(0, 300).Draw(rt, "l"), rapid.IntRange(1, 99).Draw(rt, "m"))}.terms(t)
		want := mustDecide(Decide(terms, allMet(), money.Date{}))
		terms.Payment.Limits = rapid.Permutation(terms.Payment.Limits).Draw(rt, "order")
		if got := mustDecide(Decide(terms, allMet(), money.Date{})); paidByRule(got) != paidByRule(want) || got.Due.Cmp(want.Due) != 0 {
			rt.Fatalf("%s, then %s", paidByRule(want), paidByRule(got))
		}
	})
}

// Payers that a contract may name pay all that is due, whatever that is.
func TestAcceptedPayersPayAll(t *testing.T) {
	accepted := 0
	rapid.Check(t, func(rt *rapid.T) {
		limit := rapid.Int64Range(1, 30).Draw(rt, "cap")
		var list []string
		for i := range rapid.IntRange(1, 4).Draw(rt, "payers") {
			what := rapid.SampledFrom([]string{"", ", share: 25 %", ", share: 50 %", ", share: 33.3 %", ", rules: [a]", ", rules: [b, c]", ", rules: [c]"}).Draw(rt, "what")
			if rapid.Bool().Draw(rt, "bounded") {
				what += fmt.Sprintf(", at_most: 0.%02d", rapid.IntRange(1, 30).Draw(rt, "at most"))
			}
			list = append(list, fmt.Sprintf("{name: P%d, clause: \"6\"%s}", i, what))
		}
		s := sums{once: []string{"1", "1", "1"}, cap: big.NewRat(limit, 100).FloatString(2), more: "payers: [" + strings.Join(list, ", ") + "]"}
		terms, err := Parse("contract.yaml", []byte(givenText(sumMeasures, s.payment())))
		if err != nil {
			return
		}
		accepted++
		for _, rule := range []string{"a", "b", "c"} {
			setAmount(terms, rule, big.NewRat(rapid.Int64Range(0, 20).Draw(rt, rule), 100).FloatString(2))
		}
		d, err := Decide(terms, allMet(), money.Date{})
		if err != nil {
			rt.Fatal(s.more, err)
		}
		partsAddUp(rt, terms, d)
		for _, p := range d.Payers {
			if p.Amount.Sign() < 0 {
				rt.Fatalf("%+v", p)
			}
		}
	})
	if accepted == 0 {
		t.Error("no payers were accepted")
	}
}
