package settle_test

import (
	"os"
	"path/filepath"
	"testing"

	"sib/contract"
	"sib/settle"
)

const library = "../testdata/contracts"

// published are the contracts of the library, by directory.
func published(t *testing.T) []string {
	t.Helper()
	dirs, err := filepath.Glob(filepath.Join(library, "*", "contract.yaml"))
	if err != nil || len(dirs) < 12 {
		t.Fatalf("%d contracts, %v", len(dirs), err)
	}
	for i, d := range dirs {
		dirs[i] = filepath.Base(filepath.Dir(d))
	}
	return dirs
}

// run holds a contract of the library against its scenarios.
func run(t *testing.T, name string) (*contract.Terms, []settle.Outcome) {
	t.Helper()
	terms, err := contract.Load(filepath.Join(library, name, "contract.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(library, name, "scenarios.yaml")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	scenarios, err := settle.ReadScenarios(file, data)
	if err != nil {
		t.Fatal(err)
	}
	return terms, settle.Run(terms, scenarios)
}

// Every published contract pays what is published or computed by hand, to the cent.
func TestLibrary(t *testing.T) {
	for _, name := range published(t) {
		t.Run(name, func(t *testing.T) {
			_, outcomes := run(t, name)
			for _, o := range outcomes {
				for _, d := range o.Differs {
					t.Errorf("%s: %s", o.Scenario.Name, d)
				}
			}
		})
	}
}
