package contract

import (
	"fmt"
	"math/big"
	"testing"
)

// With so many programme people more, or fewer, the bound is met or not: counted one
// by one for every effect, every bound and every number of outcomes.
func TestPeopleByBruteForce(t *testing.T) {
	const n = 20
	for measure, at := range map[string]string{
		"effect: relative, rounding: none":                                             "10 % relative",
		"effect: relative, rounding: {to: 5 %, mode: half-up}":                         "10 % relative",
		"effect: reduction, rounding: none":                                            "10 % reduction",
		"effect: reduction, rounding: {to: 1 %, mode: down}":                           "10 % reduction",
		"effect: ratio, rounding: none":                                                "0.9 times",
		"effect: rate, rounding: none":                                                 "40 % rate",
		"effect: points, comparison_rate: 20 %, rounding: none":                        "15 points",
		"effect: count, unit: people, rounding: {to: 1 people, mode: half-even}":       "3 people",
		"effect: reduction, comparison_rate: 60 %, rounding: {to: 2 %, mode: half-up}": "9 % reduction",
	} {
		terms := onFigures(t, `- {id: gain, clause: "3", `+measure+`, scope: pooled, pooling: participants, statistic: point-estimate}`, fmt.Sprintf(onePayment, at))
		threshold := terms.Payment.Rules[0].AtLeast
		for _, b := range []Bound{{AtLeast: threshold}, {Above: threshold}, {AtMost: threshold}, {Below: threshold}} {
			terms.Payment.Rules[0].Bound = b
			countedPeople(t, terms, fmt.Sprintf("%s, %s", measure, boundText(b)), b, n)
		}
	}
}

func boundText(b Bound) string {
	op, t := b.Only()
	return boundWords(op, *t)
}

// inTwo decides on outcomes of a pool that is given as two cohorts, so that nothing is
// looked up in one measurement.
func inTwo(t *testing.T, terms *Terms, events, n int64) (met bool, people int64) {
	t.Helper()
	terms.Cohorts = []int{2014, 2015}
	half := n / 2
	first := min(events, half)
	d := decided(t, terms, []Measurement{measured(2014, first, half, "3/7"), measured(2015, events-first, n-half, "3/7")})
	for _, v := range d.Verdicts {
		if v.Binding {
			return v.Met, append(d.Next, d.Previous...)[0].People
		}
	}
	t.Fatal("nothing binds")
	return false, 0
}

// countedPeople holds what is said of every number of outcomes against all the others.
func countedPeople(t *testing.T, terms *Terms, words string, b Bound, n int64) {
	t.Helper()
	met, people := make([]bool, n+1), make([]int64, n+1)
	for k := range met {
		met[k], people[k] = inTwo(t, terms, int64(k), n)
	}
	for k := range met {
		nearest := -1 // number of outcomes on the other side of the bound
		for other := range met {
			if gap := max(other-k, k-other); met[other] != met[k] && (nearest < 0 || gap < nearest) {
				nearest = gap
			}
		}
		want := int64(nearest)
		switch {
		case nearest < 0 && !met[k]:
			want = OutOfReach
		case nearest < 0: // everybody would still do, in the direction that matters
			want = n - int64(k)
			if b.rising() == (terms.Measures[0].Effect != Reduction) {
				want = int64(k)
			}
		case met[k]:
			want--
		}
		if people[k] != want {
			t.Errorf("%s: with %d of %d it says %d, want %d", words, k, n, people[k], want)
		}
	}
}

// Bounds of all four kinds, with the interval of every count.
func TestPeopleOfBounds(t *testing.T) {
	const n = 40
	for _, statistic := range []string{"lower-bound", "upper-bound", "lower-bound\n    level: 0.9\n    sides: 1"} {
		terms := bounded(t, statistic)
		threshold := terms.Payment.Rules[0].AtLeast
		at := func(events int64) Measurement {
			m := withInterval(t, 0, events, n, "0.4", 500)
			other := withIntervalAt(t, events, n, "0.4", 500, 0.8)
			m.Intervals = append(m.Intervals, other.Difference)
			return m
		}
		for _, b := range []Bound{{AtLeast: threshold}, {Above: threshold}, {AtMost: threshold}, {Below: threshold}} {
			terms.Payment.Rules[0].Bound = b
			var met [n + 1]bool
			var people [n + 1]int64
			for k := int64(0); k <= n; k++ {
				d := decided(t, terms, []Measurement{at(k)})
				met[k], people[k] = d.Verdicts[0].Met, append(d.Next, d.Previous...)[0].People
			}
			for k := range met {
				flip := k
				for flip >= 0 && flip <= n && met[flip] == met[k] {
					if met[k] == b.rising() {
						flip--
					} else {
						flip++
					}
				}
				want := int64(max(flip-k, k-flip))
				if met[k] {
					want--
				} else if flip < 0 || flip > n {
					want = OutOfReach
				}
				if people[k] != want {
					t.Errorf("%s: %d: %d people, want %d", statistic, k, people[k], want)
				}
			}
		}
	}
}

