package outlook

import (
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"

	"sib/contract"
	"sib/contract/money"
)

// invested234 is the table's contract with a day on which the payment falls due.
func invested234(t testing.TB) *contract.Terms {
	out := terms(t, "2014", pooled, table)
	out.Payment.Due = &contract.Due{Clause: "6", Date: "2017-01-01", DayCount: "act/365"}
	return out
}

func TestInvestor(t *testing.T) {
	in := contract.Measurements{Compared: []contract.Measurement{measured(t, 0, 1250, 3000, 1000, 3000)}} // 25 %: the second tier
	got, err := Investor(invested234(t), in, money.Date{})
	must(t, err)
	const due = 234000 * 1.05 * 1.05 * 1.05 // 270,884.25
	if got.Due.Decimal() != "270884.25" || got.Received.Cmp(got.Due) != 0 || got.Gain.Decimal() != "36884.25" || got.MOIC != "1.157625" {
		t.Errorf("%+v", got.Result)
	}
	if len(got.IRR) != 1 || got.IRRWhy != "" {
		t.Fatalf("%v %s", got.IRR, got.IRRWhy)
	}
	near(t, "return over 1,096 days", got.IRR[0], math.Pow(due/234000, 365.0/1096)-1, 1e-12)
	if len(got.Flows) != 2 || got.Flows[0].Amount.Sign() >= 0 {
		t.Errorf("flows %v", got.Flows)
	}
	if got.Worst.Received.Sign() != 0 || len(got.Worst.IRR) != 0 || !strings.Contains(got.Worst.IRRWhy, "on no day does any come back") || got.Worst.Gain.Decimal() != "-234000.00" {
		t.Errorf("worst %+v", got.Worst)
	}
	if got.Best.Received.Decimal() != "280000.00" { // 286,660.06 without the cap
		t.Errorf("best %+v", got.Best)
	}
	var tiers []string
	for _, x := range got.Tiers {
		tiers = append(tiers, x.At.String()+": "+x.Result.Due.Decimal())
	}
	if s := strings.Join(tiers, "; "); s != "10 % relative: 255698.12; 20 % relative: 270884.25; 30 % relative: 280000.00" {
		t.Error(s)
	}
	if e := got.BreakEven; len(e) != 1 || e[0].At == nil || e[0].At.String() != "10 % relative" || e[0].Grid != "0.000001" {
		t.Errorf("%+v", e)
	}
}

// Without the day of the payment there is no rate of return, and that says why; without an investment there is nothing to say.
func TestInvestorWithoutDates(t *testing.T) {
	in := contract.Measurements{Compared: []contract.Measurement{measured(t, 0, 1250, 3000, 1000, 3000)}}
	got, err := Investor(terms(t, "2014", pooled, table), in, money.Date{})
	must(t, err)
	if len(got.IRR) != 0 || !strings.Contains(got.IRRWhy, "payment.due") || got.MOICF != 1.157625 || got.Flows != nil {
		t.Errorf("%+v", got)
	}
	if _, err := Investor(terms(t, "2014", pooled, paid), in, money.Date{}); !errors.Is(err, ErrNotInvested) {
		t.Error(err)
	}
}

// A value that is asked for again is decided on once, and comes to the same; other measures are apart.
func TestSearchRemembers(t *testing.T) {
	in := contract.Measurements{Compared: []contract.Measurement{measured(t, 0, 1250, 3000, 1000, 3000)}}
	f, err := factsOf(invested234(t), in, money.Date{})
	must(t, err)
	s := search{f, f.now.Payment.Principal.Amount, map[string]*Result{}}
	m := f.moving()[0]
	for _, v := range []*big.Rat{big.NewRat(1, 10), big.NewRat(99, 1000), big.NewRat(100, 1)} {
		first, err := s.at(m, v)
		must(t, err)
		fresh, err := s.decided(m, v)
		must(t, err)
		again, err := s.at(m, new(big.Rat).Set(v))
		must(t, err)
		if first != again || (first == nil) != (fresh == nil) || first != nil && first.Due.Cmp(fresh.Due) != 0 {
			t.Errorf("%s: %v, again %v, afresh %v", v, first, again, fresh)
		}
	}
	if s.found[m.ID+" 1/10"].Due.Cmp(s.found[m.ID+" 99/1000"].Due) <= 0 || s.found[m.ID+" 100"] != nil {
		t.Errorf("%v", s.found)
	}
	m.ID = "another"
	if _, err := s.at(m, big.NewRat(1, 10)); err != nil || len(s.found) != 4 {
		t.Errorf("%d values, %v", len(s.found), err)
	}
}

// A threshold that the tables reach by rounding breaks even on the grid of the rounding.
func TestBreakEvenOfCohorts(t *testing.T) {
	x := terms(t, "2014, 2015, 2016", strings.Replace(each, "rounding: none", "rounding: {to: 0.1 %, mode: half-up}", 1),
		`principal: {clause: "1", amount: 150000}`+strings.Replace(paid, "120000", "150000", 1))
	var in contract.Measurements
	for i, x0 := range []int64{300, 330, 360} {
		in.Compared = append(in.Compared, measured(t, 2014+i, 330, 1000, x0, 1000))
	}
	got, err := Investor(x, in, money.Date{})
	must(t, err)
	if e := got.BreakEven[0]; e.At == nil || e.At.String() != "10 % relative" || e.Grid != "0.001" {
		t.Errorf("%+v", e)
	}
	x.Payment.Principal.Amount = money.New("EUR", big.NewRat(150001, 1))
	got, err = Investor(x, in, money.Date{})
	must(t, err)
	if e := got.BreakEven[0]; e.At != nil || !strings.Contains(e.Words, "no value") {
		t.Errorf("%+v", e)
	}
}

