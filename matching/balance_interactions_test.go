package matching

import (
	"slices"
	"strings"
	"testing"
)

// The files call the products "a * b"; the reference is of MatchIt 4.5.1, whose other
// rows agree with 4.7.2 to 1e-16.
func TestInteractionsReference(t *testing.T) {
	c := readCrowd(t)
	rows := table(t, "interactions.csv")
	for spec, design := range map[string]Spec{
		"cem":       {Covariates: banded(20.5, 23.5, 26.5, 29.5), Unmatched: Drop},
		"exact_ATE": {Covariates: allExact(), Unmatched: Drop, Estimand: OnAll},
	} {
		s, err := Match(c.Cohort, design)
		if err != nil {
			t.Fatal(err)
		}
		terms := map[string]TermBalance{}
		for _, term := range s.Interactions(c.Cohort, 2014).Terms {
			terms[strings.ReplaceAll(strings.ReplaceAll(term.Covariate, "=", ""), " × ", " * ")] = term
		}
		compared := 0
		for _, row := range rows {
			if row["spec"] != spec {
				continue
			}
			term, ok := terms[row["term"]]
			if !ok {
				t.Errorf("%s: no %s", spec, row["term"])
				continue
			}
			compared++
			checkRow(t, spec, row, term, 1e-9) // age² has a mean of 700
		}
		if compared != 2*len(terms) || compared != 192 {
			t.Errorf("%s: compared %d rows, there are %d terms", spec, compared, len(terms))
		}
	}
}

func banded(cuts ...float64) []Covariate {
	out := slices.Clone(exactBut)
	out[0] = Covariate{Name: "age", Mode: Coarsened, Cuts: cuts}
	return out
}

func allExact() []Covariate {
	out := slices.Clone(exactBut)
	out[0].Mode = Exact
	return out
}

// Two numbers by hand: products of distinct values, and a year of its own.
func TestInteractionsByYear(t *testing.T) {
	c := build(small)
	s := matched(t, small, byBand)
	if s.Interactions(c, 0).Year != 0 || s.Interactions(c, 2015).Year != 2015 {
		t.Error("a table of another year")
	}
	var names []string
	for _, term := range s.Interactions(c, 0).Terms {
		names = append(names, term.Covariate)
	}
	for _, want := range []string{"age²", "age × sex=F", "sex=M × year=2014"} {
		if !slices.Contains(names, want) {
			t.Errorf("no %s in %v", want, names)
		}
	}
	if slices.Contains(names, "sex=F × sex=M") || slices.Contains(names, "sex=F²") || slices.Contains(names, "sex=F × year=2015") {
		t.Errorf("products that say nothing in %v", names)
	}
	for _, term := range s.Interactions(c, 2014).Terms {
		if term.Covariate == "age²" && (term.Before.Programme != (400+484+961)/3.0 || term.Before.Comparison != (441+484+529+1600)/4.0) {
			t.Errorf("age² of 2014: %+v", term.Before)
		}
	}
}
