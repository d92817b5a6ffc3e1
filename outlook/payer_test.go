package outlook

import (
	"math/big"
	"strings"
	"testing"

	"sib/contract"
	"sib/contract/money"
	"sib/contract/trace"
)

func eur(n int64) money.Amount { return money.New("EUR", big.NewRat(n, 1)) }

// 500 of 1,000 against 40 % are 100 additional outcomes, for 50,000.
func TestPayer(t *testing.T) {
	m := measured(t, 0, 500, 1000, 400, 1000)
	in := contract.Measurements{Compared: []contract.Measurement{m}}
	rate, err := contract.ParseDecimal("0.25")
	must(t, err)
	got, err := Payer(terms(t, "2014", pooled, paid), in, money.Date{}, Assumptions{
		Saving: &Sourced{eur(20000), "the audit office"}, Worth: &Sourced{eur(100), "the ministry"}, Years: 3, Discount: &rate,
	})
	must(t, err)
	if got.Additional.Exact != "100" || got.Gross.Value != 500 || got.Net.Value != 300 {
		t.Errorf("%+v %+v %+v", got.Additional, got.Gross, got.Net)
	}
	if want := new(big.Rat).Quo(got.Due.Rat(), got.Cap.Rat()); got.CapShare != trace.Text(want) || got.CapShareF != float(want) {
		t.Errorf("%s of %s is %s", got.Due, got.Cap, got.CapShare)
	}
	near(t, "lower limit", got.Additional.Lo, 1000*m.Difference.Lo, 1e-9)
	near(t, "dearest", *got.Gross.Hi, 50/m.Difference.Lo, 1e-9)
	near(t, "cheapest", *got.Gross.Lo, 50/m.Difference.Hi, 1e-9)
	// 100 × 100 × (1 + 0.8 + 0.64) and the saving
	if got.Worth.Decimal() != "24400.00" || got.Benefit.Decimal() != "44400.00" || *got.Ratio != 0.888 || *got.WorthIt {
		t.Errorf("%s %s %v %v", got.Worth, got.Benefit, *got.Ratio, *got.WorthIt)
	}
	for saving, want := range map[int64]bool{25599: false, 25600: true, 25601: true} { // exactly the payment is not above it
		got, err := Payer(terms(t, "2014", pooled, paid), in, money.Date{}, Assumptions{
			Saving: &Sourced{eur(saving), "x"}, Worth: &Sourced{eur(100), "y"}, Years: 3, Discount: &rate,
		})
		must(t, err)
		if *got.WorthIt != want {
			t.Errorf("a saving of %d: %v", saving, *got.WorthIt)
		}
	}
}

// Additional outcomes of cohorts add up; without any, none has a cost.
func TestPayerOfCohorts(t *testing.T) {
	a, b := measured(t, 2014, 50, 100, 400, 1000), measured(t, 2015, 30, 100, 350, 1000)
	x := terms(t, "2014, 2015", each, paid)
	got, err := Payer(x, contract.Measurements{Compared: []contract.Measurement{a, b}}, money.Date{}, Assumptions{})
	must(t, err)
	if got.Additional.Exact != "5" || got.Gross.Value != 10000 || got.Gross.Hi != nil || got.Gross.Lo == nil || got.WorthIt != nil || got.Ratio != nil {
		t.Errorf("%+v %+v", got.Additional, got.Gross)
	}
	if !(got.Additional.Lo < 0 && got.Additional.Hi > 5 && got.Additional.Lo > 100*(a.Difference.Lo+b.Difference.Lo)) {
		t.Errorf("%+v", got.Additional)
	}
	got, err = Payer(x, contract.Measurements{Compared: []contract.Measurement{measured(t, 2014, 30, 100, 400, 1000), b}}, money.Date{}, Assumptions{})
	must(t, err)
	if got.Gross != nil || !strings.Contains(got.CostWhy, "no additional outcomes") {
		t.Errorf("%+v", got)
	}
}

func TestPayerRefuses(t *testing.T) {
	in := contract.Measurements{Compared: []contract.Measurement{measured(t, 0, 500, 1000, 400, 1000)}}
	minus, _ := contract.ParseDecimal("-1")
	for want, a := range map[string]Assumptions{
		"the contract in EUR": {Saving: &Sourced{money.New("USD", big.NewRat(1, 1)), "x"}},
		"has no source":       {Worth: &Sourced{Amount: eur(1)}},
		"want 1 to 100":       {Years: 101},
		"above −1":            {Discount: &minus},
	} {
		if _, err := Payer(terms(t, "2014", pooled, paid), in, money.Date{}, a); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}
