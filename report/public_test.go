package report

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sib/cohort"
	"sib/contract"
	"sib/evaluate"
	"sib/evidence"
	"sib/matching"
)

func publicPack(t *testing.T, e *evaluate.Evaluation) map[string][]byte {
	t.Helper()
	files, err := Render(e, Options{Pack: Public})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestPublicFiles(t *testing.T) {
	want := []string{
		"figures/forest-small.svg", "figures/forest.csv", "figures/forest.svg", "figures/rates.csv", "figures/rates.svg",
		"report.html", "report.md", "report.pdf", "tables/flow.csv", "tables/results.csv", "tables/sub_groups.csv", "tables/suppression_log.csv",
	}
	for _, e := range []*evaluate.Evaluation{duo(), hostile(), randomEvaluation(7)} {
		files := publicPack(t, e)
		if got := slices.Sorted(maps.Keys(files)); !slices.Equal(got, want) {
			t.Errorf("files %q, want %q", got, want)
		}
		if again := publicPack(t, e); !reflect.DeepEqual(files, again) {
			t.Error("the same evaluation gives other bytes")
		}
		if !bytes.Contains(files["report.html"], []byte(publicLabel)) || bytes.Contains(files["report.html"], []byte(label)) {
			t.Error("the report does not say for whom it is")
		}
	}
	if _, err := Render(duo(), Options{Pack: "secret"}); err == nil || !strings.Contains(err.Error(), `"secret"`) {
		t.Errorf("a pack that is none: %v", err)
	}
}

// No exact number of the fixture, and nothing that could be guessed from it, is in a file.
func TestPublicTellsNothingExact(t *testing.T) {
	e := duo()
	forbidden := []string{
		"42.9", "33.7", "43.6", "30.5", "38.7", "33.4", "41.6", "32.4", "27.3", "28.3", "0.283", "0.428", "133", "1201", "1,201", "398",
		"1251", "1,251", "3873", "3,873", "612.4", "1874.6", "3/7", "5181613", "gain.pooled", "nobody alike in the comparison pool and are left out",
		strings.TrimPrefix(string(e.People), "sha256:"), e.People.Short(), "TURKEY", "SUBSAHARAN",
	}
	// Coordinates of drawings are numbers of another kind; their words stand in title and description.
	drawing := regexp.MustCompile(`(?s)</desc>.*?</svg>`)
	for name, b := range publicPack(t, e) {
		for _, x := range forbidden {
			if name != "report.pdf" && bytes.Contains(drawing.ReplaceAll(b, nil), []byte(x)) {
				t.Errorf("%s holds %q", name, x)
			}
		}
	}
	if !bytes.Contains(publicPack(t, e)["report.html"], []byte("43% of programme participants")) {
		t.Error("the effect in whole per cent is missing")
	}
}

// scramble changes everything in an evaluation that is not published, and counts within
// what they are rounded to.
func scramble(e *evaluate.Evaluation) {
	e.People = evidence.DigestOf([]byte("other people"))
	e.Inputs[0].Rows, e.Inputs[1].Path = 12345, contract.Paths{"elsewhere.parquet"}
	e.Flow.Years = []evaluate.YearFlow{{Year: 2014}}
	e.Domains[3].Values = []string{"SECRET"}
	e.Results[0].Programme.N, e.Results[0].Programme.Events = 83, 35
	e.Results[1].Programme.Events = 52
	e.Results[3].Programme.N = 319
	e.Flow.Stages[1].N[0], e.Flow.Stages[1].Losses[0].N[0], e.Flow.Stages[2].Losses[0].N[0] = 328, 2, 3
	e.Flow.Stages[4].N[0], e.Flow.Stages[4].Losses[0].N[0] = 319, 1
	for i := range e.Results {
		r := &e.Results[i]
		r.ESS, r.Strata, r.Crude, r.Programme.Exact, r.Comparison.Exact = 7, 1, 0.77, "1/7", "2/7"
		r.Programme.Value += 0.0003
		r.Everybody = evaluate.Counts{N: [2]int64{7, 7}}
	}
	for i := range e.Matching.Balance[3].Terms {
		b := &e.Matching.Balance[3].Terms[i]
		b.Before.Programme, b.Before.VarianceRatio, b.Denominator = 0.777, ptr(7), 7
	}
	e.Matching.Years, e.Matching.Dropped, e.Matching.Left = nil, nil, []matching.Left{{}}
	e.Matching.Pooled = matching.Group{Eligible: [2]int64{7, 7}}
	d := e.Decision
	d.Trace, d.Readings, d.Next, d.Previous = nil, nil, nil, nil
	for i := range d.Verdicts {
		d.Verdicts[i].Observed = "0.777"
		d.Verdicts[i].ObservedF += 0.0001
	}
	e.Outlook, e.Measured = evaluate.Outlook{}, contract.Measurements{}
	e.Strata[0].N, e.Strata[0].Events = [2]int64{9, 99}, [2]int64{9, 9}
	for i := range e.Findings {
		e.Findings[i].Count, e.Findings[i].Message, e.Findings[i].Subject = 7777, "7777 people", "somebody"
	}
}

// What the pack says depends on published values alone: other people with the same
// protected figures give the same bytes.
func TestPublicDependsOnPublishedValuesAlone(t *testing.T) {
	want := publicPack(t, duo())
	e := duo()
	scramble(e)
	for name, b := range publicPack(t, e) {
		if !bytes.Equal(b, want[name]) {
			t.Errorf("%s changes with what is not published", name)
		}
	}
	e.Results[0].Programme.Value += 0.01
	if bytes.Equal(publicPack(t, e)["report.html"], want["report.html"]) {
		t.Error("another rate gives the same report: the test sees nothing")
	}
}

// The terms that the sections read hold nothing about people.
func TestTermsOfHoldNothingMeasured(t *testing.T) {
	e := duo()
	p, err := publish(e, english)
	if err != nil {
		t.Fatal(err)
	}
	got := *p.Evaluation
	if got.Contract != e.Contract || got.Tool != e.Tool {
		t.Error("the terms are not those of the contract")
	}
	if r := got.Results[0]; len(got.Results) != 1 || r.Programme != (evaluate.Rate{}) || r.Comparison != (evaluate.Rate{}) || r.Difference.Value == r.Difference.Value || r.Relative != nil {
		t.Errorf("results %v", got.Results)
	}
	if m := got.Matching; !reflect.DeepEqual(*m, matching.Sample{Method: m.Method, Estimand: m.Estimand, Spec: m.Spec}) {
		t.Errorf("matching %v", m)
	}
	if d := got.Decision; !reflect.DeepEqual(*d, contract.Decision{Due: d.Due, Amendments: d.Amendments}) {
		t.Errorf("decision %v", d)
	}
	got.Contract, got.Tool, got.Results, got.Matching, got.Decision = nil, evidence.Tool{}, nil, nil, nil
	if !reflect.DeepEqual(got, evaluate.Evaluation{}) {
		t.Errorf("it holds more: %+v", got)
	}
}

// makers are the files that see the evaluation, to protect it. All others of the public
// pack see published values.
var makers = []string{"public_register.go", "public_subgroups_register.go", "public_flow_register.go", "public_published.go", "public_decided.go", "public_effect.go"}

func TestPublicSectionsTouchNoEvaluation(t *testing.T) {
	files, err := filepath.Glob("public*.go")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	forbidden := strings.Fields("Results Flow Strata Weighted Sensitivity Findings Outlook Measured Domains Inputs People Given Secondary Everybody Overlap Trace Verdicts Amounts Readings Pooled Balance Dropped Left")
	looked := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") || slices.Contains(makers, name) {
			continue
		}
		looked++
		for _, bad := range touched(t, name, forbidden) {
			t.Errorf("%s touches %s", name, bad)
		}
	}
	if looked < 8 || len(touched(t, "public_published.go", forbidden)) == 0 {
		t.Error("the test sees nothing")
	}
}

