package report

import (
	"strings"
	"testing"

	"sib/contract"
)

func TestVerdictCard(t *testing.T) {
	gs := groups(told(duo()))
	year, pooled := verdictCard(told(duo()), gs[2]), verdictCard(told(duo()), gs[3])
	if year.Label != "The contract’s verdict (for information)" || pooled.Label != "The contract’s verdict" {
		t.Errorf("labels %q, %q", year.Label, pooled.Label)
	}
	want := "Clause\u00a04.2: observed +15.9% relative; tier from 15% relative reached (4% a year). The next begins at 20% relative."
	if year.Lines[1] != want {
		t.Errorf("got  %q\nwant %q", year.Lines[1], want)
	}
}

func TestVerdictsOfBothKindsAreToldApart(t *testing.T) {
	e := duo()
	for i, v := range e.Decision.Verdicts {
		if v.Cohort == 2016 && v.Rule == "principal" {
			e.Decision.Verdicts[i].Binding = true
			e.Decision.Verdicts[i].Met = false
		}
	}
	c := verdictCard(told(e), groups(told(e))[2])
	if c.Label != "The contract’s verdict" || c.Head != "Condition not met" {
		t.Errorf("label %q, head %q", c.Label, c.Head)
	}
	if strings.HasPrefix(c.Lines[0], "For information") || !strings.HasPrefix(c.Lines[1], "For information: ") {
		t.Errorf("lines %q", c.Lines)
	}
}

func TestRuleLine(t *testing.T) {
	e := duo()
	rule := e.Contract.Payment.Rules[1]
	vs := ruleVerdicts(verdictsOf(told(e), 0), "return")
	for i := range vs {
		vs[i].Met = false
	}
	if got, want := heldOf(rule, vs).line(told(e)), "Clause\u00a04.2: observed +28.3% relative; the lowest tier requires 10% relative. Not reached."; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	low := contract.Verdict{Effect: contract.Points, Statistic: contract.LowerBound, Observed: "-0.0204", Required: contract.Threshold{Effect: contract.Points, Value: dec("0.015")}, Margin: -0.0354}
	if got, want := heldOf(contract.Rule{Clause: "9"}, []contract.Verdict{low}).line(told(e)), "Clause\u00a09: lower bound of the interval −2.04 percentage points; required at least 1.5 percentage points. Condition missed by 3.5 percentage points."; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestStrength(t *testing.T) {
	r := duo().Results[0]
	for _, tt := range []struct {
		lo, hi float64
		head   string
		says   string
	}{
		{0.01, 0.2, "Interval above zero", "not easily explained by chance alone"},
		{-0.01, 0.2, "Interval includes zero", noConclusion},
		{0, 0.2, "Interval includes zero", noConclusion},
		{-0.2, -0.01, "Interval below zero", "less well"},
	} {
		r.Difference.Lo, r.Difference.Hi = tt.lo, tt.hi
		head, lines := en.strength(r)
		if head != tt.head || !strings.Contains(strings.Join(lines, " "), tt.says) {
			t.Errorf("[%g, %g]: %q %q", tt.lo, tt.hi, head, lines)
		}
	}
}

func TestEquivalent(t *testing.T) {
	e := duo()
	e.Decision.Verdicts = nil
	r := e.Results[0]
	for _, tt := range []struct {
		u    *float64
		want string
	}{
		{ptr(0.273), "Equivalent to 27.3% more placements than expected."},
		{ptr(-0.273), "Equivalent to 27.3% fewer placements than expected."},
		{ptr(0), "As many placements as expected."},
		{nil, "No relative change can be given: the comparison rate is zero."},
	} {
		r.Relative = tt.u
		if got := equivalent(told(e), r); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}
