package stats

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Every row of the reference table: 1e-8 where it was computed, the printed
// decimals where it was published. The margin stands behind an @.
func TestTwoSampleTestReference(t *testing.T) {
	count := map[string]int{}
	for _, r := range readReference(t, "tests_two_proportions.csv") {
		name, at, _ := strings.Cut(r["method"], "@")
		margin := 0.0
		if at != "" {
			var err error
			if margin, err = strconv.ParseFloat(at, 64); err != nil {
				t.Fatal(err)
			}
		}
		f, ok := TwoSampleTest(name)
		if !ok {
			t.Fatalf("no test %q", name)
		}
		count[name]++
		got, err := f(r.float(t, "x1"), r.float(t, "n1"), r.float(t, "x2"), r.float(t, "n2"), margin, Alternative(r["alternative"]))
		if err != nil {
			t.Errorf("%s: %v", r.label(), err)
			continue
		}
		checkTestShape(t, r, got)
	}
	if len(count) != len(TwoSampleTestMethods()) {
		t.Errorf("the table has %d of %d tests", len(count), len(TwoSampleTestMethods()))
	}
}

func checkTestShape(t *testing.T, r row, got Test) {
	t.Helper()
	r.check(t, "p_value", got.PValue)
	if (got.Statistic == nil) != (r["statistic"] == "") {
		t.Errorf("%s: statistic is %v, want %q", r.label(), got.Statistic, r["statistic"])
	} else if got.Statistic != nil {
		r.check(t, "statistic", *got.Statistic)
	}
}

// testTables are all tables of small arms, and large ones for tests that are no
// enumerations.
func testTables(method string) []table {
	var out []table
	for _, n := range [][2]float64{{1, 1}, {1, 4}, {4, 1}, {5, 5}, {7, 3}} {
		for x1 := 0.0; x1 <= n[0]; x1++ {
			for x0 := 0.0; x0 <= n[1]; x0++ {
				out = append(out, table{x1, n[0], x0, n[1]})
			}
		}
	}
	if method == "barnard-pooled" || method == "boschloo-2xmin" {
		return out
	}
	return append(out, table{43, 100, 429, 1300}, table{0, 100, 0, 1300}, table{4e6, 1e7, 3e6, 1e7},
		table{4.0001e6, 1e7, 4e6, 1e7}, table{3, 1e7, 0, 1e7}, table{0, 1e7, 1e7, 1e7}, table{1e7, 1e7, 1e7 - 2, 1e7})
}

func eachTest(t *testing.T, check func(t *testing.T, method string, p func(a table, alternative Alternative) Test, a table)) {
	for _, method := range TwoSampleTestMethods() {
		f, _ := TwoSampleTest(method)
		t.Run(method, func(t *testing.T) {
			p := func(a table, alternative Alternative) Test {
				r, err := f(a.x1, a.n1, a.x0, a.n0, 0, alternative)
				if err != nil {
					t.Fatalf("%v %s: %v", a, alternative, err)
				}
				return r
			}
			for _, a := range testTables(method) {
				check(t, method, p, a)
			}
		})
	}
}

func TestTestsDescribeThemselves(t *testing.T) {
	eachTest(t, func(t *testing.T, method string, p func(a table, alternative Alternative) Test, a table) {
		for _, alternative := range []Alternative{TwoSided, Greater, Less} {
			r := p(a, alternative)
			if r.Method != method || r.Alternative != alternative || r.Margin != 0 || !(r.PValue >= 0 && r.PValue <= 1) {
				t.Errorf("%v: %+v", a, r)
			}
		}
	})
}

func TestTestsMirrorWhenArmsSwap(t *testing.T) {
	near := func(a, b float64) bool { return math.Abs(a-b) <= 1e-10 }
	eachTest(t, func(t *testing.T, _ string, p func(a table, alternative Alternative) Test, a table) {
		g, l, two := p(a, Greater), p(a.swapped(), Less), p(a.swapped(), TwoSided)
		if !near(g.PValue, l.PValue) || !near(two.PValue, p(a, TwoSided).PValue) {
			t.Errorf("%v: %v and %v, %v", a, g.PValue, l.PValue, two.PValue)
		}
		if g.Statistic != nil && *g.Statistic != -*l.Statistic {
			t.Errorf("%v: statistics %v and %v", a, *g.Statistic, *l.Statistic)
		}
		fail := p(table{a.n1 - a.x1, a.n1, a.n0 - a.x0, a.n0}, Less)
		if !near(g.PValue, fail.PValue) {
			t.Errorf("%v: %v, with failures for events %v", a, g.PValue, fail.PValue)
		}
	})
}

// One more event in the programme group never speaks less for the programme.
func TestTestsAreMonotone(t *testing.T) {
	eachTest(t, func(t *testing.T, method string, p func(a table, alternative Alternative) Test, a table) {
		more := table{a.x1 + 1, a.n1, a.x0, a.n0}
		if more.x1 > a.n1 || a.n1 > 1000 {
			return
		}
		if before, after := p(a, Greater).PValue, p(more, Greater).PValue; after > before+1e-10 {
			t.Errorf("%v: %v, with one event more %v", a, before, after)
		}
	})
}

