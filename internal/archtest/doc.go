// Package archtest holds the import table of this project as a test: which
// package may import which, and why not.
//
// It takes a source tree and returns the violations; the table is in rules.go.
package archtest
