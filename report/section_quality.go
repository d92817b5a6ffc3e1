package report

import (
	"slices"
	"strings"

	"sib/evaluate"
	"sib/evidence"
)

func qualitySection(e account, _ figures) []Block {
	out := checkBlocks(e)
	serious := warnings(e)
	notes := len(e.Findings) - serious
	out = append(out, Heading{e.say("Findings")}, Paragraph{Text: e.say("%d %s and %d %s. A warning changes how far the result can be trusted; a note is for the record. Input that cannot be used at all stops a run, so none of it is behind this report.",
		serious, e.plural(serious, "warning"), notes, e.plural(notes, "note"))})
	if len(e.Findings) > 0 {
		out = append(out, findingsTable(e))
	}
	out = append(out, Heading{e.say("Missing values")}, missingTable(e), Heading{e.say("What was read")}, inputsTable(e))
	if len(e.Domains) > 0 {
		out = append(out, domainsTable(e))
	}
	return out
}

func findingsTable(e account) Table {
	t := Table{Caption: e.say("Findings"), Columns: []Column{{Head: e.say("Severity")}, {Head: e.say("Code")}, {Head: e.say("Subject")}, {Head: e.say("What was found")}, {Head: e.say("Count"), Align: Right}}}
	for _, f := range evidence.SortFindings(e.Findings) {
		n := ""
		if f.Count != 0 {
			n = e.count(f.Count)
		}
		t.Rows = append(t.Rows, Row{Strong: f.Severity == evidence.Warning, Cells: []string{capital(e.quoted(string(f.Severity))), f.Code, e.subject(f.Subject), sentence(e.quoted(f.Message)), n}})
	}
	return t
}

// subject is what a finding is about: a group of people, or a name that stays as it is.
func (l *lexicon) subject(s string) string {
	if s == "pooled" || s == "matching" || strings.HasPrefix(s, "cohort ") {
		return l.quoted(s)
	}
	return s
}

func inputsTable(e account) Table {
	t := Table{Caption: e.say("Files that were read"), Columns: []Column{{Head: e.say("Role")}, {Head: e.say("File")}, {Head: e.say("Rows"), Align: Right}}}
	for _, in := range e.Inputs {
		t.Rows = append(t.Rows, Row{Cells: []string{capital(e.quoted(in.Role)), strings.Join(in.Path, ", "), e.count(in.Rows)}})
	}
	return t
}

// manyValues is how many values of a characteristic the report spells out.
const manyValues = 12

func domainsTable(e account) Table {
	t := Table{Caption: e.say("Values found"), Columns: []Column{{Head: e.say("Characteristic")}, {Head: e.say("Kind")}, {Head: e.say("Distinct values"), Align: Right}, {Head: e.say("Values")}}}
	for _, d := range e.Domains {
		t.Rows = append(t.Rows, Row{Cells: []string{d.Name, e.quoted(d.Kind), e.count(int64(d.Distinct)), e.valuesOf(d)}})
	}
	return t
}

// valuesOf lists the values of a category. Numbers are not listed: an exact
// amount can be one person's.
func (l *lexicon) valuesOf(d evaluate.Domain) string {
	shown := d.Values
	if len(shown) == 0 {
		return l.say("not listed")
	}
	if more := len(shown) - manyValues; more > 0 {
		shown = append(slices.Clone(shown[:manyValues]), l.say("%d more", more))
	}
	return l.listing(shown)
}
