// Package money holds exact amounts of one currency, rounding that is stated,
// and nothing else. It is a leaf: it knows no contract and no clock.
package money
