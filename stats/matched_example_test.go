package stats_test

import (
	"fmt"

	"sib/stats"
)

// pairs are 20 programme people, 12 of them placed, each against one comparison person.
func pairs() []stats.Unit {
	var units []stats.Unit
	for i := range int64(20) {
		y1, y0 := 0.0, 0.0
		if i < 12 {
			y1 = 1
		}
		if i%4 == 0 {
			y0 = 1
		}
		units = append(units,
			stats.Unit{Set: i, Person: i, Programme: true, Y: y1, Weight: 1},
			stats.Unit{Set: i, Person: 100 + i, Y: y0, Weight: 1})
	}
	return units
}

func ExamplePeopleNewcombe() {
	e, err := stats.PeopleNewcombe(pairs(), 0.95)
	fmt.Printf("%.3f [%.3f, %.3f] %v\n", e.Value, e.Lo, e.Hi, err)
	// Output: 0.350 [0.044, 0.578] <nil>
}

func ExampleCR2() {
	s, err := stats.CR2(pairs(), stats.BySet)
	fmt.Printf("%.3f, standard error %.3f with %.1f degrees of freedom (%v)\n", s.Value, s.SE, s.DF, err)
	// Output: 0.350, standard error 0.150 with 19.0 degrees of freedom (<nil>)
}

func ExampleMatched() {
	for _, method := range []string{"set-cr1", "two-way", "people_score"} {
		f, ok := stats.Matched(method)
		if !ok {
			continue
		}
		e, err := f(pairs(), 0.9)
		fmt.Printf("%s: [%.3f, %.3f], p %.3f (%v)\n", e.Method, e.Lo, e.Hi, *e.PValue, err)
	}
	// Output:
	// set-cr1: [0.091, 0.609], p 0.031 (<nil>)
	// two-way: [0.097, 0.603], p 0.027 (<nil>)
	// people-score: [0.091, 0.565], p 0.027 (<nil>)
}

func ExampleGComputation() {
	units := pairs()
	strata := make([]int64, len(units))
	for i, u := range units {
		strata[i] = u.Set % 2
	}
	s, err := stats.GComputation(units, stats.Dummies(strata), stats.GSet)
	fmt.Printf("%.3f, standard error %.3f (%v)\n", s.Value, s.SE, err)
	// Output: 0.350, standard error 0.149 (<nil>)
}

func ExampleAbadieImbens() {
	units := pairs()
	for i := range units {
		if !units[i].Programme {
			units[i].Person = 100 + units[i].Set%10 // ten people stand against twenty
			units[i].Y = float64(units[i].Person % 2)
		}
	}
	s, err := stats.AbadieImbens(units, stats.TargetPopulation)
	fmt.Printf("%.3f, standard error %.3f (%v)\n", s.Value, s.SE, err)
	_, err = stats.SetBootstrap(units, 0.95, 1000, 1)
	fmt.Println(err != nil)
	// Output:
	// 0.100, standard error 0.192 (<nil>)
	// true
}

func ExampleExactCMHSets() {
	test, err := stats.ExactCMHSets(pairs())
	fmt.Printf("%v events where %.1f were expected: p %.4f one-sided, %.4f two-sided (%v)\n", test.Events, test.Expected, test.Greater, test.TwoSided, err)
	// Output: 9 events where 5.5 were expected: p 0.0327 one-sided, 0.0654 two-sided (<nil>)
}

func ExampleFinitePopulation() {
	s, err := stats.FinitePopulation(pairs(), 0.5) // the comparison group is half of its population
	fmt.Printf("%.3f, standard error %.3f (%v)\n", s.Value, s.SE, err)
	// Output: 0.350, standard error 0.133 (<nil>)
}
