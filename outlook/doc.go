// Package outlook says what the money of a contract may become.
//
// Before signing, Design takes the terms, the planned sizes and a base rate, and
// returns for each true effect how likely every threshold is to be reached and
// what is paid: exactly, by going through all counts that can come out, where the
// rules depend on one comparison or on cohorts that vary by themselves; else from
// a fixed stream of draws, with their standard error. After measuring, Investor,
// Payout and Payer take the same facts as contract.Decide: what investors earn,
// how far the payment depends on chance, and what the payer gets for it.
//
// Every amount is one that contract.Decide pays for some measurement: the package
// has no payment rule of its own. Chances, means and rates of return are floating
// point and decide nothing. It knows no people, files or clock.
package outlook
