package report

import (
	"strconv"

	"sib/evaluate"
	"sib/matching"
)

func flowSection(e account, f figures) []Block {
	p := e.Matching.Pooled
	without := e.say("Programme participants without anybody alike")
	nobody := e.say("None: each of the %s eligible programme participants has somebody alike in the comparison pool.", e.count(p.Eligible[0]))
	if e.Matching.Spec.Estimand == matching.OnControl {
		without = e.say("People of the comparison pool without anybody alike")
		nobody = e.say("None: each of the %s eligible people of the comparison pool has somebody alike in the programme group.", e.count(p.Eligible[1]))
	}
	out := []Block{
		Paragraph{Text: e.say("Of %s programme participants and %s people of the comparison pool in the files, %s and %s are compared. Each person who is left out is counted once, under the first reason that applies; each stage is the one before it less the losses listed above it.",
			e.count(e.Flow.Stages[0].N[0]), e.count(e.Flow.Stages[0].N[1]), e.count(lastStage(e).N[0]), e.count(lastStage(e).N[1]))},
	}
	for _, x := range f.flow {
		out = append(out, x)
	}
	out = append(out, flowTable(e))
	if len(e.Flow.Years) > 1 {
		out = append(out, yearsTable(e))
	}
	out = append(out, Heading{without})
	if short := p.Shortfall; short > 0 {
		out = append(out, Paragraph{Text: e.say("Matched people weigh %s less than their number: people who cannot be told apart share too few matches, and each of them counts for less than one.", e.float(short, 1))})
		nobody = e.say("Nobody is left out altogether.")
	}
	if len(e.Matching.Dropped) == 0 {
		return append(out, Paragraph{Text: nobody})
	}
	if byDistance(e) {
		return append(out, leftParagraph(e), leftTable(e))
	}
	return append(out, Paragraph{Text: e.say("These groups of eligible participants share no combination of characteristics with anybody in the comparison pool. They are left out, and the result does not describe them.")}, droppedTable(e))
}

func lastStage(e account) evaluate.Stage { return e.Flow.Stages[len(e.Flow.Stages)-1] }

func flowTable(e account) Table {
	t := Table{
		Caption: e.say("From the files to the analysis"),
		Columns: []Column{{Head: e.say("Stage or reason")}, {Head: e.say("Clause")}, {Head: e.say("Programme"), Align: Right}, {Head: e.say("Comparison"), Align: Right}},
	}
	for _, s := range e.Flow.Stages {
		for _, l := range s.Losses {
			t.Rows = append(t.Rows, Row{Cells: []string{e.say("less: %s", e.quoted(l.Reason)), l.Clause, e.loss(l.N[0]), e.loss(l.N[1])}})
		}
		t.Rows = append(t.Rows, Row{Cells: []string{capital(e.quoted(s.Name)), "", e.count(s.N[0]), e.count(s.N[1])}, Strong: true})
	}
	return t
}

// yearsTable has the stages of each cohort year. Years outside the contract are there if
// anybody is.
func yearsTable(e account) Table {
	t := Table{Caption: e.say("The same by cohort year: programme, comparison"), Columns: []Column{{Head: e.say("Cohort")}}}
	for _, s := range e.Flow.Stages {
		t.Columns = append(t.Columns, Column{Head: capital(e.quoted(s.Name)), Align: Right})
	}
	for _, y := range e.Flow.Years {
		if y.Year == 0 && y.Stages[0].N == [2]int64{} {
			continue
		}
		row := Row{Cells: []string{strconv.Itoa(y.Year)}}
		if y.Year == 0 {
			row.Cells[0] = e.say("Outside the contract")
		}
		for _, s := range y.Stages {
			row.Cells = append(row.Cells, e.count(s.N[0])+", "+e.count(s.N[1]))
		}
		for len(row.Cells) < len(t.Columns) {
			row.Cells = append(row.Cells, "–")
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (l *lexicon) loss(n int64) string { return l.count(-n) }

// droppedTable lists the groups of programme people left out. A group smaller
// than the contract's threshold is not described, only counted with the others.
func droppedTable(e account) Table {
	t := Table{Caption: e.say("Groups left out"), Columns: []Column{{Head: e.say("Year")}}}
	for _, c := range e.Contract.Covariates {
		t.Columns = append(t.Columns, Column{Head: capital(c.Name)})
	}
	t.Columns = append(t.Columns, Column{Head: e.say("People"), Align: Right})
	var small []matching.Dropped
	for _, d := range e.Matching.Dropped {
		if d.N < int64(e.Contract.Disclosure.Threshold) {
			small = append(small, d)
			continue
		}
		t.Rows = append(t.Rows, Row{Cells: append(append([]string{strconv.Itoa(d.Year)}, d.Values...), e.count(d.N))})
	}
	if len(small) > 0 {
		t.Rows = append(t.Rows, smallRow(e, small))
		t.Notes = []string{e.say("%s: not shown, because a group smaller than %d people could be recognised.", suppressed, e.Contract.Disclosure.Threshold)}
	}
	return t
}

func smallRow(e account, small []matching.Dropped) Row {
	var n int64
	for _, d := range small {
		n += d.N
	}
	people := e.count(n)
	if len(small) == 1 {
		people = suppressed
	}
	cells := []string{e.say("Other: %s small %s", e.count(int64(len(small))), e.plural(len(small), "group"))}
	for range e.Contract.Covariates {
		cells = append(cells, suppressed)
	}
	return Row{Cells: append(cells, people)}
}