// The exact tests hold their level at every rate: the probability of p ≤ α is at
// most α. Barnard's and Boschloo's are tests of that kind, and so is Fisher's.
func TestExactTestsHoldTheirLevel(t *testing.T) {
	const n1, n0 = 6.0, 4.0
	e := newEnumeration(table{0, n1, 0, n0})
	for _, method := range []string{"barnard-pooled", "boschloo-2xmin", "fisher-exact"} {
		f, _ := TwoSampleTest(method)
		for _, alternative := range []Alternative{TwoSided, Greater, Less} {
			for _, alpha := range []float64{0.01, 0.05, 0.3} {
				e.mark(func(x1, x0 float64) bool {
					r, err := f(x1, n1, x0, n0, 0, alternative)
					if err != nil {
						t.Fatal(err)
					}
					return r.PValue <= alpha
				})
				if size := e.worstNull(); size > alpha+1e-9 {
					t.Errorf("%s %s at %v: rejects with probability %v", method, alternative, alpha, size)
				}
			}
		}
	}
}

// p ≤ α exactly where the interval at 1 − α does not hold the margin.
func TestScoreTestsAgreeWithTheirIntervals(t *testing.T) {
	for _, pair := range []struct {
		interval TwoSampleFunc
		test     TwoSampleTestFunc
	}{{Mee, FarringtonManning}, {MiettinenNurminen, MiettinenNurminenTest}} {
		for _, a := range testTables("mn-score-z") {
			for _, level := range []float64{0.5, 0.9, 0.95, 0.99} {
				e, err := pair.interval(a.x1, a.n1, a.x0, a.n0, level)
				if err != nil {
					t.Fatal(err)
				}
				for margin, alternative := range map[float64]Alternative{e.Lo: Greater, e.Hi: Less} {
					if math.Abs(margin) == 1 || a.n1 > 1e6 && margin*margin > 0.99 {
						continue
					}
					r, err := pair.test(a.x1, a.n1, a.x0, a.n0, margin, alternative)
					if err != nil || math.Abs(r.PValue-(1-level)/2) > 1e-7 {
						t.Errorf("%v: one-sided p of %v is %v at a limit of level %v: %v", a, margin, r.PValue, level, err)
					}
				}
			}
		}
	}
}

func TestTwoSampleTestRefusesBadInput(t *testing.T) {
	nan := math.NaN()
	for _, method := range TwoSampleTestMethods() {
		f, _ := TwoSampleTest(method)
		for want, a := range map[string][5]float64{
			"n1 is 0": {0, 0, 1, 3, 0}, "n0 is 0": {1, 3, 0, 0, 0}, "x1 is 4, more than n1": {4, 3, 1, 3, 0},
			"x0 is NaN": {1, 3, nan, 3, 0}, "x1 is 0.5": {0.5, 3, 1, 3, 0},
			"margin is 1": {1, 3, 1, 3, 1}, "margin is -1": {1, 3, 1, 3, -1}, "margin is NaN": {1, 3, 1, 3, nan},
		} {
			if _, err := f(a[0], a[1], a[2], a[3], a[4], Greater); err == nil || !strings.HasPrefix(err.Error(), method+": "+want) {
				t.Errorf("%s %v: %v, want %q", method, a, err, want)
			}
		}
		if _, err := f(1, 3, 1, 3, 0, "bigger"); err == nil || !strings.Contains(err.Error(), `alternative is "bigger"`) {
			t.Errorf("%s: %v", method, err)
		}
		_, err := f(1, 3, 1, 3, 0.1, Greater)
		if score := strings.HasSuffix(method, "z") && !strings.HasPrefix(method, "pearson") && method != "nminus1-z"; (err == nil) != score {
			t.Errorf("%s with a margin: %v", method, err)
		}
	}
	for _, f := range []TwoSampleTestFunc{Barnard, Boschloo} {
		if _, err := f(1, 1000, 1, 1000, 0, TwoSided); err == nil || !strings.Contains(err.Error(), "at most 20000") {
			t.Error(err)
		}
	}
	if _, err := FisherExact(1, 2e10, 1, 3, 0, TwoSided); err == nil || !strings.Contains(err.Error(), "10^10") {
		t.Error(err)
	}
}

func TestTwoSampleTestNames(t *testing.T) {
	if names := TwoSampleTestMethods(); len(names) != 9 || !slices.IsSorted(names) {
		t.Errorf("%q", names)
	}
	if _, ok := TwoSampleTest("fisher_exact"); !ok {
		t.Error("underscores are not accepted")
	}
	if f, ok := TwoSampleTest("student"); ok || f != nil {
		t.Error("an unknown test was found")
	}
}
