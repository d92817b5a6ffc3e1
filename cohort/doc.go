// Package cohort says who is compared: it reads the programme group and the
// comparison pool from Parquet and turns people into profiles with counts.
//
// It takes a Spec (files, columns, covariates, eligibility) and returns a
// Cohort: the sorted profiles, how many people of each arm share each, and the
// flow of exclusions, which adds up. Ages and cohort years may follow from days
// of birth and entry; labels may be renamed and numbers put into bands as they are
// read; traits decide who is eligible and then are forgotten. Memory grows with the
// number of distinct profiles plus eight bytes a person for the duplicate check, not
// with rows.
//
// It does not know what happened to anyone afterwards: outcomes are read by
// package outcome, and only there.
package cohort
