package matching

import (
	"math"
	"sort"
	"strings"

	"sib/cohort"
)

// ScoreOverlap says how far the two groups have people alike: by profile, and by the
// propensity score over all cohort years. It is blind, and holds no person's value.
type ScoreOverlap struct {
	// Scale is the link whose linear predictor the score is, or GivenScore for a score that
	// a covariate holds; empty if there is none.
	Scale string `json:"scale,omitempty"`
	// Bins are equally wide, from the lowest score of anybody to the highest, rounded
	// outwards to hundredths.
	Bins []ScoreBin `json:"bins,omitempty"`
	// Support is the range in which both groups have people; nil if there is none.
	Support *CommonSupport `json:"common_support,omitempty"`
	// Profiles says which profiles both groups have, and which one alone.
	Profiles SharedProfiles `json:"profiles"`
	// Error says why there is no score; empty if there is one.
	Error string `json:"error,omitempty"`
}

// ScoreBin counts the people whose score is from From to below To; the last bin holds its
// end too. Pairs are programme first.
type ScoreBin struct {
	From     float64    `json:"from"`     // lowest score of the bin, on the scale of the link or in the own unit of a given score
	To       float64    `json:"to"`       // end of the bin, in the same unit
	Eligible [2]int64   `json:"eligible"` // eligible people
	Weight   [2]float64 `json:"weight"`   // Σw of the matched people
}

// CommonSupport is from the higher of the two groups' lowest scores to the lower of their
// highest, both inclusive.
type CommonSupport struct {
	From    float64  `json:"from"`    // lowest score of it, on the scale of the link or in the own unit of a given score
	To      float64  `json:"to"`      // highest score of it, in the same unit
	Outside [2]int64 `json:"outside"` // eligible people with a score outside of it, programme first
}

// SharedProfiles counts profiles, that is all covariates as they are and the cohort year,
// with eligible people, by who has them.
type SharedProfiles struct {
	Both           ProfileCount `json:"both"`            // profiles that people of both groups have
	ProgrammeOnly  ProfileCount `json:"programme_only"`  // profiles without anybody of the comparison pool
	ComparisonOnly ProfileCount `json:"comparison_only"` // profiles without a programme person
}

// ProfileCount is a number of profiles and the people in them.
type ProfileCount struct {
	Profiles int      `json:"profiles"` // number of profiles
	N        [2]int64 `json:"n"`        // eligible people with them, programme first
}

// scoreBins is how many bins show where two distributions part.
const scoreBins = 20

// OverlapOf compares the groups by the design's own score if it has one, and else by that
// of a logit of main effects of all covariates and the cohort year. The scale is the
// linear predictor, not the probability: with a comparison pool many times the programme
// group all probabilities are near 0, and two bins of 20 would hold everybody.
func OverlapOf(c *cohort.Cohort, s *Sample) ScoreOverlap {
	out := ScoreOverlap{Profiles: sharedProfiles(c)}
	d, err := bind(c, scoreSpec(c, s))
	if err != nil {
		out.Error, _, _ = strings.Cut(strings.TrimPrefix(err.Error(), "match: "), "\n")
		return out
	}
	score := d.linear
	if d.model == nil {
		out.Scale, score = string(GivenScore), d.score
	} else {
		out.Scale = d.model.Link
	}
	low, high := rangesOf(c, score)
	out.Bins = binScores(c, s, score, math.Min(low[0], low[1]), math.Max(high[0], high[1]))
	if from, to := math.Max(low[0], low[1]), math.Min(high[0], high[1]); from <= to {
		out.Support = &CommonSupport{From: from, To: to}
		for i, p := range c.Profiles {
			if score[i] < from || score[i] > to {
				out.Support.Outside[0] += p.N[0]
				out.Support.Outside[1] += p.N[1]
			}
		}
	}
	return out
}

// scoreSpec is a design with the score that the sample's has, or with one of all covariates.
func scoreSpec(c *cohort.Cohort, s *Sample) Spec {
	given := s.Spec.Distance.Metric == GivenScore
	if s.Score != nil || given {
		d := design{spec: s.Spec}
		if d.needsScore() {
			return s.Spec
		}
	}
	out := Spec{Method: Nearest, Estimand: OnTreated, Distance: Distance{Metric: Propensity, Link: "logit", Linear: true}}
	for _, dom := range c.Domains {
		out.Covariates = append(out.Covariates, Covariate{Name: dom.Name, Mode: Free})
	}
	return out
}

// rangesOf are the least and greatest scores of each arm.
func rangesOf(c *cohort.Cohort, score []float64) (low, high [2]float64) {
	d := design{c: c, score: score}
	return d.scoreRanges()
}

func binScores(c *cohort.Cohort, s *Sample, score []float64, low, high float64) []ScoreBin {
	low, high = math.Floor(float64(low*100))/100, math.Ceil(float64(high*100))/100
	if low == high {
		high += 0.01
	}
	out := make([]ScoreBin, scoreBins)
	inner := make([]float64, scoreBins-1)
	for k := range inner {
		edge := low + float64(float64(k+1)*(high-low))/scoreBins
		inner[k] = math.Round(float64(edge*1e4)) / 1e4 // a twentieth of hundredths has four decimals
	}
	for k := range out {
		out[k].From, out[k].To = low, high
		if k > 0 {
			out[k].From = inner[k-1]
		}
		if k < len(inner) {
			out[k].To = inner[k]
		}
	}
	for i, p := range c.Profiles {
		bin := &out[sort.Search(len(inner), func(k int) bool { return inner[k] > score[i] })]
		for arm, n := range p.N {
			bin.Eligible[arm] += n
			bin.Weight[arm] += float64(float64(n) * s.Weights[i][arm])
		}
	}
	return out
}

func sharedProfiles(c *cohort.Cohort) SharedProfiles {
	var out SharedProfiles
	for _, p := range c.Profiles {
		of := &out.Both
		switch {
		case p.N == [2]int64{}:
			continue
		case p.N[cohort.Comparison] == 0:
			of = &out.ProgrammeOnly
		case p.N[cohort.Programme] == 0:
			of = &out.ComparisonOnly
		}
		of.Profiles++
		of.N[0] += p.N[0]
		of.N[1] += p.N[1]
	}
	return out
}
