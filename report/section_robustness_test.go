package report

import (
	"strings"
	"testing"

	"sib/evaluate"
)

// sectionText is what a section says, in the order of the page.
func sectionText(t *testing.T, e *evaluate.Evaluation, id string) string {
	t.Helper()
	d := newDocument(told(e), newFigures(told(e)))
	for _, s := range d.Sections {
		if s.ID != id {
			continue
		}
		m := &markdown{words: d.Words, sections: d.Sections}
		for _, b := range s.Blocks {
			m.block(b)
		}
		return strings.ReplaceAll(read(m.String()), nbsp, " ")
	}
	return ""
}

func says(t *testing.T, text string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Errorf("no %q in\n%s", w, text)
		}
	}
}

func hasSection(e *evaluate.Evaluation, id string) bool {
	for _, s := range newDocument(told(e), newFigures(told(e))).Sections {
		if s.ID == id {
			return true
		}
	}
	return false
}

// Of the twelve other ways ten have an amount, and seven of those that of the contract.
func TestRobustness(t *testing.T) {
	says(t, sectionText(t, duo(), "robustness"),
		"7 of 10 other ways to look at the same people pay the same, EUR 278,697.74. The lowest amount is EUR 263,218.18, the highest EUR 278,697.74.",
		"2 more have no amount; the tables say why.",
		"| **As the contract says** | **+9.2** | **+3.5 to +15.0** | **+28.3** | **EUR 278,697.74** | **the same** |",
		// 278,697.74 − 270,884.25
		"| Inverse-variance weights, which depend on the outcomes | +8.2 | +2.5 to +13.9 | +24.7 | EUR 270,884.25 | EUR 7,813.49 less |",
		"| Minimum-risk weights<br>Not available: 29 of 221 strata have no variance. | [x] | [x] | [x] | [x] | [x] |",
		// 278,697.74 − 263,218.18
		"| Nearest neighbour, one for each, on the logit of the propensity score, ties shared<br>325 participants, largest SMD 0.031 | +5.5 | −2.0 to +13.1 | +15.4 | EUR 263,218.18 | EUR 15,479.56 less |",
		"| Exact on every characteristic as it is<br>Not available: Nobody of cohort year 2015 is left to compare. | [x] |",
		"Without matched set 2 (cohort 2014, too small to be described)",
		"| Missing outcomes: failures in both groups | +9.2 |",
		"no less would be due",
		"may differ up to 1.18-fold in their odds of taking part, for a reason that nearly decides the outcome, and the test still reaches the one-sided level of 2.5%",
		"at least 1.02 times those measured; EUR 270,884.25 would be due then",
		"a risk ratio of at least 1.89 each", "risk ratios of 1.45 each are enough",
		"| 1.50 | 0.4321 | −0.2 | −6.1 to +5.6 | −0.6 | EUR 0.00 | EUR 278,697.74 less |",
	)
}

// What cannot be said is said to be so.
func TestRobustnessWithout(t *testing.T) {
	e := duo()
	s := e.Sensitivity
	s.HiddenBias.CriticalGamma, s.HiddenBias.Flip, s.HiddenBias.EValueLimit = nil, nil, ptr(1)
	three := int64(3)
	s.Tipping = &three
	says(t, sectionText(t, e, "robustness"),
		"Even without hidden bias the test does not reach the one-sided level of 2.5%",
		"No odds of the outcome in the comparison group up to tenfold are known to change what is due.",
		"The interval holds zero without any hidden bias: its E-value is 1.",
		"less is due once 3 of the missing programme outcomes are failures",
	)
	s.HiddenBias.Untested, s.HiddenBias.EValue = true, nil
	s.Missing, s.LeftOut, s.Designs, s.Undecided = nil, nil, nil, `the run was decided under amendment "one"`
	for i := range s.Specifications {
		s.Specifications[i].Due = nil
	}
	text := sectionText(t, e, "robustness")
	says(t, text, "What those would pay is not available; the tables say why.", "The run was decided under amendment “one”.",
		"The outcome of every matched person is known.", "Rosenbaum’s bounds need matched sets")
	if strings.Contains(text, "Tipping") || strings.Contains(text, "VanderWeele") || strings.Contains(text, "Without some") {
		t.Error(text)
	}
	s.Specifications[1].Due, s.Specifications[2].Due = amountOf("278697.74"), amountOf("278697.74")
	says(t, sectionText(t, e, "robustness"), "All 2 other ways to look at the same people that have an amount pay the same, EUR 278,697.74.")
	e.Sensitivity = nil
	if hasSection(e, "robustness") || hasSection(e, "subgroups") {
		t.Error("a run that was not assessed has sections of it")
	}
}

// Nothing is due: the comparison group would have to be worse than it seems.
func TestFlipOfNothing(t *testing.T) {
	e := duo()
	e.Sensitivity.HiddenBias.Flip = &evaluate.Flip{Times: 1 / 1.25, Due: euros("234000")}
	says(t, sectionText(t, e, "robustness"), "For anything to be due, the true odds of the outcome in the comparison group would have to be at most 0.800 times those measured; EUR 234,000.00 would be due then.")
}

// Qualification comes first, the others in the contract's order, the years last.
func TestSubGroups(t *testing.T) {
	text := sectionText(t, duo(), "subgroups")
	at := -1
	for _, head := range []string{"### By qualification", "### By gender", "### By origin", "### By cohort year"} {
		i := strings.Index(text, head)
		if i <= at {
			t.Errorf("%q is at %d, after %d", head, i, at)
		}
		at = i
	}
	says(t, text, "The contract decides on none of this.",
		"| LOW | 109 | 1,588 | +18.7 | +9.3 to +28.1 |",
		"p = 0.036 (χ² 6.62 on 2 degrees of freedom). Differences between these levels as large as those found are not easily explained by chance alone",
		"p = 0.702 (χ² 0.15 on 1 degree of freedom). Differences between these levels as large as those found could also arise by chance. This does not show that the levels benefit alike.",
		"No test of interaction: fewer than two levels can be compared.",
		"Levels with fewer than 10 people in either group are left out.")
	e := duo()
	for i := range e.Sensitivity.SubGroups {
		e.Sensitivity.SubGroups[i].Levels = nil
	}
	if hasSection(e, "subgroups") {
		t.Error("sub-groups without a level make a section")
	}
}
