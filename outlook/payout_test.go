package outlook

import (
	"errors"
	"math"
	"math/big"
	"testing"

	"sib/contract"
	"sib/contract/money"
	"sib/stats"
)

// Measured again, the chance to clear the trigger is that of the exact enumeration at the measured rates.
func TestPayoutBootstrap(t *testing.T) {
	rule := stats.ThresholdRule{Relative: true, T: big.NewRat(1, 10)}
	m := measured(t, 0, 140, 321, 1340, 3999)
	want, err := stats.ThresholdPower(rule, 321, 3999, 140.0/321, 1340.0/3999)
	must(t, err)
	got, err := Payout(terms(t, "2014, 2015, 2016", pooled, table), contract.Measurements{Compared: []contract.Measurement{m}}, money.Date{})
	must(t, err)
	if got.Method != Bootstrap || got.Draws != 0 || len(got.Limits) == 0 || got.Due.Decimal() != "280000.00" {
		t.Errorf("%s, %d draws, %s", got.Method, got.Draws, got.Due)
	}
	near(t, "clears", got.Chances[0].Met, want, 1e-9)
	near(t, "nothing", got.Nothing, 1-want, 1e-9)
	useless, err := stats.ThresholdPower(rule, 321, 3999, 1340.0/3999, 1340.0/3999)
	must(t, err)
	near(t, "paid for nothing", got.PaidIfUseless, useless, 1e-9)
	sum := 0.0
	for _, a := range got.Amounts {
		sum += a.Chance
	}
	near(t, "sum", sum, 1, 1e-9)
}

// Cohorts that are paid by themselves are measured again by themselves.
func TestPayoutOfCohorts(t *testing.T) {
	rule := stats.ThresholdRule{Relative: true, T: big.NewRat(1, 10)}
	var in contract.Measurements
	p := []float64{}
	for i, x1 := range []int64{46, 47, 41} {
		in.Compared = append(in.Compared, measured(t, 2014+i, x1, 107, 440, 1333))
		c, err := stats.ThresholdPower(rule, 107, 1333, float64(x1)/107, 440.0/1333)
		must(t, err)
		p = append(p, c)
	}
	in.Compared = append(in.Compared, measured(t, 0, 134, 321, 1320, 3999)) // for information
	got, err := Payout(terms(t, "2014, 2015, 2016", each, paid), in, money.Date{})
	must(t, err)
	near(t, "nothing", got.Nothing, (1-p[0])*(1-p[1])*(1-p[2]), 1e-9)
	useless := 1.0
	for range 3 {
		c, err := stats.ThresholdPower(rule, 107, 1333, 440.0/1333, 440.0/1333)
		must(t, err)
		useless *= 1 - c
	}
	near(t, "nothing for nothing", got.Useless.Nothing, useless, 1e-9)
	near(t, "all three", got.Cohorts[0].Chances[3], p[0]*p[1]*p[2], 1e-9)
	for i, c := range got.Chances {
		near(t, "cohort", c.Met, p[i], 1e-9)
	}
}

// Where programme people do not count once each the difference is normal about the measured one.
func TestPayoutNormal(t *testing.T) {
	m := measured(t, 0, 400, 1000, 350, 1000)
	m.Weighted = true
	got, err := Payout(terms(t, "2014", pooled, paid), contract.Measurements{Compared: []contract.Measurement{m}}, money.Date{})
	must(t, err)
	if got.Method != Normal {
		t.Fatal(got.Method)
	}
	se := (m.Difference.Hi - m.Difference.Lo) / (2 * 1.959963984540054)
	z := (1.1*0.35 - 0.4) / se
	near(t, "clears", got.Chances[0].Met, 0.5*math.Erfc(z/math.Sqrt2), 1.0/normalPoints)

	near(t, "useless clears", got.Useless.Chances[0].Met, 0.5*math.Erfc(0.1*0.35/se/math.Sqrt2), 1.0/normalPoints)

	var in contract.Measurements
	for _, year := range []int{2014, 2015} {
		m.Cohort = year
		in.Compared = append(in.Compared, m)
	}
	two, err := Payout(terms(t, "2014, 2015", each, paid), in, money.Date{})
	must(t, err)
	near(t, "two cohorts", two.Nothing, got.Nothing*got.Nothing, 1e-9)
}

// What rests on no comparison has no chance; what has no interval says so.
func TestPayoutWithoutChance(t *testing.T) {
	m := measured(t, 0, 400, 1000, 350, 1000)
	m.Difference = stats.Estimate{}
	if _, err := Payout(terms(t, "2014", pooled, paid), contract.Measurements{Compared: []contract.Measurement{m}}, money.Date{}); !errors.Is(err, ErrNoChance) {
		t.Error(err)
	}
	if _, err := Payout(terms(t, "2014", pooled, paid), contract.Measurements{}, money.Date{}); err == nil {
		t.Error("nothing was measured")
	}
}
