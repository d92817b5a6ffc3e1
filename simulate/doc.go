// Package simulate makes synthetic people for examples, teaching and load tests.
//
// It takes the size of a programme, the cohort years, a seed and the effect that
// the programme shall have, and writes what an evaluation reads: a programme
// file, a comparison file and a contract that fits them; if asked to, with effects
// by sub-group, missing values, people who are not eligible, days in place of years
// and ages, and a register of spells in work that amounts to each person's outcome.
// The same options give the same bytes, and each option draws from random streams of
// its own: what it adds leaves the rest of every person as it is. Memory does not
// grow with the number of people.
//
// It may not know anyone real, nor the packages that evaluate: it imports the
// Parquet writer and nothing that reads, matches or decides.
package simulate
