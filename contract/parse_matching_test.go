package contract

import (
	"reflect"
	"strings"
	"testing"
)

const (
	oldDesign = "  estimand: ATT\n  unmatched: drop\n"
	oldAge    = "    match: coarsened\n    cuts: [20.5, 23.5, 26.5, 29.5]\n"
)

// design replaces the example's design and matches age by distance.
func design(lines string) []string {
	return change(oldDesign, "  estimand: ATT\n  unmatched: drop\n"+lines, oldAge, "    match: distance\n")
}

func TestParsesDesign(t *testing.T) {
	terms := parsed(t, design(`  method: nearest
  distance: {metric: propensity, link: probit, scale: linear-predictor, covariates: [age, gender]}
  ratio: 2.5
  variable: {least: 1, most: 4}
  reuse: 3
  order: closest
  calipers:
    - {of: linear-predictor, width: 0.2, unit: sd}
    - {of: age, width: 3, unit: raw}
  differ: [origin]
  support: both
`)...)
	m := terms.Matching
	want := Matching{
		Clause: "2.2", Estimand: "ATT", Unmatched: "drop", Method: Nearest,
		Distance: &Distance{Metric: "propensity", Link: "probit", Scale: "linear-predictor", Covariates: []string{"age", "gender"}},
		Variable: &Variable{1, 4}, Reuse: "3", Order: "closest", Differ: []string{"origin"}, Support: "both",
	}
	if m.Ratio == nil || m.Ratio.String() != "2.5" || len(m.Calipers) != 2 || m.Calipers[1].Width.String() != "3" || m.Calipers[0].Unit != "sd" {
		t.Errorf("%+v", m)
	}
	m.Ratio, m.Calipers = nil, nil
	if !reflect.DeepEqual(m, want) {
		t.Errorf("%+v, want %+v", m, want)
	}
	if terms.Covariates[0].Match != MatchDistance || m.InStrata() {
		t.Error("the age is not matched by distance, or the design is in strata")
	}
}

func TestParsesCoarsening(t *testing.T) {
	for text, want := range map[string]*Bins{
		"    bins: {rule: equal-width, count: 4}\n": {"equal-width", 4},
		"    bins: {rule: quantiles, count: 5}\n":   {"quantiles", 5},
		"    bins: {rule: sturges}\n":               {"sturges", 0},
	} {
		got := parsed(t, change(oldAge, "    match: coarsened\n"+text)...).Covariates[0].Bins
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v", text, got)
		}
	}
	got := parsed(t, change("    levels: [F, M]\n    match: exact\n", "    levels: [F, M]\n    match: coarsened\n    groups: [{name: all, levels: [F, M]}]\n")...).Covariates[1].Groups
	if !reflect.DeepEqual(got, []Group{{"all", []string{"F", "M"}}}) {
		t.Errorf("%+v", got)
	}
}

func TestRefusesDesign(t *testing.T) {
	with := func(lines string) []string { return change(oldDesign, oldDesign+lines) }
	runRefusals(t, []refusalTest{
		{with("  method: greedy\n"), "greedy", `"method" cannot be "greedy"`, "write strata, nearest"},
		{with("  ratio: 2\n"), "2\n", "method strata has no ratio", "choose another method"},
		{with("  support: both\n"), "both\n", "method strata has no support", "choose another method"},
		{with("  method: subclassification\n  subclasses: 1\n"), "1\n\ninterval", "want a whole number from 2 to 1000", "correct"},
		{with("  method: nearest\n  subclasses: 5\n"), "5\n\ninterval", "method nearest has no subclasses", "delete it"},
		{with("  method: weighting\n  calipers: [{of: age, width: 1, unit: raw}]\n"), "calipers", "method weighting has no calipers", "delete it"},
		{with("  method: quick\n  calipers: [{of: age, width: 1, unit: raw}]\n"), "calipers", "method quick has no calipers", "delete it"},
		{with("  method: nearest\n  calipers: [{of: agee, width: 1, unit: raw}]\n"), "agee", `there is no covariate "agee"`, `did you mean "age"?`},
		{with("  method: nearest\n  calipers: [{of: origin, width: 1, unit: raw}]\n"), "origin, width", `"origin" is a category`, "match it exactly"},
		{with("  method: nearest\n  calipers: [{of: age, width: -1, unit: raw}]\n"), "-1,", "no pair differs by -1 or less", "zero or a positive"},
		{with("  method: nearest\n  calipers: [{of: age, width: 1}]\n"), "{of: age", `has no key "unit"`, "unit: sd"},
		{with("  method: nearest\n  distance: {metric: mahalanobis, link: logit}\n"), "logit}", "a link is for a propensity score", "metric: propensity"},
		{with("  method: nearest\n  distance: {metric: score}\n"), "score}", "needs the one covariate", "covariates: [the covariate]"},
		{with("  method: nearest\n  variable: {least: 3, most: 2}\n"), "variable", "at least 3 and at most 2", "correct"},
		{with("  method: nearest\n  reuse: often\n"), "often", `"often"`, "digits"},
		{with("  method: nearest\n  ratio: 1.5\n"), "1.5", "nobody gets 1.5 comparison people", "variable: {least"},
		{with("  method: nearest\n  reuse: unlimited\n  order: closest\n"), "closest", "there is no order", "limit the reuse"},
		{with("  method: optimal\n  order: largest\n"), "optimal\n", "has no order", "method: full"},
		{change(oldDesign, "  estimand: ATE\n  method: nearest\n  unmatched: drop\n"), "ATE", "method nearest has no estimand ATE", "write ATT or ATC"},
		{change(oldAge, "    match: distance\n"), "matching:", `"age" is matched by distance, and method strata measures none`, "choose a method"},
		{change(oldAge, "    match: coarsened\n    bins: {rule: quantiles}\n"), "bins: {rule: quantiles", "does not say how many bins", "count: 5"},
		{change(oldAge, "    match: coarsened\n    bins: {rule: sturges, count: 2}\n"), "2}", "sturges finds the number of bins itself", "delete"},
		{change(oldAge, oldAge+"    bins: {rule: sturges}\n"), "bins", `"age" is coarsened by cuts and by bins`, "keep one"},
		{change(oldAge, "    match: coarsened\n    groups: [{name: a, levels: [b]}]\n"), "groups", "groups are for categories", "cuts or bins"},
	})
}

