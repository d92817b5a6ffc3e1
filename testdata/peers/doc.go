// Command peers writes the table of testdata/sources with Parquet libraries other than
// the one that sib reads with. It is a module of its own: DuckDB needs cgo.
//
//	CGO_ENABLED=1 go run .   # the Go libraries, and the table itself as CSV
//	npm install && node write.mjs # the libraries that Node can load; it reads the CSV
//
// Each prints a line per file for the README of testdata/sources. Everything is made up.
package main
