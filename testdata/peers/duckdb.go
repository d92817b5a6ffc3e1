package main

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"

	_ "github.com/marcboeker/go-duckdb"
)

const duckWriter = "DuckDB 1.1.3 (marcboeker/go-duckdb v1.8.5)"

// duckPeople reads the CSV with the types of the table.
const duckPeople = `create table people as select * from read_csv('../sources/people.csv', header = true, columns = {
	'person_id': 'varchar', 'arm': 'varchar', 'year': 'integer', 'entry_date': 'date', 'birth_date': 'date', 'birth_year': 'integer',
	'age': 'integer', 'gender': 'varchar', 'origin': 'varchar', 'qualification': 'varchar', 'registered': 'boolean',
	'earnings': 'double', 'placed': 'boolean', 'placed_int': 'tinyint'})`

const duckSpells = `create table spells as select * from read_csv('../sources/spells.csv', header = true, columns = {
	'person_id': 'varchar', 'start': 'date', 'end': 'date', 'kind': 'varchar', 'contract_months': 'integer'})`

// duckFiles are what COPY … TO writes: the file, the table as it is selected, the options.
var duckFiles = []struct{ file, from, options string }{
	{"duckdb11-snappy.parquet", "people", "compression snappy"},
	{"duckdb11-none.parquet", "people", "compression uncompressed"},
	{"duckdb11-zstd-tiny.parquet", "select * replace (age::tinyint as age, year::usmallint as year, birth_year::smallint as birth_year) from people", "compression zstd"},
	{"duckdb11-gzip-nodict.parquet", "people", "compression gzip, dictionary_compression_ratio_threshold 1000"},
	{"duckdb11-brotli-unsigned.parquet", "select * replace (age::utinyint as age, year::uinteger as year, birth_year::ubigint as birth_year) from people", "compression brotli"},
	{"duckdb11-lz4raw.parquet", "people", "compression lz4_raw"},
	{"duckdb11-enum-timestamps.parquet", `select * replace (gender::enum('F', 'M') as gender, entry_date::timestamp as entry_date, birth_date::timestamp_ms as birth_date,
		earnings::float as earnings) from people`, "compression zstd"},
	{"duckdb11-timestamptz-bigint.parquet", `select * replace (substr(person_id, 2)::bigint as person_id, year::bigint as year, age::bigint as age,
		entry_date::timestamp_ns as entry_date, (birth_date || ' 12:00:00+00')::timestamptz as birth_date) from people`, "compression snappy"},
	{"duckdb11-hive", "people", "compression zstd, partition_by (year), overwrite_or_ignore true"},
	{"duckdb11-hive-arm", "people", "compression snappy, partition_by (year, arm), overwrite_or_ignore true"},
	{"spells-duckdb11.parquet", "spells", "compression zstd"},
	{"spells-duckdb11-timestamps.parquet", `select * replace (start::timestamp as start, "end"::timestamp as "end", kind::enum('internship', 'job', 'training') as kind) from spells`, "compression snappy"},
}

func duckDB() error {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return err
	}
	defer db.Close()
	for _, q := range []string{"set threads = 1", duckPeople, duckSpells} {
		if _, err := db.Exec(q); err != nil {
			return err
		}
	}
	for _, f := range duckFiles {
		from := f.from
		if strings.HasPrefix(from, "select") {
			from = "(" + from + ")"
		}
		q := fmt.Sprintf("copy %s to '%s' (format parquet, %s)", from, filepath.Join(out, f.file), f.options)
		if _, err := db.Exec(q); err != nil {
			return fmt.Errorf("%s: %w", f.file, err)
		}
		words := f.options
		if from != f.from {
			words += "; " + strings.Join(strings.Fields(f.from), " ")
		}
		list(f.file, duckWriter, words)
	}
	return nil
}
