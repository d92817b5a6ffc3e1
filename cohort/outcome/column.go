package outcome

import (
	"bytes"
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
	results // how many there are
	unread  // the value was not looked at yet
)

// byResult are the people of a cell by result.
type byResult [results]uint32

// checkColumns makes sure that the outcome columns can be read.
func (p *plan) checkColumns(f *columns.File) error {
	for _, d := range p.defs {
		if d.Spells != nil {
			continue
		}
		if err := checkColumn(f, d); err != nil {
			return err
		}
	}
	return nil
}

func checkColumn(f *columns.File, d Definition) error {
	kind, err := f.Kind(d.Column)
	if err != nil {
		return err
	}
	if kind == columns.Text || kind == columns.Date {
		return &evidence.Problem{Code: CodeWrongType, File: f.Input().Path, Column: d.Column, What: fmt.Sprintf("the outcome is %s", kind),
			Remedy: "write it as booleans, or as the numbers 0 and 1"}
	}
	return nil
}

// tell counts what the column of definition k tells, by cell.
func (s *sheet) tell(k int) ([]byResult, error) {
	d := s.defs[k]
	v, err := s.files[s.part.Input].Column(s.part.Group, d.Column)
	if err != nil {
		return nil, err
	}
	defer v.Free()
	out := make([]byResult, len(s.cells.Profile))
	known := bytes.Repeat([]byte{byte(unread)}, v.Len()+1) // result of each listed value, the missing one first
	for row, i := range v.Index {
		cell := s.cells.Of[row]
		of := result(known[i+1])
		if of == unread {
			var bad *evidence.Problem
			if of, bad = s.look(k, row, &v, i); bad != nil {
				return nil, s.problem(row, d.Column, bad)
			}
			if i >= 0 || d.Missing != cohort.Refuse { // whether a missing outcome is refused depends on the person
				known[i+1] = byte(of)
			}
		}
		if s.incomplete(k, row) {
			of = incomplete
		}
		out[cell][of]++
	}
	return out, nil
}

// look returns the result of a row whose outcome is listed at i, or missing if i is
// negative. The problem has no place yet.
func (s *sheet) look(k, row int, v *columns.Vector, i int32) (result, *evidence.Problem) {
	if i >= 0 {
		return valueOf(v, i)
	}
	if s.defs[k].Missing == cohort.Refuse && s.profile(row) >= 0 && !s.incomplete(k, row) {
		return unobserved, &evidence.Problem{Code: CodeMissing, What: "the outcome is missing, and the contract refuses missing outcomes",
			Remedy: "complete the data, or agree on missing: exclude"}
	}
	return unobserved, nil
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
	return unobserved, &evidence.Problem{Code: CodeNotBinary, What: fmt.Sprintf("the outcome is %s: want 0 or 1", text),
		Remedy: "write 1 for a person who was placed and 0 for one who was not; days or dates need the contract's definition applied first"}
}