// touched are the selectors of a file that are forbidden, and functions that take an
// evaluation other than to make the pack.
func touched(t *testing.T, name string, forbidden []string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	ast.Inspect(f, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok && slices.Contains(forbidden, s.Sel.Name) {
			out = append(out, s.Sel.Name)
		}
		return true
	})
	return out
}

// A year with hidden counts has no effect, no verdict and no margin. The other year stays,
// and so does the effect of all: the placements of the programme enter it as their sum.
func TestPublicHidesAYear(t *testing.T) {
	e := duo()
	e.Results[0].Programme.Events, e.Results[3].Programme.Events = 4, 101
	p, err := publish(e, english)
	if err != nil {
		t.Fatal(err)
	}
	var shown []bool
	for _, g := range p.groups {
		shown = append(shown, g.effect != nil)
	}
	// 4 of 84 need a second year beside them: 2016 has the fewest placements.
	if want := []bool{false, true, false, true}; !slices.Equal(shown, want) {
		t.Fatalf("effects shown: %v, want %v", shown, want)
	}
	if g := p.groups[0]; !g.n[0].shown || g.n[0].n != 85 || g.placed[0].shown || g.others[0].shown {
		t.Errorf("2014: %v", g)
	}
	if g := p.groups[3]; g.placed[0].n != 100 {
		t.Errorf("the total of 101 is hidden or not rounded: %v", g.placed)
	}
	for _, v := range p.verdicts {
		if v.Cohort != 2015 && v.Cohort != 0 || v.Observed != "" || v.ObservedF != 0 || v.Margin != 0 {
			t.Errorf("a verdict tells of %d: %v", v.Cohort, v)
		}
	}
	files := publicPack(t, e)
	for _, want := range []string{"placement,2014,85,[c],[c],1200,400,805,[c],[c],[c],[c],[c],[c],0.95\n", "placement,2015,115,50,65,1350,420,930,44,30,13,4,23,43,0.95\n"} {
		if !bytes.Contains(files["tables/results.csv"], []byte(want)) {
			t.Errorf("results lack %q:\n%s", want, files["tables/results.csv"])
		}
	}
	if want := "2014,[c],[c],[c]\n"; !bytes.Contains(files["figures/forest.csv"], []byte(want)) {
		t.Errorf("the figure's data lack %q", want)
	}
	if log := string(files["tables/suppression_log.csv"]); !strings.Contains(log, "2014 programme placed") || strings.Contains(log, "primary") || strings.Contains(log, "threshold") {
		t.Errorf("the public log:\n%s", log)
	}
	full, err := SuppressionLog(e)
	if err != nil || !bytes.Contains(full, []byte("2014 programme placed,primary,")) || !bytes.Contains(full, []byte("2016 programme placed,secondary,")) {
		t.Errorf("the full log, %v:\n%s", err, full)
	}
}

