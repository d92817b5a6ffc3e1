package counts

import (
	"sib/cohort"
	"sib/cohort/outcome"
)

// kind is the type of a column.
type kind int

const (
	text kind = iota
	integer
	double
)

// cell is a value; none of a row that has no such thing.
type cell struct {
	none   bool
	text   string
	number int64
	double float64
}

// column is a column of the table, as a function of the row.
type column struct {
	name     string
	kind     kind
	optional bool
	of       func(*row) cell
}

// columns returns the columns in the order of the file.
func (t *Table) columns() []column {
	out := []column{
		{cohort.CountsStage, text, false, func(r *row) cell { return cell{text: r.stage} }},
		{cohort.CountsArm, text, false, func(r *row) cell { return cell{text: r.arm.String()} }},
		{cohort.CountsYear, integer, true, func(r *row) cell { return cell{none: r.year == 0, number: int64(r.year)} }},
	}
	for k := range t.domains {
		out = append(out, covariate(&t.domains[k], k))
	}
	out = append(out, column{cohort.CountsPeople, integer, false, func(r *row) cell { return cell{number: r.people} }})
	for k := range t.outcomes {
		for i, name := range outcome.CountsColumns(k) {
			out = append(out, column{name, integer, false, func(r *row) cell {
				if r.outcomes == nil {
					return cell{}
				}
				return cell{number: r.outcomes[k][i]}
			}})
		}
	}
	return out
}

// covariate is the column of covariate k.
func covariate(d *cohort.Domain, k int) column {
	c := column{name: cohort.CountsColumn(d.Name), kind: integer, optional: true}
	switch d.Kind {
	case cohort.Category:
		c.kind = text
	case cohort.Number:
		c.kind = double
	}
	c.of = func(r *row) cell {
		if r.codes == nil {
			return cell{none: true}
		}
		if c.kind == text {
			return cell{text: d.Labels[r.codes[k]]}
		}
		x := d.Numbers[r.codes[k]]
		return cell{double: x, number: int64(x)}
	}
	return c
}
