package simulate

import (
	"path/filepath"
	"testing"
)

func TestColumnsOfEachForm(t *testing.T) {
	o := someOptions()
	o.Comparison, o.Continuous, o.Unregistered, o.Spells = 100, 2, 0.1, true
	o.Missing = map[string]float64{"qualification": 0.1, "distance_km": 0.1, "registered": 0.1, "age": 0}
	dir := made(t, o)
	for name, want := range map[string]string{
		comparisonFile: "[person_id year age? gender origin qualification? placed? earnings distance_km? registered? entry_date birth_date?]",
		spellsName:     "[person_id start end? kind contract_months?]",
	} {
		if got := columnsOf(t, filepath.Join(dir, name)); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
