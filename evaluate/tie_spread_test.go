package evaluate

import (
	"context"
	"errors"
	"math"
	"math/big"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"sib/cohort"
	"sib/cohort/outcome"
	"sib/contract"
	"sib/matching"
)

const synthContract = "../testdata/parquet/contract.yaml"

// shufflerOf reads a contract's people. Matching is greedy on the age, among people
// who agree in the rest, ties by position.
func shufflerOf(t testing.TB, path string) (*shuffler, *outcome.Table) {
	t.Helper()
	terms, err := contract.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	c, err := cohort.Read(context.Background(), cohortSpec(terms, dirOf(path)), nil)
	if err != nil {
		t.Fatal(err)
	}
	happened, err := outcome.Read(context.Background(), c, outcomeSpec(terms), nil)
	if err != nil {
		t.Fatal(err)
	}
	table := &happened.Tables[0]
	s := &shuffler{terms: terms, cohort: c, crowd: crowdOf(c, table)}
	s.pairs = func(people matching.People) ([]matching.Pair, error) { return greedyOnAge(c, people), nil }
	return s, table
}

func greedyOnAge(c *cohort.Cohort, people matching.People) []matching.Pair {
	byRest := map[string][]int32{}
	rest := func(i int) string {
		p := c.Profiles[people.Profile[i]]
		key := []byte{byte(p.Year - 2000)}
		for _, code := range p.Codes[1:] {
			key = append(key, byte(code))
		}
		return string(key)
	}
	age := func(i int32) float64 { return c.Domains[0].Numbers[c.Profiles[people.Profile[i]].Codes[0]] }
	for i, arm := range people.Arm {
		if arm == uint8(cohort.Comparison) {
			byRest[rest(i)] = append(byRest[rest(i)], int32(i))
		}
	}
	var out []matching.Pair
	for i, arm := range people.Arm {
		pool := byRest[rest(i)]
		if arm != uint8(cohort.Programme) || len(pool) == 0 {
			continue
		}
		best := 0
		for k, j := range pool {
			if math.Abs(age(j)-age(int32(i))) < math.Abs(age(pool[best])-age(int32(i))) {
				best = k
			}
		}
		out = append(out, matching.Pair{Focal: int32(i), Match: pool[best], K: 1})
		byRest[rest(i)] = slices.Delete(pool, best, best+1)
	}
	return out
}

