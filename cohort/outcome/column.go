package outcome

import (
	"fmt"
	"strconv"

	"sib/cohort"
	"sib/cohort/internal/columns"
	"sib/evidence"
)

// result is what an outcome is for a person.
type result uint8

const (
	unobserved result = iota
	notPlaced
	placed
	incomplete
)

// checkColumns makes sure that the outcome columns can be read.
func (p *plan) checkColumns(f *columns.File) error {
	for _, d := range p.defs {
		if d.Spells != nil {
			continue
		}
		kind, err := f.Kind(d.Column)
		if err != nil {
			return err
		}
		if kind == columns.Text || kind == columns.Date {
			return &evidence.Problem{File: f.Input().Path, Column: d.Column, What: fmt.Sprintf("the outcome is %s", kind),
				Remedy: "write it as booleans, or as the numbers 0 and 1"}
		}
	}
	return nil
}

// told reads what the column of definition k tells of each row.
func (s *sheet) told(k int) ([]result, error) {
	d := s.defs[k]
	v, err := s.files[s.part.Input].Column(s.part.Group, d.Column)
	if err != nil {
		return nil, err
	}
	out := make([]result, len(v.Index))
	known := make([]result, v.Len()) // of each listed value; unobserved: not looked at yet
	for row, i := range v.Index {
		late := s.incomplete(k, row)
		var bad *evidence.Problem
		switch {
		case i >= 0 && known[i] == unobserved:
			known[i], bad = valueOf(&v, i)
		case i < 0 && !late && d.Missing == cohort.Refuse && s.rows.Profile[row] >= 0:
			bad = &evidence.Problem{What: "the outcome is missing, and the contract refuses missing outcomes",
				Remedy: "complete the data, or agree on missing: exclude"}
		}
		if bad != nil {
			return nil, s.problem(row, d.Column, bad)
		}
		if late {
			out[row] = incomplete
		} else if i >= 0 {
			out[row] = known[i]
		}
	}
	return out, nil
}

// valueOf reads value k of the outcome column.
func valueOf(v *columns.Vector, k int32) (result, *evidence.Problem) {
	var text string
	switch v.Kind {
	case columns.Bool:
		if v.Bools[k] {
			return placed, nil
		}
		return notPlaced, nil
	case columns.Int:
		if x := v.Ints[k]; x == 0 || x == 1 {
			return notPlaced + result(x), nil
		}
		text = strconv.FormatInt(v.Ints[k], 10)
	case columns.Float:
		if x := v.Floats[k]; x == 0 || x == 1 {
			return notPlaced + result(x), nil
		}
		text = strconv.FormatFloat(v.Floats[k], 'g', -1, 64)
	}
	return unobserved, &evidence.Problem{What: fmt.Sprintf("the outcome is %s: want 0 or 1", text),
		Remedy: "write 1 for a person who was placed and 0 for one who was not; days or dates need the contract's definition applied first"}
}
