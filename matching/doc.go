// Package matching designs the comparison: profiles with counts in, matched
// sets and weights out, with the balance they reach.
//
// It is blind: it cannot import the package that reads outcomes, nor any file
// format. The same people give the same sample whatever order they came in.
package matching
