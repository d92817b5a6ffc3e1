// Package stats holds the formulas: intervals for a proportion and for the
// difference of two, weighted samples, effective size. Numbers in, numbers out.
//
// Each function names its source (author, year, equation) and says what it does
// at the edges. Proportions are between 0 and 1; a difference of 0.092 is 9.2
// percentage points. The package knows nothing of people, files or contracts.
package stats
