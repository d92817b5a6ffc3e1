package peers

import (
	"bytes"
	"database/sql"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	_ "github.com/marcboeker/go-duckdb"

	counts "sib/counts/sql"
)

// null is what is missing, in the cells of tables here.
const null = "\x00"

// table is texts, with the type of each column.
type table struct {
	columns, types []string
	rows           [][]string
}

// engine loads tables and answers queries with a header and rows; numbers in shortest form.
type engine interface {
	dialect() counts.Dialect
	load(t *testing.T, name string, of table)
	rows(t *testing.T, query string) [][]string
}

func engines(t *testing.T) []engine {
	t.Helper()
	out := []engine{newDuck(t)}
	if conn := os.Getenv("SIB_PEERS_PG"); conn != "" {
		out = append(out, postgres{conn})
	} else {
		t.Log("no PostgreSQL: SIB_PEERS_PG is not set")
	}
	return out
}

// duck reads Parquet files that it writes itself, in a directory of the test.
type duck struct {
	db  *sql.DB
	dir string
}

func newDuck(t *testing.T) duck {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return duck{db, t.TempDir()}
}

func (duck) dialect() counts.Dialect { return counts.DuckDB }

// file is where load puts a table.
func (e duck) file(name string) string { return filepath.Join(e.dir, name+".parquet") }

func (e duck) load(t *testing.T, name string, of table) {
	t.Helper()
	path := filepath.Join(e.dir, name+".csv")
	of.write(t, path)
	var typed []string
	for i, c := range of.columns {
		typed = append(typed, fmt.Sprintf("%s: %s", literal(c), literal(of.types[i])))
	}
	e.exec(t, fmt.Sprintf("copy (select * from read_csv(%s, header = true, nullstr = '\\N', columns = {%s})) to %s (format parquet)",
		literal(path), strings.Join(typed, ", "), literal(e.file(name))))
}

func (e duck) exec(t *testing.T, statement string) {
	t.Helper()
	if _, err := e.db.Exec(statement); err != nil {
		t.Fatalf("duckdb: %v\n%s", err, statement)
	}
}

func (e duck) rows(t *testing.T, query string) [][]string {
	t.Helper()
	r, err := e.db.Query(query)
	if err != nil {
		t.Fatalf("duckdb: %v\n%s", err, query)
	}
	defer r.Close()
	names, err := r.Columns()
	if err != nil {
		t.Fatal(err)
	}
	out := [][]string{names}
	cells := make([]any, len(names))
	for r.Next() {
		into := make([]any, len(names))
		for i := range into {
			into[i] = &cells[i]
		}
		if err := r.Scan(into...); err != nil {
			t.Fatal(err)
		}
		line := make([]string, len(cells))
		for i, c := range cells {
			switch c := c.(type) {
			case nil:
			case float64:
				line[i] = strconv.FormatFloat(c, 'g', -1, 64)
			default:
				line[i] = fmt.Sprint(c)
			}
		}
		out = append(out, line)
	}
	if err := r.Err(); err != nil {
		t.Fatalf("duckdb: %v\n%s", err, query)
	}
	return out
}

// postgres is asked through psql.
type postgres struct{ conn string }

func (postgres) dialect() counts.Dialect { return counts.Postgres }

func (e postgres) psql(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	cmd := exec.Command("psql", append([]string{"-X", "-q", "-v", "ON_ERROR_STOP=1", e.conn}, args...)...)
	cmd.Stdin = strings.NewReader(stdin)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("psql: %v\n%s\n%.3000s", err, errs.String(), stdin)
	}
	return out.String()
}

func (e postgres) load(t *testing.T, name string, of table) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "table.csv")
	of.write(t, path)
	var typed []string
	for i, c := range of.columns {
		kind := strings.ReplaceAll(strings.ReplaceAll(of.types[i], "varchar", "text"), "double", "double precision")
		typed = append(typed, `"`+strings.ReplaceAll(c, `"`, `""`)+`" `+strings.ReplaceAll(kind, "tinyint", "smallint"))
	}
	e.psql(t, fmt.Sprintf("set client_min_messages = error; drop table if exists %[1]s; create table %[1]s (%[2]s);\n\\copy %[1]s from '%[3]s' (format csv, header true, null '\\N')\n",
		`"`+name+`"`, strings.Join(typed, ", "), path))
}

func (e postgres) rows(t *testing.T, query string) [][]string {
	t.Helper()
	out, err := csv.NewReader(strings.NewReader(e.psql(t, query+";", "--csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// write writes the table as CSV, \N for what is missing.
func (of table) write(t *testing.T, path string) {
	t.Helper()
	var b bytes.Buffer
	line := func(cells []string) {
		for i, c := range cells {
			if i > 0 {
				b.WriteByte(',')
			}
			if c == null {
				b.WriteString(`\N`)
			} else {
				b.WriteString(`"` + strings.ReplaceAll(c, `"`, `""`) + `"`)
			}
		}
		b.WriteByte('\n')
	}
	line(of.columns)
	for _, r := range of.rows {
		line(r)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}
