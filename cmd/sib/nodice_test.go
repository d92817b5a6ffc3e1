package main

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/compress"
	"github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/pqarrow"

	"sib/evaluate"
	"sib/evidence"
	"sib/report"
)

// TestNoDice shuffles the rows of the example, writes them in another layout,
// and wants every file of the run but the manifest to be the same to the byte,
// on one core and on all.
func TestNoDice(t *testing.T) {
	files := rendered(t, duo)
	dir := t.TempDir()
	terms, err := os.ReadFile(duo)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "contract.yaml"), terms, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"programme.parquet", "comparison.parquet"} {
		shuffle(t, filepath.Join(filepath.Dir(duo), name), filepath.Join(dir, name), uint64(i))
	}
	shuffled := rendered(t, filepath.Join(dir, "contract.yaml"))
	compareRuns(t, "shuffled rows", files, shuffled)

	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	compareRuns(t, "one core", files, rendered(t, duo))
}

// TestNoDiceInAnyMethod shuffles the rows under every method: the evaluation, and the
// pairs by name, are the same to the byte.
func TestNoDiceInAnyMethod(t *testing.T) {
	b, err := os.ReadFile(duo)
	if err != nil {
		t.Fatal(err)
	}
	terms := strings.NewReplacer("match: coarsened\n    cuts: [20.5, 23.5, 26.5, 29.5]", "match: distance", "match: exact", "match: distance").Replace(string(b))
	dirs := [2]string{t.TempDir(), t.TempDir()}
	for i, name := range []string{"programme.parquet", "comparison.parquet"} {
		for k, dir := range dirs {
			shuffle(t, filepath.Join(filepath.Dir(duo), name), filepath.Join(dir, name), uint64(10*k+i))
		}
	}
	for _, method := range []string{
		"nearest", "nearest\n  distance: {metric: mahalanobis}\n  reuse: 3\n  ratio: 2", "optimal", "full", "quick", "subclassification", "weighting", "entropy",
	} {
		name, _, _ := strings.Cut(method, "\n")
		text := strings.Replace(terms, "  estimand: ATT\n", "  estimand: ATT\n  method: "+method+"\n", 1)
		var evaluated, named [2]map[string][]byte
		for k, dir := range dirs {
			path := filepath.Join(dir, "contract.yaml")
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			evaluated[k] = rendered(t, path)
			if name != "nearest" && name != "optimal" {
				continue
			}
			d, err := design(t.Context(), path, evaluate.Data{Dir: filepath.Dir(path)}, evaluate.ByKey, os.Stderr)
			if err != nil {
				t.Fatal(err)
			}
			named[k] = map[string][]byte{"pairs": d.files[report.PairsFile(evaluate.ByKey)]}
		}
		compareRuns(t, name, evaluated[0], evaluated[1])
		if !bytes.Equal(named[0]["pairs"], named[1]["pairs"]) || name == "nearest" && len(named[0]["pairs"]) < 1000 {
			t.Errorf("%s: pairs by name depend on the order of rows", name)
		}
	}
}

func rendered(t *testing.T, path string) map[string][]byte {
	t.Helper()
	r, err := carryOut(t.Context(), path, evaluate.Data{Dir: filepath.Dir(path)}, givenFlags{}.read, os.Stderr)
	if err != nil {
		t.Fatal(err)
	}
	return r.files
}

func compareRuns(t *testing.T, what string, want, got map[string][]byte) {
	t.Helper()
	if len(want) < 10 || len(want) != len(got) {
		t.Fatalf("%s: %d files, want %d", what, len(got), len(want))
	}
	for name, b := range want {
		if name == evidence.ManifestFile {
			t.Fatal("the manifest is compared")
		}
		if !bytes.Equal(b, got[name]) {
			t.Errorf("%s: %s differs from byte %d on", what, name, firstDifference(b, got[name]))
		}
	}
}

// shuffle rewrites a Parquet file with its rows in another order, in small plain
// gzip row groups.
func shuffle(t *testing.T, from, to string, seed uint64) {
	t.Helper()
	schema, rows := readRows(t, from)
	rng := rand.New(rand.NewPCG(seed, 99))
	rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	b, err := json.Marshal(rows)
	if err != nil {
		t.Fatal(err)
	}
	record, _, err := array.RecordFromJSON(memory.DefaultAllocator, schema, bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	props := parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Gzip), parquet.WithDictionaryDefault(false), parquet.WithMaxRowGroupLength(97))
	w, err := pqarrow.NewFileWriter(schema, f, props, pqarrow.DefaultWriterProps())
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write(record); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func readRows(t *testing.T, path string) (*arrow.Schema, []json.RawMessage) {
	t.Helper()
	f, err := file.OpenParquetFile(path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := pqarrow.NewFileReader(f, pqarrow.ArrowReadProperties{BatchSize: 1 << 20}, memory.DefaultAllocator)
	if err != nil {
		t.Fatal(err)
	}
	records, err := r.GetRecordReader(t.Context(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer records.Release()
	var rows []json.RawMessage
	for records.Next() {
		b, err := records.Record().MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		var part []json.RawMessage
		if err := json.Unmarshal(b, &part); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, part...)
	}
	return records.Schema(), rows
}
