package stats_test

import (
	"fmt"

	"sib/stats"
)

func ExampleOneSampleWilson() {
	e, err := stats.OneSampleWilson(43, 100, 0.95)
	fmt.Printf("%.3f [%.4f, %.4f] %v\n", e.Value, e.Lo, e.Hi, err)
	// Output: 0.430 [0.3373, 0.5278] <nil>
}

func ExampleOneSample() {
	exact, _ := stats.OneSample("clopper-pearson")
	e, err := stats.OneSampleLower(exact, 0, 20, 0.95)
	fmt.Printf("[%.4f, %.4f] at %v, one-sided, %v\n", e.Lo, e.Hi, e.Level, err)
	// Output: [0.0000, 1.0000] at 0.95, one-sided, <nil>
}

// Interval and p-value come from one score: they cannot disagree.
func ExampleMiettinenNurminen() {
	e, err := stats.MiettinenNurminen(43, 100, 429, 1300, 0.95)
	fmt.Printf("%.3f [%.4f, %.4f] p = %.4f %v\n", e.Value, e.Lo, e.Hi, *e.PValue, err)
	// Output: 0.100 [0.0036, 0.2012] p = 0.0416 <nil>
}

func ExampleFisherExact() {
	r, err := stats.FisherExact(7, 15, 12, 15, 0, stats.TwoSided)
	fmt.Printf("p = %.4f %v\n", r.PValue, err)
	// Output: p = 0.1281 <nil>
}

// Is the programme's rate more than 5 percentage points above?
func ExampleFarringtonManning() {
	r, err := stats.FarringtonManning(143, 334, 1290, 3900, 0.05, stats.Greater)
	fmt.Printf("z = %.4f, p = %.4f %v\n", *r.Statistic, r.PValue, err)
	// Output: z = 1.7123, p = 0.0434 <nil>
}

// Pairs by who was placed: both, the programme's only, the comparison's only, neither.
func ExamplePairsTango() {
	e, err := stats.PairsTango(53, 16, 8, 9, 0.95)
	fmt.Printf("%.3f [%.3f, %.3f] p = %.4f %v\n", e.Value, e.Lo, e.Hi, *e.PValue, err)
	// Output: 0.093 [-0.020, 0.207] p = 0.1025 <nil>
}

func ExampleMcNemarMidP() {
	r, err := stats.McNemarMidP(53, 16, 8, 9, stats.Greater)
	fmt.Printf("p = %.4f %v\n", r.PValue, err)
	// Output: p = 0.0539 <nil>
}

// 42.9 % against 33.7 % is 27 % more, relative to the comparison group.
func ExampleRatioMiettinenNurminen() {
	r, err := stats.RatioMiettinenNurminen(45, 105, 438, 1300, 0.95)
	fmt.Printf("%.3f [%.3f, %.3f] %v\n", r.Value, r.Lo, r.Hi, err)
	// Output: 1.272 [0.992, 1.580] <nil>
}

func ExampleOddsMidP() {
	r, err := stats.OddsMidP(1, 7, 1, 12, 0.95)
	fmt.Printf("%.0f [%.3f, %.1f] %v\n", r.Value, r.Lo, r.Hi, err)
	// Output: 7 [1.082, 159.0] <nil>
}
