package report

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"testing"

	"sib/evaluate"

	"github.com/xitongsys/parquet-go-source/buffer"
	"github.com/xitongsys/parquet-go/reader"
)

func TestTextCell(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"=SUM(A1)", "'=SUM(A1)"}, {"@x", "'@x"}, {"+origin", "'+origin"}, {"-x", "'-x"}, {"-0.5", "-0.5"}, {"-1/3", "-1/3"}, {"+1", "+1"}, {"plain", "plain"}, {"", ""}, {"a\nb", "a b"},
	} {
		if got := textCell(tt.in); got != tt.want {
			t.Errorf("textCell(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestCSVShape(t *testing.T) {
	for _, c := range cases {
		for name, b := range c.files(t) {
			if !strings.HasSuffix(name, ".csv") {
				continue
			}
			if bytes.Contains(b, []byte("\r")) || bytes.Contains(b, []byte("%")) && name == "tables/results.csv" {
				t.Errorf("%s: %s holds a carriage return or a percentage", c.name, name)
			}
			rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll() // every row as long as the header
			if err != nil || len(rows) < 2 {
				t.Errorf("%s: %s: %d rows, %v", c.name, name, len(rows), err)
			}
			for _, row := range rows {
				for _, cell := range row {
					if cell == "" || !strings.ContainsAny(cell[:1], "=+@-") {
						continue
					}
					if _, exact := rational(cell); exact {
						continue
					}
					if _, err := strconv.ParseFloat(cell, 64); err != nil {
						t.Errorf("%s: %s: cell %q could run in a spreadsheet", c.name, name, cell)
					}
				}
			}
		}
	}
}

// Numbers survive the way through the file unchanged.
func TestResultsRoundTrip(t *testing.T) {
	e := duo()
	rows, err := csv.NewReader(bytes.NewReader(render(t, e)["tables/results.csv"])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, h := range rows[0] {
		column[h] = i
	}
	for i, r := range e.Results {
		for name, want := range map[string]float64{"programme_rate": r.Programme.Value, "difference_lo": r.Difference.Lo, "relative_change": *r.Relative, "comparison_ess": r.ESS} {
			if got, err := strconv.ParseFloat(rows[i+1][column[name]], 64); err != nil || got != want {
				t.Errorf("row %d, %s: %v, %v; want %v", i+1, name, got, err, want)
			}
		}
	}
	if last := rows[len(rows)-1][0]; last != "pooled" {
		t.Errorf("last row is %q", last)
	}
}

func TestStrataParquet(t *testing.T) {
	e := duo()
	file := buffer.NewBufferFileFromBytes(render(t, e)["tables/strata.parquet"])
	r, err := reader.NewParquetReader(file, new(stratumRow), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer r.ReadStop()
	rows := make([]stratumRow, r.GetNumRows())
	if err := r.Read(&rows); err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(e.Strata) {
		t.Fatalf("%d rows, want %d", len(rows), len(e.Strata))
	}
	want := stratumRow{2014, "age=20.5 to 23.5; gender=M; origin=MAGHREB; qualification=MEDIUM", 7, 3, 48, 17}
	if rows[1] != want {
		t.Errorf("got %+v, want %+v", rows[1], want)
	}
	if got := stratumName(told(hostile()), evaluate.StratumResult{Values: []string{"a\nb", "c", ""}, Class: 2}); got != "+origin=a b; covariate 2=c; score class=2" {
		t.Errorf("stratumName = %q", got)
	}
}
