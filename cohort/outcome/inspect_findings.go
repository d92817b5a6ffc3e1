package outcome

import (
	"cmp"
	"errors"
	"fmt"

	"sib/cohort"
	"sib/evidence"
)

// defects counts rows by file, column and code.
type defects map[[4]string]*cohort.Observation

func problemOf(err error) *evidence.Problem {
	var p *evidence.Problem
	if errors.As(err, &p) {
		return p
	}
	return &evidence.Problem{Code: cohort.CodeUnknown, What: err.Error()}
}

// note counts one row.
func (d defects) note(p *evidence.Problem) { d.add(p, 1) }

// add counts the rows of a problem; 0 is for a whole file or column.
func (d defects) add(p *evidence.Problem, rows int64) {
	key := [4]string{p.File, p.Column, p.Code, p.What}
	at := d[key]
	if at == nil {
		what := p.What
		if p.Err != nil {
			what += ": " + p.Err.Error()
		}
		at = &cohort.Observation{File: p.File, Column: p.Column, FirstRow: p.Row, Remedy: p.Remedy,
			Finding: evidence.Finding{Code: p.Code, Severity: evidence.Error, Subject: cmp.Or(p.Column, p.File), Message: what}}
		d[key] = at
	}
	at.Count += rows
	at.FirstRow = min(at.FirstRow, p.Row)
}

func (d defects) merge(other defects) {
	for key, o := range other {
		at := d[key]
		if at == nil {
			d[key] = o
			continue
		}
		at.Count += o.Count
		at.FirstRow = min(at.FirstRow, o.FirstRow)
	}
}

func (d defects) observations() []cohort.Observation {
	var out []cohort.Observation
	for _, o := range d {
		out = append(out, *o)
	}
	return out
}

func observe(code string, severity evidence.Severity, subject string, n int64, format string, args ...any) cohort.Observation {
	return cohort.Observation{Finding: evidence.Finding{Code: code, Severity: severity, Subject: subject, Count: n, Message: fmt.Sprintf(format, args...)}}
}

// findings says of whom an outcome is not known, where the contract takes that.
func (d Definition) findings(sum [2]Known) []cohort.Observation {
	if d.Missing == cohort.Refuse {
		return nil
	}
	var out []cohort.Observation
	p, c := sum[cohort.Programme], sum[cohort.Comparison]
	const of = "%.1f %% of eligible programme people and %.1f %% of eligible comparison people"
	if n := p.Missing + c.Missing; n > 0 {
		out = append(out, observe(CodeGaps, evidence.Note, d.Name, n, of+" have no %s", percent(p.Missing, p.Eligible), percent(c.Missing, c.Eligible), d.Name))
		if cohort.Uneven([2]cohort.Gaps{{Rows: p.Eligible, Missing: p.Missing}, {Rows: c.Eligible, Missing: c.Missing}}) {
			out = append(out, observe(CodeUnevenGaps, evidence.Warning, d.Name, n, "the shares of people without %s differ by more than %d points between the arms", d.Name, cohort.Shift))
		}
	}
	if n := p.Incomplete + c.Incomplete; n > 0 {
		out = append(out, observe(CodeNotFollowed, evidence.Note, d.Name, n, of+" entered too late for a complete follow-up of %d months", percent(p.Incomplete, p.Eligible), percent(c.Incomplete, c.Eligible), d.FollowUp.Months))
	}
	return out
}

func percent(n, of int64) float64 {
	if of == 0 {
		return 0
	}
	return 100 * float64(n) / float64(of)
}

func (s SpellCheck) findings() []cohort.Observation {
	var out []cohort.Observation
	note := func(code string, n int64, what string) {
		if n > 0 {
			out = append(out, observe(code, evidence.Note, "spells", n, "%s", what))
		}
	}
	if usable := s.Rows - s.Unusable; usable > 0 && s.Unknown == usable {
		out = append(out, observe(CodeRegisterUnknown, evidence.Warning, "spells", s.Unknown, "no row of the register is of an eligible person"))
	} else {
		note(CodeSpellUnknown, s.Unknown, "spells are of people who are not eligible or not in the files")
	}
	note(CodeSpellOutside, s.Outside, "spells of eligible people are outside every follow-up window")
	note(CodeSpellOverlap, s.Overlap, "spells begin before another of the same person has ended; a day counts once")
	note(CodeSpellIdentical, s.Identical, "rows are the same as another in all that is read")
	note(CodeSpellRunning, s.Running, "spells have no last day; they count until the end of the window")
	return out
}
