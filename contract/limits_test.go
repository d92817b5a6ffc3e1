package contract

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"sib/contract/money"
)

// paidByRule writes what each rule pays: "a 1.00, y1 2014 2.00".
func paidByRule(d *Decision) string {
	var out []string
	for _, a := range d.Amounts {
		where := ""
		if a.Cohort != 0 {
			where = fmt.Sprint(a.Cohort, " ")
		}
		out = append(out, a.Rule+" "+where+a.Amount.Decimal())
	}
	return strings.Join(out, ", ")
}

func TestLimits(t *testing.T) {
	for name, tt := range map[string]struct {
		sums
		want string
		cuts int
	}{
		"just below":       {sums{once: []string{"60", "39.99"}, more: `limits: [{id: l, clause: "7", at_most: 100}]`}, "a 60.00, b 39.99", 0},
		"exactly":          {sums{once: []string{"60", "40"}, more: `limits: [{id: l, clause: "7", at_most: 100}]`}, "a 60.00, b 40.00", 0},
		"just above":       {sums{once: []string{"60", "40.01"}, more: `limits: [{id: l, clause: "7", at_most: 100}]`}, "a 59.99, b 40.00", 1},
		"in proportion":    {sums{once: []string{"150", "50"}, more: `limits: [{id: l, clause: "7", at_most: 100}]`}, "a 75.00, b 25.00", 1},
		"three thirds":     {sums{once: []string{"50000", "50000", "50000"}, more: `limits: [{id: l, clause: "7", at_most: 100000}]`}, "a 33333.33, b 33333.33, c 33333.33", 1},
		"to nothing":       {sums{once: []string{"1", "2"}, more: `limits: [{id: l, clause: "7", rules: [b], at_most: 0}]`}, "a 1.00, b 0.00", 1},
		"of one rule":      {sums{once: []string{"150", "50"}, more: `limits: [{id: l, clause: "7", rules: [a], at_most: 100}]`}, "a 100.00, b 50.00", 1},
		"each cohort":      {sums{once: []string{"9"}, each: []string{"30", "10"}, more: `limits: [{id: l, clause: "7", rules: [y1, y2], each: cohort, at_most: 20}]`}, "a 9.00, y1 2014 15.00, y1 2015 15.00, y1 2016 15.00, y2 2014 5.00, y2 2015 5.00, y2 2016 5.00", 3},
		"all cohorts":      {sums{each: []string{"30", "10"}, more: `limits: [{id: l, clause: "7", at_most: 60}]`}, "y1 2014 15.00, y1 2015 15.00, y1 2016 15.00, y2 2014 5.00, y2 2015 5.00, y2 2016 5.00", 1},
		"quota":            {sums{once: []string{"100", "60"}, more: `limits: [{id: l, clause: "7", rules: [a], share_at_most: 40 %, of: total}]`}, "a 40.00, b 60.00", 1},
		"quota, exactly":   {sums{once: []string{"40", "60"}, more: `limits: [{id: l, clause: "7", rules: [a], share_at_most: 40 %, of: total}]`}, "a 40.00, b 60.00", 0},
		"quota, a cent":    {sums{once: []string{"40.01", "60"}, more: `limits: [{id: l, clause: "7", rules: [a], share_at_most: 40 %, of: total}]`}, "a 40.00, b 60.00", 1},
		"quota, rounded":   {sums{once: []string{"100", "60.01"}, more: `limits: [{id: l, clause: "7", rules: [a], share_at_most: 30 %, of: total}]`}, "a 25.71, b 60.01", 1},
		"share of the cap": {sums{once: []string{"100", "60"}, cap: "200", more: `limits: [{id: l, clause: "7", rules: [a], share_at_most: 40 %, of: cap}]`}, "a 80.00, b 60.00", 1},
		// a is cut to 50 first, so that b may be no more than 50 beside it; the other way round b may stay at 80.
		"in order":     {sums{once: []string{"100", "80"}, more: `limits: [{id: l, clause: "7", rules: [a], at_most: 50}, {id: m, clause: "7", rules: [b], share_at_most: 50 %, of: total}]`}, "a 50.00, b 50.00", 2},
		"other order":  {sums{once: []string{"100", "80"}, more: `limits: [{id: m, clause: "7", rules: [b], share_at_most: 50 %, of: total}, {id: l, clause: "7", rules: [a], at_most: 50}]`}, "a 50.00, b 80.00", 1},
		"yearly quota": {sums{each: []string{"30", "10"}, more: `limits: [{id: l, clause: "7", rules: [y1], each: cohort, share_at_most: 50 %, of: total}]`}, "y1 2014 10.00, y1 2015 10.00, y1 2016 10.00, y2 2014 10.00, y2 2015 10.00, y2 2016 10.00", 3},
	} {
		t.Run(name, func(t *testing.T) {
			text := givenText(sumMeasures, tt.payment())
			validates(t, text)
			d := paying(t, tt.terms(t), allMet(), "")
			if got := paidByRule(d); got != tt.want || len(d.Limits) != tt.cuts {
				t.Errorf("%s with %d cuts, want %s with %d", got, len(d.Limits), tt.want, tt.cuts)
			}
			for _, l := range d.Limits {
				if l.After.Cmp(l.Before) >= 0 {
					t.Errorf("%+v", l)
				}
			}
		})
	}
}

