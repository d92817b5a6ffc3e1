package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
)

// out is where the fixtures are, seen from this directory.
const out = "../sources"

// layout is one way to write the table. A writer ignores what it cannot choose.
type layout struct {
	name     string // of the file, without its extension
	codec    string // none, snappy, gzip, zstd, brotli, lz4
	dict     bool
	v2       bool
	rows     int  // in a row group; 0: all
	page     int  // bytes of a page; 0: the default
	required bool // columns without missing values are required
	as       map[string]string
}

func main() {
	log.SetFlags(0)
	people, spells := persons(), []column(nil)
	spells = history(people)
	steps := []func() error{
		func() error { return writeCSV("people.csv", people) },
		func() error { return writeCSV("spells.csv", spells) },
		func() error { return each("arrow/go v17.0.0", arrowLayouts(), people, spells, writeArrow) },
		func() error {
			return each("parquet-go/parquet-go v0.32.0", parquetGoLayouts(), people, spells, writeParquetGo)
		},
		func() error {
			return each("xitongsys/parquet-go v1.6.2", xitongsysLayouts(), people, spells, writeXitongsys)
		},
		func() error { return spark(people) },
		func() error { return duckDB() },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			log.Fatal(err)
		}
	}
}

// each writes the people in every layout, and the spells in those named spells-….
func each(writer string, layouts []layout, people, spells []column, write func(path string, l layout, cols []column) error) error {
	for _, l := range layouts {
		cols := people
		if isSpells(l.name) {
			cols = spells
		}
		path := filepath.Join(out, l.name+".parquet")
		if err := write(path, l, cols); err != nil {
			return fmt.Errorf("%s: %w", l.name, err)
		}
		list(l.name+".parquet", writer, l.String())
	}
	return nil
}

// list prints a line of the README's table.
func list(file, writer, words string) { fmt.Printf("| `%s` | %s | %s |\n", file, writer, words) }

func create(path string) (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	return os.Create(path)
}
