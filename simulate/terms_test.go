package simulate

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

func readYAML(t *testing.T, path string) map[string]any {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	if err := yaml.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// The contract that is written says what the hand-made example says, but for who
// and when.
func TestContractFollowsTheExample(t *testing.T) {
	dir := t.TempDir()
	o := someOptions()
	if err := Write(context.Background(), dir, o, nil); err != nil {
		t.Fatal(err)
	}
	got, want := readYAML(t, filepath.Join(dir, contractFile)), readYAML(t, filepath.Join(duoDir, contractFile))
	if years := got["cohorts"]; !reflect.DeepEqual(years, []any{2019, 2020, 2021}) {
		t.Errorf("cohorts %v", years)
	}
	if title := got["title"]; title != "A synthetic programme" {
		t.Errorf("title %v", title)
	}
	var keys []string
	for k := range want {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	if len(got) != len(want) {
		t.Errorf("%d keys, want %d", len(got), len(want))
	}
	own := []string{"id", "title", "note", "parties", "cohorts", "payment"}
	for _, k := range keys {
		if !slices.Contains(own, k) && !reflect.DeepEqual(got[k], want[k]) {
			t.Errorf("%s: %v, want %v", k, got[k], want[k])
		}
	}
	for k, v := range want["payment"].(map[string]any) {
		if g := got["payment"].(map[string]any)[k]; k != "drawdowns" && k != "rules" && !reflect.DeepEqual(g, v) {
			t.Errorf("payment.%s: %v, want %v", k, g, v)
		}
	}
}

func contractOf(t *testing.T, o Options) map[string]any {
	t.Helper()
	return readYAML(t, filepath.Join(made(t, o), contractFile))
}

// policies are the rules for missing values by covariate or eligibility rule.
func policies(contract map[string]any) map[string]any {
	out := map[string]any{}
	for _, c := range contract["covariates"].([]any) {
		out[c.(map[string]any)["name"].(string)] = c.(map[string]any)["missing"]
	}
	for _, e := range contract["eligibility"].([]any) {
		if e.(map[string]any)["column"] != nil {
			out[e.(map[string]any)["id"].(string)] = e.(map[string]any)["missing"]
		}
	}
	return out
}

func TestContractFitsWhatIsMissing(t *testing.T) {
	o := someOptions()
	o.Comparison, o.Continuous, o.Unregistered = 100, 2, 0.1
	want := map[string]any{"age": "exclude", "gender": "refuse", "origin": "refuse", "qualification": "refuse",
		"earnings": "refuse", "distance_km": "refuse", "registered": "refuse"}
	if got := policies(contractOf(t, o)); !reflect.DeepEqual(got, want) {
		t.Errorf("%v", got)
	}
	o.Missing = map[string]float64{"origin": 0.1, "gender": 0, "earnings": 0.1, "registered": 0.1, "age": 0}
	for name, policy := range map[string]string{"origin": "level", "earnings": "exclude", "registered": "exclude"} {
		want[name] = policy
	}
	if got := policies(contractOf(t, o)); !reflect.DeepEqual(got, want) {
		t.Errorf("%v", got)
	}
}

func TestContractTellsOutcomesFromSpells(t *testing.T) {
	o := someOptions()
	o.Comparison, o.Spells, o.Years = 100, true, []int{2018, 2016}
	c := contractOf(t, o)
	windows := c["cohorts"].([]any)
	if first := windows[0].(map[string]any); len(windows) != 2 || first["year"] != 2016 {
		t.Errorf("cohorts %v", windows)
	}
	if data := c["data"].(map[string]any); data["cohort"] != nil || data["entry"] != "entry_date" {
		t.Errorf("data %v", data)
	}
	outcome := c["outcome"].(map[string]any)
	if outcome["column"] != nil || outcome["spells"].(map[string]any)["condition"] != "working-days" {
		t.Errorf("outcome %v", outcome)
	}
	// Ten public holidays in each of 2016 to 2018, the seven of 2019 up to October.
	if days := c["calendar"].(map[string]any)["holidays"].([]any); len(days) != 37 {
		t.Errorf("%d holidays: %v", len(days), days)
	}
}

func TestContractNamesEffectsByGroup(t *testing.T) {
	o := someOptions()
	o.Comparison, o.EffectBy = 100, []GroupEffect{{"origin", "MAGHREB", 0.15}}
	if note := contractOf(t, o)["note"].(string); !strings.Contains(note, "with the origin MAGHREB it adds 0.15") {
		t.Error(note)
	}
}