// A composite of what the same people give can be moved by them; one of others cannot.
func TestPeopleOfComposite(t *testing.T) {
	terms := onFigures(t, `
- {id: a, clause: "3", effect: points, scope: pooled, pooling: participants, statistic: point-estimate, rounding: none}
- {id: b, clause: "3", effect: points, comparison_rate: 30 %, scope: pooled, pooling: participants, statistic: point-estimate, rounding: none}
- {id: gain, clause: "3", effect: points, scope: pooled, of: [{measure: a, weight: 50 %}, {measure: b, weight: 50 %}], statistic: point-estimate, rounding: none}`, fmt.Sprintf(onePayment, "10 points"))
	d := decided(t, terms, []Measurement{measured(0, 40, 100, "0.4")}) // 0 and 10 points: five people short
	if got := d.Next[0].People; got != 5 {
		t.Errorf("%d people", got)
	}
	m := measured(0, 40, 100, "0.4")
	m.Weighted = true
	if got := decided(t, terms, []Measurement{m}).Next[0].People; got != Unequal {
		t.Errorf("%d people who do not weigh the same", got)
	}
	mean := oneRule(t, "effect: points, scope: pooled, pooling: mean-of-rates, statistic: point-estimate", "99 points")
	h := decided(t, mean, published()).Next[0]
	if h.People != Unequal || h.Points == nil || new(big.Rat).SetFloat64(*h.Points).Sign() <= 0 {
		t.Errorf("mean of rates: %+v", h)
	}
}

// Where it takes all of them, that is how many it takes; one beyond is out of reach.
func TestEverybodyIsNeeded(t *testing.T) {
	for at, want := range map[string]int64{"99 % rate": 3, "100 % rate": 3, "75 % rate": 2, "75.1 % rate": 3} {
		d := decided(t, oneRule(t, "effect: rate, scope: pooled, pooling: participants, statistic: point-estimate", at), []Measurement{measured(0, 1, 4, "0.5")})
		if got := d.Next[0].People; got != want {
			t.Errorf("%s: %d people, want %d", at, got, want)
		}
	}
	d := decided(t, oneRule(t, "effect: points, scope: pooled, pooling: participants, statistic: point-estimate", "50.1 points"), []Measurement{measured(0, 1, 4, "0.5")})
	if got := d.Next[0].People; got != OutOfReach {
		t.Errorf("%d people, and all of them are not enough", got)
	}
}

// The people of a pool of unpaid cohorts are those of its cohorts.
func TestPeopleOfUnpaidCohorts(t *testing.T) {
	terms := onFigures(t, peterborough, peterboroughPayment)
	in := []Measurement{measured(2014, 30, 100, "0.4"), measured(2015, 39, 100, "0.4"), measured(2016, 38, 100, "0.4")}
	d := decided(t, terms, in)
	h := d.Next[len(d.Next)-1]
	// 77 of 200 against 40 %: a fall of 7.5 % is 74 of them.
	if h.Rule != "together" || h.People != 3 {
		t.Errorf("%+v", h)
	}
	in[1] = measured(2015, 36, 100, "0.4") // paid for: only 2016 is left, and needs one fewer
	d = decided(t, terms, in)
	if h := d.Next[len(d.Next)-1]; h.Rule != "together" || h.People != 1 {
		t.Errorf("%+v", h)
	}
}

// Bounds at two levels, each with its own interval.
func TestPeopleOfTwoLevels(t *testing.T) {
	terms := bounded(t, "lower-bound\n    level: 0.9\n    sides: 2")
	strict := terms.Measures[0]
	level := dec("0.99")
	strict.ID, strict.Level = "strict", &level
	terms.Measures = append(terms.Measures, strict)
	rule := terms.Payment.Rules[0]
	rule.ID, rule.Measure = "strict-rule", "strict"
	terms.Payment.Rules = append(terms.Payment.Rules, rule)
	at := func(events int64) Measurement {
		m := withInterval(t, 0, events, 1000, "0.4", 500)
		for _, l := range terms.Levels() {
			m.Intervals = append(m.Intervals, withIntervalAt(t, events, 1000, "0.4", 500, l).Difference)
		}
		return m
	}
	d := decided(t, terms, []Measurement{at(500)})
	if len(d.Next) != 2 || d.Next[0].People <= 0 || d.Next[1].People <= d.Next[0].People {
		t.Fatalf("%+v", d.Next)
	}
	for i, h := range d.Next {
		if before, after := decided(t, terms, []Measurement{at(500 + h.People - 1)}), decided(t, terms, []Measurement{at(500 + h.People)}); before.Verdicts[i].Met || !after.Verdicts[i].Met {
			t.Errorf("%+v: %v and then %v", h, before.Verdicts[i].Met, after.Verdicts[i].Met)
		}
	}
}

// More outcomes bring an index nearer to its targets, unless a target is below zero.
func TestPeopleOfAnIndex(t *testing.T) {
	terms := onFigures(t, `
- {id: a, clause: "3", effect: points, scope: pooled, pooling: participants, statistic: point-estimate, rounding: none}
- {id: gain, clause: "3", effect: index, scope: pooled, of: [{measure: a, weight: 100 %, target: 10 points}], statistic: point-estimate, rounding: none}`, fmt.Sprintf(onePayment, "100 % of target"))
	in := []Measurement{measured(0, 45, 100, "0.4")} // 5 of the 10 points
	if got := decided(t, terms, in).Next[0].People; got != 5 {
		t.Errorf("%d people", got)
	}
	terms.Measures[1].Parts[0].Target.Value = dec("-0.1")
	if got := decided(t, terms, in).Next[0].People; got != Unequal {
		t.Errorf("%d people away from a target", got)
	}
}