// An interval that does not hold its level under the design is refused.
func TestRefusesIntervalOfAnotherDesign(t *testing.T) {
	runRefusals(t, []refusalTest{
		{append(design("  method: full\n"), "method: weighted-newcombe", "method: strat-score-att"), "strat-score-att", "as method strata gives them", "write weighted-newcombe"},
		{change("method: weighted-newcombe", "method: abadie-imbens"), "abadie-imbens", "for nearest matching with reuse: unlimited", "strat-score-att"},
	})
	parsed(t, append(design("  method: nearest\n  reuse: unlimited\n"), "method: weighted-newcombe", "method: abadie-imbens")...)
}

// What floating point has computed is rounded before money depends on it.
func TestRefusesUnroundedWeights(t *testing.T) {
	rounding := "    rounding: {to: 0.1 %, mode: half-up}\n"
	for _, m := range []string{"strata", "quick", "subclassification"} {
		parsed(t, change(oldDesign, oldDesign+"  method: "+m+"\n", rounding, "    rounding: none\n")...)
	}
	for _, m := range []string{"nearest", "optimal", "full", "weighting", "entropy"} {
		runRefusals(t, []refusalTest{{change(oldDesign, oldDesign+"  method: "+m+"\n", rounding, "    rounding: none\n"), "none", "must be rounded", "write a step"}})
	}
}

// Settings on the edge of what can be, which are accepted.
func TestAcceptsMatching(t *testing.T) {
	for _, tt := range []struct{ settings, refused string }{
		{"calipers: [{of: age, width: 0, unit: raw}]", ""},
		{"calipers: [{of: age, width: -0.1, unit: raw}]", "no pair differs by -0.1 or less"},
		{"ratio: 3\n  variable: {least: 3, most: 3}", ""},
		{"ratio: 3\n  variable: {least: 4, most: 3}", "at least 4 and at most 3"},
	} {
		_, err := Parse("c.yaml", []byte(duo(t, design("  method: nearest\n  distance: {metric: propensity, link: logit, scale: linear-predictor}\n  "+tt.settings+"\n")...)))
		if (tt.refused == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), tt.refused) {
			t.Errorf("%s: %v, want %q", tt.settings, err, tt.refused)
		}
	}
}

// What a coarsened covariate is coarsened by fits its kind and its match.
func TestRefusesCoarsening(t *testing.T) {
	const gender = "    levels: [F, M]\n    match: exact\n"
	runRefusals(t, []refusalTest{
		{append(design("  method: nearest\n"), "    match: distance\n", "    match: distance\n    cuts: [20.5]\n"), "cuts", "cuts do nothing in a match that is by distance", "match: coarsened"},
		{change(oldAge, "    match: exact\n    bins: {rule: sturges}\n"), "bins", "bins do nothing in a match that is exact", "match: coarsened"},
		{change(gender, "    levels: [F, M]\n    match: coarsened\n"), "coarsened\n    missing", "a coarsened category has no groups", "add groups"},
		{change(gender, "    levels: [F, M]\n    match: coarsened\n    groups: [{name: a, levels: [F]}, {name: b, levels: [F, M]}]\n"), "levels: [F, M]}]", `"F" is in the groups "a" and "b"`, "keep it in one"},
	})
}

// The interval of matched sets is for the ATT: of a design that says so, or of figures whose design nobody says.
func TestIntervalOfTheATT(t *testing.T) {
	for estimand, fits := range map[string]bool{"ATT": true, "ATE": false, "ATC": false} {
		text := duo(t, "estimand: ATT", "estimand: "+estimand, "method: weighted-newcombe", "method: strat-score-att")
		if _, err := Parse("c.yaml", []byte(text)); (err == nil) != fits {
			t.Errorf("%s: %v", estimand, err)
		}
	}
	given := "interval: {clause: \"2\", method: strat-score-att, level: 0.95}\n" + givenText(sumMeasures, sums{once: []string{"1"}}.payment())
	if _, err := Parse("c.yaml", []byte(given)); err != nil {
		t.Error(err)
	}
}