// With a count of the comparison group hidden the effect of all years goes, too: beside it
// the hidden years would be two unknowns in two equations. So does everything made of it.
func TestPublicHidesAllYears(t *testing.T) {
	for _, x := range []struct {
		name   string
		stays  int // index of the year that is shown
		change func(*evaluate.Evaluation)
	}{
		{"comparison", 2, func(e *evaluate.Evaluation) {
			e.Results[0].Comparison.Events, e.Results[3].Comparison.Events = 4, 857
		}},
		{"every person weighed", 1, func(e *evaluate.Evaluation) {
			e.Results[0].Programme.Events, e.Results[3].Programme.Events, e.Results[3].Programme.Weighted = 4, 101, true
		}},
		{"an interval that strata make", 1, func(e *evaluate.Evaluation) {
			e.Results[0].Programme.Events, e.Results[3].Programme.Events, e.Results[3].Difference.Method = 4, 101, contract.StratifiedScore
		}},
	} {
		e := duo()
		e.Decision.Amounts = []contract.RuleAmount{{Rule: "principal", Clause: "4.1", Amount: euros("234000")}}
		x.change(e)
		p, err := publish(e, english)
		if err != nil {
			t.Fatal(err)
		}
		if p.groups[3].effect != nil || p.groups[x.stays].effect == nil || len(p.amounts) != 0 || len(p.balance) != 0 {
			t.Errorf("%s: all years %v, amounts %v, balance %v", x.name, p.groups[3].effect, p.amounts, p.balance)
		}
		for _, v := range p.verdicts {
			if v.Cohort != 2014+x.stays {
				t.Errorf("%s: a verdict on %d", x.name, v.Cohort)
			}
		}
	}
}

// Amounts by rule, and verdicts of a measure that is made of each year's rates, go with a year.
func TestPublicAmountsAndOtherPooling(t *testing.T) {
	for _, x := range []struct {
		pooling string
		cohort  int
		shown   bool
	}{{contract.Participants, 0, true}, {contract.MeanOfRates, 0, false}, {contract.Participants, 2015, false}} {
		e := duo()
		e.Results[0].Programme.Events, e.Results[3].Programme.Events = 4, 101
		e.Contract.Measures[0].Pooling = x.pooling
		e.Decision.Amounts = []contract.RuleAmount{{Rule: "principal", Clause: "4.1", Cohort: x.cohort, Amount: euros("234000")}}
		p, err := publish(e, english)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(p.amounts) > 0; got != x.shown {
			t.Errorf("pooling %s, cohort %d: amounts shown %t", x.pooling, x.cohort, got)
		}
		pooled := slices.ContainsFunc(p.verdicts, func(v publishedVerdict) bool { return v.Cohort == 0 })
		if pooled != (x.pooling == contract.Participants) {
			t.Errorf("pooling %s: a verdict on all years %t", x.pooling, pooled)
		}
	}
}

