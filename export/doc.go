// Package export writes a finished decision as rows of open data standards.
//
// Indigo takes the agreed terms, the decision and, where people were compared,
// the results, and returns the sheets of the GO Lab's INDIGO data standard. It
// computes nothing and knows nothing of its own: what the terms and the decision
// do not say is left empty, and money that is due is not called paid. Which cell
// comes from where is part of the columns, and printed in docs/indigo.md.
//
// Read takes the JSON of a run or of a settled decision, refuses it if the
// decision's trace does not come out, and never panics on what a stranger wrote.
package export
