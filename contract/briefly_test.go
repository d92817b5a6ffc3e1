package contract

import (
	"reflect"
	"testing"

	"sib/contract/money"
	"sib/contract/trace"
)

// What is due, why, and what is tested are those of Decide; only what a reader asks besides is not there.
func TestDecideBriefly(t *testing.T) {
	terms := parsed(t)
	for _, events := range []int64{0, 1072, 1073, 1252, 1400, 3000} {
		in := Measurements{Compared: []Measurement{measured(0, events, 3000, "976/3000")}}
		whole, err := Decide(terms, in, money.Date{})
		if err != nil {
			t.Fatal(err)
		}
		brief, err := DecideBriefly(terms, in, money.Date{})
		if err != nil {
			t.Fatal(err)
		}
		if len(brief.Readings)+len(brief.Next)+len(brief.Previous) > 0 || len(whole.Readings) == 0 {
			t.Errorf("%d: readings and distances: %+v", events, brief)
		}
		recompute := trace.Recompute(brief.Trace)
		for i := range whole.Trace {
			whole.Trace[i].Formula = ""
		}
		if recompute != nil {
			t.Error(recompute)
		}
		brief.Readings, brief.Next, brief.Previous = whole.Readings, whole.Next, whole.Previous
		if !reflect.DeepEqual(brief, whole) {
			t.Errorf("%d: the brief decision is another", events)
		}
	}
	if _, err := DecideBriefly(terms, Measurements{}, money.Date{}); err == nil {
		t.Error("a decision on nothing")
	}
}
