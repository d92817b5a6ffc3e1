// Package money holds exact amounts of one currency, rounding that is stated, and
// dated cash flows with their rates of return. It is a leaf: it knows no contract
// and no clock.
package money
