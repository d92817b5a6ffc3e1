package money

import (
	"encoding/csv"
	"errors"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// TestXIRRReference holds every row of the table, 1e-8 where it was computed and
// half a unit of the last printed decimal where it was published.
func TestXIRRReference(t *testing.T) {
	f, err := os.Open("../../testdata/reference/xirr.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil || len(lines) < 2 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, column := range lines[0] {
			row[column] = line[i]
		}
		t.Run(row["case"], func(t *testing.T) { checkRow(t, row) })
	}
}

func checkRow(t *testing.T, row map[string]string) {
	in := flows(t, row["flows_date_amount"])
	if rate, ok := strings.CutPrefix(row["case"], "xnpv@"); ok {
		got, err := XNPV(in, float(t, rate))
		checkRates(t, row, []float64{got}, err)
		return
	}
	got, err := XIRR(in)
	if row["status"] == "error" {
		if !errors.Is(err, ErrUndefined) || got != nil {
			t.Errorf("%v, %v, want an error", got, err)
		}
		return
	}
	if n := row["n_roots"]; n != "" && n != strconv.Itoa(len(got)) {
		t.Errorf("%d rates, want %s", len(got), n)
	}
	checkRates(t, row, got, err)
}

func checkRates(t *testing.T, row map[string]string, got []float64, err error) {
	tolerance := 1e-8
	if d := row["decimals"]; d != "" {
		tolerance = 0.5000001 * math.Pow(10, -float(t, d))
	}
	want := strings.Split(row["rates_or_value"], ";")
	if err != nil || len(got) != len(want) {
		t.Fatalf("got %v, %v, want %v", got, err, want)
	}
	for i := range want {
		if w := float(t, want[i]); !(math.Abs(got[i]-w) <= tolerance) {
			t.Errorf("got %.17g, want %s", got[i], want[i])
		}
	}
}

func float(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
