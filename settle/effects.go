package settle

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"sib/contract"
	"sib/evidence"
)

// maxBytes is the size of the largest file of figures that is read.
const maxBytes = 4 << 20

// columns of a file of figures. A row is a comparison, an effect or a tally, by
// the columns that it fills.
var columns = []string{
	"year", "programme_events", "programme_rate", "programme_n", "comparison_rate", "comparison_events", "comparison_n",
	"measure", "value", "rule", "outcomes", "people",
}

// ReadEffects reads a CSV file of figures, which name calls in errors: comparisons
// (year, programme_events, programme_n, comparison_rate), effects (year, measure,
// value) and tallies of a rate card (year, rule, outcomes, people). An empty year,
// or pooled, stands for all cohorts. Its errors are evidence.Problems with row and column.
func ReadEffects(name string, data []byte, t *contract.Terms) (contract.Measurements, error) {
	r := &reader{file: name, t: t, rows: map[string]int64{}}
	var out contract.Measurements
	if err := r.head(data); err != nil {
		return out, err
	}
	for {
		cells, err := r.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return contract.Measurements{}, err
		}
		if err := r.row(cells, &out); err != nil {
			return contract.Measurements{}, err
		}
	}
	if len(out.Compared)+len(out.Reported)+len(out.Tallies) == 0 {
		return out, &evidence.Problem{File: name, What: "there is no row below the names of the columns", Remedy: "add one row for each cohort year"}
	}
	if err := r.complete(out); err != nil {
		return contract.Measurements{}, err
	}
	return out, nil
}

// reader is one reading of a file of figures.
type reader struct {
	file  string
	t     *contract.Terms
	csv   *csv.Reader
	names []string
	line  int64
	rows  map[string]int64 // the row of each thing that was given
}

func (r *reader) problem(column, what, remedy string) error {
	return &evidence.Problem{File: r.file, Row: r.line, Column: column, What: what, Remedy: remedy}
}

// head checks the file and reads the names of its columns.
func (r *reader) head(data []byte) error {
	switch {
	case len(data) > maxBytes:
		return r.problem("", fmt.Sprintf("is larger than %d bytes", maxBytes), "check that this is a file of figures and not of people")
	case !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0:
		return r.problem("", "is not UTF-8 text", "save the table as CSV in UTF-8")
	}
	r.csv = csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	r.csv.FieldsPerRecord = -1
	r.csv.TrimLeadingSpace = true
	names, err := r.csv.Read()
	if err != nil {
		return r.problem("", "has no names of columns", "begin with year,programme_events,programme_n,comparison_rate")
	}
	for i, n := range names {
		n = strings.TrimSpace(n)
		switch {
		case len(names) == 1 && strings.ContainsAny(n, ";\t"):
			return r.problem("", "is not separated by commas", "save the table as CSV with commas, and with points in decimal numbers")
		case !slices.Contains(columns, n):
			return r.problem(n, "is not a column of a file of figures", "the columns are "+strings.Join(columns, ", "))
		case slices.Contains(r.names, n):
			return r.problem(n, "is there twice", "keep one of them")
		}
		names[i] = n
		r.names = append(r.names, n)
	}
	return nil
}

// next returns the cells of the next row by the names of their columns.
func (r *reader) next() (map[string]string, error) {
	record, err := r.csv.Read()
	if errors.Is(err, io.EOF) {
		return nil, err
	}
	r.line++
	switch {
	case err != nil:
		return nil, r.problem("", "is not a row of CSV: "+err.Error(), "check the quotes and commas of this row")
	case len(record) != len(r.names):
		return nil, r.problem("", fmt.Sprintf("has %d cells for %d columns", len(record), len(r.names)), "give every column a cell, empty if it does not apply")
	}
	cells := map[string]string{}
	for i, v := range record {
		if v = strings.TrimSpace(v); v != "" {
			cells[r.names[i]] = v
		}
	}
	return cells, nil
}

// row adds what a row says.
func (r *reader) row(cells map[string]string, out *contract.Measurements) error {
	cohort, err := r.cohort(cells)
	if err != nil {
		return err
	}
	delete(cells, "year")
	if err := r.once(cells, cohort); err != nil {
		return err
	}
	switch {
	case cells["rule"] != "":
		tally, err := r.tally(cells, cohort)
		out.Tallies = append(out.Tallies, tally)
		return err
	case cells["measure"] != "":
		figure, err := r.figure(cells, cohort)
		out.Reported = append(out.Reported, figure)
		return err
	}
	m, err := r.comparison(cells, cohort)
	out.Compared = append(out.Compared, m)
	return err
}

