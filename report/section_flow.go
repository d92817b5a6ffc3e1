package report

import (
	"fmt"
	"strconv"

	"sib/evaluate"
	"sib/matching"
)

func flowSection(e *evaluate.Evaluation, f figures) []Block {
	p := e.Matching.Pooled
	without := "Programme participants without anybody alike"
	nobody := fmt.Sprintf("None: each of the %s eligible programme participants has somebody alike in the comparison pool.", count(p.Eligible[0]))
	if e.Matching.Spec.Estimand == matching.OnControl {
		without = "People of the comparison pool without anybody alike"
		nobody = fmt.Sprintf("None: each of the %s eligible people of the comparison pool has somebody alike in the programme group.", count(p.Eligible[1]))
	}
	out := []Block{
		Paragraph{Text: fmt.Sprintf("Of %s programme participants and %s people of the comparison pool in the files, %s and %s are compared. Each person who is left out is counted once, under the first reason that applies; each stage is the one before it less the losses listed above it.",
			count(e.Flow.Stages[0].N[0]), count(e.Flow.Stages[0].N[1]), count(lastStage(e).N[0]), count(lastStage(e).N[1]))},
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
		out = append(out, Paragraph{Text: fmt.Sprintf("Matched people weigh %s less than their number: people who cannot be told apart share too few matches, and each of them counts for less than one.", float(short, 1))})
		nobody = "Nobody is left out altogether."
	}
	if len(e.Matching.Dropped) == 0 {
		return append(out, Paragraph{Text: nobody})
	}
	if byDistance(e) {
		return append(out, leftParagraph(e), leftTable(e))
	}
	return append(out, Paragraph{Text: "These groups of eligible participants share no combination of characteristics with anybody in the comparison pool. They are left out, and the result does not describe them."}, droppedTable(e))
}

func lastStage(e *evaluate.Evaluation) evaluate.Stage { return e.Flow.Stages[len(e.Flow.Stages)-1] }

func flowTable(e *evaluate.Evaluation) Table {
	t := Table{
		Caption: "From the files to the analysis",
		Columns: []Column{{Head: "Stage or reason"}, {Head: "Clause"}, {Head: "Programme", Align: Right}, {Head: "Comparison", Align: Right}},
	}
	for _, s := range e.Flow.Stages {
		for _, l := range s.Losses {
			t.Rows = append(t.Rows, Row{Cells: []string{"less: " + l.Reason, l.Clause, loss(l.N[0]), loss(l.N[1])}})
		}
		t.Rows = append(t.Rows, Row{Cells: []string{capital(s.Name), "", count(s.N[0]), count(s.N[1])}, Strong: true})
	}
	return t
}

// yearsTable has the stages of each cohort year. Years outside the contract are there if
// anybody is.
func yearsTable(e *evaluate.Evaluation) Table {
	t := Table{Caption: "The same by cohort year: programme, comparison", Columns: []Column{{Head: "Cohort"}}}
	for _, s := range e.Flow.Stages {
		t.Columns = append(t.Columns, Column{Head: capital(s.Name), Align: Right})
	}
	for _, y := range e.Flow.Years {
		if y.Year == 0 && y.Stages[0].N == [2]int64{} {
			continue
		}
		row := Row{Cells: []string{strconv.Itoa(y.Year)}}
		if y.Year == 0 {
			row.Cells[0] = "Outside the contract"
		}
		for _, s := range y.Stages {
			row.Cells = append(row.Cells, count(s.N[0])+", "+count(s.N[1]))
		}
		for len(row.Cells) < len(t.Columns) {
			row.Cells = append(row.Cells, "–")
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func loss(n int64) string { return count(-n) }

// droppedTable lists the groups of programme people left out. A group smaller
// than the contract's threshold is not described, only counted with the others.
func droppedTable(e *evaluate.Evaluation) Table {
	t := Table{Caption: "Groups left out", Columns: []Column{{Head: "Year"}}}
	for _, c := range e.Contract.Covariates {
		t.Columns = append(t.Columns, Column{Head: capital(c.Name)})
	}
	t.Columns = append(t.Columns, Column{Head: "People", Align: Right})
	var small []matching.Dropped
	for _, d := range e.Matching.Dropped {
		if d.N < int64(e.Contract.Disclosure.Threshold) {
			small = append(small, d)
			continue
		}
		t.Rows = append(t.Rows, Row{Cells: append(append([]string{strconv.Itoa(d.Year)}, d.Values...), count(d.N))})
	}
	if len(small) > 0 {
		t.Rows = append(t.Rows, smallRow(e, small))
		t.Notes = []string{fmt.Sprintf("%s: not shown, because a group smaller than %d people could be recognised.", suppressed, e.Contract.Disclosure.Threshold)}
	}
	return t
}

func smallRow(e *evaluate.Evaluation, small []matching.Dropped) Row {
	var n int64
	for _, d := range small {
		n += d.N
	}
	people := count(n)
	if len(small) == 1 {
		people = suppressed
	}
	cells := []string{"Other: " + count(int64(len(small))) + " small " + plural(len(small), "group")}
	for range e.Contract.Covariates {
		cells = append(cells, suppressed)
	}
	return Row{Cells: append(cells, people)}
}

func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}
