package report

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sib/disclosure"
	"sib/evaluate"
)

// attacker reads the tables of a public pack. He is given more than they hold: the exact
// value of every number that is shown, and every sum. With these and the whole per cents
// he tries whole numbers for what is hidden.
type attacker struct {
	t      *testing.T
	x      []span // by cell
	index  map[string]int
	sums   []constraint
	budget int
}

type span struct{ lo, hi int64 }

// constraint holds Σ a·x between two values.
type constraint struct {
	cells  []int
	a      []float64
	lo, hi float64
}

// unknown is more people than there are.
const unknown = 4000

func (a *attacker) cell(id string, known bool, value int64) int {
	if i, ok := a.index[id]; ok {
		return i
	}
	a.index[id] = len(a.x)
	s := span{0, unknown}
	if known {
		s = span{value, value}
	}
	a.x = append(a.x, s)
	return len(a.x) - 1
}

// add says that the parts add up to the total.
func (a *attacker) add(total string, parts ...string) {
	c := constraint{}
	for i, id := range append([]string{total}, parts...) {
		at, ok := a.index[id]
		if !ok {
			a.t.Fatalf("the attacker knows no cell %q", id)
		}
		c.cells, c.a = append(c.cells, at), append(c.a, []float64{-1, 1}[min(i, 1)])
	}
	a.sums = append(a.sums, c)
}

// narrow holds every range against every constraint until nothing moves; false on a contradiction.
func (a *attacker) narrow(x []span) bool {
	const eps = 1e-7
	for moved := true; moved; {
		moved = false
		for _, c := range a.sums {
			var lo, hi float64
			for k, i := range c.cells {
				u, v := c.a[k]*float64(x[i].lo), c.a[k]*float64(x[i].hi)
				lo, hi = lo+min(u, v), hi+max(u, v)
			}
			for k, i := range c.cells {
				if c.a[k] == 0 {
					continue
				}
				u, v := c.a[k]*float64(x[i].lo), c.a[k]*float64(x[i].hi)
				from, to := (c.lo-(hi-max(u, v)))/c.a[k], (c.hi-(lo-min(u, v)))/c.a[k]
				s := span{max(x[i].lo, int64(math.Ceil(min(from, to)-eps))), min(x[i].hi, int64(math.Floor(max(from, to)+eps)))}
				if s.lo > s.hi {
					return false
				}
				if s != x[i] {
					x[i], moved = s, true
					// The sums of the constraint have moved, too: the next round takes them up.
					break
				}
			}
		}
	}
	return true
}

// exists says whether whole numbers lie within the ranges.
func (a *attacker) exists(x []span) bool {
	if a.budget--; a.budget < 0 {
		a.t.Fatal("the attacker ran out of guesses")
	}
	if !a.narrow(x) {
		return false
	}
	at, width := -1, int64(math.MaxInt64)
	for i, s := range x {
		if w := s.hi - s.lo; w > 0 && w < width {
			at, width = i, w
		}
	}
	if at < 0 {
		return true
	}
	for v := x[at].lo; v <= x[at].hi; v++ {
		guess := slices.Clone(x)
		guess[at] = span{v, v}
		if a.exists(guess) {
			return true
		}
	}
	return false
}

func (a *attacker) possible(i int, s span) bool {
	if s.lo > s.hi {
		return false
	}
	a.budget = 200_000
	x := slices.Clone(a.x)
	x[i] = s
	return a.exists(x)
}

