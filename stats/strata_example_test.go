package stats_test

import (
	"fmt"

	"sib/stats"
)

var cells = []stats.Stratum{
	{X1: 4, N1: 12, X0: 61, N0: 240}, {X1: 9, N1: 18, X0: 92, N0: 260}, {X1: 7, N1: 14, X0: 55, N0: 150},
	{X1: 5, N1: 16, X0: 70, N0: 280}, {X1: 11, N1: 22, X0: 80, N0: 220}, {X1: 7, N1: 18, X0: 71, N0: 150},
}

func ExampleATTNewcombe() {
	e, err := stats.ATTNewcombe(cells, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.4f [%.4f, %.4f], effective size %.1f\n", e.Value, e.Lo, e.Hi, *e.EffectiveN)
	// Output: 0.0793 [-0.0174, 0.1807], effective size 1186.6
}

func ExampleStrata() {
	score, ok := stats.Strata("strat-score-att")
	if !ok {
		return
	}
	e, err := score(cells, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.4f [%.4f, %.4f], p = %.3f\n", e.Value, e.Lo, e.Hi, *e.PValue)
	// Output: 0.0793 [-0.0167, 0.1802], p = 0.109
}

func ExampleInverseVariance() {
	_, err := stats.InverseVariance([]stats.Stratum{{X1: 4, N1: 10, X0: 30, N0: 100}, {X1: 0, N1: 3, X0: 0, N0: 20}}, 0.95)
	fmt.Println(err)
	// Output: inverse-variance-fixed: undefined: 1 of 2 strata have no variance, because both their rates are 0 or 1
}

func ExampleStratumBootstrap() {
	e, err := stats.StratumBootstrap(cells, 9999, 2016, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.4f [%.2f, %.2f]\n%s\n", e.Value, e.Lo, e.Hi, e.Warnings[0])
	// Output:
	// 0.0793 [-0.02, 0.18]
	// 6 % of the variance is out of the bootstrap's sight, because strata are small: the interval is too narrow
}

func ExampleCMH() {
	r, err := stats.CMH(cells)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("chi-square %.3f, p = %.3f\n", r.Statistic, r.PValue)
	// Output: chi-square 2.632, p = 0.105
}

func ExampleHomogeneity() {
	r, err := stats.Homogeneity(cells)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("Q = %.2f on %d degrees of freedom, p = %.2f\n", r.Statistic, r.DF, r.PValue)
	// Output: Q = 2.46 on 5 degrees of freedom, p = 0.78
}
