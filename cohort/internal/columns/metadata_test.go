package columns

import (
	"path/filepath"
	"slices"
	"testing"

	meta "github.com/xitongsys/parquet-go/parquet"

	"sib/cohort/internal/parquettest"
)

func TestMetadataOfThisProgramOnly(t *testing.T) {
	text := func(s string) *string { return &s }
	f := &File{metadata: metadata(&meta.FileMetaData{KeyValueMetadata: []*meta.KeyValue{
		{Key: "pandas", Value: text("{}")}, nil, {Key: "sib.none"}, {Key: "sib.plan", Value: text("a")}, {Key: "sib.plan", Value: text("b")}, {Key: "sib.empty", Value: text("")},
	}})}
	for key, want := range map[string]string{"sib.plan": "a", "sib.empty": ""} {
		if got, ok := f.Metadata(key); !ok || got != want {
			t.Errorf("%s is %q, %t", key, got, ok)
		}
	}
	for _, key := range []string{"pandas", "sib.none", "sib.other"} {
		if got, ok := f.Metadata(key); ok {
			t.Errorf("%s is %q", key, got)
		}
	}
}

func TestNamesInTheOrderOfTheFile(t *testing.T) {
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "x.parquet"), parquettest.Layout{}, parquettest.Column{Name: "b", Values: []int64{1}}, parquettest.Column{Name: "a", Values: []string{"x"}})
	f, err := Open(dir, "x.parquet", "people")
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Names(); !slices.Equal(got, []string{"b", "a"}) {
		t.Errorf("names %q", got)
	}
	if _, ok := f.Metadata(metadataPrefix + "plan"); ok {
		t.Error("a file of others has metadata of this program")
	}
}
