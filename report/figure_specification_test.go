package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sib/evaluate"
	"sib/stats"
)

func tried(name string, d float64, due string) evaluate.Scenario {
	out := evaluate.Scenario{Name: name, Words: name + " in words", Difference: &stats.Estimate{Value: d, Lo: d - 0.06, Hi: d + 0.07, Level: 0.95}}
	if due != "" {
		a := euros(due)
		out.Due = &a
	}
	return out
}

// varied is the founding case with a few other specifications.
func varied() *evaluate.Evaluation {
	e := duo()
	e.Sensitivity = &evaluate.Sensitivity{
		Due: e.Decision.Due,
		Specifications: []evaluate.Scenario{
			tried("agreed", 0.0918, "278697.74"), tried("mh-sato", 0.0882, "278697.74"),
			{Name: "minimum-risk-wald", Words: "minimum-risk weights", Error: "minimum-risk-wald: undefined: 29 strata have no variance"},
			tried("without-matching", 0.027, "0"), tried("a-new-one", 0.1, ""),
		},
		LeftOut: []evaluate.Scenario{tried("without-stratum-73", 0.083, "270000"), tried("without-stratum-5", 0.09, "278697.74"), tried("without-stratum-105", 0.099, "286660.06")},
		Designs: []evaluate.Scenario{tried("nearest-logit", 0.07, "278697.74")},
		Missing: []evaluate.Scenario{tried("missing-worst", 0.08, "278697.74")},
	}
	return e
}

func TestSpecificationFigure(t *testing.T) {
	bare := duo()
	bare.Sensitivity = nil
	if specificationFigure(told(bare)) != nil {
		t.Error("there is a figure of specifications where none was tried")
	}
	e := varied()
	f := specificationFigure(told(e))
	if want := "3 of 6 other specifications would pay EUR\u00a0278,697.74, too; the least is EUR\u00a00.00, the most EUR\u00a0286,660.06"; f.Title != want {
		t.Errorf("title %q, want %q", f.Title, want)
	}
	var names []string
	kinds := map[string]string{}
	for _, r := range f.Data.rows {
		names = append(names, r[0])
		kinds[r[0]] = r[1]
	}
	// By amount, then by difference; without an amount next to last, without a number last.
	want := strings.Fields("without-matching without-stratum-73 nearest-logit missing-worst mh-sato agreed without-stratum-105 a-new-one minimum-risk-wald")
	if !slices.Equal(names, want) {
		t.Errorf("order %v, want %v", names, want)
	}
	for name, want := range map[string]string{"agreed": "specification", "nearest-logit": "design", "without-stratum-73": "left_out", "missing-worst": "missing_outcomes"} {
		if kinds[name] != want {
			t.Errorf("%s is a %q, want %q", name, kinds[name], want)
		}
	}
	all := strings.Join(layout(figureWidth, f.Height, f.draw).words, "|")
	for _, s := range []string{"As agreed", "Lowest, without stratum 73", "Highest, without stratum 105", "EUR\u00a0286,660.06", "Minimum-risk weights: 29 strata have no variance.", "A-new-one in words: no amount.", "asked for: 10% relative"} {
		if !strings.Contains(all, s) {
			t.Errorf("%q is not drawn: %s", s, all)
		}
	}
	for _, s := range []string{"As agreed: +9.2 (+3.2 to +16.2) percentage points, EUR\u00a0278,697.74.", "Minimum-risk weights: no number: 29 strata have no variance.", "A-new-one in words: +10.0 (+4.0 to +17.0) percentage points, no amount."} {
		if !strings.Contains(f.Alt, s) {
			t.Errorf("the text alternative lacks %q: %s", s, f.Alt)
		}
	}
}

func TestSpecificationTitles(t *testing.T) {
	e := varied()
	s := e.Sensitivity
	s.Specifications, s.LeftOut, s.Designs = s.Specifications[:2], nil, nil
	if got, want := specificationFigure(told(e)).Title, "All of the 2 other specifications would pay EUR\u00a0278,697.74, too"; got != want {
		t.Errorf("title %q, want %q", got, want)
	}
	s.Undecided = "the amended terms are not here"
	s.Specifications[0].Due, s.Specifications[1].Due, s.Missing[0].Due = nil, nil, nil
	f := specificationFigure(told(e))
	if want := "Over 3 specifications the difference is +8.0 to +9.2 percentage points"; f.Title != want {
		t.Errorf("title %q, want %q", f.Title, want)
	}
	if all := strings.Join(layout(figureWidth, f.Height, f.draw).words, "|"); strings.Count(all, "[x]") != 2 || !strings.Contains(all, "EUR\u00a0278,697.74") {
		t.Errorf("the amount that is due is the only one known: %s", all)
	}
	if !strings.Contains(f.Subtitle, "No other amount is known: the amended terms are not here.") {
		t.Errorf("subtitle %q", f.Subtitle)
	}
}

// Whatever is tried, whatever it is called and whatever it pays, nothing touches, is cut
// or leaves the canvas.
func TestSpecificationsHaveRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := varied()
		size := rapid.SampledFrom([]int64{1, 1e3, 1e6, 1e9}).Draw(t, "size")
		draw := func(n int) (out []evaluate.Scenario) {
			for range n {
				s := tried(someWords.Draw(t, "words"), rapid.Float64Range(-0.9, 0.9).Draw(t, "difference"), "")
				switch rapid.IntRange(0, 3).Draw(t, "kind") {
				case 0:
					s.Difference, s.Error = nil, someWords.Draw(t, "error")
				case 1:
					s.Error = someWords.Draw(t, "error")
				default:
					due := euros(fmt.Sprint(rapid.Int64Range(-100*size, 1000*size).Draw(t, "due")))
					s.Due = &due
				}
				out = append(out, s)
			}
			return out
		}
		e.Sensitivity.Specifications = append(e.Sensitivity.Specifications, draw(rapid.IntRange(0, 12).Draw(t, "specifications"))...)
		e.Sensitivity.LeftOut = draw(rapid.IntRange(0, 4).Draw(t, "left out"))
		e.Sensitivity.Missing = draw(rapid.IntRange(0, 3).Draw(t, "missing"))
		f := specificationFigure(told(e))
		if s := layout(figureWidth, f.Height, f.draw).trouble(figureWidth, f.Height); s != "" {
			t.Error(s)
		}
	})
}
