// Package disclosure protects counts of people before they are published.
//
// It takes linked tables: cells with a count, and sums that tie cells together (rows and columns to
// their totals, years to a pooled row, placed and not placed to n). It returns for every cell a rounded
// count or nothing, the reason, and a log without values. It knows no people, files, or terms, only numbers.
//
// # Terms
//
// Primary suppression hides a cell because of its own count. Secondary (complementary) suppression hides
// further cells, so that no sum gives a hidden one back. The audit asks what somebody can still work out
// (Cox 1980; Willenborg and de Waal 2001, chapters 6 and 7; the disclosure guidance of ONS and the
// Government Statistical Service for tables of people).
//
// # What is hidden
//
// A sensitive count below the threshold is hidden, and so is a zero: "none of them" tells about everybody.
// In a Group, when n is hidden so are placed and not placed. When one of placed and not placed is below the
// threshold both are hidden, whether or not the other is large. So a full cell (all placed) falls with the
// zero beside it, and a reason does not tell which of the two is small.
//
// # What is promised
//
// The attacker knows every sum, knows that counts are whole and not negative, and knows every cell that is
// not hidden exactly. That is more than is published, since those are rounded; so rounding is a further
// protection that the promise does not lean on. Rates are made from rounded counts and add nothing. Then,
// with t the threshold:
//
//   - of a hidden sensitive count below t, the attacker can exclude neither 0 nor t−1, so the tables tell
//     no more than the suppression does;
//   - of any other hidden count, the values that are possible span t−1 or more.
//
// Each half is shown by a witness: a whole table that agrees with everything published and holds that value.
// Witnesses are corners that an exact simplex in rational numbers visits (Bland 1977, so it ends). A cell that
// the equations determine has one value and no second witness. A bound that is reached only by a table of
// fractions does not count, so the audit may hide a cell too many but never one too few.
//
// The attacker is not taken to know which hidden cells are primary: that would say which are below the
// threshold. PublicLog leaves the reason out; Log is for the exact pack of the parties. Nor is somebody
// protected against who counts in a cell themselves and knows others who do.
// A sum that nobody registers is not defended: every total that a reader can form has to be given.
//
// # Rounding
//
// What is not hidden is rounded to a multiple of the base, half up. Totals are rounded themselves, from their
// own counts, not added up from rounded parts: each is within half a base of the truth whatever the number of
// parts, a total stays when a part is hidden, and as rounding keeps order no rate exceeds one. Rounded parts
// need not add up to a rounded total; a table says so in its note.
package disclosure
