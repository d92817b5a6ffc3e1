package contract

import (
	"fmt"
	"strings"
	"testing"

	"sib/contract/money"
)

// sums are rules that always pay: a, b, c … once, and with each also y1, y2 …
// for each of the three cohorts.
type sums struct {
	once, each []string
	cap, more  string // the cap (1,000,000 if empty), and further keys of payment
}

const sumMeasures = `
- {id: gain, clause: "3", effect: points, scope: pooled, pooling: participants, statistic: point-estimate, rounding: none}
- {id: yearly, clause: "3", effect: points, scope: each-cohort, statistic: point-estimate, rounding: none}`

func (s sums) payment() string {
	var b strings.Builder
	fmt.Fprintf(&b, "principal: {clause: \"1\", amount: 1000}\nrounding: {to: 0.01, mode: half-up}\nrules:\n")
	for i, amount := range s.once {
		fmt.Fprintf(&b, "  - {id: %c, clause: \"4\", text: Paid., measure: gain, at_least: 0 points, pay: {amount: %s}}\n", 'a'+i, amount)
	}
	for i, amount := range s.each {
		fmt.Fprintf(&b, "  - {id: y%d, clause: \"4\", text: Paid., measure: yearly, at_least: 0 points, pay: {amount: %s}}\n", i+1, amount)
	}
	if s.cap == "" {
		s.cap = "1000000"
	}
	fmt.Fprintf(&b, "cap: {clause: \"8\", amount: %s}\n", s.cap)
	return b.String() + strings.TrimSpace(s.more)
}

func (s sums) terms(t testing.TB) *Terms {
	t.Helper()
	return onFigures(t, sumMeasures, s.payment())
}

// allMet are measurements under which every rule of sums pays.
func allMet() Measurements {
	return Measurements{Compared: []Measurement{measured(2014, 1, 2, "1/4"), measured(2015, 1, 2, "1/4"), measured(2016, 1, 2, "1/4"), measured(0, 1, 2, "1/4")}}
}

func onDay(s string) *money.Date {
	d, err := money.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return &d
}

// paying decides, works the trace out again and holds the parts against the whole.
func paying(t testing.TB, terms *Terms, in Measurements, on string) *Decision {
	t.Helper()
	var day money.Date
	if on != "" {
		day = *onDay(on)
	}
	d, err := Decide(terms, in, day)
	if err != nil {
		t.Fatal(err)
	}
	if tt, ok := t.(*testing.T); ok {
		recompute(tt, d)
	}
	partsAddUp(t, terms.Under(d), d)
	return d
}

// partsAddUp holds payers, and receipts but for the guarantors', against what is due.
func partsAddUp(t interface {
	Helper()
	Errorf(string, ...any)
}, terms *Terms, d *Decision) {
	t.Helper()
	paid, received := money.Zero(terms.Currency), money.Zero(terms.Currency)
	for _, p := range d.Payers {
		paid = paid.Add(p.Amount)
	}
	for _, r := range d.Receipts {
		if r.Pay != payGuarantee {
			received = received.Add(r.Amount)
		}
	}
	if len(terms.Payment.Payers) > 0 && paid.Cmp(d.Due) != 0 {
		t.Errorf("payers pay %s of %s", paid, d.Due)
	}
	if len(terms.Payment.Waterfall) > 0 && received.Cmp(d.Due) != 0 {
		t.Errorf("receipts are %s of %s", received, d.Due)
	}
}

// refusedToDecide expects an error with the given words.
func refusedToDecide(t *testing.T, terms *Terms, in Measurements, on money.Date, words string) {
	t.Helper()
	if d, err := Decide(terms, in, on); err == nil || !strings.Contains(err.Error(), words) {
		t.Errorf("%v, %v, want %q", d, err, words)
	}
}

// setAmount makes what a rule pays negative, which a test needs before rules can say it.
func setAmount(terms *Terms, rule, amount string) {
	for i := range terms.Payment.Rules {
		if r := &terms.Payment.Rules[i]; r.ID == rule {
			a := money.New(terms.Currency, rat(amount))
			r.Pay = &Pay{Amount: &a}
		}
	}
}

func TestFloorAndCap(t *testing.T) {
	const floor = `floor: {clause: "7", amount: -50}`
	for _, tt := range []struct{ a, more, cap, due string }{
		{"-49.99", floor, "100", "-49.99"},
		{"-50", floor, "100", "-50.00"},
		{"-50.01", floor, "100", "-50.00"},
		{"99.99", floor, "100", "99.99"},
		{"100", floor, "100", "100.00"},
		{"100.01", floor, "100", "100.00"},
		{"10", `floor: {clause: "7", amount: 20}`, "100", "20.00"},
		{"10", `floor: {clause: "7", amount: 100}`, "100", "100.00"},
	} {
		terms := sums{once: []string{"1"}, cap: tt.cap, more: tt.more}.terms(t)
		setAmount(terms, "a", tt.a)
		if d := paying(t, terms, allMet(), ""); d.Due.Decimal() != tt.due {
			t.Errorf("%s with %s: %s, want %s", tt.a, tt.more, d.Due, tt.due)
		}
	}
}

