package evidence

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

var (
	north = Input{Role: "programme", Path: "data/north.parquet", SHA256: DigestOf([]byte("north"))}
	south = Input{Role: "comparison", Path: "data/south.parquet", SHA256: DigestOf([]byte("south"))}
)

// here is for lists that were written in the directory data.
func here(file string) string { return "data/" + file }

func sums(of ...Input) string {
	out := ""
	for _, in := range of {
		out += strings.TrimPrefix(string(in.SHA256), "sha256:") + "  " + strings.TrimPrefix(in.Path, "data/") + "\n"
	}
	return out
}

func TestPromiseOfSumsAndOfAManifest(t *testing.T) {
	m, err := json.Marshal(Manifest{SchemaVersion: ManifestVersion, Inputs: []Input{south, north, {Role: RoleFigures, Path: "figures.csv"}}})
	if err != nil {
		t.Fatal(err)
	}
	binary := strings.ToUpper(sums(north)[:64]) + " *north.parquet\r\n\n" + sums(south)
	for name, text := range map[string]string{"sums": sums(north, south), "binary": binary, "manifest": string(m)} {
		p, err := ReadPromise(name, []byte(text), here)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(p.Kept([]Input{north, south}), p.Kept([]Input{south}), p.Whole([]Input{south, north})); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		changed := south
		changed.SHA256 = north.SHA256
		var bad *Problem
		if err := p.Kept([]Input{north, changed}); !errors.As(err, &bad) || bad.File != south.Path || bad.Remedy == "" {
			t.Errorf("%s, another file: %v", name, err)
		}
		if err := p.Kept([]Input{{Path: "data/west.parquet"}, north}); !errors.As(err, &bad) || bad.File != "data/west.parquet" {
			t.Errorf("%s, a file beside: %v", name, err)
		}
		if err := p.Whole([]Input{north}); !errors.As(err, &bad) || bad.File != south.Path {
			t.Errorf("%s, a file less: %v", name, err)
		}
	}
	if err := errors.Join(Promise(nil).Kept([]Input{north}), Promise(nil).Whole(nil)); err != nil {
		t.Error(err)
	}
}

func TestReadPromiseRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"nothing": " \n", "no inputs": `{"schema_version": "` + ManifestVersion + `"}`, "another JSON": `{"schema_version": "x"}`, "half a JSON": `{"schema_version":`,
		"short": "abc  north.parquet", "no name": sums(north)[:64], "empty name": sums(north)[:66], "twice": sums(north, north), "words": "these are words of another file that is no list",
		"no digits": strings.Repeat("x", 64) + "  north.parquet", "a long line": strings.Repeat("x", 1<<20),
	} {
		var bad *Problem
		if _, err := ReadPromise("LIST", []byte(text), here); !errors.As(err, &bad) || bad.File != "LIST" || bad.Remedy == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
