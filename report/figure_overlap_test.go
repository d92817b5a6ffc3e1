package report

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sib/evaluate"
	"sib/matching"
)

// overlapping is the founding case with four bins of scores.
func overlapping() *evaluate.Evaluation {
	e := duo()
	e.Overlap = &matching.ScoreOverlap{
		Scale: "logit",
		Bins: []matching.ScoreBin{
			{From: -4, To: -3, Eligible: [2]int64{0, 1000}},
			{From: -3, To: -2, Eligible: [2]int64{100, 2000}, Weight: [2]float64{100, 98}},
			{From: -2, To: -1, Eligible: [2]int64{220, 995}, Weight: [2]float64{220, 222}},
			{From: -1, To: 0, Eligible: [2]int64{5, 0}},
		},
		Support: &matching.CommonSupport{From: -2.9, To: -1.1, Outside: [2]int64{5, 1000}},
		Profiles: matching.SharedProfiles{
			Both:           matching.ProfileCount{Profiles: 198, N: [2]int64{320, 2800}},
			ProgrammeOnly:  matching.ProfileCount{Profiles: 4, N: [2]int64{5, 0}},
			ComparisonOnly: matching.ProfileCount{Profiles: 310, N: [2]int64{0, 1195}},
		},
	}
	return e
}

func TestOverlapFigure(t *testing.T) {
	if overlapFigure(told(duo())) != nil {
		t.Error("there is a figure of overlap without an overlap")
	}
	e := overlapping()
	f := overlapFigure(told(e))
	if want := "320 of 325 programme people have scores within the range of both groups"; f.Title != want {
		t.Errorf("title %q, want %q", f.Title, want)
	}
	if want := "Profiles in both groups: 198 (320 programme and 2,800 comparison people); in the programme only: 4 (5 people); in the comparison pool only: 310 (1,195 people)."; !strings.HasSuffix(f.Subtitle, want) {
		t.Errorf("subtitle %q, want %q", f.Subtitle, want)
	}
	// 100 of 325, 2000 of 3995, 98 of 320.
	for _, s := range []string{"−3.00 to −2.00: programme 30.8%, comparison pool 50.1%, matched comparison 30.6%.", "Common support: −2.90 to −1.10; outside of it are 5 programme and 1,000 comparison people."} {
		if !strings.Contains(f.Alt, s) {
			t.Errorf("the text alternative lacks %q: %s", s, f.Alt)
		}
	}
	l := layout(figureWidth, f.Height, f.draw)
	for _, s := range []string{"programme", "matched comparison", "comparison pool", "common support", "40%", "Propensity score, as the linear predictor of a logit model"} {
		if !strings.Contains(strings.Join(l.words, "|"), s) {
			t.Errorf("%q is not drawn: %v", s, l.words)
		}
	}
	data := string(f.Data.bytes())
	for _, s := range []string{"bin,-3,-2,,100,2000,100,98\n", "common_support,-2.9,-1.1,,320,2995,,\n", "profiles_programme_only,,,4,5,0,,\n"} {
		if !strings.Contains(data, s) {
			t.Errorf("the data lack %q:\n%s", s, data)
		}
	}
	e.Overlap.Support = nil
	if got := overlapFigure(told(e)).Title; !strings.HasPrefix(got, "No score is common to both groups") {
		t.Errorf("title %q", got)
	}
	e.Overlap.Bins, e.Overlap.Error = nil, "no convergence"
	if overlapFigure(told(e)) != nil {
		t.Error("there is a figure without a score")
	}
}

// Whatever the scores are, nothing touches, is cut or leaves the canvas.
func TestOverlapHasRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := overlapping()
		o := e.Overlap
		o.Scale = rapid.SampledFrom([]string{"logit", "probit", "cauchit", string(matching.GivenScore)}).Draw(t, "scale")
		from := rapid.Float64Range(-30, 30).Draw(t, "from")
		step := rapid.SampledFrom([]float64{0.0005, 0.05, 1, 20}).Draw(t, "step")
		o.Bins = nil
		for i := range 20 {
			people := func(name string) int64 { return rapid.SampledFrom([]int64{0, 1, 1000, 1e7}).Draw(t, name) }
			o.Bins = append(o.Bins, matching.ScoreBin{From: from + float64(i)*step, To: from + float64(i+1)*step,
				Eligible: [2]int64{people("programme"), people("pool")}, Weight: [2]float64{1, float64(people("matched")) / 3}})
		}
		a, b := rapid.Float64Range(0, 20).Draw(t, "support"), rapid.Float64Range(0, 20).Draw(t, "to")
		o.Support = &matching.CommonSupport{From: from + min(a, b)*step, To: from + max(a, b)*step}
		f := overlapFigure(told(e))
		if s := layout(figureWidth, f.Height, f.draw).trouble(figureWidth, f.Height); s != "" {
			t.Error(s)
		}
	})
}
