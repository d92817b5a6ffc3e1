package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"sib/contract"
	"sib/evidence"
	"sib/simulate"
)

func simulatedDir(t *testing.T, o simulate.Options) string {
	t.Helper()
	dir := t.TempDir()
	if err := simulate.Write(t.Context(), dir, o, nil); err != nil {
		t.Fatal(err)
	}
	return dir
}

// Whatever is asked for, the contract is one that can be read, and nothing of it is advised
// against for certain.
func TestSimulatedContractsAreValid(t *testing.T) {
	missing := map[string]float64{"age": 0.1, "gender": 0.1, "origin": 0.1, "qualification": 0.1, "placed": 0.1}
	for continuous := range 3 {
		for _, unregistered := range []float64{0, 0.1} {
			for _, spells := range []bool{false, true} {
				for _, missing := range []map[string]float64{nil, missing} {
					for _, years := range [][]int{{2008}, {2014, 2015, 2016}, {1990, 2014}} {
						o := simulate.Options{Programme: 5, Comparison: 10, Years: years, Continuous: continuous, Unregistered: unregistered,
							Spells: spells, Missing: missing, EffectBy: []simulate.GroupEffect{{Covariate: "gender", Level: "F", Effect: 0.1}}}
						path := filepath.Join(simulatedDir(t, o), "contract.yaml")
						b, err := os.ReadFile(path)
						if err != nil {
							t.Fatal(err)
						}
						terms, err := contract.Parse(path, b)
						if err != nil {
							t.Fatalf("%+v: %v", o, err)
						}
						for _, a := range contract.Lint(terms) {
							if a.Severity == evidence.Warning {
								t.Errorf("%+v: %s", o, a.What)
							}
						}
					}
				}
			}
		}
	}
}

// The register and the column tell the same of everybody: each rate, interval and count
// that comes of the one comes of the other, with half the origins unknown and some people not registered.
func TestSimulatedSpellsTellWhatTheColumnTells(t *testing.T) {
	o := simulate.Options{Programme: 900, Comparison: 9000, Years: []int{2015, 2014}, Seed: 3, Effect: 0.09, Spells: true, Unregistered: 0.05,
		Missing: map[string]float64{"placed": 0, "origin": 0.5, "registered": 0.01}}
	files := rendered(t, filepath.Join(simulatedDir(t, o), "contract.yaml"))
	var e struct {
		Results   []map[string]any `json:"results"`
		Secondary []struct {
			Name    string           `json:"name"`
			Results []map[string]any `json:"results"`
		} `json:"secondary_outcomes"`
	}
	if err := json.Unmarshal(files[evaluationFile], &e); err != nil {
		t.Fatal(err)
	}
	if len(e.Secondary) != 3 || len(e.Results) != 3 {
		t.Fatalf("%d outcomes beside the one that binds, %d results", len(e.Secondary), len(e.Results))
	}
	column := e.Secondary[2]
	for i, want := range e.Results {
		got := column.Results[i]
		for _, key := range []string{"programme", "comparison", "difference", "relative_change", "strata"} {
			if want[key] == nil || !reflect.DeepEqual(got[key], want[key]) {
				t.Errorf("%s of result %d: %v by the column, %v by the spells", key, i, got[key], want[key])
			}
		}
	}
	if reflect.DeepEqual(e.Secondary[0].Results[0]["programme"], e.Results[0]["programme"]) {
		t.Error("to be in work after six months is the same as to be placed")
	}
}

// Days of entry and of birth say what the columns of years say: the same people are
// compared, and the follow-up that is not complete is a line of its own.
func TestSimulatedDatesTellWhatTheYearsTell(t *testing.T) {
	o := simulate.Options{Programme: 600, Comparison: 4000, Years: []int{2014, 2015}, Seed: 4, Effect: 0.09, Missing: map[string]float64{"placed": 0}}
	var stages [2]map[string]string
	for i := range stages {
		o.Spells = i == 1
		var e struct {
			Flow struct {
				Stages []struct {
					Name   string `json:"name"`
					N      []int  `json:"n"`
					Losses []struct {
						Reason string `json:"reason"`
						N      []int  `json:"n"`
					} `json:"losses"`
				} `json:"stages"`
			} `json:"flow"`
		}
		if err := json.Unmarshal(rendered(t, filepath.Join(simulatedDir(t, o), "contract.yaml"))[evaluationFile], &e); err != nil {
			t.Fatal(err)
		}
		stages[i] = map[string]string{}
		for _, s := range e.Flow.Stages {
			stages[i][s.Name] = fmt.Sprint(s.N)
			for _, l := range s.Losses {
				stages[i][l.Reason] = fmt.Sprint(l.N)
			}
		}
	}
	for _, name := range []string{"received", "valid", "missing age", "eligible", "matched"} {
		if a, b := stages[0][name], stages[1][name]; a == "" || a != b {
			t.Errorf("%s: %s by years, %s by days", name, a, b)
		}
	}
	if late := stages[1]["follow-up not complete"]; late == "" || late == "[0 0]" {
		t.Errorf("follow-up not complete: %q", late)
	}
}
