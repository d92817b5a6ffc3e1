package cohort

import (
	"fmt"
	"slices"

	"sib/evidence"
)

// Thresholds of what is noteworthy.
const (
	ManyMissing  = 5    // per cent of a column's values in an arm, beyond which it is a warning
	Shift        = 10   // points that shares are apart: of missing values between the arms, of a level between cohort years
	MeanShift    = 0.25 // of a number's mean between cohort years, in standard deviations
	PeopleFactor = 2    // of the number of people between cohort years
)

// result puts together what was found.
func (in *inspector) result() *Inspection {
	c := in.tally.build(in.sources)
	out := &Inspection{Years: c.Years, Flow: c.Flow, NoArm: in.noArm, Inputs: c.Inputs, rows: in}
	list := in.defects.observations()
	for i, a := range in.asked {
		if i == 0 {
			a.countIDs(in.withID - in.extra)
		}
		out.Columns = append(out.Columns, a.summary())
		list = append(list, in.columnFindings(i)...)
	}
	list = append(list, in.empty(c)...)
	if !in.broken && c.Flow.Eligible[Programme] > 0 && c.Flow.Eligible[Comparison] > 0 {
		for _, f := range slices.Concat(c.Findings, coverage(c), ranges(c), drift(c)) {
			list = append(list, Observation{Finding: f})
		}
	}
	out.Findings = SortObservations(list)
	return out
}

func (a *asked) countIDs(n int64) {
	a.Distinct, a.More = int(min(n, MaxDistinct)), n > MaxDistinct
}

func (a *asked) summary() ColumnSummary {
	s := a.ColumnSummary
	s.Kinds = []string{}
	for k := range a.kinds {
		s.Kinds = append(s.Kinds, k.String())
	}
	slices.Sort(s.Kinds)
	if len(a.distinct) > 0 {
		s.Distinct, s.More = min(len(a.distinct), MaxDistinct), len(a.distinct) > MaxDistinct
	}
	return s
}

// columnFindings are what is noteworthy about column i of those asked for.
func (in *inspector) columnFindings(i int) []Observation {
	a := in.asked[i]
	var out []Observation
	find := func(code string, severity evidence.Severity, n int64, format string, args ...any) {
		out = append(out, Observation{Column: a.Column,
			Finding: evidence.Finding{Code: code, Severity: severity, Subject: a.Role, Count: n, Message: fmt.Sprintf(format, args...)}})
	}
	if s := a.summary(); len(s.Kinds) > 1 {
		find(CodePartsDiffer, evidence.Warning, 0, "the column is of different types in different files: %s", words(s.Kinds))
	}
	if a.clocks > 0 {
		find(CodeTimeOfDay, evidence.Note, a.clocks, "timestamps have a time of day; they count as the day they fall on")
	}
	if in.mayMiss(i) {
		in.gaps(a, find)
	}
	return out
}

// mayMiss reports whether the contract takes missing values of a column; else they are errors.
func (in *inspector) mayMiss(i int) bool {
	k := i - (len(in.asked) - len(in.plan.read))
	return k >= 0 && in.plan.read[k].Missing != Refuse
}

func (in *inspector) gaps(a *asked, find func(string, evidence.Severity, int64, string, ...any)) {
	n := a.ByArm[Programme].Missing + a.ByArm[Comparison].Missing
	if n == 0 {
		return
	}
	p, c := a.ByArm[Programme].share(), a.ByArm[Comparison].share()
	code, severity := CodeGaps, evidence.Note
	if a.ByArm[Programme].many() || a.ByArm[Comparison].many() {
		code, severity = CodeManyGaps, evidence.Warning
	}
	find(code, severity, n, "%.1f %% of the values are missing in the programme group and %.1f %% in the comparison pool", 100*p, 100*c)
	if Uneven(a.ByArm) {
		find(CodeUnevenGaps, evidence.Warning, n, "the shares of missing values of the arms are %.1f points apart", 100*max(p-c, c-p))
	}
}

func (g Gaps) many() bool { return 100*g.Missing > ManyMissing*g.Rows }

// Uneven reports whether the shares that are missing in the arms are more than Shift points apart.
func Uneven(by [2]Gaps) bool {
	p, c := by[Programme], by[Comparison]
	return p.Rows > 0 && c.Rows > 0 && apart(p.Missing, p.Rows, c.Missing, c.Rows)
}

func (g Gaps) share() float64 {
	if g.Rows == 0 {
		return 0
	}
	return float64(g.Missing) / float64(g.Rows)
}

// empty lists the arms and years without anybody, unless that follows from what is listed already.
func (in *inspector) empty(c *Cohort) []Observation {
	if in.broken {
		return nil
	}
	var out []Observation
	add := func(p *evidence.Problem, subject string) {
		out = append(out, Observation{File: p.File, Remedy: p.Remedy,
			Finding: evidence.Finding{Code: p.Code, Severity: evidence.Error, Subject: subject, Message: p.What}})
	}
	last := len(c.Flow.Invalid) - 1
	for _, arm := range []Arm{Programme, Comparison} {
		if c.Flow.Received[arm] == 0 {
			if in.noArm == 0 {
				add(problemOf(c.emptyArm(arm)), arm.String())
			}
			continue
		}
		for _, y := range c.Flow.ByYear {
			unusable := y.Invalid[last][arm] + c.Flow.ByYear[0].Invalid[last][arm]
			if y.Year != 0 && y.Eligible[arm] == 0 && unusable == 0 {
				add(problemOf(c.emptyYear(y.Year, arm)), fmt.Sprintf("%s %d", arm, y.Year))
			}
		}
	}
	return out
}

func words(list []string) string {
	out := ""
	for i, w := range list {
		switch {
		case i == 0:
		case i == len(list)-1:
			out += " and "
		default:
			out += ", "
		}
		out += w
	}
	return out
}

// PeopleRows are the rows of a Part as far as they can be counted.
type PeopleRows struct {
	Eligible []bool
	Arm      []uint8
	Year     []int // cohort year
	Entry    []Day // nil without a column with the day of entry; of no meaning for who is not eligible
}

// Parts returns all rows in the order of Inputs and of rows.
func (i *Inspection) Parts() []Part { return i.cohort().Parts() }

// cohort is as much of one as tells where rows are.
func (i *Inspection) cohort() *Cohort {
	return &Cohort{rows: &people{plan: i.rows.plan, sources: i.rows.sources}}
}

// Cohort returns the files of the inspection as those of a Cohort without people, for
// packages that may read columns.
func (i *Inspection) Cohort() *Cohort { return i.cohort() }

// Rows reads the covariates of a part again, and says who is eligible. People with a value
// that stops a run are not.
func (i *Inspection) Rows(p Part) PeopleRows {
	s := i.rows.look(p.unit, false)
	defer s.grid.free()
	fine := make([]bool, len(s.cells))
	for c := range s.cells {
		fate, _ := i.rows.plan.judge(&s.cells[c])
		fine[c] = s.states[c] == rowFine && fate == eligible
	}
	out := PeopleRows{Eligible: make([]bool, len(s.arm)), Arm: s.arm, Year: make([]int, len(s.arm))}
	if s.entry != nil {
		out.Entry = make([]Day, len(s.arm))
		for row, c := range s.entry.codes {
			out.Entry[row] = Day(s.entry.values[c].num)
		}
	}
	for row, c := range s.grid.of {
		out.Eligible[row], out.Year[row] = fine[c], int(s.cells[c].year)
	}
	return out
}
