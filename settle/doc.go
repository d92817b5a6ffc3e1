// Package settle applies a contract to figures that are given, without people.
//
// It reads effects.csv into contract.Measurements, and scenarios.yaml into cases
// with what the terms are expected to pay, which it holds against what they do pay.
//
// It knows no people: figures come as rates, counts, effects and tallies.
package settle
