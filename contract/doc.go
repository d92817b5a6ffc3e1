// Package contract holds the agreed terms as data and decides what they pay.
//
// It takes a contract file and returns validated Terms; it takes Terms and
// measured effects and returns a Decision with its trace. Every comparison that
// money depends on is made on exact rationals, rounded only as the contract says.
//
// It knows no people and no clock: it sees a measured effect, and dates are data.
package contract
