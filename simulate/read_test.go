package simulate

import (
	"context"
	"os"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/pqarrow"
)

// record is a row as a stranger reads it.
type record struct {
	id                            string
	year                          int32
	age                           *int32
	gender, origin, qualification string
	placed                        *bool
}

// readTable reads a file with the library's record reader: no code is shared
// with the writer.
func readTable(t *testing.T, path string) []record {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	pf, err := file.NewParquetReader(f)
	if err != nil {
		t.Fatal(err)
	}
	fr, err := pqarrow.NewFileReader(pf, pqarrow.ArrowReadProperties{BatchSize: 4096}, memory.DefaultAllocator)
	if err != nil {
		t.Fatal(err)
	}
	rr, err := fr.GetRecordReader(context.Background(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer rr.Release()
	var out []record
	for rr.Next() {
		out = append(out, records(t, rr.Record())...)
	}
	if int64(len(out)) != pf.NumRows() {
		t.Fatalf("%s: read %d of %d rows", path, len(out), pf.NumRows())
	}
	return out
}

func records(t *testing.T, r arrow.Record) []record {
	t.Helper()
	column := func(name string) arrow.Array {
		i := r.Schema().FieldIndices(name)
		if len(i) != 1 {
			t.Fatalf("column %q: %d of them", name, len(i))
		}
		return r.Column(i[0])
	}
	id, gender := column("person_id").(*array.String), column("gender").(*array.String)
	origin, qualification := column("origin").(*array.String), column("qualification").(*array.String)
	year, age := column("year").(*array.Int32), column("age").(*array.Int32)
	placed := column("placed").(*array.Boolean)
	out := make([]record, r.NumRows())
	for i := range out {
		out[i] = record{id: id.Value(i), year: year.Value(i), gender: gender.Value(i), origin: origin.Value(i), qualification: qualification.Value(i)}
		if age.IsValid(i) {
			v := age.Value(i)
			out[i].age = &v
		}
		if placed.IsValid(i) {
			v := placed.Value(i)
			out[i].placed = &v
		}
	}
	return out
}
