package report

import (
	"slices"
	"strings"
	"testing"

	"sib/contract"
	"sib/evaluate"
	"sib/outlook"
)

// What decides in a group, and what is for information, are told apart: a gate that is
// not passed, an effect that it deems, a condition over all years.
func TestCardsOfEverything(t *testing.T) {
	e := everything()
	gs := groups(told(e))
	year, pooled := verdictCard(told(e), gs[0]), verdictCard(told(e), gs[len(gs)-1])
	if year.Head != "1 of 2 conditions met" || pooled.Head != "All conditions met" {
		t.Errorf("heads %q, %q", year.Head, pooled.Head)
	}
	for _, tt := range []struct {
		lines []string
		want  string
	}{
		{year.Lines, "Clause 4.7: observed (yearly) 42.8571…% rate; required at least 40% rate. Condition met by 2.9 percentage points. 2 of 2 conditions hold, all are required (observed (further) 29 people over all years, required at least 20 people: holds; composite (score) 103.53701% of target over all years, required at most 110% of target: holds)."},
		{pooled.Lines, "Clause 4.2: taken to be 16% relative, because gate “alike” is not passed; tier from 15% relative reached (pays EUR 3,000.00, rising in a straight line to EUR 5,000.00 at 30% relative, and no further)."},
		{pooled.Lines, "Clause 2.4, gate “clear”: two-sided p-value of the agreed interval’s test (chance), all years together: 0.0032; required less than 0.001 (the 0.1% level). It is not passed: rule “shared”: nothing is decided yet."},
	} {
		if !slices.ContainsFunc(tt.lines, func(l string) bool { return clear(l) == tt.want }) {
			t.Errorf("%q\nlacks %q", tt.lines, tt.want)
		}
	}
	for _, c := range []Card{year, pooled} {
		for _, l := range c.Lines {
			if strings.Contains(l, "(in-work)") || strings.Contains(l, "(grades)") {
				t.Errorf("a reported figure on the card of people: %q", l)
			}
		}
	}
	// The report's own result is what was measured, not what a gate deems.
	if got := relative(told(e), e.Results[len(e.Results)-1]); got != "+28.3" {
		t.Errorf("relative %q", got)
	}
}

func TestReductionIsQuoted(t *testing.T) {
	e := duo()
	e.Decision.Verdicts = nil
	if got := en.marginWords(contract.Verdict{Required: at(contract.Reduction, "0.085", ""), Met: true}); got != "Condition met exactly." {
		t.Error(got)
	}
	if got := en.marginWords(contract.Verdict{Required: at(contract.Count, "20", "people"), Margin: -1}); got != "Condition missed by 1 person." {
		t.Error(got)
	}
}

// A gate that pays leaves nothing for thresholds to decide.
func TestGateThatPays(t *testing.T) {
	e := shaped(strings.Replace(everythingText, "at_least: 100 people}", "at_least: 321 people}", 1), everything().Measured)
	c := verdictCard(told(e), groups(told(e))[3])
	if c.Head != "Gate not passed" || !strings.Contains(c.Lines[0], "320 people; required at least 321 people. It is not passed: rules “work”") {
		t.Errorf("%q %q", c.Head, c.Lines)
	}
	if got := clear(why(told(e))); !strings.HasPrefix(got, "Clause 2.1, gate “enough-people”: ") || strings.Contains(got, "Clause 4.") {
		t.Error(got)
	}
	if got := why(told(everything())); got != "7 of 10 rules pay. 2 of 4 tests at gates are not passed. “The payment, line by line” gives the reason for each." {
		t.Error(got)
	}
}

func TestThresholdsOnBothSides(t *testing.T) {
	e := everything()
	rows := map[string][]string{}
	for _, r := range thresholdsTable(told(e)).Rows {
		rows[r.Cells[0]+" "+r.Cells[1]+" "+r.Cells[5]] = r.Cells
	}
	for key, want := range map[string]string{
		"drop 2014 0.05% reduction": "[z] [z] [z] 0.05% reduction 27.4% reduction\n9.2 points 8 fewer",
		"year 2016 40% rate":        "[z] [z] [z] 40% rate 1.3 points 2 more",
		"coupon All years [z]":      "20% relative 8.3% relative\n2.7 points 8 fewer [z] [z] [z]",
	} {
		if cells := rows[key]; len(cells) != 8 || strings.Join(cells[2:], " ") != want {
			t.Errorf("%s: %q, want %q", key, cells, want)
		}
	}
	duoRows := thresholdsTable(told(duo())).Rows
	if got := strings.Join(duoRows[1].Cells, " "); got != "return All years 25% relative 3.3% relative\n1.1 points 3 fewer 30% relative 1.7% relative\n0.6 points 2 more" {
		t.Errorf("%q", got)
	}
}

