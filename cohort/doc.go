// Package cohort says who is compared: it reads the programme group and the
// comparison pool from Parquet and turns people into profiles with counts.
//
// It takes a Spec (files, columns, covariates, eligibility) and returns a
// Cohort: the sorted profiles, how many people of each arm share each, and the
// flow of exclusions, which adds up. Ages and cohort years may follow from days
// of birth and entry; labels may be renamed and numbers put into bands as they are
// read; traits decide who is eligible and then are forgotten. Tables of counts may stand
// in for an arm's people. Memory grows with the number of distinct profiles and the size
// of a row group, not with rows; the duplicate check adds eight bytes a person up to
// 96 MiB, and beyond that reads the ids again.
//
// Read stops at the first problem; Inspect lists them all.
//
// It does not know what happened to anyone afterwards: outcomes are read by
// package outcome, and only there.
package cohort
