package report

import (
	"fmt"
	"slices"
	"strings"

	"sib/evaluate"
	"sib/evidence"
)

func qualitySection(e *evaluate.Evaluation, _ figures) []Block {
	serious := warnings(e)
	notes := len(e.Findings) - serious
	out := []Block{Paragraph{Text: fmt.Sprintf("%d %s and %d %s. A warning changes how far the result can be trusted; a note is for the record. Input that cannot be used at all stops a run, so none of it is behind this report.",
		serious, plural(serious, "warning"), notes, plural(notes, "note"))}}
	if len(e.Findings) > 0 {
		out = append(out, findingsTable(e))
	}
	out = append(out, inputsTable(e))
	if len(e.Domains) > 0 {
		out = append(out, domainsTable(e))
	}
	return out
}

func findingsTable(e *evaluate.Evaluation) Table {
	t := Table{Caption: "Findings", Columns: []Column{{Head: "Severity"}, {Head: "Code"}, {Head: "Subject"}, {Head: "What was found"}, {Head: "Count", Align: Right}}}
	for _, f := range evidence.SortFindings(e.Findings) {
		n := ""
		if f.Count != 0 {
			n = count(f.Count)
		}
		t.Rows = append(t.Rows, Row{Strong: f.Severity == evidence.Warning, Cells: []string{capital(string(f.Severity)), f.Code, f.Subject, sentence(f.Message), n}})
	}
	return t
}

func inputsTable(e *evaluate.Evaluation) Table {
	t := Table{Caption: "Files that were read", Columns: []Column{{Head: "Role"}, {Head: "File"}, {Head: "Rows", Align: Right}}}
	for _, in := range e.Inputs {
		t.Rows = append(t.Rows, Row{Cells: []string{capital(in.Role), strings.Join(in.Path, ", "), count(in.Rows)}})
	}
	return t
}

// manyValues is how many values of a characteristic the report spells out.
const manyValues = 12

func domainsTable(e *evaluate.Evaluation) Table {
	t := Table{Caption: "Values found", Columns: []Column{{Head: "Characteristic"}, {Head: "Kind"}, {Head: "Distinct values", Align: Right}, {Head: "Values"}}}
	for _, d := range e.Domains {
		t.Rows = append(t.Rows, Row{Cells: []string{d.Name, d.Kind, count(int64(d.Distinct)), valuesOf(d)}})
	}
	return t
}

// valuesOf lists the values of a category. Numbers are not listed: an exact
// amount can be one person's.
func valuesOf(d evaluate.Domain) string {
	shown := d.Values
	if len(shown) == 0 {
		return "not listed"
	}
	if more := len(shown) - manyValues; more > 0 {
		shown = append(slices.Clone(shown[:manyValues]), fmt.Sprintf("%d more", more))
	}
	return listing(shown)
}
