package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"

	"sib/evidence"
	"sib/stats"
)

// matchedUnits are people in matched sets, with weights.
type matchedUnits []stats.Unit

func (matchedUnits) usual() string { return "people-newcombe" }
func (matchedUnits) methods() []string {
	return append(append(stats.MatchedMethods(), finiteNewcombe, setBootstrap), stats.IndependenceTests()...)
}

// Methods that need more than people and a level: the share of the comparison
// population that was observed; replicates and a seed.
const (
	finiteNewcombe = "finite-newcombe"
	setBootstrap   = "set-bootstrap"
)

func (q matchedUnits) answer(method string, o asked) (answer, error) {
	if f, ok := stats.Matched(method); ok {
		return ofEstimate(f(q, o.level))
	}
	switch method {
	case finiteNewcombe:
		return ofEstimate(stats.FiniteNewcombe(q, o.fraction, o.level))
	case setBootstrap:
		return ofEstimate(stats.SetBootstrap(q, o.level, o.replicates, o.seed))
	}
	f, ok := stats.IndependenceTest(method)
	if !ok {
		return answer{}, unknownMethod(q, method)
	}
	t, err := f(q)
	p := t.TwoSided
	switch o.alternative {
	case stats.Greater:
		p = t.Greater
	case stats.Less:
		p = t.Less
	}
	return answer{Method: t.Method, PValue: &p}, err
}

// readMatched reads people in sets from a CSV file. Sets and people are numbered
// in the order in which they come; their names stay in the file.
func readMatched(path string) (question, error) {
	columns := []string{"set", "person", "arm", "y", "weight"}
	rows, close, err := openCSV(path, columns)
	if err != nil {
		return nil, err
	}
	defer close()
	sets, people := numbering{}, numbering{}
	var out matchedUnits
	for line := 2; ; line++ {
		row, err := rows.next()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, rowProblem(path, line, "", "the row cannot be read", err)
		}
		u := stats.Unit{Set: sets.of(row[0]), Person: people.of(row[1]), Programme: row[2] == "1"}
		if row[2] != "0" && row[2] != "1" {
			return nil, rowProblem(path, line, "arm", fmt.Sprintf("%q is not an arm", row[2]), nil)
		}
		for i, v := range []*float64{&u.Y, &u.Weight} {
			if *v, err = strconv.ParseFloat(row[3+i], 64); err != nil || math.IsNaN(*v) || math.IsInf(*v, 0) {
				return nil, rowProblem(path, line, columns[3+i], fmt.Sprintf("%q is not a number", row[3+i]), nil)
			}
		}
		out = append(out, u)
	}
}

func rowProblem(path string, line int, column, what string, err error) error {
	return &evidence.Problem{File: path, Line: line, Col: 1, Column: column, What: what, Err: err,
		Remedy: "write one person in one set a line: set,person,arm,y,weight, with arm 1 for the programme and 0 for the comparison group"}
}

// numbering gives each name the number of its first appearance.
type numbering map[string]int64

func (n numbering) of(name string) int64 {
	k, ok := n[name]
	if !ok {
		k = int64(len(n))
		n[name] = k
	}
	return k
}
