package outcome

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"

	"sib/cohort"
	"sib/cohort/internal/columns"
	"sib/evidence"
)

// Read reads what happened to the people of c. An outcome column holds booleans,
// or numbers that are 0 or 1; anything else in any row is an error. A missing
// outcome of an eligible person is refused or left unobserved, as its definition says.
//
// The files must be the ones that c was counted from: what differs from the digest is
// an error. Progress, if it is not nil, is called in the caller's goroutine after each row
// group. Unusable data is an *evidence.Problem.
func Read(ctx context.Context, c *cohort.Cohort, spec Spec, progress func(rows, total int64)) (*Outcomes, error) {
	out := &Outcomes{}
	for _, def := range spec.Outcomes {
		t, err := read(ctx, c, def, progress)
		if err != nil {
			return nil, err
		}
		out.Tables = append(out.Tables, *t)
	}
	return out, nil
}

func read(ctx context.Context, c *cohort.Cohort, def Definition, progress func(rows, total int64)) (*Table, error) {
	if def.Missing != cohort.Refuse && def.Missing != cohort.Exclude {
		return nil, fmt.Errorf("outcome: unknown policy for missing values %q", def.Missing)
	}
	r, err := open(c, def)
	if err != nil {
		return nil, err
	}
	t := newTotals(len(c.Profiles))
	if err := r.run(ctx, t, progress); err != nil {
		return nil, err
	}
	if err := t.check(c); err != nil {
		return nil, err
	}
	return &t.Table, nil
}

// reader is what the workers share; they do not change it.
type reader struct {
	def   Definition
	files []*columns.File // one per input of the cohort
	parts []cohort.Part
}

func open(c *cohort.Cohort, def Definition) (*reader, error) {
	r := &reader{def: def, parts: c.Parts()}
	if len(r.parts) == 0 {
		return nil, errors.New("outcome: the cohort was not read from files")
	}
	for _, sealed := range c.Files() {
		f := columns.Unseal(sealed)
		kind, err := f.Kind(def.Column)
		if err != nil {
			return nil, err
		}
		if kind == columns.Text || kind == columns.Date {
			return nil, &evidence.Problem{File: f.Input().Path, Column: def.Column, What: fmt.Sprintf("the outcome is %s", kind),
				Remedy: "write it as booleans, or as the numbers 0 and 1"}
		}
		r.files = append(r.files, f)
	}
	return r, nil
}

// Results of a row.
const (
	unobserved uint8 = iota
	notPlaced
	placed
	results // how many there are
	unread  // the value was not looked at yet
)

// part is what the rows of a row group add to the totals.
type part struct {
	profile []int32           // of each cell; −1 for people who are not eligible
	arm     []uint8           // of each cell
	n       [][results]uint32 // people of each cell by result
}

func (r *reader) run(ctx context.Context, t *totals, progress func(rows, total int64)) error {
	var done, total int64
	for _, p := range r.parts {
		total += p.Size
	}
	work := func(i int) (part, error) { return r.read(r.parts[i]) }
	take := func(i int, p part) error {
		t.add(p)
		if done += r.parts[i].Size; progress != nil {
			progress(done, total)
		}
		return nil
	}
	return columns.Ordered(ctx, len(r.parts), work, take)
}

func (r *reader) read(p cohort.Part) (part, error) {
	v, err := r.files[p.Input].Column(p.Group, r.def.Column)
	if err != nil {
		return part{}, err
	}
	defer v.Free()
	cells, err := p.Cells()
	if err != nil {
		return part{}, err
	}
	defer cells.Free()
	return r.count(p, &v, &cells)
}

// count adds up the results of a part's rows.
func (r *reader) count(p cohort.Part, v *columns.Vector, cells *cohort.Cells) (part, error) {
	out := part{cells.Profile, cells.Arm, make([][results]uint32, len(cells.Profile))}
	known := bytes.Repeat([]byte{unread}, v.Len()+1) // result of each listed value, the missing one first
	for row, k := range v.Index {
		cell := cells.Of[row]
		of := known[k+1]
		if of == unread {
			var bad *evidence.Problem
			if of, bad = r.look(v, k, cells.Profile[cell] >= 0); bad != nil {
				bad.File, bad.Row, bad.Column = r.files[p.Input].Input().Path, p.First+int64(row)+1, r.def.Column
				return part{}, bad
			}
			if k >= 0 || r.def.Missing != cohort.Refuse { // whether a missing outcome is refused depends on the person
				known[k+1] = of
			}
		}
		out.n[cell][of]++
	}
	return out, nil
}

// look returns the result of a person whose outcome is listed at k, or missing if k is
// negative. The problem has no place yet.
func (r *reader) look(v *columns.Vector, k int32, eligible bool) (uint8, *evidence.Problem) {
	switch {
	case k >= 0:
		return result(v, k)
	case r.def.Missing == cohort.Refuse && eligible:
		return 0, &evidence.Problem{What: "the outcome is missing, and the contract refuses missing outcomes",
			Remedy: "complete the data, or agree on missing: exclude"}
	}
	return unobserved, nil
}

// result reads value k of the outcome column.
func result(v *columns.Vector, k int32) (uint8, *evidence.Problem) {
	var text string
	switch v.Kind {
	case columns.Bool:
		if v.Bools[k] {
			return placed, nil
		}
		return notPlaced, nil
	case columns.Int:
		if x := v.Ints[k]; x == 0 || x == 1 {
			return notPlaced + uint8(x), nil
		}
		text = strconv.FormatInt(v.Ints[k], 10)
	case columns.Float:
		if x := v.Floats[k]; x == 0 || x == 1 {
			return notPlaced + uint8(x), nil
		}
		text = strconv.FormatFloat(v.Floats[k], 'g', -1, 64)
	}
	return 0, &evidence.Problem{What: fmt.Sprintf("the outcome is %s: want 0 or 1", text),
		Remedy: "write 1 for a person who was placed and 0 for one who was not; days or dates need the contract's definition applied first"}
}
