package main

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"sib/stats"
)

// Few draws on one worker and on many: the same bytes.
func TestWorkersDoNotMatter(t *testing.T) {
	designs := []matched{{30, 200}, {15, 300}}
	one, many := run([]sample{{6, 7}}, designs, 2*blockSize+30, 1), run([]sample{{6, 7}}, designs, 2*blockSize+30, 7)
	if !bytes.Equal(one.markdown(), many.markdown()) {
		t.Error("the number of workers changes the result")
	}
	a, err := one.figures()
	if err != nil {
		t.Fatal(err)
	}
	b, err := many.figures()
	if err != nil {
		t.Fatal(err)
	}
	for name := range a {
		if !bytes.Equal(a[name], b[name]) {
			t.Errorf("%s differs", name)
		}
	}
	for _, r := range one.Matched {
		for i, method := range r.Methods {
			for e, cell := range r.Tallies[i] {
				if cell.Total != 2*blockSize+30 {
					t.Errorf("%s %s, effect %d: %v draws", r.Design, method, e, cell.Total)
				}
			}
		}
	}
}

// section returns the lines of a table of the committed document.
func section(t *testing.T, title string) []string {
	t.Helper()
	doc, err := os.ReadFile("../../docs/coverage.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(doc), "\n### "+title+"\n")
	if !ok {
		t.Fatalf("docs/coverage.md has no table %q", title)
	}
	table, _, _ := strings.Cut(rest, "\n#")
	return strings.Split(strings.TrimSpace(table), "\n")
}

// The committed document was made by this code: one enumerated size, all its
// methods and effects.
func TestDocumentIsCurrentForSamples(t *testing.T) {
	design := sample{10, 10}
	var b bytes.Buffer
	r := run([]sample{design}, nil, 1, 2).Samples[0]
	writeTable(&b, sampleEffectNames(), r.Methods, r.Tallies, 2)
	if got, want := strings.TrimSpace(b.String()), strings.Join(section(t, design.String()), "\n"); got != want {
		t.Errorf("run go run ./internal/coverage: computed now:\n%s\nin docs/coverage.md:\n%s", got, want)
	}
}

// And one drawn cell, with all draws, for the methods that take no time.
func TestDocumentIsCurrentForMatched(t *testing.T) {
	const design, effect, draws = 3, 1, 10_000
	methods, err := named("weighted-newcombe", "att-wald-hc0", "att-wald-within-stratum", "mh-sato", "mh-greenland-robins",
		"strat-newcombe-att", "att-newcombe-census", unweighted)
	if err != nil {
		t.Fatal(err)
	}
	tallies := make([]tally, len(methods))
	jobs, merge := matchedJobs(matchedDesigns[design], methods, effect, seedOf(design, effect), draws, func(m int) *tally { return &tallies[m] })
	work(jobs, 2)
	merge()
	lines := section(t, matchedDesigns[design].String())
	for i, m := range methods {
		found := false
		for _, line := range lines {
			cells := strings.Split(line, "|")
			if strings.TrimSpace(cells[1]) != m.Name {
				continue
			}
			found = true
			if got, want := cellText(tallies[i], 1), strings.TrimSpace(cells[2+effect]); got != want {
				t.Errorf("run go run ./internal/coverage: %s is %s now, %s in docs/coverage.md", m.Name, got, want)
			}
		}
		if !found {
			t.Errorf("no line for %s", m.Name)
		}
	}
}

// Every method of package stats is in the document: adding one means running it again.
func TestDocumentHasAllMethods(t *testing.T) {
	for _, d := range samples {
		table := strings.Join(section(t, d.String()), "\n")
		for _, name := range stats.TwoSampleMethods() {
			if d.measures(name) && !strings.Contains(table, "| "+name+" |") {
				t.Errorf("%s: no line for %s", d, name)
			}
		}
	}
	for _, d := range matchedDesigns {
		table := strings.Join(section(t, d.String()), "\n")
		for _, m := range matchedMethods() {
			if !strings.Contains(table, "| "+m.Name+" |") {
				t.Errorf("%s: no line for %s", d, m.Name)
			}
		}
	}
}

// Published coverage of the same cells: exact enumeration, 100 v 1300 people.
func TestEnumerationAgreesWithPublishedCoverage(t *testing.T) {
	for _, tt := range []struct {
		method   string
		lo, hi   float64 // coverage in percent, smallest and largest over effects
		payWorst float64
	}{
		{"wald", 94.44, 94.63, 2.78},
		{"newcombe", 95.01, 95.04, 2.80},
	} {
		lo, hi, worst := math.Inf(1), math.Inf(-1), 0.0
		for _, c := range (sample{100, 1300}).enumerate(tt.method) {
			lo, hi, worst = min(lo, c.coverage()), max(hi, c.coverage()), max(worst, c.payMiss())
		}
		for _, d := range []float64{lo - tt.lo, hi - tt.hi, worst - tt.payWorst} {
			if math.Abs(d) > 0.00501 {
				t.Errorf("%s: coverage %.3f to %.3f, pay-side misses %.3f; published %+v", tt.method, lo, hi, worst, tt)
			}
		}
	}
}

func TestPopulationAddsUp(t *testing.T) {
	var programme, comparison float64
	lowest, highest := 1.0, 0.0
	kinds := population()
	for _, k := range kinds {
		programme += k.programme
		comparison += k.comparison
		lowest, highest = min(lowest, k.rate), max(highest, k.rate)
		for _, e := range matchedEffects {
			if r := k.rate + e.At(k.rate); !(r >= 0 && r <= 1) || e.At(k.rate) < -1e-15 || e.At(k.rate) > 0.2+1e-15 {
				t.Errorf("effect %s: rate %v", e.Name, r)
			}
		}
	}
	if len(kinds) != 72 || math.Abs(programme-1) > 1e-12 || math.Abs(comparison-1) > 1e-12 || math.Abs(lowest-0.08) > 1e-12 || math.Abs(highest-0.56) > 1e-12 {
		t.Errorf("%d kinds, shares %v and %v, rates %v to %v", len(kinds), programme, comparison, lowest, highest)
	}
}

func TestBinomial(t *testing.T) {
	for _, n := range []int{10, 334, 3900} {
		sum, mean := 0.0, 0.0
		for x, p := range binomial(n, comparisonRate) {
			sum += p
			mean += p * float64(x)
		}
		if math.Abs(sum-1) > 1e-9 || math.Abs(mean-comparisonRate*float64(n)) > 1e-5 {
			t.Errorf("n = %d: sum %v, mean %v", n, sum, mean)
		}
	}
}

func TestTally(t *testing.T) {
	var c tally
	c.add(stats.Estimate{Lo: 0.1, Hi: 0.3}, nil, 0.1, 1)  // on the limit is inside
	c.add(stats.Estimate{Lo: 0.1, Hi: 0.3}, nil, 0.05, 1) // pays for too much
	c.add(stats.Estimate{Lo: 0.1, Hi: 0.3}, nil, 0.4, 1)  // the other side
	c.add(stats.Estimate{Lo: 0.2, Hi: 0.2}, nil, 0.2, 1)  // no width, by luck right
	c.add(stats.Estimate{}, os.ErrInvalid, 0.2, 1)
	if c.coverage() != 50 || c.payMiss() != 25 || c.undefined() != 20 || math.Abs(c.width()-15) > 1e-12 {
		t.Errorf("%+v", c)
	}
}

// The words around the tables are those of the code.
func TestDocumentHasTheWords(t *testing.T) {
	doc, err := os.ReadFile("../../docs/coverage.md")
	if err != nil {
		t.Fatal(err)
	}
	const draws = 10_000
	for _, words := range []string{fmt.Sprintf(intro, draws, len(matchedEffects), standardError(draws)), samplesIntro, matchedIntro} {
		if !bytes.Contains(doc, []byte(words)) {
			t.Errorf("run go run ./internal/coverage: docs/coverage.md does not say\n%s", words)
		}
	}
}

func TestWrite(t *testing.T) {
	if err := write(t.TempDir(), 0); err == nil || !strings.Contains(err.Error(), "-draws is 0") {
		t.Errorf("%v", err)
	}
	if _, err := named("no such method"); err == nil || !strings.Contains(err.Error(), strconv.Quote("no such method")) {
		t.Errorf("%v", err)
	}
	for _, name := range []string{"coverage.svg", "coverage-independent.svg"} {
		if _, err := os.Stat(filepath.Join("../../docs/images", name)); err != nil {
			t.Error(err)
		}
	}
}