func (r *reader) cohort(cells map[string]string) (int, error) {
	switch year := cells["year"]; year {
	case "", contract.Pooled:
		return 0, nil
	default:
		n, err := strconv.Atoi(year)
		if err != nil || !slices.Contains(r.t.Cohorts, n) {
			return 0, r.problem("year", fmt.Sprintf("%q is not a cohort of the contract", year), fmt.Sprintf("write one of %v, or pooled", r.t.Cohorts))
		}
		return n, nil
	}
}

// only refuses cells that a row of this form does not take.
func (r *reader) only(cells map[string]string, form string, allowed ...string) error {
	for _, name := range r.names {
		if cells[name] != "" && !slices.Contains(allowed, name) {
			return r.problem(name, fmt.Sprintf("does not belong to %s", form), "give one thing in a row: a comparison, an effect or a tally")
		}
	}
	return nil
}

func (r *reader) figure(cells map[string]string, cohort int) (contract.Figure, error) {
	f := contract.Figure{Measure: cells["measure"], Cohort: cohort}
	if err := r.only(cells, "an effect", "measure", "value"); err != nil {
		return f, err
	}
	if cells["value"] == "" {
		return f, r.problem("value", "is empty", `write the effect with its type, such as "12 % relative"`)
	}
	if err := r.knows(f.Measure); err != nil {
		return f, err
	}
	var err error
	if f.Value, err = r.t.ParseValue(f.Measure, cells["value"]); err != nil {
		return f, r.problem("value", err.Error(), "write the value as the contract writes thresholds of the measure")
	}
	return f, nil
}

func (r *reader) tally(cells map[string]string, cohort int) (contract.Tally, error) {
	t := contract.Tally{Rule: cells["rule"], Cohort: cohort, Outcomes: outcomesOf(cells["outcomes"])}
	if err := r.only(cells, "a tally", "rule", "outcomes", "people"); err != nil {
		return t, err
	}
	if err := r.onCard(t); err != nil {
		return t, err
	}
	n, err := r.whole(cells, "people")
	if err != nil {
		return t, err
	}
	if n == nil {
		return t, r.problem("people", "is empty", "write how many people have exactly these outcomes")
	}
	t.People = *n
	return t, nil
}

func (r *reader) comparison(cells map[string]string, cohort int) (contract.Measurement, error) {
	c := Comparison{Cohort: cohort}
	err := r.only(cells, "a comparison", columns[1:7]...)
	if err != nil {
		return contract.Measurement{}, err
	}
	n, err := r.whole(cells, "programme_n")
	if err != nil {
		return contract.Measurement{}, err
	}
	if n == nil {
		return contract.Measurement{}, r.problem("programme_n", "is empty", "write the number of programme people with an outcome")
	}
	c.ProgrammeN = *n
	for _, x := range []struct {
		column string
		to     **int64
	}{{"programme_events", &c.ProgrammeEvents}, {"comparison_events", &c.ComparisonEvents}, {"comparison_n", &c.ComparisonN}} {
		if *x.to, err = r.whole(cells, x.column); err != nil {
			return contract.Measurement{}, err
		}
	}
	for _, x := range []struct {
		column string
		to     **big.Rat
	}{{"programme_rate", &c.ProgrammeRate}, {"comparison_rate", &c.ComparisonRate}} {
		if *x.to, err = r.rate(cells, x.column); err != nil {
			return contract.Measurement{}, err
		}
	}
	m, err := c.Measure(r.t)
	var bad *fault
	switch {
	case errors.As(err, &bad):
		return m, r.problem(bad.column, bad.what, bad.remedy)
	case err != nil:
		return m, r.problem("", err.Error(), "correct the row")
	}
	return m, nil
}

// whole reads a count; nil if the cell is empty.
func (r *reader) whole(cells map[string]string, column string) (*int64, error) {
	v := cells[column]
	if v == "" {
		return nil, nil
	}
	n, err := strconv.ParseInt(v, 10, 64)
	if err != nil || n < 0 || n > 1<<40 {
		return nil, r.problem(column, fmt.Sprintf("%q is not a number of people", v), "write digits alone")
	}
	return &n, nil
}

// rate reads a rate; nil if the cell is empty.
func (r *reader) rate(cells map[string]string, column string) (*big.Rat, error) {
	v := cells[column]
	if v == "" {
		return nil, nil
	}
	x, err := contract.ParseRate(v)
	if err != nil {
		return nil, r.problem(column, err.Error(), "write a proportion, or per cent with its sign")
	}
	return x, nil
}
