// Package matching designs the comparison: profiles with counts in, matched
// sets and weights out, with the balance they reach.
//
// One file a method: Match binds a Spec to a cohort, divides people into cells that
// agree in every exact or coarsened covariate, and asks the method for strata, links or
// weights. People with one profile cannot be told apart and share what a choice between
// them would give to some. Pairs carries out the same design person by person, in an
// order that the caller states.
//
// It is blind: it cannot import the package that reads outcomes, nor any file
// format. The same people give the same sample whatever order they came in.
package matching