// breaks says whether he learns of a hidden cell what package disclosure promises to keep.
func (a *attacker) breaks(i int, truth, threshold int64) bool {
	if truth < threshold {
		return !a.possible(i, span{0, 0}) || !a.possible(i, span{threshold - 1, unknown})
	}
	lo, hi := int64(0), truth
	for lo < hi {
		if mid := (lo + hi) / 2; a.possible(i, span{0, mid}) {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return !a.possible(i, span{lo + threshold - 1, unknown})
}

// leak is a mistake that a pack could make.
type leak struct {
	secondary bool // cells that only protect others are shown
	pooled    bool // the rates of all years are shown although a year is hidden
}

// attack reads the tables and counts the hidden cells that the attacker breaks.
func attack(t *testing.T, e *evaluate.Evaluation, files map[string][]byte, l leak) (broken, hidden int) {
	t.Helper()
	a := &attacker{t: t, index: map[string]int{}}
	r := tableReader{attacker: a, e: e, threshold: int64(e.Contract.Disclosure.Threshold), truth: map[string]int64{}, why: map[string]disclosure.Reason{}, leak: l}
	reg, err := register(e)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range reg.cells.Cells {
		r.why[c.ID] = c.Reason
	}
	r.results(files)
	r.flow(files)
	r.subGroups(files)
	for id, i := range a.index {
		if s := a.x[i]; s.lo == s.hi {
			continue
		}
		hidden++
		if a.breaks(i, r.truth[id], r.threshold) {
			broken++
		}
	}
	return broken, hidden
}

// tableReader gives the attacker what tables hold.
type tableReader struct {
	*attacker
	e         *evaluate.Evaluation
	threshold int64
	truth     map[string]int64
	why       map[string]disclosure.Reason
	leak      leak
}

func rowsIn(t *testing.T, b []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

// take reads one cell of a table: "[c]", or its count rounded to 5. id is its name in the
// suppression log, under which a leak finds it.
func (r *tableReader) take(text, id string, truth int64) string {
	r.t.Helper()
	known := text != suppressed
	if known {
		v, err := strconv.ParseInt(text, 10, 64)
		if err != nil || v%roundedTo != 0 || max(v-truth, truth-v) > roundedTo/2 {
			r.t.Fatalf("%s is %d and shown as %q", id, truth, text)
		}
		if truth < r.threshold {
			r.t.Fatalf("%s is %d, below %d, and shown", id, truth, r.threshold)
		}
	}
	known = known || r.leak.secondary && r.why[id] == disclosure.Secondary
	r.truth[id] = truth
	r.cell(id, known, truth)
	return id
}

// results are the groups of the binding outcome, in years and pooled, with their rates.
func (r *tableReader) results(files map[string][]byte) {
	rows := rowsIn(r.t, files["tables/results.csv"])
	var parts [2][3][]string
	for i, row := range rows {
		x := r.e.Results[i]
		var ids [2][3]string
		for arm := range ids {
			rate := rateOf(x, arm)
			who := row[1] + " " + []string{"programme", "comparison"}[arm]
			for k, v := range []int64{rate.N, rate.Events, rate.N - rate.Events} {
				ids[arm][k] = r.take(row[2+3*arm+k], who+[]string{" n", " placed", " not placed"}[k], v)
				if row[1] != "pooled" {
					parts[arm][k] = append(parts[arm][k], ids[arm][k])
				} else {
					r.add(ids[arm][k], parts[arm][k]...)
				}
			}
			r.add(ids[arm][0], ids[arm][1], ids[arm][2])
		}
		r.effect(row, x, len(rows) > 1 && row[1] == "pooled")
	}
}

// effect reads the rates of a row. With one stratum a year the comparison rate of a year
// is that of its counts, and the one of all years a mean whose weights are known.
func (r *tableReader) effect(row []string, x evaluate.Result, pooled bool) {
	shown := row[8] != suppressed
	rates := []float64{math.Round(x.Programme.Value * 100), math.Round(x.Comparison.Value * 100)}
	for k, v := range rates {
		if shown && row[8+k] != fmt.Sprint(v) {
			r.t.Fatalf("a rate of %v%% is shown as %q", v, row[8+k])
		}
	}
	if !shown && !(pooled && r.leak.pooled) {
		return
	}
	if shown {
		r.rate(row[1]+" programme placed", x.Programme.N, rates[0])
	}
	if len(r.e.Contract.Covariates) > 1 {
		return
	}
	c := constraint{lo: rates[1] - 0.5, hi: rates[1] + 0.5}
	for _, y := range r.e.Results {
		if pooled == (y.Cohort == 0) || !pooled && y.Cohort != x.Cohort {
			continue
		}
		// The numbers of people are given to the attacker here.
		c.cells = append(c.cells, r.index[cohortCell(y.Cohort)+" comparison placed"])
		c.a = append(c.a, 100*float64(y.Programme.N)/float64(x.Programme.N)/float64(y.Comparison.N))
	}
	r.sums = append(r.sums, c)
}

func (r *tableReader) rate(id string, n int64, percent float64) {
	r.sums = append(r.sums, constraint{cells: []int{r.index[id]}, a: []float64{100 / float64(n)}, lo: percent - 0.5, hi: percent + 0.5})
}

// flow reads stages and losses; a stage is the next one and the losses between.
func (r *tableReader) flow(files map[string][]byte) {
	var losses []string
	before := [2]string{}
	for _, row := range rowsIn(r.t, files["tables/flow.csv"]) {
		arm := 0
		if row[0] == "comparison" {
			arm = 1
		}
		if row[1] == "loss" {
			id := "flow " + row[0] + " loss " + row[2]
			losses = append(losses, r.take(row[3], id, r.lost(arm, strings.Split(row[2], "; "))))
			continue
		}
		id := "flow " + row[0] + " " + row[2]
		for _, s := range r.e.Flow.Stages {
			if s.Name != row[2] {
				continue
			}
			if s.Name == evaluate.StageAnalysed {
				last := "pooled"
				if len(r.e.Contract.Cohorts) == 1 {
					last = strconv.Itoa(r.e.Contract.Cohorts[0])
				}
				id = last + " " + row[0] + " n"
			}
			r.take(row[3], id, s.N[arm])
		}
		if before[arm] != "" {
			r.add(before[arm], append(losses, id)...)
		}
		before[arm], losses = id, nil
	}
}

func (r *tableReader) lost(arm int, reasons []string) int64 {
	var n int64
	for _, s := range r.e.Flow.Stages {
		for _, l := range s.Losses {
			if slices.Contains(reasons, l.Reason) {
				n += l.N[arm]
			}
		}
	}
	return n
}

// subGroups reads the numbers of people by level, which add up to everybody.
func (r *tableReader) subGroups(files map[string][]byte) {
	last := "pooled"
	if len(r.e.Contract.Cohorts) == 1 {
		last = strconv.Itoa(r.e.Contract.Cohorts[0])
	}
	rows := rowsIn(r.t, files["tables/sub_groups.csv"])
	for k, c := range r.e.Contract.Covariates {
		var parts [2][]string
		for _, row := range rows {
			if row[0] != c.Name {
				continue
			}
			var of []evaluate.StratumResult
			for _, s := range r.e.Strata {
				if s.Values[k] == row[1] {
					of = append(of, s)
				}
			}
			x := resultOf(of, 0)
			for arm, who := range []string{"programme", "comparison"} {
				id := "sub-group " + strconv.Quote(c.Name) + " " + strconv.Quote(row[1]) + " " + who + " n"
				parts[arm] = append(parts[arm], r.take(row[2+arm], id, rateOf(x, arm).N))
			}
		}
		for arm, who := range []string{"programme", "comparison"} {
			if len(parts[arm]) > 0 {
				r.add(last+" "+who+" n", parts[arm]...)
			}
		}
	}
}

// packOf is the pack of a random evaluation, without its PDF.
func packOf(t *testing.T, e *evaluate.Evaluation) map[string][]byte {
	t.Helper()
	p, err := publish(e, english)
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{
		"tables/results.csv": p.resultsSheet().bytes(), "tables/flow.csv": p.flowSheet().bytes(), "tables/sub_groups.csv": p.subGroupsSheet().bytes(),
	}
}

func rounds() int64 {
	if testing.Short() {
		return 100
	}
	return 1000
}

func TestAttackerFailsOnThousandPacks(t *testing.T) {
	cells, with, shown, subs := 0, 0, 0, 0
	for seed := range rounds() {
		e := randomEvaluation(seed)
		files := packOf(t, e)
		broken, hidden := attack(t, e, files, leak{})
		if broken > 0 {
			t.Errorf("evaluation %d: the attacker breaks %d of %d hidden cells\n%s%s%s", seed, broken, hidden, files["tables/results.csv"], files["tables/flow.csv"], files["tables/sub_groups.csv"])
		}
		if cells += hidden; hidden > 0 {
			with++
		}
		shown += bytes.Count(files["tables/results.csv"], []byte("0.95"))*6 - bytes.Count(files["tables/results.csv"], []byte(suppressed))
		subs += bytes.Count(files["tables/sub_groups.csv"], []byte("\n")) - 1
	}
	t.Logf("%d hidden cells in %d packs; %d levels of sub-groups shown", cells, with, subs)
	if int64(with)*4 < rounds() {
		t.Errorf("only %d packs hide anything: the attacker has nothing to do", with)
	}
	if subs == 0 {
		t.Error("no sub-group is ever shown")
	}
}

// He is strong enough to find what would be a leak.
func TestAttackerFindsLeaks(t *testing.T) {
	for _, x := range []struct {
		name  string
		leak  leak
		least int64 // of a thousand packs
	}{
		{"without secondary suppression", leak{secondary: true}, 30},
		{"with the rate of all years though a year is hidden", leak{pooled: true}, 10},
	} {
		packs := int64(0)
		for seed := range rounds() {
			e := randomEvaluation(seed)
			if broken, _ := attack(t, e, packOf(t, e), x.leak); broken > 0 {
				packs++
			}
		}
		t.Logf("%s: %d packs are broken", x.name, packs)
		if packs*1000 < x.least*rounds() {
			t.Errorf("%s the attacker breaks %d of %d packs: he is too weak to prove anything", x.name, packs, rounds())
		}
	}
}
