// Package outcome says what happened to people: it reads outcome columns of the files
// that a Cohort came from, or a register of spells in work, and counts for each profile
// how many people have an outcome and how many were placed. Several outcomes are read in
// one pass.
//
// A follow-up window starts on the day of entry. Who entered so late that the end of the
// window is not known has no outcome, and is counted apart.
//
// Spells find their people by a 128-bit hash of the id: two of a hundred million ids share
// one with a probability of 10⁻²³. Of a person's spells one bit a day of the window is
// kept, however many spells there are: about 100 bytes for each eligible person with a
// window of a year, and 48 more for each further choice of spells that an outcome makes.
// When that is more than 256 MiB, people are divided by their hash and the files are read
// once for each part; the result is the same. Beside it, memory grows with the number of
// profiles and with the size of a row group, not with rows.
//
// It is the only reader of outcomes. Package matching may not import it.
package outcome