// The break-even of a bound is where the bound of the hypothetical interval pays: one step less does not.
func TestBreakEvenOfABound(t *testing.T) {
	points := strings.NewReplacer("effect: relative", "effect: points", "point-estimate", "lower-bound", "rounding: none", "rounding: {to: 0.1 points, mode: down}")
	x := terms(t, "2014", points.Replace(pooled), `principal: {clause: "1", amount: 50000}`+strings.Replace(paid, "10 % relative", "2 points", 1))
	m := measured(t, 0, 500, 1000, 400, 1000)
	got, err := Investor(x, contract.Measurements{Compared: []contract.Measurement{m}}, money.Date{})
	must(t, err)
	e := got.BreakEven[0]
	if e.At == nil || !strings.Contains(e.Words, "a point estimate of") {
		t.Fatalf("%+v", e)
	}
	lower := func(d *big.Rat) float64 {
		c := cell{programme: new(big.Rat).Add(m.ComparisonRate, d), comparison: m.ComparisonRate, n1: 1000, n0: 1000}
		in, err := c.interval(0.95)
		must(t, err)
		return in.Lo
	}
	at := e.At.Value.Rat()
	if lo := lower(at); lo < 0.02-1e-9 {
		t.Errorf("at %s the bound is %v", e.At, lo)
	}
	if lo := lower(new(big.Rat).Sub(at, big.NewRat(1, 100000))); lo >= 0.02 {
		t.Errorf("below %s the bound is %v", e.At, lo)
	}
}

// The effective size that an interval implies is the one it was made with.
func TestEffective(t *testing.T) {
	for _, n0 := range []float64{12, 107, 512.3, 4e6} {
		c := cell{programme: big.NewRat(40, 100), comparison: big.NewRat(33, 100), n1: 100, n0: n0, level: 0.95}
		m, err := c.measurement(2014, nil)
		must(t, err)
		m.Quality = nil
		m.ProgrammeEvents = 40
		got, err := effective(m)
		must(t, err)
		near(t, "implied size", got/n0, 1, 1e-6)
	}
	bare := measured(t, 0, 40, 100, 33, 100)
	bare.Difference.Method = contract.StratifiedScore
	if _, err := effective(bare); err == nil {
		t.Error("an interval of people said how many they are")
	}
}

// What investors receive of a waterfall is what tranches do.
func TestReceived(t *testing.T) {
	x := invested234(t)
	x.Payment.Tranches = []contract.Tranche{{ID: "senior"}}
	x.Payment.Waterfall = []contract.WaterLevel{{To: "fees"}, {To: "senior"}}
	eur := func(n int64) money.Amount { return money.New("EUR", big.NewRat(n, 1)) }
	d := &contract.Decision{Due: eur(100), Receipts: []contract.Receipt{{To: "fees", Amount: eur(10)}, {To: "senior", Amount: eur(70)}, {To: "senior", Amount: eur(15)}, {To: "surplus", Amount: eur(5)}}}
	if got := x.Received(d); got.Cmp(eur(85)) != 0 {
		t.Error(got)
	}
	flows, err := x.Flows(d)
	must(t, err)
	if flows[1].Amount.Cmp(eur(85)) != 0 || flows[1].Date.String() != "2017-01-01" {
		t.Error(flows)
	}
}

// A guarantor makes up the senior tranche when nothing is due (Rikers: 9.6 m lent, 7.2 m guaranteed).
func TestGuaranteedInvestment(t *testing.T) {
	x := terms(t, "2014", pooled, `
principal: {clause: "1", amount: 9600000}
drawdowns: [{date: 2012-08-01, amount: 9600000}]
rounding: {to: 0.01, mode: half-up}
rules:
  - {id: back, clause: "4", text: Repaid at ten per cent., measure: gain, at_least: 10 % relative, pay: {amount: 11712000}}
cap: {clause: "5", amount: 11712000}
due: {clause: "6", date: 2016-08-01, day_count: act/365}
tranches: [{id: lender, clause: "7", amount: 9600000, guarantee: {clause: "7.3", by: the foundation, at_most: 7200000}}]
waterfall:
  - {to: lender, clause: "8.1", pay: principal}
  - {to: lender, clause: "8.2", pay: rest}`)
	in := contract.Measurements{Compared: []contract.Measurement{measured(t, 0, 1250, 3000, 1000, 3000)}}
	got, err := Investor(x, in, money.Date{})
	must(t, err)
	if got.Received.Decimal() != "11712000.00" || got.MOIC != "1.22" {
		t.Errorf("%+v", got.Result)
	}
	near(t, "published return of the top tier", got.IRR[0], 0.050933, 5e-7)
	if got.Worst.Received.Decimal() != "7200000.00" || got.Worst.Due.Sign() != 0 || got.Worst.Gain.Decimal() != "-2400000.00" {
		t.Errorf("worst %+v", got.Worst)
	}
}
