package main

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"sib/cohort"
	"sib/cohort/outcome"
	"sib/evaluate"
	"sib/evidence"
)

// inspectionError makes an error of what stops a run, and of warnings if they are to fail.
func inspectionError(i *evaluate.Inspection, strict bool) error {
	errors, warnings := i.Count(evidence.Error), i.Count(evidence.Warning)
	switch {
	case errors > 0:
		return withCode(exitData, fmt.Errorf("%s in the data\n  hint: see the output; `sib explain CODE` says more about a code", plural(errors, "error")))
	case strict && warnings > 0:
		return withCode(exitData, fmt.Errorf("%s about the data\n  hint: see the output; without --strict warnings do not fail", plural(warnings, "warning")))
	}
	return nil
}

// printInspection prints tables first and findings last.
func printInspection(w *strings.Builder, i *evaluate.Inspection) {
	printInspectedFlow(w, "all", i.Flow)
	if len(i.Years) > 1 {
		for _, y := range i.Years {
			if y.Received != [2]int64{} || y.Cohort != 0 {
				printInspectedFlow(w, cohortName(y.Cohort), y)
			}
		}
	}
	if i.NoArm > 0 {
		fmt.Fprintf(w, "%d rows belong to no arm\n", i.NoArm)
	}
	printColumns(w, i.Columns)
	printCompleteness(w, i.Outcomes)
	if s := i.Spells; s != nil {
		fmt.Fprintf(w, "\nspells: %d rows, %d unusable, %d of people who are not eligible or unknown, %d outside every window\n", s.Rows, s.Unusable, s.Unknown, s.Outside)
	}
	fmt.Fprintf(w, "\n%s, %s, %s about the data\n", plural(i.Count(evidence.Error), "error"), plural(i.Count(evidence.Warning), "warning"), plural(i.Count(evidence.Note), "note"))
	for _, f := range i.Findings {
		printObservation(w, f)
	}
}

func cohortName(year int) string {
	if year == 0 {
		return "outside the contract"
	}
	return fmt.Sprintf("cohort %d", year)
}

func printInspectedFlow(w *strings.Builder, name string, f evaluate.InspectedFlow) {
	fmt.Fprintf(w, "\n%-44s %12s %12s\n", name, cohort.Programme, cohort.Comparison)
	line := func(name string, n [2]int64) { fmt.Fprintf(w, "%-44s %12d %12d\n", name, n[0], n[1]) }
	line("received", f.Received)
	for _, l := range f.Losses {
		if l.N != [2]int64{} {
			line("  "+l.Reason, l.N)
		}
	}
	line("eligible", f.Eligible)
}

func printColumns(w *strings.Builder, columns []cohort.ColumnSummary) {
	name, role, kind := len("column"), len("used for"), len("in the files")
	for _, c := range columns {
		name, role, kind = max(name, width(c.Column)), max(role, width(c.Role)), max(kind, width(kindWords(c)))
	}
	fmt.Fprintf(w, "\n%-*s  %-*s  %-*s %12s %12s %12s\n", name, "column", role, "used for", kind, "in the files", "rows", "missing", "distinct")
	for _, c := range columns {
		distinct := fmt.Sprint(c.Distinct)
		if c.More {
			distinct = "> " + distinct
		}
		fmt.Fprintf(w, "%-*s  %-*s  %-*s %12d %12d %12s\n", name, c.Column, role, c.Role, kind, kindWords(c), c.Rows, c.Missing, distinct)
	}
}

func kindWords(c cohort.ColumnSummary) string { return cmp.Or(strings.Join(c.Kinds, ", "), "none") }

func width(s string) int { return utf8.RuneCountInString(s) }

func printCompleteness(w *strings.Builder, list []outcome.Completeness) {
	if len(list) == 0 {
		return
	}
	name := len("outcome")
	for _, c := range list {
		name = max(name, width(c.Outcome))
	}
	fmt.Fprintf(w, "\n%-*s  %-8s %-12s %12s %12s %12s\n", name, "outcome", "cohort", "arm", "eligible", "missing", "incomplete")
	for _, c := range list {
		fmt.Fprintf(w, "%-*s  %-8d %-12s %12d %12d %12d\n", name, c.Outcome, c.Cohort, c.Arm, c.Eligible, c.Missing, c.Incomplete)
	}
}

func printObservation(w *strings.Builder, o cohort.Observation) {
	fmt.Fprintf(w, "%s %s ", o.Severity, o.Code)
	if o.File != "" {
		fmt.Fprintf(w, "%s: ", o.File)
	}
	var parts []string
	if place := placeOf(o); place != "" {
		parts = append(parts, place)
	}
	if o.Severity == evidence.Error && o.FirstRow > 0 {
		parts = append(parts, fmt.Sprintf("%s, first in row %d", plural(int(o.Count), "row"), o.FirstRow))
	}
	message := o.Message
	if o.Count > 0 && (o.Severity != evidence.Error || o.FirstRow == 0) {
		message += fmt.Sprintf(" (%d)", o.Count)
	}
	parts = append(parts, message)
	fmt.Fprintf(w, "%s\n", strings.Join(parts, ": "))
	if o.Remedy != "" {
		fmt.Fprintf(w, "  hint: %s\n", o.Remedy)
	}
}

// placeOf is the subject of an observation and its column, besides the file.
func placeOf(o cohort.Observation) string {
	switch {
	case o.Subject == o.File:
		return ""
	case o.Column == "":
		return fmt.Sprintf("%q", o.Subject)
	case o.Column == o.Subject:
		return fmt.Sprintf("column %q", o.Column)
	}
	return fmt.Sprintf("%q, column %q", o.Subject, o.Column)
}
