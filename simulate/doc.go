// Package simulate makes synthetic people for examples, teaching and load tests.
//
// It takes the size of a programme, the cohort years, a seed and the effect that
// the programme shall have, and writes what an evaluation reads: a programme
// file, a comparison file and a contract that fits them. The same options give
// the same bytes. Memory does not grow with the number of people.
//
// It may not know anyone real, nor the packages that evaluate: it imports the
// Parquet writer and nothing that reads, matches or decides.
package simulate
