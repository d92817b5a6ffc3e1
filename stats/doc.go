// Package stats holds the formulas: intervals and tests for one proportion, for the
// difference or ratio of two, for pairs, strata, matched sets and weighted samples;
// several years and several tests; sensitivity to hidden bias and missing outcomes;
// power and sample size. Numbers in, numbers out.
//
// Each function names its source (author, year, equation) and says what it does at
// the edges. Proportions are between 0 and 1; a difference of 0.092 is 9.2
// percentage points. A method that is undefined says so; none stands in for
// another. Registries such as TwoSample, Pairs, Strata and Matched find a method by
// the name that a contract or a command line uses.
//
// Results do not depend on the order of the input. Random draws, in the
// bootstraps alone, come from a seed that is an argument. The package knows nothing
// of people, files or contracts.
package stats
