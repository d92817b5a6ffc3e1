package report

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sib/evaluate"
	"sib/stats"
)

// grouped is the founding case with sub-groups by two characteristics and by year.
func grouped() *evaluate.Evaluation {
	level := func(name string, n, m int64, d, lo, hi float64) evaluate.SubGroup {
		return evaluate.SubGroup{Level: name, N: [2]int64{n, m}, Difference: stats.Estimate{Value: d, Lo: lo, Hi: hi, Level: 0.95, Method: "weighted-newcombe"}, SE: 0.05}
	}
	e := duo()
	e.Sensitivity = &evaluate.Sensitivity{SubGroups: []evaluate.SubGroups{
		{Covariate: "qualification", Levels: []evaluate.SubGroup{level("LOW", 130, 595, 0.125, 0.034, 0.22), level("HIGH", 53, 297, 0.05, -0.108, 0.206)}, Interaction: &stats.InteractionTest{Statistic: 3.85, DF: 1, PValue: 0.0498}},
		{Covariate: "gender", Levels: []evaluate.SubGroup{level("F", 140, 761, 0.067, -0.021, 0.159)}},
		{Covariate: "year", Levels: []evaluate.SubGroup{level("2014", 84, 392, 0.092, -0.033, 0.218), level("2015", 117, 579, 0.131, 0.029, 0.234)}, Interaction: &stats.InteractionTest{PValue: 0.0001}},
	}}
	return e
}

func TestSubgroupFigure(t *testing.T) {
	bare := duo()
	bare.Sensitivity = nil
	if subgroupFigure(told(bare)) != nil {
		t.Error("there is a figure of sub-groups without sub-groups")
	}
	f := subgroupFigure(told(grouped()))
	if want := "Exploratory: in 2 of 2 tests of interaction between sub-groups the p-value is below 0.05"; f.Title != want {
		t.Errorf("title %q, want %q", f.Title, want)
	}
	if !strings.Contains(f.Subtitle, "fewer than 10 people on either side are left out") {
		t.Errorf("subtitle %q", f.Subtitle)
	}
	words := layout(figureWidth, f.Height, f.draw).words
	all := strings.Join(words, "|")
	// A p-value that is below 0.05 does not print as 0.050, nor a very small one as 0.000.
	for _, s := range []string{"qualification|interaction: p = 0.0498", "+12.5 (+3.4 to +22.0)|130|595", "cohort year", "interaction: p below 0.001", "no difference", "everybody"} {
		for _, word := range strings.Split(s, "|") {
			if !strings.Contains(all, word) {
				t.Errorf("%q is not drawn: %s", word, all)
			}
		}
	}
	if strings.Contains(all, "gender") {
		t.Error("a characteristic with one level is compared with nothing")
	}
	want := "covariate,level,programme_n,comparison_n,difference,lo,hi,method,interaction_p\nqualification,LOW,130,595,0.125,0.034,0.22,weighted-newcombe,0.0498\n"
	if got := string(f.Data.bytes()); !strings.HasPrefix(got, want) {
		t.Errorf("data:\n%s", got)
	}
	for _, s := range []string{"By qualification, interaction: p = 0.0498: LOW: +12.5 (+3.4 to +22.0) percentage points, 130 programme and 595 comparison people."} {
		if !strings.Contains(f.Alt, s) {
			t.Errorf("the text alternative lacks %q: %s", s, f.Alt)
		}
	}
}

func TestSubgroupTitles(t *testing.T) {
	e := grouped()
	g := e.Sensitivity.SubGroups
	g[0].Interaction = &stats.InteractionTest{PValue: 0.05}
	g[2].Interaction = nil
	if got, want := subgroupFigure(told(e)).Title, "Exploratory: differences between sub-groups could also arise by chance; in none of 1 tests of interaction is the p-value below 0.05"; got != want {
		t.Errorf("title %q, want %q", got, want)
	}
	g[0].Interaction = nil
	if got, want := subgroupFigure(told(e)).Title, "Exploratory: the difference by sub-group; how far they differ cannot be tested"; got != want {
		t.Errorf("title %q, want %q", got, want)
	}
}

// Whatever sub-groups are called and however many there are, nothing touches, is cut or
// leaves the canvas, and what is not shown is counted.
func TestSubgroupsHaveRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := duo()
		e.Sensitivity = &evaluate.Sensitivity{}
		levels := 0
		for range rapid.IntRange(1, 6).Draw(t, "covariates") {
			g := evaluate.SubGroups{Covariate: rapid.OneOf(someWords, rapid.Just("year")).Draw(t, "covariate")}
			for range rapid.IntRange(2, 30).Draw(t, "levels") {
				d := rapid.Float64Range(-1, 1).Draw(t, "difference")
				wide := rapid.Float64Range(0, 0.5).Draw(t, "wide")
				g.Levels = append(g.Levels, evaluate.SubGroup{Level: someWords.Draw(t, "level"), N: [2]int64{rapid.Int64Range(10, 1e7).Draw(t, "n"), rapid.Int64Range(10, 1e8).Draw(t, "m")}, Difference: stats.Estimate{Value: d, Lo: d - wide, Hi: d + wide}})
				levels++
			}
			if rapid.Bool().Draw(t, "tested") {
				g.Interaction = &stats.InteractionTest{PValue: rapid.Float64Range(0, 1).Draw(t, "p")}
			}
			e.Sensitivity.SubGroups = append(e.Sensitivity.SubGroups, g)
		}
		f := subgroupFigure(told(e))
		if s := layout(figureWidth, f.Height, f.draw).trouble(figureWidth, f.Height); s != "" {
			t.Error(s)
		}
		if f.Height > 650 {
			t.Errorf("%v is too high for a page", f.Height)
		}
		if n := len(f.Data.rows); n != levels {
			t.Errorf("the data has %d of %d levels", n, levels)
		}
		if strings.Contains(f.Subtitle, "Shown are") != (levels+len(e.Sensitivity.SubGroups) > subgroupRows) {
			t.Errorf("%d levels: %s", levels, f.Subtitle)
		}
	})
}
