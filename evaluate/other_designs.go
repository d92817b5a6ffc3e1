package evaluate

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sib/cohort"
	"sib/cohort/outcome"
	"sib/contract"
	"sib/matching"
)

// otherDesign is another way to choose whom to compare: the same people, within the same
// cohort years, by the same covariates. All are matched blind, before outcomes are read.
type otherDesign struct {
	name, words string
	method      matching.Method
	number      matching.Covariate // how a number is matched
	category    matching.Mode      // how a category is
	logit       bool               // distances are those of the logit of the propensity score
	caliper     float64            // in standard deviations of that logit; 0: none
	most        int                // profiles with which it is done: more would hold up every run
}

// quintiles are five bins with as many people as each other: five classes of one covariate
// take away nine tenths of the bias that it makes (Cochran 1968, Biometrics 24:295).
var quintiles = matching.Covariate{Mode: matching.Coarsened, Rule: matching.Quantiles, Bins: 5}

var (
	asItIs = matching.Covariate{Mode: matching.Exact}
	free   = matching.Covariate{Mode: matching.Free}
)

// otherDesigns are tried in every run, in this order; the contract's own is left out. The
// list is fixed, so that nobody picks from it by result. The caliper is Austin's (2011,
// Pharm. Stat. 10:150).
var otherDesigns = []otherDesign{
	{"exact", "exact on every covariate as it is", matching.Stratification, asItIs, matching.Exact, false, 0, 1_000_000},
	{"coarsened-quintiles", "exact on categories, numbers in fifths of the people", matching.Stratification, quintiles, matching.Exact, false, 0, 1_000_000},
	{"propensity-weighting", "weights from the propensity score (logit)", matching.Weighting, free, matching.Free, false, 0, 250_000},
	{"entropy-balancing", "weights that balance the means of all covariates", matching.Entropy, free, matching.Free, false, 0, 250_000},
	{"nearest-logit", "nearest neighbour 1:1 on the logit of the propensity score, ties shared", matching.Nearest, free, matching.Free, true, 0, 100_000},
	{"nearest-logit-caliper", "the same within 0.2 standard deviations of that logit", matching.Nearest, free, matching.Free, true, 0.2, 100_000},
	{"generalised-full", "generalised full matching on the logit of the propensity score", matching.Quick, free, matching.Free, true, 0, 100_000},
}

// spec is the design for these covariates. An estimand that the method does not have
// gives way to the effect on programme people.
func (o otherDesign) spec(c *cohort.Cohort, own matching.Spec) matching.Spec {
	s := matching.Spec{Method: o.method, Estimand: own.Estimand, Unmatched: matching.Drop}
	if !slices.Contains(o.method.Estimands(), s.Estimand) {
		s.Estimand = matching.OnTreated
	}
	for _, d := range c.Domains {
		cov := o.number
		if d.Kind == cohort.Category {
			cov = matching.Covariate{Mode: o.category}
		}
		cov.Name = d.Name
		s.Covariates = append(s.Covariates, cov)
	}
	if o.logit {
		s.Distance = matching.Distance{Metric: matching.Propensity, Link: "logit", Linear: true}
	}
	if o.caliper > 0 {
		s.Calipers = []matching.Caliper{{Of: matching.OfLinear, Width: o.caliper, Unit: matching.SD}}
	}
	return s
}

// contracts reports whether the design is the contract's own in all but detail, or is
// nothing else than one before it in the list.
func (o otherDesign) contracts(c *cohort.Cohort, own matching.Spec) bool {
	coarsened, allFree := false, true
	for _, cov := range own.Covariates {
		coarsened = coarsened || cov.Mode == matching.Coarsened
		allFree = allFree && cov.Mode == matching.Free
	}
	switch o.method {
	case matching.Stratification:
		numbers := slices.ContainsFunc(c.Domains, func(d cohort.Domain) bool { return d.Kind != cohort.Category })
		banded := o.number.Mode == matching.Coarsened
		return own.Method == matching.Stratification && coarsened == banded || banded && !numbers
	case matching.Nearest:
		d := own.Distance
		return own.Method == o.method && allFree && own.Choice == matching.Choice{Ratio: own.Choice.Ratio} && own.Choice.Ratio <= 1 &&
			d.Linear && d.Metric == matching.Propensity && len(d.Covariates) == 0 && (d.Link == "" || d.Link == "logit") &&
			own.Support == matching.SupportAll && len(own.Differ) == 0 && slices.Equal(own.Calipers, o.spec(c, own).Calipers)
	}
	return own.Method == o.method && allFree
}

// matchedOtherwise is another design, carried out or not.
type matchedOtherwise struct {
	name, words string
	sample      *matching.Sample // nil: see why
	why         string
}

// matchOtherwise carries out the other designs, blind.
func matchOtherwise(c *cohort.Cohort, own matching.Spec) []matchedOtherwise {
	var out []matchedOtherwise
	for _, o := range otherDesigns {
		if o.contracts(c, own) {
			continue
		}
		spec := o.spec(c, own)
		m := matchedOtherwise{name: o.name, words: o.words}
		if spec.Estimand != own.Estimand {
			m.words += ": the effect on programme people, as this method has no " + string(own.Estimand)
		}
		if n := len(c.Profiles); n > o.most {
			m.why = fmt.Sprintf("the people have %d different profiles, and this is done for at most %d", n, o.most)
		} else if s, err := matching.Match(c, spec); err != nil {
			m.why, _, _ = strings.Cut(strings.TrimPrefix(err.Error(), "match: "), "\n")
		} else {
			m.sample = s
		}
		out = append(out, m)
	}
	return out
}

// designs joins the outcomes to the other designs, and asks what each would pay.
func (a *assessor) designs(c *cohort.Cohort, table *outcome.Table, others []matchedOtherwise) []Scenario {
	var out []Scenario
	for _, o := range others {
		if o.sample == nil {
			out = append(out, Scenario{Name: o.name, Words: o.words, Error: o.why})
			continue
		}
		m := matchedOf(c, o.sample, table)
		s := a.scenario(o.name, o.words, func(year int) (view, error) { return a.designed(o.sample, m, year) })
		s.ProgrammeN = &o.sample.Pooled.Matched[cohort.Programme]
		s.LargestSMD = a.largestOfCovariates(o.sample)
		out = append(out, s)
	}
	return out
}

// designed is the view of another design: with the agreed interval where both have
// strata, with weighted Newcombe's otherwise.
func (a *assessor) designed(sample *matching.Sample, m matched, year int) (view, error) {
	own := *a
	own.people = m
	if m.sums != nil {
		own.instead = contract.WeightedNewcombe
	}
	v, err := own.agreed(m, year)
	if len(a.t.Payment.Gates) > 0 {
		v.quality = qualityOf(sample, m, year)
	}
	return v, err
}

// largestOfCovariates is the largest absolute standardised difference over all years, of
// covariates alone: not every design has a score. Nil if there is none.
func (a *assessor) largestOfCovariates(s *matching.Sample) *float64 {
	var b matching.Balance
	for _, t := range s.Balance[len(s.Balance)-1].Terms {
		if slices.ContainsFunc(a.t.Covariates, func(c contract.Covariate) bool { return c.Name == t.Covariate }) {
			b.Terms = append(b.Terms, t)
		}
	}
	if v := largestSMD(b); v != nil && !math.IsInf(*v, 0) {
		return v
	}
	return nil
}