// What is taken back leaves that much more for the others.
func TestLimitBesideLosses(t *testing.T) {
	terms := sums{once: []string{"1", "1", "1"}, more: "floor: {clause: \"7\", amount: -50}\nlimits: [{id: l, clause: \"7\", at_most: 100}]"}.terms(t)
	setAmount(terms, "a", "90")
	setAmount(terms, "b", "-20")
	setAmount(terms, "c", "60")
	d := paying(t, terms, allMet(), "")
	if got := paidByRule(d); got != "a 72.00, b -20.00, c 48.00" || d.Due.Decimal() != "100.00" {
		t.Errorf("%s, due %s", got, d.Due)
	}
	// Nothing can be part of a total below zero.
	terms.Payment.Limits = []Limit{{ID: "q", Clause: "7", Rules: []string{"a"}, Share: new(Decimal), Of: ofTotal}}
	*terms.Payment.Limits[0].Share = dec("0.5")
	setAmount(terms, "c", "-60")
	if got := paidByRule(paying(t, terms, allMet(), "")); got != "a 0.00, b -20.00, c -60.00" {
		t.Error(got)
	}
}

// Terms that no contract file has said are errors, never a panic or a guess.
func TestLimitsOfUntrustedTerms(t *testing.T) {
	hundred, half, whole := money.New("EUR", rat("100")), dec("0.5"), dec("1")
	for want, l := range map[string]Limit{
		"does not say how much":   {ID: "l"},
		"share of \"\"":           {ID: "l", Share: &half},
		"bounds nothing":          {ID: "l", Share: &whole, Of: ofTotal, Rules: []string{"a"}},
		"each \"week\"":           {ID: "l", AtMost: &hundred, Each: "week"},
		"all cohorts together":    {ID: "l", AtMost: &hundred, Each: eachCohort},
		"needs payment.due":       {ID: "l", Return: &half},
		"limit \"l\": a division": {ID: "l", AtMost: new(money.Amount)},
	} {
		terms := sums{once: []string{"1"}}.terms(t)
		if strings.Contains(want, "division") {
			*l.AtMost = money.New("EUR", big.NewRat(-1, 1))
			setAmount(terms, "a", "0")
		}
		terms.Payment.Limits = []Limit{l}
		refusedToDecide(t, terms, allMet(), money.Date{}, want)
	}
}

func TestLimitInTrace(t *testing.T) {
	d := paying(t, sums{once: []string{"150", "50"}, more: `limits: [{id: l, clause: "7.1", at_most: 100}]`}.terms(t), allMet(), "")
	want := map[string]string{
		"payment.limit.l.before":  "EUR 150.00 + EUR 50.00 = EUR 200.00",
		"payment.limit.l.at-most": "EUR 100.00",
		"payment.limit.l.factor":  "EUR 100.00 ÷ EUR 200.00 = 0.5",
		"payment.limit.l.rule.a":  "EUR 150.00 × 0.5 = EUR 75.00",
		"payment.limit.l.rule.b":  "EUR 50.00 × 0.5 = EUR 25.00",
		"payment.limit.l.after":   "EUR 75.00 + EUR 25.00 = EUR 100.00",
		"payment.total":           "EUR 75.00 + EUR 25.00 = EUR 100.00",
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
	if l := d.Limits[0]; l.Limit != "l" || l.Clause != "7.1" || l.Before.Decimal() != "200.00" || l.After.Decimal() != "100.00" {
		t.Errorf("%+v", l)
	}
}

// What is nothing is not cut, and is no loss.
func TestLimitBesideNothing(t *testing.T) {
	beside := func(limit string) *Decision {
		terms := sums{once: []string{"150", "1"}, more: limit}.terms(t)
		setAmount(terms, "b", "0")
		return paying(t, terms, allMet(), "")
	}
	d := beside(`limits: [{id: l, clause: "7", at_most: 100}]`)
	if got := paidByRule(d); got != "a 100.00, b 0.00" {
		t.Error(got)
	}
	for id, has := range map[string]bool{
		"payment.limit.l.rule.a": true, "payment.limit.l.rule.b": false, "payment.limit.l.gains": false, "payment.limit.l.losses": false,
	} {
		if (nodeOf(d, id) != nil) != has {
			t.Errorf("node %s is there: %v", id, !has)
		}
	}
	// Beside others that come to nothing, a quota is a multiple of nothing.
	d = beside(`limits: [{id: q, clause: "7", rules: [a], share_at_most: 40 %, of: total}]`)
	if n := nodeOf(d, "payment.limit.q.at-most"); d.Due.Sign() != 0 || n == nil || !strings.Contains(n.Words, "a multiple of the others") {
		t.Errorf("due %s, %+v", d.Due, n)
	}
}
