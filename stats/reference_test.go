package stats

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// row is one line of a reference table by column name.
type row map[string]string

func readReference(t *testing.T, name string) []row {
	t.Helper()
	f, err := os.Open("../testdata/reference/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	for _, line := range lines[1:] {
		r := row{}
		for i, column := range lines[0] {
			r[column] = line[i]
		}
		rows = append(rows, r)
	}
	return rows
}

func (r row) float(t *testing.T, column string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(strings.TrimSpace(r[column]), 64)
	if err != nil {
		t.Fatalf("column %q: %v", column, err)
	}
	return v
}

// tolerance is half a unit of the last published decimal, or 1e-8 for a computed value.
func (r row) tolerance(t *testing.T) float64 {
	if r["decimals"] == "" {
		return 1e-8
	}
	return 0.5000001 * math.Pow(10, -r.float(t, "decimals"))
}

func (r row) check(t *testing.T, column string, got float64) {
	t.Helper()
	if want := r.float(t, column); !(math.Abs(got-want) <= r.tolerance(t)) {
		t.Errorf("%v: %s = %.12g, want %.12g", r.label(), column, got, want)
	}
}

func (r row) label() string {
	var parts []string
	for _, c := range []string{"method", "dataset", "x1", "n1", "x2", "n2", "x", "n", "level"} {
		if v := r[c]; v != "" {
			parts = append(parts, v)
		}
	}
	return strings.Join(parts, " ")
}
