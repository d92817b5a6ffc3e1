package cohort

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"sib/evidence"
)

// defectKey is one kind of defect in one place.
type defectKey struct{ file, column, role, code, what string }

// defect counts the rows that have it.
type defect struct {
	problem *evidence.Problem
	rows    int64
	first   int64 // 0 for a whole file or column
	labels  map[string]*labelCount
	more    bool // there are too many labels to remember
}

type labelCount struct {
	rows   int64
	remedy string
}

// maxLabels is how many labels of a defect are remembered.
const maxLabels = 1000

// defects are all that were found.
type defects map[defectKey]*defect

// problemOf returns err as a Problem.
func problemOf(err error) *evidence.Problem {
	var p *evidence.Problem
	if errors.As(err, &p) {
		return p
	}
	return &evidence.Problem{Code: CodeUnknown, What: err.Error()}
}

// note counts one row.
func (d defects) note(file string, a *asked, p *evidence.Problem, row int64, label string) {
	key := defectKey{file: file, column: a.Column, role: a.Role, code: p.Code}
	at := d[key]
	if at == nil {
		at = &defect{problem: p, first: row}
		d[key] = at
	}
	at.rows++
	at.first = min(at.first, row)
	if label == "" {
		return
	}
	at.label(label, labelCount{1, p.Remedy})
}

func (d *defect) label(label string, n labelCount) {
	if d.labels == nil {
		d.labels = map[string]*labelCount{}
	}
	switch l := d.labels[label]; {
	case l != nil:
		l.rows += n.rows
	case len(d.labels) == maxLabels:
		d.more = true
	default:
		d.labels[label] = &n
	}
}

// add counts the rows of a problem that knows its place; 0 is for a whole file or column.
func (d defects) add(p *evidence.Problem, rows int64, role string) {
	key := defectKey{file: p.File, column: p.Column, role: role, code: p.Code}
	if rows == 0 {
		key.what = p.What
	}
	if at := d[key]; at != nil {
		at.rows += rows
		at.first = min(at.first, p.Row)
		return
	}
	d[key] = &defect{problem: p, rows: rows, first: p.Row}
}

// merge adds what a unit has.
func (d defects) merge(other defects) {
	for key, o := range other {
		at := d[key]
		if at == nil {
			d[key] = o
			continue
		}
		at.rows += o.rows
		at.first = min(at.first, o.first)
		at.more = at.more || o.more
		for label, n := range o.labels {
			at.label(label, *n)
		}
	}
}

// observations says each defect in words.
func (d defects) observations() []Observation {
	var out []Observation
	for key, at := range d {
		o := Observation{File: key.file, Column: key.column, FirstRow: at.first, Distinct: len(at.labels), Remedy: at.problem.Remedy}
		o.Finding = evidence.Finding{Code: key.code, Severity: evidence.Error, Subject: cmp.Or(key.role, key.column, key.file), Count: at.rows, Message: at.message(key.code)}
		if top := at.top(1); len(top) > 0 {
			o.Remedy = at.labels[top[0]].remedy
		}
		out = append(out, o)
	}
	return out
}

// valueFree are the words for problems whose own words hold a value.
var valueFree = map[string]string{
	CodeUnknownLevel: "the value is not one that the contract lists",
	CodeUnknownArm:   "the value is neither of the contract's two arms",
	CodeTooLarge:     "the number is too large to be exact",
	CodeNotYear:      "the value is not a year",
}

func (d *defect) message(code string) string {
	what, ok := valueFree[code]
	if !ok {
		what = d.problem.What
		if d.problem.Err != nil {
			what += ": " + d.problem.Err.Error()
		}
	}
	const most = 3
	top := d.top(most)
	if len(top) == 0 {
		return what
	}
	var shown []string
	for _, label := range top {
		shown = append(shown, fmt.Sprintf("%s in %s", quote(label), rowsWords(d.labels[label].rows)))
	}
	if n := len(d.labels) - len(top); n > 0 {
		shown = append(shown, fmt.Sprintf("%d more", n))
	}
	return what + ": " + strings.Join(shown, ", ")
}

// top returns the labels that come most often; none if they are too many to be sure.
func (d *defect) top(most int) []string {
	if d.more {
		return nil
	}
	list := slices.Collect(maps.Keys(d.labels))
	slices.SortFunc(list, func(a, b string) int {
		return cmp.Or(cmp.Compare(d.labels[b].rows, d.labels[a].rows), strings.Compare(a, b))
	})
	return list[:min(len(list), most)]
}

func rowsWords(n int64) string {
	if n == 1 {
		return "1 row"
	}
	return fmt.Sprintf("%d rows", n)
}

func compareObservations(a, b Observation) int {
	return cmp.Or(cmp.Compare(a.Severity.Rank(), b.Severity.Rank()), strings.Compare(a.Code, b.Code), strings.Compare(a.Subject, b.Subject),
		strings.Compare(a.File, b.File), cmp.Compare(a.FirstRow, b.FirstRow), strings.Compare(a.Message, b.Message))
}