// total, floor, cap, early end, what was paid, long stop: each sees the one before.
func TestOrderOfSettlement(t *testing.T) {
	terms := sums{once: []string{"100"}, cap: "80", more: `
floor: {clause: "7", amount: -5}
cumulative: {clause: "9", recover: true}
early_end: {clause: "10", values: [{from: 2014-01-01, pay: {amount: 200}}]}
due: {clause: "11", date: 2017-01-01, day_count: act/365, long_stop: 2018-01-01}
`}.terms(t)
	paid := money.New("EUR", rat("30"))
	in := allMet()
	in.PaidToDate, in.Ended = &paid, onDay("2015-01-01")
	d := paying(t, terms, in, "2018-01-01")
	want := []string{
		"payment.total", "100", "payment.floored", "100", "payment.capped", "80", "payment.early-end", "200", "payment.ended", "80",
		"payment.paid", "30", "payment.balance", "50", "payment.due", "50",
	}
	at := map[string]string{}
	for _, n := range d.Trace {
		at[n.ID] = n.Rounded
	}
	for i := 0; i < len(want); i += 2 {
		if at[want[i]] != want[i+1] {
			t.Errorf("%s is %q, want %s", want[i], at[want[i]], want[i+1])
		}
	}
}

func TestRefusesSettlement(t *testing.T) {
	for _, tt := range []struct{ more, want string }{
		{`floor: {clause: "7", amount: 1000000.01}`, "is above the cap"},
		{`cumulative: {clause: "9"}`, `no key "recover"`},
		{`cumulative: {clause: "9", recover: 1}`, "write true or false"},
		{`cumulative: {clause: "9", recover: "true"}`, "write true or false"},
		{`early_end: {clause: "9", values: []}`, "empty list"},
		{`early_end: {clause: "9", values: [{from: 2014-01-01, pay: {amount: 1, share_of_principal: 1 %}}]}`, "keep one of them"},
		{`early_end: {clause: "9", values: [{from: 2014-01-01, pay: {amount: -1}}]}`, "zero or more"},
		{`early_end: {clause: "9", values: [{from: 2014-01-02, pay: {amount: 1}}, {from: 2014-01-02, pay: {amount: 2}}]}`, "earliest first"},
		{`due: {clause: "9", date: 2014-01-01}`, "[SIB-L411]"},
		{`due: {clause: "9", date: 2014-01-01, day_count: act/366}`, "act/365, act/360, 30/360 or act/act"},
		{`due: {clause: "9", date: 2014-01-02, day_count: act/365, long_stop: 2014-01-01}`, "nothing can be claimed after"},
		{`discount: {clause: "9", rate: 3 %, base: 2014-01-01}`, "[SIB-L411]"},
	} {
		ps := problems(t, givenText(sumMeasures, sums{once: []string{"1"}, more: tt.more}.payment()))
		if len(ps) != 1 || !strings.Contains(ps.Error(), tt.want) {
			t.Errorf("%s:\n%v\nwant %q", tt.more, ps, tt.want)
		}
	}
}

// Settings on the edge of what can be, which are accepted; and a step beyond.
func TestSettlementOnTheEdge(t *testing.T) {
	early := func(pay string) string {
		return `early_end: {clause: "9", values: [{from: 2014-01-01, pay: {` + pay + `}}]}`
	}
	for more, refused := range map[string]string{
		early("amount: 0"):                "",
		early("amount: -0.01"):            "zero or more",
		early("share_of_principal: 0 %"):  "",
		early("share_of_principal: -1 %"): "a share below zero",
		`due: {clause: "9", date: 2014-01-02, day_count: act/365, long_stop: 2014-01-02}`: "",
		`due: {clause: "9", date: 2014-01-02, day_count: act/365, long_stop: 2014-01-01}`: "nothing can be claimed after 2014-01-01",
		`floor: {clause: "7", amount: 1000000}`:                                           "",
		`floor: {clause: "7", amount: 1000000.01}`:                                        "is above the cap",
	} {
		text := givenText(sumMeasures, sums{once: []string{"1"}, more: more}.payment())
		if refused != "" {
			if ps := problems(t, text); len(ps) != 1 || !strings.Contains(ps.Error(), refused) {
				t.Errorf("%s: %v", more, ps)
			}
		} else if _, err := Parse("c.yaml", []byte(text)); err != nil {
			t.Errorf("%s: %v", more, err)
		}
	}
	text := strings.Replace(givenText(sumMeasures, sums{once: []string{"1"}, more: early("share_of_principal: 5 %")}.payment()), "  principal: {clause: \"1\", amount: 1000}\n", "", 1)
	oneProblem(t, text, codeBase, "there is no principal to take a share of", "add principal")
}

// What is due is called that in the step that it comes from.
func TestWordsOfTheCap(t *testing.T) {
	d := paying(t, sums{once: []string{"10"}}.terms(t), allMet(), "")
	if n := nodeOf(d, "payment.due"); n.Words != "what is due" || nodeOf(d, "payment.capped") != nil {
		t.Errorf("%+v", n)
	}
	d = paying(t, sums{once: []string{"10"}, more: `cumulative: {clause: "9", recover: true}`}.terms(t), allMet(), "")
	if n := nodeOf(d, "payment.capped"); n == nil || n.Words != "what is earned, not above the cap" || nodeOf(d, "payment.due").Words != "what is earned to date, less what was paid" {
		t.Errorf("%+v", n)
	}
}
