package simulate

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
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
