package matching

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"testing"

	"sib/cohort"
)

// The quantiles are those of R 4.2.2's quantile(x, (1:(k-1))/k, type = 7).
func TestQuantileCutsReference(t *testing.T) {
	c := readCrowd(t)
	for _, tt := range []struct {
		k    int
		want string
	}{{2, "25"}, {3, "23 27"}, {4, "22 25 28"}, {5, "21 24 26 28"}, {7, "21 23 24 26 27 29"}, {10, "20 21 23 24 25 26 27 28 30"}} {
		got := fmt.Sprint(quantileCuts(c.Domains[0].Numbers, peopleByValue(c.Cohort, 0), tt.k))
		if got != "["+tt.want+"]" {
			t.Errorf("%d quantiles of age: %s, want %s", tt.k, got, tt.want)
		}
	}
	for _, tt := range []struct {
		k    int
		want []float64
	}{{3, []float64{2, 7}}, {4, []float64{1.5, 3.5, 7}}, {5, []float64{1.2, 2.6, 5.6, 7}}} {
		got := quantileCuts([]float64{1, 2, 3.5, 5, 7, 10}, []int64{2, 1, 1, 0, 2, 1}, tt.k)
		for i := range tt.want {
			if math.Abs(got[i]-tt.want[i]) > 1e-12 {
				t.Errorf("%d quantiles: %v, want %v", tt.k, got, tt.want)
			}
		}
	}
}

// Quantiles from counts are quantiles of the people written out.
func TestQuantileCutsOfPeople(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 1))
	for range 200 {
		numbers, n := []float64{}, []int64{}
		var all []float64
		for v := range 1 + rng.IntN(12) {
			numbers, n = append(numbers, float64(v)*1.5), append(n, int64(rng.IntN(4)))
			for range n[v] {
				all = append(all, numbers[v])
			}
		}
		k := 2 + rng.IntN(6)
		got := quantileCuts(numbers, n, k)
		if len(all) == 0 {
			if got != nil {
				t.Fatalf("cuts %v of nobody", got)
			}
			continue
		}
		for i := 1; i < k; i++ {
			h := float64(len(all)-1) * float64(i) / float64(k)
			low := int(math.Floor(h + 1e-9))
			high := min(low+1, len(all)-1)
			want := all[low] + (h-float64(low))*(all[high]-all[low])
			if math.Abs(got[i-1]-want) > 1e-9 {
				t.Fatalf("%v, %d/%d: %v, want %v", all, i, k, got[i-1], want)
			}
		}
	}
}

// The numbers of bins are those of R 4.2.2's nclass.Sturges.
func TestSturgesReference(t *testing.T) {
	for n, want := range map[int64]int{1: 1, 2: 2, 3: 3, 4: 3, 5: 4, 8: 4, 9: 5, 16: 5, 17: 6, 4320: 14, 1000000: 21} {
		if got := sturges(n); got != want {
			t.Errorf("%d people: %d bins, want %d", n, got, want)
		}
	}
}

// ofNumbers makes a cohort of numbers, one programme and one comparison person each.
func ofNumbers(kind cohort.Kind, numbers ...float64) *cohort.Cohort {
	c := &cohort.Cohort{Years: []int{2014}, Domains: []cohort.Domain{{Covariate: cohort.Covariate{Name: "x", Kind: kind}, Numbers: numbers}}}
	for i, x := range numbers {
		c.Domains[0].Labels = append(c.Domains[0].Labels, decimal(x))
		c.Profiles = append(c.Profiles, cohort.Profile{Year: 2014, Codes: []uint32{uint32(i)}, N: [2]int64{1, 1}})
	}
	return c
}

func TestRuleLabels(t *testing.T) {
	ages := []float64{18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33}
	for _, tt := range []struct {
		kind    cohort.Kind
		numbers []float64
		cov     Covariate
		want    string
	}{
		{cohort.Integer, ages, Covariate{Rule: EqualWidth, Bins: 3}, "to 22|23–27|from 28"},
		{cohort.Integer, ages, Covariate{Rule: EqualWidth, Bins: 40}, "to 18|19|20|21|22|23|24|25|26|27|28|29|30|31|32|from 33"},
		{cohort.Integer, ages, Covariate{Rule: Sturges}, "to 20|21–22|23–25|26–27|28–30|from 31"},
		{cohort.Number, []float64{0, 1, 2, 3, 10}, Covariate{Rule: EqualWidth, Bins: 3}, "below 3.3|from 3.3"},
		{cohort.Number, []float64{0.125, 0.25, 1.0 / 3, 0.5}, Covariate{Rule: Quantiles, Bins: 2}, "below 0.3|from 0.3"},
		{cohort.Number, []float64{7}, Covariate{Rule: EqualWidth, Bins: 3}, "any"},
		{cohort.Number, nil, Covariate{Rule: Sturges}, "any"},
	} {
		tt.cov.Name, tt.cov.Mode = "x", Coarsened
		b, err := tt.cov.bins(ofNumbers(tt.kind, tt.numbers...), 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(b.labels, "|"); got != tt.want {
			t.Errorf("%v of %v: %s, want %s", tt.cov, tt.numbers, got, tt.want)
		}
	}
}

// Writing a cut with fewer digits moves nobody, and no bin is empty.
func TestRulesFillTheirBins(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 2))
	for range 300 {
		var numbers []float64
		for range 2 + rng.IntN(60) {
			numbers = append(numbers, math.Round(rng.NormFloat64()*1000)/[]float64{1, 7, 1000}[rng.IntN(3)])
		}
		slices.Sort(numbers)
		numbers = slices.Compact(numbers)
		c := ofNumbers(cohort.Number, numbers...)
		for _, cov := range []Covariate{{Rule: EqualWidth, Bins: 2 + rng.IntN(9)}, {Rule: Quantiles, Bins: 2 + rng.IntN(9)}, {Rule: Sturges}} {
			cov.Name, cov.Mode = "x", Coarsened
			b, err := cov.bins(c, 0)
			if err != nil {
				t.Fatal(err)
			}
			raw := equalCuts(numbers, cov.Bins)
			switch cov.Rule {
			case Sturges:
				raw = equalCuts(numbers, sturges(int64(2*len(numbers))))
			case Quantiles:
				raw = quantileCuts(numbers, peopleByValue(c, 0), cov.Bins)
			}
			used := map[uint32]bool{}
			for i := range numbers {
				used[b.of[i]] = true
				if i > 0 && (b.of[i] != b.of[i-1]) != (sort.SearchFloat64s(raw, math.Nextafter(numbers[i], math.Inf(1))) != sort.SearchFloat64s(raw, math.Nextafter(numbers[i-1], math.Inf(1)))) {
					t.Fatalf("%+v parts %v and %v otherwise than the cuts %v", cov, numbers[i-1], numbers[i], raw)
				}
			}
			if len(used) != len(b.labels) {
				t.Fatalf("%+v: %d bins of which %d are used", cov, len(b.labels), len(used))
			}
		}
	}
}