func TestPublicVerdictCard(t *testing.T) {
	p, err := publish(duo(), english)
	if err != nil {
		t.Fatal(err)
	}
	got := p.verdictOf(p.groups[3])
	want := Card{Label: "The contract’s verdict", Head: "All conditions met", Lines: []string{
		"Clause" + nbsp + "4.1: observed +28% relative; required at least 10% relative. Met.",
		"Clause" + nbsp + "4.2: observed +28% relative; required at least 25% relative. Met.",
		"Clause" + nbsp + "4.2: observed +28% relative; required at least 30% relative. Not met.",
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if c := p.verdictOf(p.groups[0]); c.Label != "The contract’s verdict (for information)" {
		t.Errorf("a year that decides nothing: %q", c)
	}
}

func TestFlowIsCollapsed(t *testing.T) {
	e := duo()
	e.Flow = evaluate.Flow{Stages: []evaluate.Stage{
		{Name: "received", N: [2]int64{350, 3900}},
		{Name: "valid", N: [2]int64{347, 3888}, Losses: []cohort.Loss{{Reason: "a", N: [2]int64{3, 12}}}},
		{Name: "eligible", N: [2]int64{329, 3873}, Losses: []cohort.Loss{{Reason: "b", N: [2]int64{0, 0}}, {Reason: "c", N: [2]int64{18, 15}}}},
		{Name: "analysed", N: [2]int64{320, 3873}, Losses: []cohort.Loss{{Reason: "d", N: [2]int64{9, 0}}}},
	}}
	p, err := publish(e, english)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, row := range p.flowSheet().rows {
		got = append(got, strings.Join(row, ","))
	}
	// 329 differs from 320, and 350 from 347, by too few to be told. The 12 go alone, for
	// nothing small stands beside them; the 15 do not, for b and d are nobody.
	want := []string{
		"programme,stage,valid,345", "programme,loss,b; c; d,25", "programme,stage,analysed,320",
		"comparison,stage,received,3900", "comparison,loss,a,10", "comparison,stage,valid,3890", "comparison,loss,b; c; d,15", "comparison,stage,analysed,3875",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestOutcomesThatAreCloseAreWithheld(t *testing.T) {
	for _, x := range []struct {
		name        string
		n, events   int64
		closeEnough bool
	}{
		{"the same", 84, 36, true}, {"nine fewer", 84, 27, true}, {"ten fewer", 84, 26, false},
		{"three not known", 81, 20, true}, {"ten not known", 74, 16, false},
	} {
		e := duo()
		r := e.Results[0]
		r.Programme.N, r.Programme.Events = x.n, x.events
		r.Comparison.Events -= 100
		e.Secondary = []evaluate.Secondary{{Name: "half a year", Results: []evaluate.Result{r}}}
		p, err := publish(e, english)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(p.secondary) == 0; got != x.closeEnough || got != slices.Contains(p.withheld, `outcome "half a year"`) {
			t.Errorf("%s: withheld %t, %q", x.name, got, p.withheld)
		}
	}
}

func TestWholeEffect(t *testing.T) {
	d := wholeDifference(duo().Results[0].Difference)
	if *d.points != 9 || *d.lo != -2 || *d.hi != 20 || d.side != sideAround {
		t.Errorf("%+v", d)
	}
	// An interval from 0.4 points on lies above zero, whatever its end is rounded to.
	r := duo().Results[0].Difference
	r.Lo = 0.004
	if d := wholeDifference(r); *d.lo != 0 || d.side != sideAbove {
		t.Errorf("%+v", d)
	}
	if d := wholeDifference(hostile().Results[0].Difference); d.lo != nil || d.side != sideUnknown {
		t.Errorf("%+v", d)
	}
}

// Every sentence keeps to the rules of wording.
func TestPublicWording(t *testing.T) {
	bare := regexp.MustCompile(`difference of [^p]*%`)
	for seed := range int64(40) {
		text := string(publicPack(t, randomEvaluation(seed))["report.md"])
		for _, never := range []string{"proves", "no effect of", "%!", "NaN", "significant"} {
			if strings.Contains(text, never) {
				t.Errorf("evaluation %d: the report says %q", seed, never)
			}
		}
		if s := bare.FindString(text); s != "" {
			t.Errorf("evaluation %d: a bare percentage for a difference: %q", seed, s)
		}
	}
}

// No text of a public figure touches another or leaves the canvas.
func TestPublicFiguresStayInside(t *testing.T) {
	all := []*evaluate.Evaluation{duo(), hostile()}
	for seed := range int64(60) {
		all = append(all, randomEvaluation(seed))
	}
	for i, e := range all {
		p, err := publish(e, english)
		if err != nil {
			t.Fatal(err)
		}
		f := newPublicFigures(p)
		for _, x := range []*Figure{f.small, f.forest, f.rates} {
			if s := layout(x.Width, x.Height, x.draw).trouble(x.Width, x.Height); s != "" {
				t.Errorf("evaluation %d, %s: %s", i, x.Name, s)
			}
		}
	}
}

// The pack is made from evaluation.json, as sib report does.
func TestPublicFromArchivedEvaluation(t *testing.T) {
	e := duo()
	b, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	read, err := evaluate.ReadEvaluation(b)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(publicPack(t, e), publicPack(t, read)) {
		t.Error("the archived evaluation gives another pack")
	}
}
