package contract

import (
	"fmt"
	"strings"
	"testing"
)

func TestRefusesAmendments(t *testing.T) {
	const head = "  - id: first\n    clause: A1\n    effective: 2015-07-01\n    changes:\n"
	for _, tt := range []struct{ change, at, want, remedy string }{
		{`{at: payment.cap.amount, was: 290001, is: 1}`, "290001", `the terms say "290000" there, not "290001"`, "as the file has it"},
		{`{at: payment.cap.amount, was: 290000.00, is: 1}`, "290000.00", `the terms say "290000" there`, "as the file has it"},
		{`{at: payment.cap.amount, was: 290000, is: 290000}`, "290000}\n", "changes nothing", "delete"},
		{`{at: payment.cap.amont, was: 290000, is: 1}`, "payment.cap.amont", `there is no "amont" in payment.cap`, `did you mean "amount"?`},
		{`{at: payment.rules.prinicpal.at_least, was: x, is: y}`, "payment.rules.prin", `there is no "prinicpal" in payment.rules`, `did you mean "principal"?`},
		{`{at: payment.rules.1.at_least, was: x, is: y}`, "payment.rules.1", `there is no "1" in payment.rules`, "there are principal and return"},
		{`{at: payment.rules.return.tiers.6.rate, was: x, is: y}`, "payment.rules.return", `there is no "6" in payment.rules.return.tiers`, "there are 1, 2, 3, 4 and 5"},
		{`{at: payment.rules.return.tiers.0.rate, was: x, is: y}`, "payment.rules.return", `there is no "0"`, "there are"},
		{`{at: payment.cap.amount.x, was: x, is: y}`, "payment.cap.amount.x", `there is no "x" in payment.cap.amount`, "name a value"},
		{`{at: payment.cap, was: x, is: y}`, "payment.cap, was", "is not a single value", "name one value"},
		{`{at: payment, was: x, is: y}`, "payment, was", "is not a single value", "name one value"},
		{`{at: matching.unmatched, was: drop, is: refuse}`, "matching.unmatched", `"matching" cannot be amended`, "measures or payment"},
		{`{at: amendments.first.effective, was: 2015-07-01, is: 2016-07-01}`, "amendments.first", `"amendments" cannot be amended`, "measures or payment"},
		{`{at: currency, was: EUR, is: GBP}`, "currency, was", `"currency" cannot be amended`, "measures or payment"},
		{`{at: payment.cap.amount, was: 290000, is: [1]}`, "[1]", `"is" is a list`, "brackets"},
		{`{at: payment.cap.amount, was: 290000}`, "{at: payment.cap", `no key "is"`, "add is"},
		// Found by reading the whole contract again, and shown at the change.
		{`{at: payment.cap.amount, was: 290000, is: -1}`, "-1}", `with amendment "first": an amount of -1`, "correct the amount"},
		{`{at: payment.cap.amount, was: 290000, is: "1"}`, `"1"}`, `with amendment "first": "amount" is a number`, "without quotes"},
		{`{at: payment.rules.principal.at_least, was: 10 % relative, is: 10 %}`, "10 %}", "can be read two ways", "the parties signed"},
		{`{at: payment.rules.principal.measure, was: gain, is: gian}`, "gian", `there is no measure "gian"`, `did you mean "gain"?`},
		// The principal and its drawdowns no longer agree: that shows at the drawdowns, which nobody changed.
		{`{at: payment.principal.amount, was: 234000, is: 200000}`, "{at: payment.principal", "the drawdowns add up to EUR\u00a0234,000.00, the principal is EUR\u00a0200,000.00 (line ", "correct one"},
	} {
		text := amended(t, head+"      - "+tt.change+"\n")
		ps := problems(t, text)
		line, col := position(t, text[strings.Index(text, "amendments:\n"):], tt.at)
		line += strings.Count(text[:strings.Index(text, "amendments:\n")], "\n")
		p := ps[0]
		if len(ps) != 1 || !strings.Contains(p.What, tt.want) || !strings.Contains(p.Remedy, tt.remedy) {
			t.Errorf("%s:\n%v\nwant %q, %q", tt.change, ps, tt.want, tt.remedy)
		}
		if p.Line != line || p.Col != col || p.Source != strings.Split(text, "\n")[line-1] {
			t.Errorf("%s: at %d:%d, want %d:%d, quoting %q", tt.change, p.Line, p.Col, line, col, p.Source)
		}
	}
}

// What one amendment breaks is told once: the next ones rest on it.
func TestAmendmentsInOrder(t *testing.T) {
	one := func(id, day, was, is string) string {
		return fmt.Sprintf("  - {id: %s, clause: A, effective: %s, changes: [{at: payment.cap.amount, was: %s, is: %s}]}\n", id, day, was, is)
	}
	for list, want := range map[string]string{
		one("a", "2015-01-02", "290000", "1") + one("b", "2015-01-02", "1", "2"):       "the amendment of 2015-01-02 follows that of 2015-01-02",
		one("a", "2015-01-02", "290000", "1") + one("a", "2015-01-03", "1", "2"):       `the id "a" is used twice`,
		one("a", "2015-01-02", "290000", "1") + one("b", "2015-01-03", "290000", "2"):  `the terms say "1" there, not "290000"`,
		one("a", "2015-01-02", "290000", "-1") + one("b", "2015-01-03", "290000", "2"): `with amendment "a"`,
		strings.Repeat(one("a", "2015-01-02", "290000", "1"), 51):                      "51 amendments",
	} {
		if ps := problems(t, amended(t, list)); len(ps) != 1 || !strings.Contains(ps.Error(), want) {
			t.Errorf("%v\nwant %q", ps, want)
		}
	}
}

// Fifty amendments are read, and no more.
func TestHowManyAmendments(t *testing.T) {
	list := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "  - {id: a%d, clause: A, effective: %d-07-01, changes: [{at: payment.cap.amount, was: %d, is: %d}]}\n", i, 2015+i, 290000+i, 290001+i)
		}
		return amended(t, b.String())
	}
	terms, err := Parse("contract.yaml", []byte(list(maxAmendments)))
	if err != nil {
		t.Fatal(err)
	}
	last := terms.Amendments[maxAmendments-1].Amended
	if last.Payment.Cap.Amount.Decimal() != "290050.00" || len(last.Amendments) != 0 {
		t.Errorf("%s, and %d amendments of amended terms", last.Payment.Cap.Amount, len(last.Amendments))
	}
	ps := problems(t, list(maxAmendments+1))
	if len(ps) != 1 || !strings.Contains(ps[0].What, "51 amendments: at most 50 are read") {
		t.Error(ps)
	}
}