func drawn(t testing.TB, s *shuffler, n int) []draw {
	t.Helper()
	out, err := s.drawAll(context.Background(), n, func(string, int64, int64) {})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestTieSpreadWanders recounts the draws of the synthetic people one by one.
func TestTieSpreadWanders(t *testing.T) {
	s, _ := shufflerOf(t, synthContract)
	const draws = 60
	all := drawn(t, s, draws)
	got := s.summarise(all)
	var points []float64
	met := 0
	for i := range draws {
		people := s.crowd.shuffled(s.seeded(i))
		pairs, _ := s.pairs(people.People)
		d := plainDifference(people, pairs)
		points = append(points, d)
		if d >= 0.1 {
			met++
		}
	}
	slices.Sort(points)
	pooled := got.Results[len(got.Results)-1]
	want := Range{draws, points[0], points[2], points[29], points[56], points[59]}
	for i, pair := range [][2]float64{{pooled.Difference.Min, want.Min}, {pooled.Difference.P05, want.P05}, {pooled.Difference.Median, want.Median},
		{pooled.Difference.P95, want.P95}, {pooled.Difference.Max, want.Max}} {
		if math.Abs(pair[0]-pair[1]) > 1e-12 {
			t.Errorf("quantile %d is %v, want %v", i, pair[0], pair[1])
		}
	}
	if pooled.Cohort != 0 || pooled.Difference.N != draws || want.Max-want.Min < 0.01 {
		t.Errorf("pooled %+v", pooled)
	}
	if th := got.Thresholds; len(th) != 1 || th[0].Met != met || th[0].Missed != draws-met || th[0].Rule != "reward" {
		t.Errorf("thresholds %+v, want %d met", th, met)
	}
	if got.Due == nil || got.DueError != "" || got.Due.Min.Cmp(got.Due.Max) > 0 || (met == draws) != (got.Due.Min.Sign() > 0) {
		t.Errorf("due %+v, %q with %d of %d met", got.Due, got.DueError, met, draws)
	}
	if len(got.Results) != 4 || got.Results[0].Cohort != 2014 || got.Results[0].Relative == nil || got.Seed == "" {
		t.Errorf("%+v", got)
	}
}

// plainDifference is that of 1:1 pairs with all outcomes known.
func plainDifference(people crowd, pairs []matching.Pair) float64 {
	var sum float64
	for _, p := range pairs {
		sum += float64(flag(people.results[p.Focal] == placed) - flag(people.results[p.Match] == placed))
	}
	return sum / float64(len(pairs))
}

func TestTieSpreadDoesNotDependOnCores(t *testing.T) {
	s, _ := shufflerOf(t, synthContract)
	want := s.summarise(drawn(t, s, 9))
	old := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(old)
	for _, cores := range []int{1, 3, 7} {
		runtime.GOMAXPROCS(cores)
		if got := s.summarise(drawn(t, s, 9)); !reflect.DeepEqual(got, want) {
			t.Errorf("%d cores: %+v, want %+v", cores, got, want)
		}
	}
	s.terms.Digest = "sha256:another"
	if got := s.summarise(drawn(t, s, 9)); reflect.DeepEqual(got.Results, want.Results) {
		t.Error("another contract has the same shuffles")
	}
}

// TestCrowdIsEverybody counts the list and its shuffles.
func TestCrowdIsEverybody(t *testing.T) {
	s, table := shufflerOf(t, duoContract)
	for _, people := range []crowd{s.crowd, s.crowd.shuffled(s.seeded(3))} {
		n, observed, hits := make([][2]int64, len(s.cohort.Profiles)), make([][2]int64, len(s.cohort.Profiles)), make([][2]int64, len(s.cohort.Profiles))
		for i, p := range people.Profile {
			n[p][people.Arm[i]]++
			observed[p][people.Arm[i]] += flag(people.results[i] != unobserved)
			hits[p][people.Arm[i]] += flag(people.results[i] == placed)
		}
		for i, p := range s.cohort.Profiles {
			if n[i] != p.N || observed[i] != table.Observed[i] || hits[i] != table.Placed[i] {
				t.Fatalf("profile %d: %v %v %v", i, n[i], observed[i], hits[i])
			}
		}
	}
}

// TestDrawByHand: three focal people, one without an outcome, and matches that are
// shared, missing or used twice.
func TestDrawByHand(t *testing.T) {
	s := &shuffler{cohort: &cohort.Cohort{Years: []int{2014}, Profiles: []cohort.Profile{{Year: 2014}}}, terms: &contract.Terms{}}
	people := crowd{matching.People{Profile: make([]int32, 8), Arm: []uint8{0, 0, 0, 0, 1, 1, 1, 1}},
		[]result{placed, failed, unobserved, placed, placed, failed, unobserved, placed}}
	pairs := []matching.Pair{
		{Focal: 0, Match: 4, K: 1}, {Focal: 0, Match: 5, K: 2}, // 1/2
		{Focal: 1, Match: 4, K: 1}, {Focal: 1, Match: 6, K: 2}, // 1, as 6 has no outcome
		{Focal: 2, Match: 7, K: 1}, // does not count
		{Focal: 3, Match: 6, K: 1}, // nobody to compare with
	}
	for _, year := range []int{2014, 0} {
		got := s.measure(people, pairs, year)
		// Weights 3/2 and 1/2: (3/2 + 1/2)²/(9/4 + 1/4) = 1.6.
		if got.n != 2 || got.events != 1 || got.own.Cmp(big.NewRat(1, 2)) != 0 || got.matched.Cmp(big.NewRat(3, 4)) != 0 || math.Abs(got.ess-1.6) > 1e-15 {
			t.Errorf("%d: %+v", year, got)
		}
	}
	if got := s.measure(people, pairs, 2015); got.n != 0 {
		t.Errorf("2015: %+v", got)
	}
	s.spec.Estimand = matching.OnControl
	if p1, p0 := s.rates(s.measure(people, pairs, 0)); p1.Cmp(big.NewRat(3, 4)) != 0 || p0.Cmp(big.NewRat(1, 2)) != 0 {
		t.Errorf("the arms are not swapped: %v and %v", p1, p0)
	}
}

// TestTieSpreadSaysWhyItDoesNotDecide.
func TestTieSpreadSaysWhyItDoesNotDecide(t *testing.T) {
	s, _ := shufflerOf(t, synthContract)
	terms := *s.terms
	s.terms = &terms
	terms.Measures = slices.Clone(terms.Measures)
	terms.Measures[0].Statistic = contract.LowerBound
	got := s.summarise(drawn(t, s, 5))
	if got.Due == nil || got.DueError != "" {
		t.Errorf("the weighted Newcombe interval takes pairs, but: %q", got.DueError)
	}
	terms.Interval.Method = contract.StratifiedScore
	got = s.summarise(drawn(t, s, 5))
	if got.Due != nil || got.Thresholds != nil || !strings.Contains(got.DueError, "strata") || got.Results[0].Difference.N != 5 {
		t.Errorf("%+v", got)
	}
	s.spec.Estimand = matching.OnControl
	if got := s.summarise(drawn(t, s, 2)); !strings.Contains(got.DueError, "ATC") {
		t.Errorf("%q", got.DueError)
	}
}

func TestTieSpreadStops(t *testing.T) {
	s, _ := shufflerOf(t, synthContract)
	quiet := func(string, int64, int64) {}
	if _, err := s.drawAll(t.Context(), 0, quiet); err == nil {
		t.Error("no draws")
	}
	ctx, cancel := context.WithCancel(t.Context())
	_, err := s.drawAll(ctx, 50, func(_ string, done, _ int64) {
		if done == 2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	broken := errors.New("broken")
	s.pairs = func(matching.People) ([]matching.Pair, error) { return nil, broken }
	if _, err := s.drawAll(t.Context(), 3, quiet); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	s.pairs = func(matching.People) ([]matching.Pair, error) { return nil, nil }
	if _, err := s.drawAll(t.Context(), 3, quiet); err == nil {
		t.Error("nobody is matched, and nobody says so")
	}
}

func TestQuantileIsAValue(t *testing.T) {
	values := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20}
	for percent, want := range map[int]float64{5: 1, 6: 2, 50: 10, 95: 19, 96: 20} {
		if got := quantile(values, percent); got != want {
			t.Errorf("%d %%: %v, want %v", percent, got, want)
		}
	}
	if got := quantile([]int{7}, 5); got != 7 {
		t.Errorf("of one: %d", got)
	}
}

// TestUsualSpec: another method than nearest becomes greedy 1:1 in the same cells.
func TestUsualSpec(t *testing.T) {
	terms, err := contract.Load(synthContract)
	if err != nil {
		t.Fatal(err)
	}
	own := specOf(terms)
	got, words := usualSpec(terms)
	if got.Method != matching.Nearest || !got.Distance.Linear || got.Distance.Metric != matching.Propensity ||
		!reflect.DeepEqual(got.Covariates, own.Covariates) || !strings.Contains(words, "greedy 1:1") {
		t.Errorf("%+v, %q", got, words)
	}
}

// TestSharedTiesAreTheDesignsOwnAnswer compares with a run of the contract, and with a
// design that cannot be carried out.
func TestSharedTiesAreTheDesignsOwnAnswer(t *testing.T) {
	s, table := shufflerOf(t, synthContract)
	s.spec = specOf(s.terms)
	spread := s.summarise(drawn(t, s, 1))
	s.shareTies(spread, table)
	for i, r := range run(t, synthContract).Results {
		got := spread.Results[i]
		if got.Cohort != r.Cohort || got.Shared == nil || math.Abs(*got.Shared-r.Difference.Value) > 1e-12 {
			t.Errorf("cohort %d: %v, want %v", r.Cohort, got.Shared, r.Difference.Value)
		}
	}
	s.spec.Method = "none"
	s.shareTies(spread, table)
	for _, r := range spread.Results {
		if r.SharedError == "" {
			t.Errorf("cohort %d: no reason", r.Cohort)
		}
	}
}

func BenchmarkTieSpread(b *testing.B) {
	s, _ := shufflerOf(b, synthContract)
	for b.Loop() {
		s.summarise(drawn(b, s, 200))
	}
}
