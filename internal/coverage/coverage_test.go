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
	p := plan{[]oneRate{6}, []sample{{6, 7}}, []matched{{30, 200}, {15, 300}}, []pairs{5}, []sets{4, 9}, 2*blockSize + 30}
	one, many := run(p, 1), run(p, 7)
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
	for _, r := range append(one.Matched, one.Sets...) {
		for i, method := range r.Methods {
			for e, cell := range r.Tallies[i] {
				if cell.Total != 2*blockSize+30 {
					t.Errorf("%s %s, effect %d: %v draws", r.Title, method, e, cell.Total)
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

// The committed document was made by this code: one enumerated size of each kind, all
// its methods and effects.
func TestDocumentIsCurrentWhereEnumerated(t *testing.T) {
	s := run(plan{Rates: []oneRate{15}, Samples: []sample{{10, 10}}, Pairs: []pairs{15}}, 2)
	for i, r := range append(append(s.Rates, s.Samples...), s.Pairs...) {
		var b bytes.Buffer
		columns := constantEffectNames()
		if i < len(s.Rates) {
			columns = trueRateNames()
		}
		writeTable(&b, columns, r, 2)
		if got, want := strings.TrimSpace(b.String()), strings.Join(section(t, r.Title), "\n"); got != want {
			t.Errorf("run go run ./internal/coverage: computed now:\n%s\nin docs/coverage.md:\n%s", got, want)
		}
	}
}

// And one drawn cell of each kind, with all draws, for the methods that take no time.
func TestDocumentIsCurrentWhereDrawn(t *testing.T) {
	const design, effect = 3, 1
	inStrata, err := named(matchedMethods(), "weighted-newcombe", "att-wald-hc0", "att-wald-within-stratum", "mh-sato", "mh-greenland-robins",
		"strat-newcombe-att", "att-newcombe-census", unweighted)
	if err != nil {
		t.Fatal(err)
	}
	d := matchedDesigns[design]
	holdsCell(t, d.String(), d.cells(design, inStrata), effect)
	const small = 2
	ofPeople, err := named(setsMethods(), "people-newcombe", "set-difference")
	if err != nil {
		t.Fatal(err)
	}
	holdsCell(t, setsDesigns[small].String(), setsDesigns[small].cells(small, ofPeople), effect)
}

// holdsCell draws one effect of a design again and looks it up in its table.
func holdsCell[T any](t *testing.T, title string, cells []cell[T], effect int) {
	t.Helper()
	w := &workload{}
	r := drawn(w, title, 0, cells[effect:effect+1], 10_000)
	w.work(2)
	lines := section(t, title)
	for i, name := range r.Methods {
		found := false
		for _, line := range lines {
			columns := strings.Split(line, "|")
			if strings.TrimSpace(columns[1]) != name {
				continue
			}
			found = true
			if got, want := cellText(r.Tallies[i][0], 1), strings.TrimSpace(columns[2+effect]); got != want {
				t.Errorf("run go run ./internal/coverage: %s, %s is %s now, %s in docs/coverage.md", title, name, got, want)
			}
		}
		if !found {
			t.Errorf("%s: no line for %s", title, name)
		}
	}
}

// Every method is in the document: adding one means running it again.
func TestDocumentHasAllMethods(t *testing.T) {
	want := map[string][]string{}
	for _, d := range samples {
		want[d.String()] = names(d.methods())
	}
	for _, d := range matchedDesigns {
		want[d.String()] = names(matchedMethods())
	}
	for _, d := range pairsDesigns {
		want[d.String()] = names(pairsMethods())
	}
	for _, d := range setsDesigns {
		want[d.String()] = names(setsMethods())
	}
	for title, methods := range want {
		table := strings.Join(section(t, title), "\n")
		for _, name := range methods {
			if !strings.Contains(table, "| "+name+" |") {
				t.Errorf("%s: no line for %s", title, name)
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
		large := sample{100, 1300}
		m, err := named(large.methods(), tt.method)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range large.enumerate(m[0]) {
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
	for _, words := range []string{fmt.Sprintf(intro, draws, standardError(draws)), samplesIntro, matchedIntro, pairsIntro(), setsIntro()} {
		if !bytes.Contains(doc, []byte(words)) {
			t.Errorf("run go run ./internal/coverage: docs/coverage.md does not say\n%s", words)
		}
	}
}

func TestWrite(t *testing.T) {
	if err := write(t.TempDir(), 0); err == nil || !strings.Contains(err.Error(), "-draws is 0") {
		t.Errorf("%v", err)
	}
	if _, err := named(setsMethods(), "no such method"); err == nil || !strings.Contains(err.Error(), strconv.Quote("no such method")) {
		t.Errorf("%v", err)
	}
	for _, name := range []string{"coverage.svg", "coverage-independent.svg", "coverage-pairs.svg", "coverage-sets.svg"} {
		if _, err := os.Stat(filepath.Join("../../docs/images", name)); err != nil {
			t.Error(err)
		}
	}
}
