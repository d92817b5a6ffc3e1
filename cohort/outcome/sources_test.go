package outcome

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sib/cohort"
)

// TestReadOfManyWriters counts the outcomes of one table in the files of many writers, as
// booleans and as numbers, and holds them against the CSV.
func TestReadOfManyWriters(t *testing.T) {
	want := placedByHand(t)
	paths, err := filepath.Glob(filepath.Join(sourcesDir, "*.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, path := range paths {
		name := filepath.Base(path)
		if strings.HasPrefix(name, "spells-") || strings.Contains(name, "lz4raw") {
			continue
		}
		c, err := cohort.Read(t.Context(), sourceSpec(name), nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, column := range []string{"placed", "placed_int"} {
			o, err := readOne(c, Definition{Column: column, Missing: cohort.Exclude}, nil)
			if err != nil {
				t.Errorf("%s, %s: %v", name, column, err)
				continue
			}
			var got counts
			for i := range o.Observed {
				for arm := range 2 {
					got.observed[arm] += o.Observed[i][arm]
					got.placed[arm] += o.Placed[i][arm]
				}
			}
			if got != want {
				t.Errorf("%s, %s: %+v, want %+v", name, column, got, want)
			}
			read++
		}
	}
	if read < 80 {
		t.Errorf("only %d readings", read)
	}
}

type counts struct{ observed, placed [2]int64 }

// sourceSpec leaves nobody out.
func sourceSpec(name string) cohort.Spec {
	return cohort.Spec{Dir: sourcesDir, ID: "person_id", Year: "year", Years: []int{2014, 2015, 2016},
		Files:      cohort.Files{People: []string{name}, ArmColumn: "arm", ProgrammeValue: "P", ComparisonValue: "C"},
		Covariates: []cohort.Covariate{{Name: "gender", Column: "gender", Kind: cohort.Category, Missing: cohort.Refuse}},
	}
}

func placedByHand(t *testing.T) (out counts) {
	h, err := os.Open(filepath.Join(sourcesDir, "people.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	rows, err := csv.NewReader(h).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for k, name := range rows[0] {
		at[name] = k
	}
	for _, row := range rows[1:] {
		arm := cohort.Comparison
		if row[at["arm"]] == "P" {
			arm = cohort.Programme
		}
		if p := row[at["placed"]]; p != "" {
			out.observed[arm]++
			if p == "true" {
				out.placed[arm]++
			}
		}
	}
	return out
}
