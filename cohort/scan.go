package cohort

import (
	"fmt"
	"strconv"
	"strings"

	"sib/cohort/internal/columns"
	"sib/evidence"
)

// cell is the people of a row group who are alike in arm, year and covariates.
type cell struct {
	arm    Arm
	year   int64
	values []value
	n      int64
}

// scan sorts the rows of a unit into cells.
func (p *plan) scan(u unit) (rows []uint32, cells []cell, err error) {
	_, n := u.source.file.Group(u.group)
	g := newGrid(int(n))
	var lists [][]value // the values behind the codes of each split
	split := func(column string, read reading) error {
		codes, values, err := encode(u, column, read)
		if err != nil {
			return err
		}
		g.split(codes, len(values))
		lists = append(lists, values)
		return nil
	}
	if u.source.mixed {
		err = split(p.Files.ArmColumn, p.readArm())
	}
	if err == nil && p.Year != "" {
		err = split(p.Year, readYear)
	}
	for k := 0; k < len(p.Covariates) && err == nil; k++ {
		err = split(p.Covariates[k].Column, p.readCovariate(k))
	}
	if err != nil {
		return nil, nil, err
	}
	return g.of, p.cells(g, lists, u.source), nil
}

// cells turns the codes of each cell back into values, and counts.
func (p *plan) cells(g *grid, lists [][]value, s *source) []cell {
	out := make([]cell, g.n)
	codes := make([]uint32, len(lists))
	all := make([]value, g.n*len(p.Covariates))
	for c := range out {
		g.codes(uint32(c), codes)
		out[c] = cell{arm: s.arm, year: int64(p.Years[0])}
		i := 0
		if s.mixed {
			out[c].arm = Arm(lists[i][codes[i]].num)
			i++
		}
		if p.Year != "" {
			out[c].year = int64(lists[i][codes[i]].num)
			i++
		}
		out[c].values, all = all[:len(p.Covariates):len(p.Covariates)], all[len(p.Covariates):]
		for k := range p.Covariates {
			out[c].values[k] = lists[i+k][codes[i+k]]
		}
	}
	for _, c := range g.of {
		out[c].n++
	}
	return out
}

// reading says how a column's values are understood. The problems it returns have no place yet.
type reading struct {
	value   func(v *columns.Vector, k int32) (value, *evidence.Problem)
	missing *evidence.Problem // nil: missing is the value of code 0
	null    value
}

// encode reads a column as one code a row and the values behind the codes. Code 0
// is the missing value, whether it occurs or not.
func encode(u unit, column string, read reading) (codes []uint32, values []value, err error) {
	v, err := u.source.file.Column(u.group, column)
	if err != nil {
		return nil, nil, err
	}
	codes = make([]uint32, len(v.Index))
	values = []value{read.null}
	known := map[value]uint32{}
	table := make([]uint32, v.Len()) // 0: not looked at yet
	for row, k := range v.Index {
		if k < 0 {
			if read.missing != nil {
				p := *read.missing
				return nil, nil, u.problem(row, column, &p)
			}
			continue
		}
		if table[k] == 0 {
			x, p := read.value(&v, k)
			if p != nil {
				return nil, nil, u.problem(row, column, p)
			}
			if known[x] == 0 {
				known[x] = uint32(len(values))
				values = append(values, x)
			}
			table[k] = known[x]
		}
		codes[row] = table[k]
	}
	return codes, values, nil
}

func (p *plan) readCovariate(k int) reading {
	c := p.Covariates[k]
	r := reading{null: missingValue(c.Kind)}
	r.value = func(v *columns.Vector, i int32) (value, *evidence.Problem) {
		x, bad := c.read(v, i)
		if bad == nil {
			bad = p.checkLevel(k, x)
		}
		return x, bad
	}
	if c.Missing == Refuse {
		r.missing = &evidence.Problem{What: "the value is missing, and the contract refuses missing values of " + strconv.Quote(c.Name),
			Remedy: "complete the data, or agree on missing: exclude"}
	}
	return r
}

// readArm gives each row its Arm as a number.
func (p *plan) readArm() reading {
	f := p.Files
	both := []string{f.ProgrammeValue, f.ComparisonValue}
	return reading{
		missing: &evidence.Problem{What: "the arm is missing", Remedy: fmt.Sprintf("write %q or %q in every row", f.ProgrammeValue, f.ComparisonValue)},
		value: func(v *columns.Vector, k int32) (value, *evidence.Problem) {
			switch s := labelAt(v, k); {
			case s == f.ProgrammeValue && p.counted(Programme):
				return value{}, alsoCounted(Programme)
			case s == f.ComparisonValue && p.counted(Comparison):
				return value{}, alsoCounted(Comparison)
			case s == f.ProgrammeValue:
				return value{num: float64(Programme)}, nil
			case s == f.ComparisonValue:
				return value{num: float64(Comparison)}, nil
			default:
				return value{}, unknownLevel(s, both, "correct the data, or the arm's values in the contract")
			}
		},
	}
}

var readYear = reading{
	missing: &evidence.Problem{What: "the cohort year is missing", Remedy: "write the year in which the person entered, or leave the person out of the file"},
	value: func(v *columns.Vector, k int32) (value, *evidence.Problem) {
		var x int64
		if v.Kind == columns.Int {
			x = v.Ints[k]
		} else {
			var err error
			if x, err = strconv.ParseInt(strings.TrimSpace(v.Texts[k]), 10, 64); err != nil {
				return value{}, &evidence.Problem{What: quote(v.Texts[k]) + " is not a year", Remedy: "write the year as an integer such as 2014"}
			}
		}
		if x < 1 || x > 9999 {
			return value{}, &evidence.Problem{What: fmt.Sprintf("%d is not a year", x), Remedy: "write the year as an integer such as 2014"}
		}
		return value{num: float64(x)}, nil
	},
}
