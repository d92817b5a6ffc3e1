// Package outcome says what happened to people: it reads the outcome column of
// the files a Cohort came from and counts, for each profile, how many people
// have an outcome and how many were placed.
//
// It is the only reader of outcomes. Package matching may not import it.
package outcome
