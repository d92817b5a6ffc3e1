package report

import (
	"testing"

	"sib/contract"
	"sib/evaluate"
	"sib/evidence"
)

// Eight checks apply to the founding case: one warns of five people, two make a note.
func TestQualityChecks(t *testing.T) {
	says(t, sectionText(t, duo(), "quality"),
		"Of 8 checks 5 passed, 2 made a note, 1 a warning, and none failed",
		"| **Everybody whom the estimate is about has somebody alike** | **Warned** | **SIB-M201** | **1** |",
		"| No interval includes zero | Noted | SIB-E303 | 1 |",
		"| Every characteristic is balanced: an SMD within 0.10 after matching | Check passed | SIB-M202 | 0 |",
		"| age | left out, and counted | 1 | 12 |", "| gender | refused | 0 | 0 |", "| placement | left out, and counted | 0 | 7 |")
	e := duo()
	e.Findings = append(e.Findings, evidence.Finding{Code: evaluate.CodeImbalance, Severity: evidence.Warning}, evidence.Finding{Code: evaluate.CodeImbalance, Severity: evidence.Warning})
	e.Contract.Outcome.FollowUp = &contract.FollowUp{Months: 12, Until: "2017-12-31"}
	e.Contract.Covariates[3].Missing = "level"
	e.Contract.Covariates[3].Levels = []string{"LOW", "HIGH"}
	e.Contract.Eligibility = []contract.Eligibility{{ID: "resident", Clause: "2.4", Column: "resident", Kind: "category", Missing: "exclude", OneOf: []string{"yes"}}}
	e.Flow.Stages[1].Losses = append(e.Flow.Stages[1].Losses, e.Flow.Stages[1].Losses[0])
	e.Flow.Stages[1].Losses[1].Reason = "missing resident"
	text := sectionText(t, e, "quality")
	says(t, text, "Of 10 checks 6 passed, 2 made a note, 2 a warning", "**SIB-M202** | **2** |", "| The follow-up of every matched person is complete | Check passed |",
		"| qualification | a level of its own | [x] | [x] |", "| resident | left out, and counted | 1 | 12 |")
	e.Contract.Secondary = []contract.Outcome{{Name: "in training", Clause: "1.3", Definition: "a course", Spells: &contract.Spells{Condition: contract.OnBegins, Without: "missing"}}}
	says(t, sectionText(t, e, "dictionary"), "Follow-up: 12 months from the day of entry. Nothing is known after 2017-12-31.",
		"| in training | 1.3 | [z] | a course | is reported | left out, and counted |", "The outcome “in training” follows from periods in a register.", "| resident | 2.4 | `resident` | one of yes |",
		"| qualification | `qualification` | category | LOW and HIGH | on the exact value | a level of its own |",
		"| age | `age` | whole number | not listed | in bands cut at 20.5, 23.5, 26.5 and 29.5 | left out, and counted |",
		"| placement | 1.2 | `placed` | 90 or more working days within a year after the programme | decides | left out, and counted |")
}

// The report explains points and relative change by its own numbers: 41.6 less 32.4, and 41.6 over 32.4.
func TestReadSection(t *testing.T) {
	says(t, sectionText(t, duo(), "read"),
		"The placement rate is 41.6% in the programme group and 32.4% in the comparison group. The one less the other is +9.2 percentage points. The one divided by the other, less one, is +28.3% relative.",
		"a 95% confidence interval: +3.5 to +15.0 percentage points", "It does not hold zero",
		"[c]: suppressed", "[x]: not available", "[z]: not applicable")
	e := hostile()
	text := sectionText(t, e, "read")
	says(t, text, "[c]: suppressed")
	e.Results[0].Relative = nil
	says(t, sectionText(t, e, "read"), "There is no relative change: the comparison rate is zero")
}

// The full balance has every term of every year on both sides; one year is shown once.
func TestFullBalance(t *testing.T) {
	says(t, sectionText(t, duo(), "full-balance"), "**Balance of cohort 2014**", "**Balance of cohort 2016**", "**Balance of all cohort years together**",
		"| age | 24.31 | 26.02 | −0.449 | 0.83 | 0.190 | 24.28 | 24.35 | −0.018 | 1.04 | 0.020 |",
		"| qualification: LOW | 34.0% | 41.0% | −0.148 |")
	d := newDocument(told(hostile()), newFigures(told(hostile())))
	for _, s := range d.Sections {
		if s.ID == "full-balance" && len(s.Blocks) != 2 {
			t.Errorf("%d blocks for one year", len(s.Blocks))
		}
	}
}