func TestSettlementWords(t *testing.T) {
	terms := terms(told(everything()))
	all := clear(strings.Join(en.boundsAround(terms), "\n"))
	for _, want := range []string{
		"Clause 7.2, limit “quota”: rule “work” pays at most 40% of all that is paid.",
		"Clause 7.3, limit “of-cap”: rules “step” and “coupon” pay at most 50% of the cap.",
		"Clause 7.4, limit “investors”: all rules together pay at most what gives the drawdowns 5% a year.",
		"from 2014-01-01 on 50% of the principal; from 2015-01-01 on EUR 200,000.00.",
		"Clause 13: the city pays 60% of what is due, at most EUR 15,000.00.",
		"Clause 13: the state pays the rest.",
		"otherwise EUR 10.00 is paid in their place.",
		"otherwise the effect is taken to be 16% relative.",
		"a foundation makes up what it lacks of its principal, at most EUR 1,500.00 (clause 14.3).",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("%s\nlacks %q", all, want)
		}
	}
}

func TestAmendmentsSideBySide(t *testing.T) {
	e := everything()
	blocks := amendmentBlocks(told(e))
	if len(blocks) != 4 || amendmentBlocks(told(duo())) != nil {
		t.Fatalf("%d blocks", len(blocks))
	}
	rows := blocks[3].(Table).Rows
	if got := clear(strings.Join(rows[0].Cells, "|")); got != "work|All years|EUR 0.00|EUR 13,557.00" {
		t.Errorf("%q", got)
	}
	if got := clear(strings.Join(rows[len(rows)-1].Cells, "|")); got != "Due||EUR 20,335.51|EUR 33,892.51" {
		t.Errorf("%q", got)
	}
}

func TestChance(t *testing.T) {
	for p, want := range map[float64]string{0: "0.0%", 1: "100.0%", 0.0004: "less than 0.1%", 0.0005: "0.1%", 0.9996: "more than 99.9%", 0.5: "50.0%"} {
		if got := en.chance(p); got != want {
			t.Errorf("chance(%v) = %q, want %q", p, got, want)
		}
	}
}

func TestReturnsInWords(t *testing.T) {
	for _, tt := range []struct {
		r    outlook.Result
		want string
	}{
		{outlook.Result{IRR: []float64{0.0509}}, "5.09% a year"},
		{outlook.Result{IRR: []float64{0.1, 0.2}}, "2 rates solve it: 10.00% a year and 20.00% a year"},
		{outlook.Result{IRRWhy: "internal rate of return: undefined: money is paid and on no day does any come back"}, "none: undefined: money is paid and on no day does any come back"},
	} {
		if got := en.irrWords(tt.r); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
	i := &outlook.Investment{Invested: euros("100"), Result: outlook.Result{Due: euros("90"), Received: euros("90"), Gain: euros("-10")}}
	if got := clear(en.investorWords(i)); got != "Investors put in EUR 100.00 and receive EUR 90.00: a loss of EUR 10.00." {
		t.Error(got)
	}
	i.Gain = euros("0")
	if got := en.investorWords(i); !strings.HasSuffix(got, ": what they invested, and no more.") {
		t.Error(got)
	}
}

// A section that does not exist for a contract is left out; one that failed says why.
func TestOutlookSections(t *testing.T) {
	e := duo()
	e.Outlook = evaluate.Outlook{}
	text := strings.Join(texts(t, render(t, e)["report.html"]), "\n")
	if strings.Contains(text, "For the investor") || strings.Contains(text, "For the payer") || !strings.Contains(text, "11  Method in plain words") {
		t.Error("an empty section is shown")
	}
	e.Outlook.PayoutWhy = `measure "x" has no interval`
	text = strings.Join(texts(t, render(t, e)["report.html"]), "\n")
	if !strings.Contains(text, "It could not be worked out: measure “x” has no interval.") {
		t.Error("the reason is not given")
	}
}

func TestMinusSigns(t *testing.T) {
	for in, want := range map[string]string{"1 ≈ -27.3": "1 ≈ −27.3", "-0.5": "−0.5", "(-2)": "(−2)", "2014-01-01": "2014-01-01", "a-b": "a-b", "x -y": "x -y"} {
		if got := minusSigns(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}
