// Package peers holds the queries of `sib counts --sql` against real engines: DuckDB, which
// is linked in, and PostgreSQL, if its programs are installed. It is a module of its own,
// because DuckDB needs cgo. Run it with run.sh.
package peers
