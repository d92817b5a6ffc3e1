package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"sib/evidence"
	"sib/stats"
)

// strataOf is the counts of several strata.
type strataOf []stats.Stratum

func (strataOf) usual() string { return "weighted-newcombe" }
func (strataOf) methods() []string {
	return append(append(stats.StrataMethods(), stratumBootstrap), stats.StrataTests()...)
}

// stratumBootstrap needs replicates and a seed besides the strata.
const stratumBootstrap = "stratum-bootstrap"

func (q strataOf) answer(method string, o asked) (answer, error) {
	if f, ok := stats.Strata(method); ok {
		e, err := f(q, o.level)
		return ofEstimate(e.Estimate, err)
	}
	if method == stratumBootstrap {
		e, err := stats.StratumBootstrap(q, o.replicates, o.seed, o.level)
		return ofEstimate(e.Estimate, err)
	}
	if f, ok := stats.StrataTest(method); ok {
		t, err := f(q)
		return answer{Method: t.Method, PValue: &t.PValue}, err
	}
	return answer{}, unknownMethod(q, method)
}

func readStrata(path string) (question, error) {
	columns := []string{"x1", "n1", "x0", "n0"}
	rows, close, err := openCSV(path, columns)
	if err != nil {
		return nil, err
	}
	defer close()
	var out strataOf
	for line := 2; ; line++ {
		row, err := rows.next()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, &evidence.Problem{File: path, Line: line, Col: 1, What: "the row cannot be read", Err: err, Remedy: "write one stratum a line: x1,n1,x0,n0"}
		}
		var v [4]int64
		for i, name := range columns {
			if v[i], err = strconv.ParseInt(row[i], 10, 64); err != nil {
				return nil, &evidence.Problem{File: path, Line: line, Col: 1, Column: name, What: fmt.Sprintf("%q is not a count", row[i]), Remedy: "write whole numbers"}
			}
		}
		out = append(out, stats.Stratum{X1: v[0], N1: v[1], X0: v[2], N0: v[3]})
	}
}
