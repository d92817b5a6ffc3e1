package outlook

import (
	"errors"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"sib/contract"
	"sib/contract/money"
)

func curveText(c *Curve) string {
	var out []string
	for _, p := range c.Points {
		out = append(out, fmt.Sprintf("%.6f: %s", p.Value, p.Due.Decimal()))
	}
	return strings.Join(out, "; ")
}

// The steps of the table stand where the contract says, and each has both of its sides.
func TestDueBySteps(t *testing.T) {
	in := contract.Measurements{Compared: []contract.Measurement{measured(t, 0, 1250, 3000, 1000, 3000)}}
	c, err := DueBy(invested234(t), in, money.Date{})
	must(t, err)
	const steps = "0.099999: 0.00; 0.100000: 255698.12; 0.199999: 255698.12; 0.200000: 270884.25; 0.299999: 270884.25; 0.300000: 280000.00; "
	if s := curveText(c); !strings.Contains(s, steps) {
		t.Error(s)
	}
	if c.Measure != "gain" || c.Effect != contract.Relative || c.Grid != "0.000001" || c.Due.Decimal() != "270884.25" || c.Cap.Decimal() != "280000.00" {
		t.Errorf("%+v", c)
	}
	if len(c.Observed) != 1 || c.Observed[0].Value != 0.25 || c.Observed[0].Lo == nil {
		t.Fatalf("observed %+v", c.Observed)
	}
	d := in.Compared[0].Difference // beside a comparison rate of a third
	near(t, "lower limit", *c.Observed[0].Lo, 3*d.Lo, 1e-12)
	near(t, "upper limit", *c.Observed[0].Hi, 3*d.Hi, 1e-12)
}

// Every amount of a curve is what the contract decides on people who have that effect.
func TestDueByIsTheDecision(t *testing.T) {
	for name, measures := range map[string]string{
		"relative": pooled,
		"points":   strings.Replace(pooled, "relative", "points", 1),
		"count":    strings.Replace(pooled, "effect: relative", "effect: count, unit: people", 1),
	} {
		at := map[string]string{"relative": "10 % relative", "points": "10 points", "count": "40 people"}[name]
		tt := terms(t, "2014", measures, strings.Replace(paid, "10 % relative", at, 1))
		in := contract.Measurements{Compared: []contract.Measurement{measured(t, 0, 500, 1000, 400, 1000)}}
		c, err := DueBy(tt, in, money.Date{})
		must(t, err)
		lo, hi := c.Points[0], c.Points[len(c.Points)-1]
		if lo.Due.Sign() != 0 || hi.Due.Decimal() != "50000.00" {
			t.Errorf("%s: %s", name, curveText(c))
		}
		for x := range int64(1001) {
			v, _ := effectOf(c.Effect, big.NewRat(x, 1000), big.NewRat(2, 5), 1000)
			if float(v) < lo.Value || float(v) > hi.Value {
				continue
			}
			d, err := contract.Decide(tt, contract.Measurements{Compared: []contract.Measurement{measured(t, 0, x, 1000, 400, 1000)}}, money.Date{})
			must(t, err)
			if got := c.at(float(v)); got.Cmp(d.Due) != 0 {
				t.Errorf("%s: %s at %s, the contract pays %s", name, got, v.RatString(), d.Due)
			}
		}
	}
}

// at is the amount of the last point that is not above a value.
func (c *Curve) at(v float64) money.Amount {
	out := c.Points[0].Due
	for _, p := range c.Points {
		if p.Value <= v+1e-9 {
			out = p.Due
		}
	}
	return out
}

// A bound is met somewhere above its threshold: the jump is found, and the interval shown is that of the effect.
func TestDueByLowerBound(t *testing.T) {
	m := `- {id: gain, clause: "3", effect: points, scope: pooled, pooling: participants, statistic: lower-bound, rounding: {to: 0.1 points, mode: half-up}}`
	tt := terms(t, "2014", m, strings.Replace(paid, "10 % relative", "5 points", 1))
	in := contract.Measurements{Compared: []contract.Measurement{measured(t, 0, 500, 1000, 400, 1000)}}
	c, err := DueBy(tt, in, money.Date{})
	must(t, err)
	if len(c.Points) != 4 {
		t.Fatal(curveText(c))
	}
	a, b := c.Points[1], c.Points[2]
	if a.Due.Sign() != 0 || b.Due.Sign() <= 0 || a.Value < 0.07 || b.Value > 0.11 || b.Value-a.Value > 1.5e-6 {
		t.Error(curveText(c))
	}
	near(t, "observed", c.Observed[0].Value, 0.1, 1e-12)
}

// Where each cohort decides for itself, all of them are shown, and the line takes them to be alike.
func TestDueByEachCohort(t *testing.T) {
	in := contract.Measurements{Compared: []contract.Measurement{measured(t, 2014, 250, 500, 200, 500), measured(t, 2015, 200, 500, 200, 500)}}
	c, err := DueBy(terms(t, "2014, 2015", each, paid), in, money.Date{})
	must(t, err)
	if len(c.Observed) != 2 || c.Observed[0].Cohort != 2014 || c.Observed[0].Value != 0.25 || c.Observed[1].Value != 0 {
		t.Errorf("%+v", c.Observed)
	}
	if last := c.Points[len(c.Points)-1]; last.Due.Decimal() != "100000.00" || c.Due.Decimal() != "50000.00" {
		t.Errorf("due %s: %s", c.Due, curveText(c))
	}
}

func TestDueByNothing(t *testing.T) {
	in := contract.Measurements{Compared: []contract.Measurement{measured(t, 0, 500, 1000, 900, 1000)}}
	never := terms(t, "2014", pooled, strings.Replace(paid, "10 % relative", "90 % relative", 1)) // no rate is that far above nine in ten
	if c, err := DueBy(never, in, money.Date{}); !errors.Is(err, ErrNoCurve) {
		t.Errorf("%v, %v", c, err)
	}
}
