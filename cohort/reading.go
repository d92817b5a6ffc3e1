package cohort

import (
	"fmt"
	"strconv"
	"strings"

	"sib/cohort/internal/columns"
	"sib/evidence"
)

// reading says how a column's values are understood. The problems it returns have no place yet.
type reading struct {
	value   func(v *columns.Vector, k int32) (value, *evidence.Problem)
	missing *evidence.Problem // nil: missing is the value of code 0
	null    value
}

// coder gives the values of a column codes in the order in which they come. Code 0 is the
// missing value, whether it occurs or not. A column may list a value twice.
type coder struct {
	unit   unit
	column string
	read   reading
	v      *columns.Vector
	values []value          // behind the codes
	known  map[value]uint32 // code of a value
	table  []uint32         // code of a listed value; 0: not looked at yet
}

func newCoder(u unit, column string, read reading, v *columns.Vector) *coder {
	return &coder{unit: u, column: column, read: read, v: v, values: []value{read.null}, known: map[value]uint32{}, table: make([]uint32, v.Len())}
}

// code returns the code of a row whose value is listed at k, or missing if k is negative.
func (c *coder) code(row int, k int32) (uint32, error) {
	if k < 0 {
		if c.read.missing != nil {
			p := *c.read.missing
			return 0, c.unit.problem(row, c.column, &p)
		}
		return 0, nil
	}
	if c.table[k] == 0 {
		x, p := c.read.value(c.v, k)
		if p != nil {
			return 0, c.unit.problem(row, c.column, p)
		}
		if c.known[x] == 0 {
			c.known[x] = uint32(len(c.values))
			c.values = append(c.values, x)
		}
		c.table[k] = c.known[x]
	}
	return c.table[k], nil
}

// all returns the code of the missing value and of each that is listed; columns.Unadded
// for one that a row must not have.
func (c *coder) all() []uint32 {
	codes := make([]uint32, c.v.Len()+1)
	for i := range codes {
		code, err := c.code(0, int32(i)-1)
		if err != nil {
			code = columns.Unadded
		}
		codes[i] = code
	}
	return codes
}

// addTo splits the cells by every row's code; there is room for all that are listed.
func (c *coder) addTo(g *grid) error {
	of, span := g.of[:len(c.v.Index)], uint32(g.span)
	for row, k := range c.v.Index {
		if k >= 0 && c.table[k] != 0 {
			of[row] += c.table[k] * span
			continue
		}
		code, err := c.code(row, k)
		if err != nil {
			return err
		}
		of[row] += code * span
	}
	g.added(len(c.values))
	return nil
}

// encode returns the code of every row.
func (c *coder) encode() ([]uint32, error) {
	codes := make([]uint32, len(c.v.Index))
	for row, k := range c.v.Index {
		if k >= 0 && c.table[k] != 0 {
			codes[row] = c.table[k]
			continue
		}
		var err error
		if codes[row], err = c.code(row, k); err != nil {
			return nil, err
		}
	}
	return codes, nil
}

// encode reads a column as one code a row and the values behind the codes.
func encode(u unit, column string, read reading) (codes []uint32, values []value, err error) {
	v, err := u.source.file.Column(u.group, column)
	if err != nil {
		return nil, nil, err
	}
	defer v.Free()
	c := newCoder(u, column, read, &v)
	codes, err = c.encode()
	return codes, c.values, err
}

func (p *plan) readCovariate(k int) reading {
	c := p.read[k]
	r := reading{null: p.verdict(k, missingValue(c.Kind))}
	r.value = func(v *columns.Vector, i int32) (value, *evidence.Problem) {
		x, bad := c.read(v, i)
		if bad == nil {
			bad = p.checkLevel(k, x)
		}
		if bad != nil {
			return x, bad
		}
		return p.verdict(k, x), nil
	}
	if c.Missing == Refuse {
		r.missing = c.refuseMissing()
	}
	return r
}

func (c Covariate) refuseMissing() *evidence.Problem {
	return &evidence.Problem{Code: CodeMissing, What: "the value is missing, and the contract refuses missing values of " + strconv.Quote(c.Name),
		Remedy: "complete the data, or agree on missing: exclude"}
}

// readArm gives each row its Arm as a number.
func (p *plan) readArm() reading {
	f := p.Files
	both := []string{f.ProgrammeValue, f.ComparisonValue}
	return reading{
		missing: &evidence.Problem{Code: CodeNoArm, What: "the arm is missing", Remedy: fmt.Sprintf("write %q or %q in every row", f.ProgrammeValue, f.ComparisonValue)},
		value: func(v *columns.Vector, k int32) (value, *evidence.Problem) {
			switch s := v.Label(k); {
			case s == f.ProgrammeValue && p.counted(Programme):
				return value{}, alsoCounted(Programme)
			case s == f.ComparisonValue && p.counted(Comparison):
				return value{}, alsoCounted(Comparison)
			case s == f.ProgrammeValue:
				return value{num: float64(Programme)}, nil
			case s == f.ComparisonValue:
				return value{num: float64(Comparison)}, nil
			default:
				p := unknownLevel(s, both, "correct the data, or the arm's values in the contract")
				p.Code = CodeUnknownArm
				return value{}, p
			}
		},
	}
}

var readYear = reading{
	missing: &evidence.Problem{Code: CodeNoYear, What: "the cohort year is missing", Remedy: "write the year in which the person entered, or leave the person out of the file"},
	value: func(v *columns.Vector, k int32) (value, *evidence.Problem) {
		var x int64
		if v.Kind == columns.Int {
			x = v.Ints[k]
		} else {
			var err error
			if x, err = strconv.ParseInt(strings.TrimSpace(v.Texts[k]), 10, 64); err != nil {
				return value{}, &evidence.Problem{Code: CodeNotYear, What: quote(v.Texts[k]) + " is not a year", Remedy: "write the year as an integer such as 2014"}
			}
		}
		if !isYear(x) {
			return value{}, &evidence.Problem{Code: CodeNotYear, What: fmt.Sprintf("%d is not a year", x), Remedy: "write the year as an integer such as 2014"}
		}
		return value{num: float64(x)}, nil
	},
}

func isYear(x int64) bool { return x >= 1 && x <= 9999 }
