package report

import (
	"slices"

	"sib/cohort"
	"sib/contract"
	"sib/evaluate"
	"sib/evidence"
	"sib/matching"
)

// inspection is something that a run looks at, by the code of the finding that it makes
// where all is not well. Where applies is nil every run does.
type inspection struct {
	code, words string
	applies     func(account) bool
}

var inspections = []inspection{
	{cohort.LevelUnused, key("Every value that the contract lists is found"), listsLevels},
	{cohort.LevelWithoutComparison, key("Every value of a participant is found in the comparison pool"), nil},
	{evaluate.CodeDropped, key("Everybody whom the estimate is about has somebody alike"), nil},
	{evaluate.CodeFewMatches, key("Everybody matched has as many matches as the contract asks for"), inPairs},
	{evaluate.CodeShortfall, key("People who cannot be told apart count in full"), nil},
	{evaluate.CodeImbalance, key("Every characteristic is balanced: an SMD within 0.10 after matching"), nil},
	{evaluate.CodeSmall, key("Every cohort year has as many participants as the disclosure threshold"), nil},
	{evaluate.CodeMissing, key("The outcome of every matched person is known"), nil},
	{evaluate.CodeIncomplete, key("The follow-up of every matched person is complete"), func(e account) bool { return e.Contract.Outcome.FollowUp != nil }},
	{evaluate.CodeSpansZero, key("No interval includes zero"), nil},
	{evaluate.CodePointBinds, key("No point estimate decides by itself"), nil},
}

func listsLevels(e account) bool {
	return slices.ContainsFunc(e.Contract.Covariates, func(c contract.Covariate) bool { return len(c.Levels) > 0 })
}

func inPairs(e account) bool {
	m := e.Matching.Spec.Method
	return m == matching.Nearest || m == matching.Optimal
}

// checkBlocks say what was checked, with what came of it.
func checkBlocks(e account) []Block {
	t := Table{
		Caption: e.say("What was checked"),
		Columns: []Column{{Head: e.say("Check")}, {Head: e.say("Verdict")}, {Head: e.say("Code")}, {Head: e.say("Findings"), Align: Right}},
	}
	var passed, noted, warned int
	for _, c := range inspections {
		if c.applies != nil && !c.applies(e) {
			continue
		}
		severity, n := e.foundOf(c.code)
		row := Row{Cells: []string{e.say(c.words), e.say("Check passed"), c.code, e.count(int64(n))}}
		switch {
		case n == 0:
			passed++
		case severity == evidence.Note:
			row.Cells[1] = e.say("Noted")
			noted++
		default:
			row.Cells[1], row.Strong = e.say("Warned"), true
			warned++
		}
		t.Rows = append(t.Rows, row)
	}
	return []Block{
		Paragraph{Text: e.say("Of %d checks %d passed, %d made a note, %d a warning, and none failed: what fails stops a run before anything is decided. That is so of people without an id, twice in a group or in both groups, of values that the contract refuses, and of files that are not those promised. Where a group was handed over as counts, whoever counted has checked its ids.", len(t.Rows), passed, noted, warned)},
		t,
	}
}

// foundOf is how many findings have a code, and the gravest severity among them.
func (e account) foundOf(code string) (evidence.Severity, int) {
	worst, n := evidence.Note, 0
	for _, f := range e.Findings {
		if f.Code != code {
			continue
		}
		n++
		if f.Severity.Rank() < worst.Rank() {
			worst = f.Severity
		}
	}
	return worst, n
}

// missingTable is how many people lack each variable, and what becomes of them.
func missingTable(e account) Table {
	t := Table{
		Caption: e.say("Missing values by variable"),
		Columns: []Column{{Head: e.say("Variable")}, {Head: e.say("When missing")}, {Head: e.say("Programme"), Align: Right}, {Head: e.say("Comparison"), Align: Right}},
		Notes: []string{
			e.say("Who lacks several is counted once, under the first. The outcome is looked at for matched people only."),
			e.say("%s: not counted apart, because a missing value is a level like any other.", unavailable),
		},
	}
	add := func(name, policy string) {
		if slices.ContainsFunc(t.Rows, func(r Row) bool { return r.Cells[0] == name }) {
			return
		}
		cells := []string{name, e.missingWords(policy), e.count(0), e.count(0)}
		switch lost, ok := e.lostTo("missing " + name); {
		case ok:
			cells[2], cells[3] = e.count(lost[0]), e.count(lost[1])
		case policy == string(cohort.Level):
			cells[2], cells[3] = unavailable, unavailable
		}
		t.Rows = append(t.Rows, Row{Cells: cells})
	}
	for _, c := range e.Contract.Covariates {
		add(c.Name, c.Missing)
	}
	for _, r := range e.Contract.Eligibility {
		if r.Column != "" {
			add(r.ID, r.Missing)
		}
	}
	add(e.Contract.Outcome.Name, missingOutcome(e.Contract.Outcome))
	return t
}

// missingOutcome is the policy of an outcome: one that a register tells is missing
// where the register knows nobody, if at all.
func missingOutcome(o contract.Outcome) string {
	if o.Spells != nil && o.Spells.Without == "missing" {
		return string(cohort.Exclude)
	}
	return o.Missing
}

// lostTo is how many people the flow loses to a reason.
func (e account) lostTo(reason string) (n [2]int64, ok bool) {
	for _, s := range e.Flow.Stages {
		for _, l := range s.Losses {
			if l.Reason == reason {
				return l.N, true
			}
		}
	}
	return n, false
}
