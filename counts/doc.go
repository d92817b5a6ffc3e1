// Package counts writes people as counts: a row for each profile, and for each reason to
// leave people out, with how many people there are and what happened to them. The
// holder of the comparison data can hand it over instead of people, see
// docs/counts.md.
//
// It takes a Cohort with its Outcomes and the specs that both were read by, and returns a
// Table, as Parquet or CSV. Packages cohort and outcome read it back. No id and no single
// person is in it, but a profile may be one person's: Summary says how many are that small.
//
// It reads no files, and knows neither the terms nor the design.
package counts
