package contract

import "testing"

const istanbul = `prices: [{amount: 1100, each: 1 person, up_to: 370 people}, {amount: 1000, each: 1 person, up_to: 410 people}, {amount: 1350, each: 1 person}]`

// Denver: 15.12 for each day of stable housing, in two evaluation periods.
func TestDenverStableDays(t *testing.T) {
	onOne(t, "stable-days", `[{`+head+`, measure: stable-days, prices: [{amount: 15.12, each: 1 day}]}]`,
		map[string]string{"258858": "3913932.96", "41070": "620978.40", "0": "0.00", "-5": "0.00", "0.5": "7.56"})
	// Denver in all, with 38 points fewer jail days.
	terms := ruled(t, `[{id: days, clause: "4", text: t, measure: stable-days, prices: [{amount: 15.12, each: 1 day}]}, `+denverJail[1:])
	d := paid(t, terms, Measurements{Reported: []Figure{asReported("stable-days", "299928"), asReported("jail-days", "0.38")}})
	if d.Due.Decimal() != "9638911.36" {
		t.Errorf("due %s", d.Due)
	}
}

// Istanbul: 1,100 up to 370 people, 1,000 for the next 40, then 1,350.
func TestVolumeTiers(t *testing.T) {
	onOne(t, "in-work", `[{`+head+`, measure: in-work, `+istanbul+`}]`, map[string]string{
		"0": "0.00", "140": "154000.00", "369": "405900.00", "370": "407000.00", "371": "408000.00",
		"409": "446000.00", "410": "447000.00", "411": "448350.00", "550": "636000.00",
	})
	// 140 people beyond the first 410 cost 189,000, not the 185,000 that were stated.
	terms := ruled(t, `[{`+head+`, measure: hired, `+istanbul+`}]`)
	d := paid(t, terms, Measurements{Reported: []Figure{asReported("hired@2014", "410"), asReported("hired@2015", "0"), asReported("hired@2016", "140")}})
	if payouts(d) != "447000.00 0.00 189000.00" {
		t.Errorf("amounts %s", payouts(d))
	}
}

// Cohorts fill the bands one after the other, in whatever order they are given;
// less than nothing takes no volume back.
func TestVolumeIsCumulative(t *testing.T) {
	terms := ruled(t, `[{`+head+`, measure: hired, `+istanbul+`}]`)
	for _, in := range [][]Figure{
		{asReported("hired@2014", "360"), asReported("hired@2015", "30"), asReported("hired@2016", "30")},
		{asReported("hired@2016", "30"), asReported("hired@2014", "360"), asReported("hired@2015", "30")},
	} {
		if got := payouts(paid(t, terms, Measurements{Reported: in})); got != "396000.00 31000.00 33500.00" {
			t.Errorf("amounts %s", got)
		}
	}
	in := []Figure{asReported("hired@2014", "370"), asReported("hired@2015", "-100"), asReported("hired@2016", "40")}
	if got := payouts(paid(t, terms, Measurements{Reported: in})); got != "407000.00 0.00 40000.00" {
		t.Errorf("amounts %s", got)
	}
	// What the conditions bar is not paid, and fills no band.
	terms = ruled(t, `[{`+head+`, measure: hired, if: {all: [{measure: yearly, at_least: 5 points}]}, `+istanbul+`}]`)
	in = []Figure{asReported("hired@2014", "370"), asReported("hired@2015", "40"), asReported("hired@2016", "380"),
		asReported("yearly@2014", "0.049"), asReported("yearly@2015", "0.05"), asReported("yearly@2016", "0.06")}
	if got := payouts(paid(t, terms, Measurements{Reported: in})); got != "0.00 44000.00 416500.00" {
		t.Errorf("amounts %s", got)
	}
}

// A price may be finer than a cent; only the amount is rounded.
func TestFinePrice(t *testing.T) {
	onOne(t, "stable-days", `[{`+head+`, measure: stable-days, prices: [{amount: 0.0004, each: 7 days}]}]`, map[string]string{"87": "0.00", "88": "0.01", "700": "0.04"})
}

func TestRefusesPrices(t *testing.T) {
	prices := func(s string) string { return `[{` + head + `, measure: in-work, prices: [` + s + `]}]` }
	refusedRules(t, [][3]string{
		{prices(`{amount: 5, each: 1 person, up_to: 10 people}`), codeGap, `beyond "10 people"`},
		{prices(`{amount: 5, each: 1 person}, {amount: 6, each: 1 person}`), codeOverlap, "has no end"},
		{prices(`{amount: 5, each: 1 person, up_to: 10 people}, {amount: 5, each: 1 person, up_to: 10 people}, {amount: 6, each: 1 person}`), codeValue, `up to "10 people" follows`},
		{prices(`{amount: 5, each: 0 people}`), codeValue, "not above zero"},
		{prices(`{amount: 5, each: 1 day}`), codeValue, "of type count of people"},
		{prices(`{amount: 5, each: 1 person, up_to: 0 people}, {amount: 6, each: 1 person}`), codeValue, "not above zero"},
		{prices(`{amount: -5, each: 1 person}`), codeTwoSided, "the terms have no floor"},
		{`[{` + head + `, measure: chance, prices: [{amount: 5, each: 1 % significance}]}]`, codeValue, "no units to price"},
		{prices(`{amount: 5}`), codeMissingKey, `no key "each"`},
		{`[{` + head + `, measure: in-work, at_least: 5 people, prices: [{amount: 5, each: 1 person}]}]`, codeValue, "in more than one way"},
		{`[{` + head + `, prices: [{amount: 5, each: 1 person}]}]`, codeMissingKey, `no key "measure"`},
	})
}

// Where all units have one price, no cohort needs to know how many there were before.
func TestVolumeOfOnePrice(t *testing.T) {
	in := Measurements{Reported: []Figure{asReported("hired@2014", "3"), asReported("hired@2015", "4"), asReported("hired@2016", "5")}}
	for prices, cumulative := range map[string]bool{
		`{amount: 2, each: 1 person}`: false,
		`{amount: 2, each: 1 person, up_to: 100 people}, {amount: 2, each: 1 person}`: true,
	} {
		d := paid(t, ruled(t, `[{`+head+`, measure: hired, prices: [`+prices+`]}]`), in)
		if got := payouts(d); got != "6.00 8.00 10.00" {
			t.Errorf("%s: %s", prices, got)
		}
		for id, has := range map[string]bool{"r.2014.total-volume": false, "r.2015.total-volume": cumulative, "r.2016.cost-before": cumulative, "r.2014.cost-before": false} {
			if (nodeOf(d, id) != nil) != has {
				t.Errorf("%s: node %s is there: %v", prices, id, !has)
			}
		}
	}
	// One figure for all cohorts fills the bands once.
	d := paid(t, ruled(t, `[{`+head+`, measure: in-work, `+istanbul+`}]`), Measurements{Reported: []Figure{asReported("in-work", "371")}})
	if payouts(d) != "408000.00" || nodeOf(d, "r.total-volume") != nil {
		t.Errorf("%s", payouts(d))
	}
}
